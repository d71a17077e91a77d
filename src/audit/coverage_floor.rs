//! In every region a share of demand is well located.

use std::collections::BTreeMap;

use super::reach::worth_of;
use super::{Finding, Limit, Unit};
use crate::domain::{Area, Group, Index, Plan, hyphened};
use crate::model::{CoverageFloor, Question, Share};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let Some(floor) = &question.model.coverage_floor else { return Vec::new() };
    let is_named = |region: &str| floor.regions.iter().any(|named| named == region);
    let is_everywhere = floor.regions.is_empty() && floor.groups.is_empty();
    let of_regions = regions(question, plan)
        .into_iter()
        .filter(|(region, _)| is_everywhere || is_named(region))
        .map(|(region, has)| finding(floor, (hyphened(region), region), has));
    let of_groups = groups(question, plan)
        .into_iter()
        .filter(|(group, _)| floor.groups.iter().any(|named| *named == group.id))
        .map(|(group, has)| finding(floor, (format!("group-{}", group.id), &group.name), has));
    of_regions.chain(of_groups).flatten().collect()
}

/// What is found of a place that goes by an id and a name, of its children and its well-located places in hundredths; nothing
/// where nobody needs a place.
fn finding(floor: &CoverageFloor, (id, name): (String, &str), (children, hundredths): (u64, u64)) -> Option<Finding> {
    let least = (u64::from(floor.share.thousandths()) * children).div_ceil(10);
    let count = |number: u64| i64::try_from(number).expect("numbers of places fit");
    (children > 0).then(|| Finding {
        family: "coverage_floor",
        id: format!("coverage-{id}"),
        rule: format!("In {name}, places worth at least {} of its {children} children are well located.", floor.share),
        source: floor.source.clone(),
        unit: Unit::HundredthsOfPlaces,
        value: count(hundredths),
        limit: Limit::AtLeast,
        bound: count(least),
        binding: hundredths < least + 100,
        where_broken: Vec::new(),
    })
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
    let mut regions: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (area, (children, hundredths)) in areas(question, plan) {
        let region = regions.entry(&question.instance[area].region).or_default();
        *region = (region.0 + children, region.1 + hundredths);
    }
    regions
}

/// Each group of areas, with its children, and its well-located places in hundredths.
fn groups<'a>(question: &Question<'a>, plan: &Plan) -> Vec<(&'a Group, (u64, u64))> {
    let areas = areas(question, plan);
    let of = |group: &Group| {
        let own = areas.iter().filter(|(area, _)| group.areas.contains(area)).map(|(_, has)| has);
        own.fold((0, 0), |(children, places), (more, better)| (children + more, places + better))
    };
    question.instance.groups().iter().map(|group| (group, of(group))).collect()
}

/// By area: its children, and its well-located places in hundredths.
fn areas(question: &Question<'_>, plan: &Plan) -> BTreeMap<Index<Area>, (u64, u64)> {
    let mut areas: BTreeMap<Index<Area>, (u64, u64)> = BTreeMap::new();
    for need in question.instance.demand() {
        areas.entry(need.area).or_default().0 += u64::from(need.children.count());
    }
    for flow in &plan.flows {
        let worth = worth_of(question, flow).map_or(0, |worth| (worth * flow.places).hundredths());
        areas.entry(flow.area).or_default().1 += worth;
    }
    areas
}
