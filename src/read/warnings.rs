//! What is allowed and looks odd.

use std::collections::{BTreeMap, BTreeSet};

use super::retired::both;
use super::{far_roads, short_roads, unlikely};
use crate::domain::{Doubt, Estimate, Index, Instance, Money, ProgrammeLine, ProjectOption, RoadMap};

/// How many times as dear a place of one line may be as one of another before the unit is doubted.
const DOUBTFUL: i64 = 1_000;

/// How many times a line's published cost may differ from what is planned before the unit is doubted.
const SLIP: i64 = 100;

/// Pounds for which no place of a home can be had.
pub(super) const LEAST: i64 = 5_000;

/// How many times as dear the dearest place may be, where all costs are in another unit.
const SOME: i64 = 20;

/// Metres from the centre of an authority beyond which none of England reaches: North Yorkshire is 130 km wide.
const FAR: u32 = 100_000;

/// The oddities of a problem and of the roads, where they are read.
#[must_use]
pub fn warnings(instance: &Instance, roads: Option<&RoadMap>) -> Vec<Doubt> {
    let free = instance.options().iter().filter(|option| option.cost == Money::ZERO).map(|option| {
        let project = &instance[option.project].id;
        let words = format!("option `{}` of `{project}` costs the department nothing", option.id);
        Doubt::of("free-option", &format!("{project}/{}", option.id), words)
    });
    // Where all costs are in another unit, or those of a line, that is told once.
    let small = small_costs(instance);
    let mut by_line: Vec<Doubt> = Vec::new();
    if small.is_none() {
        by_line.extend(unit_slip(instance));
        by_line.extend(published_slips(instance));
    }
    let is_told = small.is_some() || !by_line.is_empty();
    let by_option = if is_told { Vec::new() } else { unlikely::of_options(instance).collect() };
    free.chain(small)
        .chain(by_line)
        .chain(by_option)
        .chain(twice(instance))
        .chain(strays(instance))
        .chain(unlikely::doubts(instance))
        .chain(roads.into_iter().flat_map(short_roads::doubts))
        .chain(roads.into_iter().flat_map(|roads| far_roads::doubts(instance, roads)))
        .collect()
}

/// Areas that replaced others which are there too.
fn twice(instance: &Instance) -> impl Iterator<Item = Doubt> {
    let codes: BTreeSet<&str> = instance.areas().iter().map(|area| area.id.as_str()).collect();
    both(move |code| codes.contains(code)).map(|(old, heir)| {
        let words = format!("`{heir}` replaced `{old}`, which is there too: are its children counted twice?");
        Doubt::of("area-twice", old, words)
    })
}

/// Lines whose planned options come to a hundred times the published cost, or to less than a hundredth of it.
fn published_slips(instance: &Instance) -> impl Iterator<Item = Doubt> {
    let mut planned: BTreeMap<Index<ProgrammeLine>, Money> = BTreeMap::new();
    for option in instance.options().iter().filter(|option| option.planned) {
        *planned.entry(instance[option.project].line).or_default() += option.cost;
    }
    planned.into_iter().filter_map(|(line, sum)| {
        let line = &instance[line];
        let published = line.published.as_ref()?.cost;
        let (less, more) = (sum.min(published), sum.max(published));
        more.pounds().checked_div(less.pounds()).is_some_and(|times| times >= SLIP).then(|| {
            let words = format!(
                "the planned options of `{}` cost {sum} and its published cost is {published}: is one of them not in \
                 whole pounds?",
                line.id
            );
            Doubt::of("published-cost", line.id.as_str(), words)
        })
    })
}

/// Sites that stand farther from the centre of their authority than any authority reaches.
fn strays(instance: &Instance) -> impl Iterator<Item = Doubt> {
    instance.sites().iter().filter_map(|site| {
        let area = &instance[site.area];
        let metres = site.point.metres_to(area.centre);
        let stray = format!(
            "`{}` stands {} km from the centre of {} ({}): are easting and northing swapped, or the authority wrong?",
            site.id,
            metres / 1_000,
            area.name,
            area.id
        );
        (metres > FAR).then(|| Doubt::of("far-site", site.id.as_str(), stray))
    })
}

/// Costs that no place can be had for, on any line: they are in thousands or millions of pounds.
fn small_costs(instance: &Instance) -> Option<Doubt> {
    let each: Vec<i64> = instance.options().iter().filter_map(for_a_place).collect();
    let median = median(each.clone())?;
    let is_all = median < LEAST && each.iter().all(|cost| *cost < LEAST * SOME);
    is_all.then(|| {
        let unit = if median < LEAST / 500 { "millions" } else { "thousands" };
        let median = Money::from_pounds(median);
        let words = format!(
            "half of the options cost {median} a place or less: are costs in {unit} of pounds, and not in pounds?"
        );
        Doubt::new("small-costs", words)
    })
}

/// The middle one, if there is any.
pub(super) fn median(mut costs: Vec<i64>) -> Option<i64> {
    costs.sort_unstable();
    costs.get(costs.len() / 2).copied()
}

/// What an option costs for each place that it gives, keeps or improves.
pub(super) fn for_a_place(option: &ProjectOption) -> Option<i64> {
    let places = option.additional.at(Estimate::Likely) + option.protected + option.improved;
    let each = option.cost.pounds().checked_div(places.count().into());
    each.filter(|_| option.cost > Money::ZERO).map(|each| each.max(1))
}

/// A line whose places cost a thousand times another's: one is probably in thousands or millions of pounds.
fn unit_slip(instance: &Instance) -> Option<Doubt> {
    let mut costs: BTreeMap<Index<ProgrammeLine>, Vec<i64>> = BTreeMap::new();
    for option in instance.options() {
        if let Some(each) = for_a_place(option) {
            costs.entry(instance[option.project].line).or_default().push(each);
        }
    }
    let medians: Vec<(i64, Index<ProgrammeLine>)> =
        costs.into_iter().filter_map(|(line, costs)| Some((median(costs)?, line))).collect();
    let (&(least, cheap), &(most, dear)) = (medians.iter().min()?, medians.iter().max()?);
    most.checked_div(least).is_some_and(|times| times > DOUBTFUL).then(|| {
        let words = format!(
            "a place of `{}` costs {} and one of `{}` {}, by the median: is one of them not in whole pounds?",
            instance[cheap].id,
            Money::from_pounds(least),
            instance[dear].id,
            Money::from_pounds(most)
        );
        Doubt::new("line-costs", words)
    })
}
