//! Layers of demand: fewer or more children of complex needs than the log takes, unaccompanied children, and a trend.

use std::collections::BTreeMap;

use super::areas::Demand;
use super::bid::Year;
use super::facts::{Authority, Facts};
use super::share::share;

/// The care of which all of them are.
const CARE_TYPE: &str = "open-high-risk";

/// The children of an area in a layer.
pub(super) struct LayerRow<'a> {
    pub(super) layer: &'static str,
    pub(super) effect: &'static str,
    pub(super) area: &'a str,
    pub(super) care_type: &'static str,
    pub(super) year: Option<Year>,
    pub(super) children: i64,
    pub(super) source: &'static str,
}

/// Every layer; `demand` is what they are laid over.
pub(super) fn layers<'a>(facts: &'a Facts, demand: &[Demand<'a>]) -> Vec<LayerRow<'a>> {
    let low = "NAO, September 2025, Figure 11: 347 and 200 open places planned; spread as demand.csv";
    let high = "NAO, September 2025, 1.17: children deprived of liberty in 2024; spread as demand.csv";
    let ends = [("complex-low", low), ("complex-high", high)].map(|(layer, source)| in_place(facts, layer, source));
    ends.into_iter().flatten().chain(unaccompanied(facts)).chain(trend(facts, demand)).collect()
}

/// As many children as the log says, in the place of those of demand.csv and spread as they are.
fn in_place<'a>(facts: &'a Facts, layer: &'static str, source: &'static str) -> Vec<LayerRow<'a>> {
    let known = facts.authorities.iter().filter_map(|one| Some((one.code.as_str(), one.in_childrens_homes_2024?)));
    let (areas, weights): (Vec<&str>, Vec<i64>) = known.unzip();
    let rows = areas.into_iter().zip(share(facts.number(layer), &weights));
    let row = |(area, children)| row(layer, "replace", source, (area, None, children));
    rows.map(row).collect()
}

fn row<'a>(
    layer: &'static str,
    effect: &'static str,
    source: &'static str,
    (area, year, children): (&'a str, Option<Year>, i64),
) -> LayerRow<'a> {
    LayerRow { layer, effect, area, care_type: CARE_TYPE, year, children, source }
}

/// So many per cent of the unaccompanied children who were transferred to each region, by the children who live in each
/// of its authorities.
fn unaccompanied(facts: &Facts) -> Vec<LayerRow<'_>> {
    let source = "NAO, September 2025, 3.18 and Figure 12: children transferred to each region, 2020-24; spread by children aged 0 to 17";
    let transferred: Vec<i64> = facts.unaccompanied.iter().map(|region| region.transferred_2020_24).collect();
    let percent = facts.number("unaccompanied-percent");
    let all = (transferred.iter().sum::<i64>() * percent + 50) / 100;
    let by_region = facts.unaccompanied.iter().zip(share(all, &transferred));
    by_region
        .flat_map(|(region, children)| {
            let areas = of_region(facts, &region.region);
            let weights: Vec<i64> = areas.iter().map(|area| area.pop_0_17_2024).collect();
            let rows = areas.into_iter().zip(share(children, &weights));
            rows.map(|(area, children)| row("unaccompanied", "add", source, (&area.code, None, children)))
        })
        .collect()
}

fn of_region<'a>(facts: &'a Facts, region: &str) -> Vec<&'a Authority> {
    facts.authorities.iter().filter(|authority| authority.region == region).collect()
}

/// By region, as many more children each year as there were in homes each year from 2021 to 2025 beside those of 2024; by
/// authority as demand.csv has them.
fn trend<'a>(facts: &'a Facts, demand: &[Demand<'a>]) -> Vec<LayerRow<'a>> {
    let source = "DfE, Children looked after in England 2025: children in homes by region, 31 March 2021 to 2025, drawn on to 2029";
    let (first, last) = (Year(2024), Year(facts.number("trend-last-year")));
    let mut rows = Vec::new();
    for region in &facts.unaccompanied {
        let homes = |march: i64| -> i64 {
            let found = facts.in_homes.iter().find(|one| one.region == region.region && one.march == march);
            found.unwrap_or_else(|| panic!("the facts know nothing of {} in {march}", region.region)).children
        };
        let areas: BTreeMap<&str, i64> = of_region(facts, &region.region)
            .iter()
            .filter_map(|area| Some((area.code.as_str(), area.in_childrens_homes_2024?)))
            .collect();
        let need: i64 = demand
            .iter()
            .filter(|need| need.care_type == CARE_TYPE && areas.contains_key(need.area))
            .map(|need| need.children)
            .sum();
        let weights: Vec<i64> = areas.values().copied().collect();
        for start in first.0..=last.0 {
            // A financial year ends on the 31 March after it starts; four years lie between the first count and the last.
            let years = start + 1 - 2024;
            let (more, per) = (need * (homes(2025) - homes(2021)) * years, 4 * homes(2024));
            let parts = areas.keys().zip(share((2 * more + per) / (2 * per), &weights));
            rows.extend(
                parts.map(|(area, children)| row("trend-2029", "add", source, (*area, Some(Year(start)), children))),
            );
        }
    }
    rows
}
