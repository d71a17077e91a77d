//! In every region a share of demand is well located.

use std::collections::BTreeMap;

use super::reach::worth_of;
use super::{Finding, Limit, Unit};
use crate::domain::{Plan, hyphened};
use crate::model::{Question, Share};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let Some(floor) = &question.model.coverage_floor else { return Vec::new() };
    let held = regions(question, plan).into_iter().filter(|(region, (children, _))| {
        *children > 0 && (floor.regions.is_empty() || floor.regions.contains(*region))
    });
    let findings = held.map(|(region, (children, hundredths))| {
        let least = (u64::from(floor.share.thousandths()) * children).div_ceil(10);
        let count = |number: u64| i64::try_from(number).expect("numbers of places fit");
        Finding {
            family: "coverage_floor",
            id: format!("coverage-{}", hyphened(region)),
            rule: format!(
                "In {region}, places worth at least {} of its {children} children are well located.",
                floor.share
            ),
            source: floor.source.clone(),
            unit: Unit::HundredthsOfPlaces,
            value: count(hundredths),
            limit: Limit::AtLeast,
            bound: count(least),
            binding: hundredths < least + 100,
            where_broken: Vec::new(),
        }
    });
    findings.collect()
}

/// The share of demand well located in the region where it is smallest, exactly; all where nobody needs a place.
#[must_use]
pub fn worst_region(question: &Question<'_>, plan: &Plan) -> Share {
    let shares = regions(question, plan).into_values();
    let shares = shares.filter_map(|(children, hundredths)| Share::of(hundredths, 100 * children));
    shares.min().unwrap_or(Share::ALL)
}

/// By region: its children, and its well-located places in hundredths.
fn regions<'a>(question: &Question<'a>, plan: &Plan) -> BTreeMap<&'a str, (u64, u64)> {
    let instance = question.instance;
    let mut regions: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for need in instance.demand() {
        regions.entry(&instance[need.area].region).or_default().0 += u64::from(need.children.count());
    }
    for flow in &plan.flows {
        let worth = worth_of(question, flow).map_or(0, |worth| (worth * flow.places).hundredths());
        regions.entry(&instance[flow.area].region).or_default().1 += worth;
    }
    regions
}
