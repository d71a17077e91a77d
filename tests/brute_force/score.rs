//! How good a plan is, in the order in which plans are compared.

use std::cmp::{Ordering, Reverse};

use placewell::domain::ProjectOption;
use placewell::model::Goal;

use super::case::Case;
use super::data::{REGIONS, group, year};
use super::serving::{Division, best, best_in, front, region};
use super::subset::Subset;
use super::sure;
use super::verdict::cost;

/// How good a plan is: a greater one is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// The share of the worst region, where that is the goal.
    pub worst: Option<Part>,
    /// Hundredths of well-located places; where years are counted, of all of them.
    pub well_located: u64,
    /// Pounds.
    pub cost: Reverse<i64>,
    /// Places because of it at the end of each year, summed.
    pub opened: u64,
    /// Tenths of a mile.
    pub miles: Reverse<u64>,
}

impl Score {
    /// The score of a choice of options whose places are divided so.
    pub fn of(case: &Case, chosen: Subset, division: &Division) -> Self {
        let children = case.children_by_region();
        let shares = (0..2).filter(|&region| children[region] > 0);
        let shares = shares.map(|region| Part { of: division.regions[region], all: 100 * children[region] });
        let worst = shares.min().unwrap_or(Part { of: 1, all: 1 });
        Self {
            worst: (case.model.goal == Goal::WorstRegion).then_some(worst),
            well_located: division.well_located() + before_the_horizon(case, chosen),
            cost: Reverse(cost(&case.instance, chosen)),
            opened: opened(case, chosen),
            miles: Reverse(division.miles),
        }
    }
}

/// Hundredths of well-located places of the years before the horizon, where they are counted.
fn before_the_horizon(case: &Case, chosen: Subset) -> u64 {
    let Goal::PlaceYears { first } = case.model.goal else { return 0 };
    let years = (0..3).map(year).filter(|year| (first..case.model.horizon).contains(year));
    years.map(|year| best_in(case, chosen, year).well_located()).sum()
}

/// Places that there are because of a choice at the end of each year to the horizon.
fn opened(case: &Case, chosen: Subset) -> u64 {
    let (instance, horizon) = (&case.instance, case.model.horizon);
    let mut opened = 0;
    for year in (0..3).map(year).filter(|year| *year <= horizon) {
        let counts = |option: &&ProjectOption| sure::counts(instance, &case.model, option, year);
        for option in chosen.of(instance).filter(|option| option.opens <= year).filter(counts) {
            let home = instance[instance[option.project].site].home.map(|home| &instance[home]);
            let is_gone = home.and_then(|home| home.at_risk_from).is_some_and(|from| from <= year);
            opened += u64::from(option.additional.at(case.model.estimate).count());
            opened += if is_gone { option.protected.count().into() } else { 0 };
        }
    }
    opened
}

/// So much of all.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub of: u64,
    pub all: u64,
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.of * other.all).cmp(&(other.of * self.all))
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Part {}

/// Hundredths of places among children, in whole thousandths; all of none is all.
pub fn share(hundredths: u64, children: u64) -> u64 {
    (10 * hundredths).checked_div(children).unwrap_or(1_000)
}

/// The best division of the places that a choice gives, and its score; nothing if none keeps the floor.
pub fn best_score(case: &Case, chosen: Subset, floor: Floor) -> Option<(Score, Division)> {
    let divisions = if case.speaks_of_regions() { front(case, chosen) } else { vec![best(case, chosen)] };
    let kept = divisions.into_iter().filter(|division| floor == Floor::PassedOver || keeps_floor(case, division));
    kept.map(|division| (Score::of(case, chosen, &division), division)).max_by_key(|(score, _)| *score)
}

/// Whether a floor of coverage is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// It is.
    Kept,
    /// It is not looked at.
    PassedOver,
}

fn keeps_floor(case: &Case, division: &Division) -> bool {
    let Some(floor) = &case.model.coverage_floor else { return true };
    let children = case.children_by_region();
    let is_everywhere = floor.regions.is_empty() && floor.groups.is_empty();
    let is_named = |name: &str| floor.regions.contains(name) || floor.groups.contains(&group(name));
    let held = REGIONS.iter().filter(|name| is_everywhere || is_named(name));
    held.map(|name| region(name))
        .all(|region| 10 * division.regions[region] >= u64::from(floor.share.thousandths()) * children[region])
}
