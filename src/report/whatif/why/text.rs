//! Why one project is in the plan or is not, in words.

use super::list;
use crate::audit::well_located;
use crate::domain::{Index, Money, Opening, Places, ProjectOption, WellLocated};
use crate::model::{Question, percent};
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
        unsure(base, why),
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

/// That none of its places count, as they are not as sure as the model asks, and how sure they are at best.
fn unsure(base: &Base<'_>, why: &Why) -> Option<String> {
    let Question { instance, model, .. } = base.question;
    let asked = model.deliverability.as_ref()?;
    let gives = |option: &Index<ProjectOption>| {
        instance.places_at(&instance[*option], model.horizon, model.estimate) > Places::ZERO
    };
    let own = instance[why.project].option_indices().filter(gives);
    let sure: Vec<Opening> = own.map(|option| Opening::of(instance, option, model.horizon, model.as_of)).collect();
    let best = sure.iter().map(|opening| opening.chance().thousandths()).max()?;
    let best = percent(u32::try_from(best).expect("no chance is over a thousand"));
    (!sure.iter().any(|opening| asked.counts(opening))).then(|| {
        format!(
            "None of its places count: they are open by {} with a chance of {best}, and {asked} is asked.",
            model.horizon
        )
    })
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

/// What is said once below the texts of `whys`, if plans were found the other way.
#[must_use]
pub fn note(whys: &[Why], columns: u16) -> Option<String> {
    whys.iter().any(|why| why.found.is_some()).then(|| wrapped(COSTS, columns.into(), 0) + "\n")
}

const COSTS: &str = "What the plans found the other way cost is not the least: they are sought for their places, and \
                         another with as many may cost less. To know, commit or exclude the project in a model and solve it.";

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
    format!("{}{}", at_what_price(entry), with_how_many_places(entry))
}

fn at_what_price(entry: &Entry) -> String {
    let per_cent = |part: u32| format!("{}.{}%", part / 10, part % 10);
    match (entry.price_found, entry.price_bound) {
        (Some(1_000), _) => "A plan with as many well-located places funds it at its own price.".to_owned(),
        (Some(found), Some(1_000)) => format!(
            "If it cost {} of its price, a plan with as many well-located places would fund it; perhaps at a higher price.",
            per_cent(found)
        ),
        (Some(found), Some(bound)) => {
            let (found, bound) = (per_cent(found), per_cent(bound));
            format!(
                "If it cost {found} of its price, a plan with as many well-located places would fund it; above {bound} \
                 none would (proved)."
            )
        }
        (None, Some(_)) => {
            "No plan with as many well-located places was found that funds it, even at no cost.".to_owned()
        }
        (_, None) => "No plan with as many well-located places funds it, even at no cost (proved).".to_owned(),
    }
}

fn with_how_many_places(entry: &Entry) -> String {
    let more = |count: u32| if count == 1 { "1 more place".to_owned() } else { format!("{count} more places") };
    match (entry.places_found, entry.places_bound) {
        (Some(0), _) => String::new(),
        (Some(found), Some(bound)) if found == bound => {
            format!(" If it had {}, one would at its own price; with fewer none would (proved).", more(found))
        }
        (Some(found), Some(0)) => {
            format!(" If it had {}, one would at its own price; perhaps with fewer.", more(found))
        }
        (Some(found), Some(1)) => {
            format!(" If it had {}, one would at its own price; as it is none would (proved).", more(found))
        }
        (Some(found), Some(bound)) => {
            format!(
                " If it had {}, one would at its own price; with fewer than {bound} none would (proved).",
                more(found)
            )
        }
        (None, Some(_)) => " Nor was one found if it had 64 more places.".to_owned(),
        (_, None) => " Nor does one if it had 64 more places (proved).".to_owned(),
    }
}
