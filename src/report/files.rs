//! The files of a run.

use super::manifest::Manifest;
use super::run::{
    Run, Summary, WIDTH, areas, flows, funds, groups, lines, long, neighbours, partners, plan, regions, rules, years,
};
use crate::runs::MANIFEST;
use crate::table::Table;

/// The tables of a run, in the order of [`crate::runs::FILES`]; those that not every run has come last.
#[must_use]
pub fn tables(run: &Run<'_>) -> Vec<Table> {
    let tables: [fn(&Run<'_>) -> Table; 9] = [
        plan::table,
        flows::table,
        areas::table,
        regions::table,
        lines::table,
        years::table,
        funds::table,
        rules::table,
        long::table,
    ];
    let others = [groups::table, neighbours::table, partners::table];
    tables.iter().map(|table| table(run)).chain(others.iter().filter_map(|table| table(run))).collect()
}

/// The files of a run, by name, for [`write_folder`](crate::runs::write_folder).
#[must_use]
pub fn files(run: &Run<'_>, manifest: &Manifest) -> Vec<(String, Vec<u8>)> {
    let tables = tables(run).into_iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
    let summary = ("summary.txt".to_owned(), Summary::of(run).to_text(WIDTH).into_bytes());
    tables.chain([summary, (MANIFEST.to_owned(), manifest.to_json())]).collect()
}
