//! The files of a run.

use super::whatif::frontier::FRONTIER;
use super::manifest::Manifest;
use super::run::Run;
use super::run::{Summary, WIDTH};
use crate::table::Table;
use super::run::{areas, flows, funds, lines, long, plan, regions, rules, years};

/// The names of the files of every run.
pub const FILES: [&str; 11] = [
    "plan.csv",
    "flows.csv",
    "areas.csv",
    "regions.csv",
    "lines.csv",
    "years.csv",
    "funds.csv",
    "rules.csv",
    "results_long.csv",
    "summary.txt",
    "run.json",
];

/// The names of the tables and workbooks that a what-if puts beside the files of a run.
pub const BESIDE: [&str; 16] = [
    "why.csv",
    "stress.csv",
    "stress_limits.csv",
    "stress_draws.csv",
    "stress_regret.csv",
    "order.csv",
    "alternatives.csv",
    "alternatives_plans.csv",
    "alternatives_projects.csv",
    "alternatives_flows.csv",
    "plans_flows.csv",
    "why.xlsx",
    "stress.xlsx",
    "order.xlsx",
    "alternatives.xlsx",
    FRONTIER,
];

/// The tables of a run, in the order of [`FILES`].
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
    tables.iter().map(|table| table(run)).collect()
}

/// The files of a run, by name, for [`write_folder`](crate::runs::write_folder).
#[must_use]
pub fn files(run: &Run<'_>, manifest: &Manifest) -> Vec<(String, Vec<u8>)> {
    let tables = tables(run).into_iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
    let summary = ("summary.txt".to_owned(), Summary::of(run).to_text(WIDTH).into_bytes());
    tables.chain([summary, ("run.json".to_owned(), manifest.to_json())]).collect()
}
