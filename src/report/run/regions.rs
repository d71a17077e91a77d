//! `regions.csv`: each region's share of demand beside its share of what the plan gives (the layout of NAO, September
//! 2025, Figure 9).

use std::collections::BTreeMap;

use super::deliverable::Deliverable;
use super::part::{COLUMNS, Part, add_up, deliverable};
use super::state::Run;
use crate::table::{Cell, Column, Show, Table, summing};

/// A row for each region, in alphabetical order.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let regions = regions(run);
    let all = together(&regions);
    let columns: Vec<Column> = [Column::words("region", "Region")].into_iter().chain(COLUMNS).collect();
    let of_region = |name: &&str| deliverable(run, |area| run.question.instance[area].region == **name);
    let countable = Deliverable::cells_of_parts(&regions.keys().map(of_region).collect::<Vec<_>>());
    let rows = regions.iter().zip(countable).map(|((name, region), countable)| row(name, region, &all, countable));
    let rows = rows.collect();
    let shares = |of: fn(&Part) -> u64| shares(regions.values().map(of).collect());
    Table::new("regions", &columns, rows)
        .summing("dfe_cost_gbp")
        .showing("demand_percent", shares(|region| region.children.unwrap_or_default()))
        .showing("well_located_percent", shares(|region| region.well_located.hundredths()))
        .showing("places_percent", shares(|region| region.places.count().into()))
}

fn row(name: &str, region: &Part, all: &Part, countable: [Cell; 2]) -> Vec<Cell> {
    [Cell::text(name)].into_iter().chain(region.cells(all)).chain(countable).collect()
}

/// The shares that parts are of all of them, in tenths of a per cent that sum to all of it; nothing of nothing.
fn shares(parts: Vec<u64>) -> Vec<Cell> {
    let all = i64::try_from(parts.iter().sum::<u64>()).unwrap_or(i64::MAX);
    let parts: Vec<i64> = parts.into_iter().map(|part| i64::try_from(part * 1_000).unwrap_or(i64::MAX)).collect();
    if all == 0 { vec![Cell::Empty; parts.len()] } else { summing(&parts, all).into_iter().map(Cell::Tenths).collect() }
}

/// The columns for which a page has room, and all regions together.
pub(in crate::report) fn on_paper(run: &Run<'_>) -> Table {
    let mut table = table(run);
    let deliverable = deliverable(run, |_| true);
    let all = together(&regions(run));
    table.rows.push(row("All regions", &all, &all, Deliverable::cells(deliverable)));
    let mut hidden = vec!["places_used", "places", "places_percent", "additional_low", "additional_high", "protected"];
    if deliverable.is_none() {
        hidden.extend(["additional_expected", "additional_assured"]);
    }
    for column in table.columns.iter_mut().filter(|column| hidden.contains(&column.name)) {
        column.show = Show::FilesOnly;
    }
    table
}

/// Every region, by name.
fn regions<'a>(run: &Run<'a>) -> BTreeMap<&'a str, Part> {
    let instance = run.question.instance;
    let mut regions = instance.planned_regions().into_iter().map(|name| (name, Part::default())).collect();
    add_up(run, &mut regions, |area| vec![instance[area].region.as_str()]);
    regions
}

/// All regions together.
fn together(regions: &BTreeMap<&str, Part>) -> Part {
    regions.values().fold(Part::default(), Part::and)
}
