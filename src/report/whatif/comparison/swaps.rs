//! The projects that two plans do otherwise, each reason said once.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Money;
use crate::report::whatif::kept_out::{name, texts};
use crate::table::wrapped;
use crate::whatif::compare::{Comparison, Kept, Swap};

/// What becomes of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    In,
    Out,
    Way,
}

impl Turn {
    const fn of(swap: &Swap) -> Self {
        match (&swap.base, &swap.other) {
            (None, _) => Self::In,
            (_, None) => Self::Out,
            (Some(_), Some(_)) => Self::Way,
        }
    }
}

/// Why a project is done otherwise, as the cell of a file has it.
pub(super) fn reasons(swap: &Swap) -> Vec<String> {
    let kept = swap.kept.as_ref().map(|kept| {
        let plan = plan(kept);
        match kept.broken.as_slice() {
            [] => format!("no rule keeps it out of {plan}"),
            broken => format!("put into {plan} it breaks {}{}", texts(broken), in_its_place(&kept.instead)),
        }
    });
    swap.facts.iter().cloned().chain(kept).collect()
}

/// The plan that it was put into.
const fn plan(kept: &Kept) -> &'static str {
    if kept.in_base { "the base" } else { "the run" }
}

/// What swaps share: what becomes of them, and the rules that stand against it.
type Key<'a> = (Turn, Option<BTreeSet<&'a str>>);

/// The swaps, under each reason those that share it; those that come in first, and of these the most.
pub(super) fn text(comparison: &Comparison, width: usize) -> Option<String> {
    let mut groups: BTreeMap<Key<'_>, Vec<&Swap>> = BTreeMap::new();
    for swap in &comparison.swaps {
        let ids = swap.kept.as_ref().map(|kept| kept.broken.iter().map(name).collect());
        groups.entry((Turn::of(swap), ids)).or_default().push(swap);
    }
    let mut groups: Vec<(Key<'_>, Vec<&Swap>)> = groups.into_iter().collect();
    groups.sort_by_key(|((turn, _), swaps)| (*turn, std::cmp::Reverse(swaps.len())));
    let count = |turn: Turn| comparison.swaps.iter().filter(|swap| Turn::of(swap) == turn).count();
    let [comes, goes, otherwise] = [Turn::In, Turn::Out, Turn::Way].map(count);
    let heading = format!(
        "Projects done otherwise: {comes} in, {goes} out, {otherwise} another way. Each was put into the plan that is \
         without it, in the way that breaks the fewest rules and of these the cheapest, and nothing else was changed: \
         these are the rules that break. In its place is what that plan alone has: were it out, the project would fit."
    );
    let groups = groups.iter().map(|((turn, _), swaps)| group(*turn, swaps, width));
    let paragraphs: Vec<String> = [wrapped(&heading, width, 0)].into_iter().chain(groups).collect();
    (!comparison.swaps.is_empty()).then(|| paragraphs.join("\n") + "\n")
}

/// Swaps that share a reason.
fn group(turn: Turn, swaps: &[&Swap], width: usize) -> String {
    let word = match turn {
        Turn::In => "in",
        Turn::Out => "out",
        Turn::Way => "another way",
    };
    let lines = swaps.iter().flat_map(|swap| {
        let facts = swap.facts.iter().map(|fact| indented(fact, 6, width));
        let instead = swap.kept.as_ref().map_or(&[][..], |kept| &kept.instead);
        let how = format!("{}{}", how(swap), in_its_place(instead));
        [indented(&how, 4, width)].into_iter().chain(facts).collect::<Vec<_>>()
    });
    let heading = indented(&format!("{} {word}: {}", swaps.len(), why(swaps)), 2, width);
    [heading].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The reason that they share, in a sentence.
fn why(swaps: &[&Swap]) -> String {
    let kept: Vec<&Kept> = swaps.iter().filter_map(|swap| swap.kept.as_ref()).collect();
    let Some(first) = kept.first() else {
        return "why is not told: the model and the inputs of the plan without it are not here as they were (--model says \
                where a model is)"
            .to_owned();
    };
    let plan = plan(first);
    if first.broken.is_empty() {
        return format!("no rule keeps {} out of {plan}", if swaps.len() == 1 { "it" } else { "any one of them" });
    }
    let broken = kept.iter().flat_map(|kept| &kept.broken);
    format!("with {} {plan} breaks {}", if swaps.len() == 1 { "it" } else { "any one of them" }, texts(broken))
}

/// Which projects stand in the place of one, as the end of a line.
fn in_its_place(projects: &[String]) -> String {
    if projects.is_empty() { String::new() } else { format!("; in its place {}", projects.join(", ")) }
}

/// How a project is done, and where.
fn how(swap: &Swap) -> String {
    let option = |(id, pounds): &(String, i64)| format!("{id} ({})", Money::from_pounds(*pounds));
    let ways: Vec<String> = [&swap.base, &swap.other].into_iter().flatten().map(option).collect();
    format!("{} {}, {}", swap.project, ways.join(" -> "), swap.region)
}

fn indented(text: &str, by: usize, width: usize) -> String {
    let indent = " ".repeat(by);
    format!("{indent}{}", wrapped(text, width.saturating_sub(by), by + 5))
}
