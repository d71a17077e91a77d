//! Why one project is in the plan or is not, in words.

use super::list;
use crate::audit::well_located;
use crate::domain::{Index, Money, ProjectOption, WellLocated};
use crate::report::whatif::kept_out::texts;
use crate::report::whatif::span;
use crate::table::wrapped;
use crate::whatif::why::{Base, Why, cost_of};
use crate::whatif::{Entry, UpperBound};

/// How many of a list are printed before the rest are only counted.
const LISTED: usize = 6;

/// Why one project is in the plan or is not, as a paragraph for people in at most `columns`.
#[must_use]
pub fn text(base: &Base<'_>, why: &Why, columns: u16) -> String {
    let instance = base.question.instance;
    let project = &instance[why.project];
    let area = &instance[project.area];
    let heading = format!("{}: {} ({}, {})", project.id, project.name, area.region, instance[project.line].name);
    let funded = why.funded.map(|option| {
        let option = &instance[option];
        format!("It is funded, as `{}`, for {}.", option.id, option.cost)
    });
    let funded = funded.unwrap_or_else(|| "It is not funded.".to_owned());
    let parts = [
        Some(funded),
        Some(stopped_by(why)).filter(|_| why.funded.is_none()),
        Some(other(base, why)),
        swapped(base, why),
        why.rank.map(|rank| format!("In the line of those not funded it is number {rank}, by the plans found.")),
        why.entry.map(|entry| enters(&entry)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| wrapped(&part, columns.into(), 0)).collect();
    format!("{}\n{}\n", wrapped(&heading, columns.into(), 2), parts.join("\n"))
}

/// What the other way costs, in a line: what is told while the rest is still being worked out.
#[must_use]
pub fn brief(base: &Base<'_>, why: &Why) -> String {
    format!("{}: {}", base.question.instance[why.project].id, other(base, why))
}

fn stopped_by(why: &Why) -> String {
    if why.stopped_by.is_empty() {
        return "No rule stops it from being added to the plan: the plan is as good without it.".to_owned();
    }
    format!("Added to the plan as it is, it would break {}.", texts(&why.stopped_by))
}

/// What the other way costs.
fn other(base: &Base<'_>, why: &Why) -> String {
    let way = if why.funded.is_some() { "Without it" } else { "With it" };
    match (why.loss(base), why.most) {
        (_, UpperBound::NoPlan) => format!("{way} no plan can keep all the rules: this is proved."),
        (None, UpperBound::Places(_)) => {
            format!("{way} no plan was found that keeps all the rules, and none is ruled out.")
        }
        (Some(loss), UpperBound::Places(bound)) => {
            let found = why.found.as_ref().map_or(WellLocated::ZERO, |plan| well_located(&base.question, plan));
            let has = if loss.is_known() {
                format!("the best plan has {found} of {}: this is proved.", base.best.least)
            } else {
                format!(
                    "the best plan found has {found}, and none has more than {bound}; this plan has {}.",
                    base.best.least
                )
            };
            format!("{way} {}: {has}", span::lost(loss))
        }
    }
}

/// What takes its place, or makes room for it.
fn swapped(base: &Base<'_>, why: &Why) -> Option<String> {
    let found = why.found.as_ref()?;
    let (comes, goes) = why.swaps(base);
    let own = |option: &Index<ProjectOption>| base.question.instance[*option].project == why.project;
    let (comes, goes): (Vec<_>, Vec<_>) =
        (comes.into_iter().filter(|one| !own(one)).collect(), goes.into_iter().filter(|one| !own(one)).collect());
    let cost = cost_of(base.question.instance, found) - cost_of(base.question.instance, base.plan);
    let money = match cost.cmp(&Money::ZERO) {
        std::cmp::Ordering::Less => format!("it costs {} less", -cost),
        std::cmp::Ordering::Equal => "it costs the same".to_owned(),
        std::cmp::Ordering::Greater => format!("it costs {cost} more"),
    };
    Some(format!("In that plan {}; {}; {money}.", some("in", &list(base, &comes)), some("out", &list(base, &goes))))
}

fn some(way: &str, options: &[String]) -> String {
    let first: Vec<&str> = options.iter().take(LISTED).map(String::as_str).collect();
    match options.len() {
        0 => format!("nothing else goes {way}"),
        count if count > LISTED => format!("{} and {} more go {way}", first.join(", "), count - LISTED),
        1 => format!("{} goes {way}", first.join(", ")),
        _ => format!("{} go {way}", first.join(", ")),
    }
}

/// At what price, and with how many places, it would be in.
fn enters(entry: &Entry) -> String {
    let per_cent = |part: u32| format!("{}.{}%", part / 10, part % 10);
    let price = match (entry.price_found, entry.price_bound) {
        (Some(1_000), _) => "A plan as good as this one has it, at its price.".to_owned(),
        (Some(found), Some(1_000)) => {
            format!("A plan as good as this one has it at {} of its price; perhaps at a higher one.", per_cent(found))
        }
        (Some(found), Some(bound)) => {
            let (found, bound) = (per_cent(found), per_cent(bound));
            format!("A plan as good as this one has it at {found} of its price, and none does above {bound}.")
        }
        (None, Some(_)) => "No plan as good as this one was found that has it, even for nothing.".to_owned(),
        (_, None) => "No plan as good as this one has it, even for nothing.".to_owned(),
    };
    let more = |count: u32| if count == 1 { "1 more place".to_owned() } else { format!("{count} more places") };
    let places = match (entry.places_found, entry.places_bound) {
        (Some(0), _) => String::new(),
        (Some(found), Some(bound)) if found == bound => format!(" With {} one does, and with no fewer.", more(found)),
        (Some(found), Some(0)) => format!(" With {} one does; perhaps with fewer.", more(found)),
        (Some(found), Some(bound)) => format!(" With {} one does, and with fewer than {bound} none.", more(found)),
        (None, Some(_)) => " Nor was one found with 64 more places.".to_owned(),
        (_, None) => " Nor does one with 64 more places.".to_owned(),
    };
    format!("{price}{places}")
}
