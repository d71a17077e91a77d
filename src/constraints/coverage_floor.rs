//! # Coverage floor: in every region, or group of areas, a share of demand is well located
//!
//! ```text
//! 10 · Σ_{a in r} worth[s,a,c] · f[s,a,c]  ≥  share · demand[r]      for every region r of the floor
//! 10 · Σ_{a in r} worth[s,a,c] · f[s,a,c]  ≥  w · demand[r]          for every region r, where the worst is the goal
//! ```
//!
//! | symbol         | meaning                                             | unit         | source                          |
//! |----------------|-----------------------------------------------------|--------------|---------------------------------|
//! | `f[s,a,c]`     | places at `s` used by children of `a` who need `c`  | places       | decision                        |
//! | `w`            | the share of the worst region                       | thousandths  | decision                        |
//! | `worth[s,a,c]` | worth of a place at that distance                   | per cent     | `[reach]` in a model            |
//! | `share`        | the floor                                           | thousandths  | `[coverage_floor]` in a model   |
//! | `demand[r]`    | children of the region, all care types              | places       | `demand.csv`                    |
//!
//! The 10 makes per cents thousandths. Of plans whose `w` is the same, the one whose worst share is largest exactly is
//! found by asking for more, with each region's fraction as a row of whole numbers (`decide/exact_share.rs`). A region without demand has no row.
//! Of a group of areas that a floor names the row is the same, over its areas in the place of the region's.

use std::collections::BTreeMap;

use super::{Family, Part, Unknowns};
use crate::domain::GroupId;
use crate::milp::{Comparison, Milp, Portion, Row, Sum};
use crate::model::{CoverageFloor, Question};

pub(super) const FAMILY: Family = Family {
    name: "coverage_floor",
    rule: "In every region, or group of areas, a share of demand is well located.",
    maths: "10·Σ_{a in r} worth[s,a,c]·f[s,a,c] ≥ share·demand[r]  for every region or group r of the floor",
    part: Part::Floor,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let floor = question.model.coverage_floor.as_ref();
    if floor.is_none() && unknowns.worst_share().is_none() {
        return;
    }
    let mut well_located = well_located(question, unknowns);
    for (region, children) in demand(question) {
        let sum = well_located.remove(region).unwrap_or_default();
        if let Some(worst) = unknowns.worst_share() {
            let mut sum = sum.clone();
            sum.add(-children, worst);
            let label = format!("worst_share[{region}]");
            milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
        }
        if let Some(floor) = floor.filter(|floor| floor.holds_in(region)) {
            let bound = i64::from(floor.share.thousandths()) * children;
            let label = format!("coverage_floor[{region}]");
            milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound });
        }
    }
    if let Some(floor) = floor {
        for id in &floor.groups {
            state_group(question, unknowns, (floor, id), milp);
        }
    }
}

/// The row of a group of areas; none where nobody in it needs a place.
fn state_group(question: &Question<'_>, unknowns: &Unknowns, (floor, id): (&CoverageFloor, &GroupId), milp: &mut Milp) {
    let instance = question.instance;
    let Some(group) = instance.group(id).map(|group| &instance[group]) else { return };
    let needs = instance.demand().iter().filter(|need| group.areas.contains(&need.area));
    let children: i64 = needs.map(|need| i64::from(need.children.count())).sum();
    let own = unknowns.at_horizon().filter(|serving| group.areas.contains(&serving.area));
    let sum = own.map(|serving| (10 * i64::from(serving.worth.percent()), serving.column)).collect();
    if children > 0 {
        let bound = i64::from(floor.share.thousandths()) * children;
        let label = format!("coverage_floor[group {id}]");
        milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound });
    }
}

/// For each region with demand its well-located places of its children, in hundredths of a place.
pub(crate) fn portions(question: &Question<'_>, unknowns: &Unknowns) -> Vec<Portion> {
    let mut regions: BTreeMap<&str, Sum> = BTreeMap::new();
    for serving in unknowns.at_horizon() {
        let region = question.instance[serving.area].region.as_str();
        regions.entry(region).or_default().add(serving.worth.percent().into(), serving.column);
    }
    let portion = |(region, children): (&str, i64)| {
        let sum = regions.remove(region).unwrap_or_default();
        Portion { sum, whole: 100 * children }
    };
    demand(question).into_iter().map(portion).collect()
}

/// By region: ten times the well-located places, in hundredths.
fn well_located<'a>(question: &Question<'a>, unknowns: &Unknowns) -> BTreeMap<&'a str, Sum> {
    let mut regions: BTreeMap<&str, Sum> = BTreeMap::new();
    for serving in unknowns.at_horizon() {
        let region = question.instance[serving.area].region.as_str();
        regions.entry(region).or_default().add(10 * i64::from(serving.worth.percent()), serving.column);
    }
    regions
}

/// By region with demand: its children.
fn demand<'a>(question: &Question<'a>) -> BTreeMap<&'a str, i64> {
    let mut regions = BTreeMap::new();
    for need in question.instance.demand().iter().filter(|need| need.children.count() > 0) {
        *regions.entry(question.instance[need.area].region.as_str()).or_insert(0) += i64::from(need.children.count());
    }
    regions
}
