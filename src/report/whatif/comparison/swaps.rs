//! The projects that two plans do otherwise, each reason said once.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Unit;
use crate::domain::Money;
use crate::table::wrapped;
use crate::whatif::compare::{Comparison, Kept, Swap};
use crate::whatif::put_back::Broken;

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
            broken => {
                let rules: Vec<String> = broken.iter().map(|one| told(one, std::iter::once(one))).collect();
                format!("put into {plan} it breaks {}", rules.join(", "))
            }
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
        let ids = swap.kept.as_ref().map(|kept| kept.broken.iter().map(|broken| broken.id.as_str()).collect());
        groups.entry((Turn::of(swap), ids)).or_default().push(swap);
    }
    let mut groups: Vec<(Key<'_>, Vec<&Swap>)> = groups.into_iter().collect();
    groups.sort_by_key(|((turn, _), swaps)| (*turn, std::cmp::Reverse(swaps.len())));
    let count = |turn: Turn| comparison.swaps.iter().filter(|swap| Turn::of(swap) == turn).count();
    let [comes, goes, otherwise] = [Turn::In, Turn::Out, Turn::Way].map(count);
    let heading = format!(
        "Projects done otherwise: {comes} in, {goes} out, {otherwise} another way. Each was put into the plan that is \
         without it, in the way that breaks the fewest rules and of these the cheapest, and nothing else was changed: \
         these are the rules that break."
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
        [indented(&how(swap), 4, width)].into_iter().chain(facts).collect::<Vec<_>>()
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
    let rules = first.broken.iter().map(|rule| {
        let of_rule = kept.iter().flat_map(|kept| &kept.broken).filter(|other| other.id == rule.id);
        told(rule, of_rule)
    });
    let rules: Vec<String> = rules.collect();
    format!("with {} {plan} breaks {}", if swaps.len() == 1 { "it" } else { "any one of them" }, rules.join("; "))
}

/// A rule and by how much these break it, where that is more than that they do.
fn told<'a>(rule: &Broken, broken: impl Iterator<Item = &'a Broken>) -> String {
    if rule.unit == Unit::Breaches { rule.id.clone() } else { format!("{} by {}", rule.id, range(broken)) }
}

/// From how far to how far a rule is broken.
fn range<'a>(broken: impl Iterator<Item = &'a Broken>) -> String {
    let mut all: Vec<&Broken> = broken.collect();
    all.sort_by_key(|one| one.by);
    let write = |one: &&Broken| one.unit.write(one.by);
    match (all.first(), all.last()) {
        (Some(least), Some(most)) if least.by == most.by => write(least),
        (Some(least), Some(most)) => format!("{} to {}", write(least), write(most)),
        _ => String::new(),
    }
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
