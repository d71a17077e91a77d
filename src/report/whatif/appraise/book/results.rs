//! What each part of the plan comes to, and that the parts agree.

use super::super::{Appraisal, OF_WORTH, parameters, worth};
use super::given::{sheet, words};
use super::projects::{COLUMNS, name};
use crate::report::workbook::{LiveCell, LiveSheet};
use crate::table::{Cell, Table};
use crate::whatif::appraise::Level;

/// What a column is worked out from, besides sums over projects.
fn derived(column: &str, row: usize) -> Option<String> {
    let cell = |column: &str| format!("${}{row}", LiveSheet::column(&OF_WORTH, column));
    let per = |cost: String, places: &str| format!("=ROUND({cost}/{},2)", cell(places));
    let both = format!("({}+{})", cell("dfe_cost_gbp"), cell("match_gbp"));
    let [capital, local, running] = ["dfe_capital_pv_gbp", "match_pv_gbp", "running_pv_gbp"].map(cell);
    let costs = format!("({capital}+{local}+{running})");
    let sum = |one: &str, other: &str| format!("=ROUND({}+{},2)", cell(one), cell(other));
    Some(match column {
        "dfe_cost_per_additional_gbp" => per(cell("dfe_cost_gbp"), "additional"),
        "cost_per_additional_gbp" => per(both, "additional"),
        "dfe_cost_per_well_located_gbp" => per(cell("dfe_cost_gbp"), "well_located_places"),
        "cost_per_well_located_gbp" => per(both, "well_located_places"),
        "avoided_a_year_gbp" => sum("placement_avoided_a_year_gbp", "unregistered_avoided_a_year_gbp"),
        "avoided_pv_gbp" => sum("placement_avoided_pv_gbp", "unregistered_avoided_pv_gbp"),
        "counted_pv_gbp" => sum("placement_counted_pv_gbp", "unregistered_counted_pv_gbp"),
        "npsv_gbp" => format!("=ROUND({}-{costs},2)", cell("counted_pv_gbp")),
        "npsv_all_transfer_gbp" => format!("=ROUND(0-{costs},2)"),
        "purse_npv_gbp" => format!("=ROUND({}-{costs},2)", cell("avoided_pv_gbp")),
        "benefit_cost_ratio" => format!("=ROUND({}/{costs},2)", cell("counted_pv_gbp")),
        _ => return None,
    })
}

/// The sum of a column over the projects of a part.
fn summed(column: &str, by: &str, level: Level, row: usize) -> String {
    let name = name(level);
    match by {
        "plan" => format!("=ROUND(SUM({name}[{column}]),2)"),
        by => format!("=ROUND(SUMPRODUCT(({name}[{by}]=$C{row})*{name}[{column}]),2)"),
    }
}

/// A row for each case of each part, as in `appraisal.csv`.
pub(super) fn results(appraisal: &Appraisal<'_>) -> LiveSheet {
    let table = worth(appraisal);
    let rows = table.rows.iter().enumerate().map(|(row, cells)| {
        let row = LiveSheet::row(row);
        let [case, by] = [&cells[0], &cells[1]].map(Cell::in_files);
        let level = Level::ALL.into_iter().find(|level| level.word() == case).expect("one of three");
        let live = |(column, cell): (&&str, &Cell)| match (derived(column, row), COLUMNS.contains(column), cell) {
            (Some(formula), _, Cell::Hundredths(pence)) => LiveCell::Money(formula, *pence),
            (None, true, Cell::Hundredths(pence)) => LiveCell::Money(summed(column, &by, level, row), *pence),
            (None, true, Cell::Whole(whole)) => LiveCell::Number(summed(column, &by, level, row), whole.to_string()),
            (_, _, cell) => LiveCell::Given(cell.clone()),
        };
        OF_WORTH.iter().zip(cells).map(live).collect()
    });
    let about = "Each part of the plan in each case; avoided costs are a transfer unless shown otherwise";
    sheet("Results", about, &OF_WORTH, rows.collect())
}

/// What lines and regions must add up to.
const ADD_UP: [&str; 10] = [
    "dfe_cost_gbp",
    "match_gbp",
    "dfe_capital_pv_gbp",
    "match_pv_gbp",
    "running_pv_gbp",
    "avoided_pv_gbp",
    "counted_pv_gbp",
    "npsv_gbp",
    "npsv_all_transfer_gbp",
    "purse_npv_gbp",
];

/// What the parts of a kind come to together in a case, in pence.
fn pence(table: &Table, column: &str, (level, by): (Level, &str)) -> i64 {
    let is_of = |row: &&Vec<Cell>| row[0] == Cell::text(level.word()) && row[1] == Cell::text(by);
    let at = table.position(column);
    let money = |row: &Vec<Cell>| if let Cell::Hundredths(pence) = row[at] { pence } else { 0 };
    table.rows.iter().filter(is_of).map(money).sum()
}

/// That lines, and regions, come to the whole, to the penny.
pub(super) fn checks(appraisal: &Appraisal<'_>) -> LiveSheet {
    let table = worth(appraisal);
    let mut rows = Vec::new();
    for (level, column) in Level::ALL.into_iter().flat_map(|level| ADD_UP.map(|column| (level, column))) {
        for by in ["line", "region"] {
            let sum = |by: &str| {
                let is_of = format!("(Results[case]=\"{}\")*(Results[by]=\"{by}\")", level.word());
                let formula = format!("=ROUND(SUMPRODUCT({is_of}*Results[{column}]),2)");
                LiveCell::Money(formula, pence(&table, column, (level, by)))
            };
            let row = LiveSheet::row(rows.len());
            let [parts, whole] = [by, "plan"].map(|by| pence(&table, column, (level, by)));
            let agrees = LiveCell::Truth(format!("=D{row}=E{row}"), parts == whole);
            let names = [words(level.word()), words(column), words(&format!("by {by}"))];
            rows.push(names.into_iter().chain([sum(by), sum("plan"), agrees]).collect());
        }
    }
    let about = "That lines and regions come to the whole, to the penny; do not use the workbook where one is FALSE";
    sheet("Checks", about, &["case", "what", "parts", "sum_of_parts", "whole", "agrees"], rows)
}

/// At what of each parameter the plan would be worth nothing, as the run has it.
pub(super) fn switching(appraisal: &Appraisal<'_>) -> LiveSheet {
    let table = parameters::switches(appraisal);
    let headings: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let rows = table.rows.iter().map(|row| row.iter().cloned().map(LiveCell::Given).collect()).collect();
    let about =
        "At what of each parameter the plan would be worth nothing, all else as in the central case; as the run has it";
    sheet("Switching", about, &headings, rows)
}
