//! What a plan is worth, as an appraisal beside the run says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::beside::Beside;
use super::grid::{Grid, Take};
use super::piece::Piece;
use super::said::Said;
use crate::domain::Money;
use crate::report::run::Run;
use crate::report::whatif::appraise::{CASES, CAVEAT, left_out};
use crate::table::{Cell, Show, Table, summing_millions};

/// Columns of money that are told in millions, and to the pound.
const IN_MILLIONS: [&str; 6] =
    ["avoided_a_year_gbp", "running_a_year_gbp", "npsv_gbp", "npsv_all_transfer_gbp", "purse_npv_gbp", "dfe_cost_gbp"];
const TO_THE_POUND: [&str; 2] = ["cost_per_additional_gbp", "cost_per_well_located_gbp"];

/// What each case of the whole plan comes to.
const OF_CASES: [Take; 10] = [
    Take::One("case", "Case"),
    Take::One("dfe_cost_gbp", "DfE capital, £m"),
    Take::One("cost_per_additional_gbp", "Capital for an additional place"),
    Take::One("running_a_year_gbp", "Running, £m a year"),
    Take::One("avoided_a_year_gbp", "Avoided, £m a year"),
    Take::One("npsv_gbp", "Net present social value, £m"),
    Take::One("npsv_all_transfer_gbp", "The same if all avoided is a transfer"),
    Take::One("purse_npv_gbp", "To the public purse, £m"),
    Take::One("benefit_cost_ratio", "Benefit-cost ratio"),
    Take::One("payback", "Paid back to society by"),
];

/// What each part comes to.
const OF_PARTS: [Take; 8] = [
    Take::One("name", "Part of the plan"),
    Take::One("additional", "Places added"),
    Take::One("cost_per_additional_gbp", "Capital for one added"),
    Take::One("cost_per_well_located_gbp", "Capital for one well located"),
    Take::One("avoided_a_year_gbp", "Avoided, £m a year"),
    Take::One("npsv_gbp", "Net present social value, £m"),
    Take::One("purse_npv_gbp", "To the public purse, £m"),
    Take::One("benefit_cost_ratio", "Benefit-cost ratio"),
];

/// At what of a parameter the plan would be worth nothing.
const OF_SWITCHES: [Take; 7] = [
    Take::One("parameter", "Parameter"),
    Take::One("of", "Of"),
    Take::One("central", "Taken to be"),
    Take::One("npsv_nought_at", "Social value is nought at"),
    Take::One("npsv_nought_is", "Which is"),
    Take::One("purse_nought_at", "The purse's is nought at"),
    Take::One("purse_nought_is", "Which is"),
];

/// The section of the page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Worth {
    /// The folder that its numbers stand in.
    from: String,
    /// The most important of it.
    finding: Said,
    caveat: &'static str,
    /// What the cases are.
    cases: &'static str,
    /// What no number of it has.
    left_out: Vec<&'static str>,
    grids: [Grid; 4],
}

/// The section of an appraisal of the plan of a run, of which these are the tables.
pub(super) fn section(run: &Run<'_>, beside: &Beside<Vec<Table>>) -> Worth {
    let table = |name: &str| beside.told.iter().find(|table| table.name == name).expect("a table of every appraisal");
    let worth = on_paper(table("appraisal"));
    let switches = numbers(table("appraisal_switching").clone(), &["npsv_nought_at", "purse_nought_at"]);
    let rows = |case: Option<&str>, by: &str| {
        let [of_case, of_by] = ["case", "by"].map(|column| worth.position(column));
        let is_of = |row: &usize| {
            let says = |at: usize, word: &str| worth.rows[*row][at] == Cell::text(word);
            says(of_by, by) && case.is_none_or(|case| says(of_case, case))
        };
        (0..worth.rows.len()).filter(is_of).collect::<Vec<_>>()
    };
    let part = |id: &str, caption: &str, by: &str| {
        let caption = format!("{caption}; what is avoided is a transfer unless shown otherwise");
        Grid::of(id, &caption, &worth, &OF_PARTS, rows(Some("central"), by))
    };
    let whole = "The whole plan in each case; what is avoided is a transfer unless shown otherwise";
    Worth {
        from: beside.name.clone(),
        finding: finding(&worth, &rows(None, "plan")),
        caveat: CAVEAT,
        cases: CASES,
        left_out: left_out(run),
        grids: [
            Grid::of("worth-plan", whole, &worth, &OF_CASES, rows(None, "plan")),
            part("worth-lines", "By programme line, in the central case", "line"),
            part("worth-regions", "By region of the authority that bids, in the central case", "region"),
            Grid::all(
                "worth-switches",
                "At what of each parameter the plan would be worth nothing, all else as in the \
                       central case",
                &switches,
                &OF_SWITCHES,
            ),
        ],
    }
}

/// What the whole plan is worth in each case, of which these are the rows: low, central and high.
fn finding(worth: &Table, rows: &[usize]) -> Said {
    let piece = |case: usize, column: &str| Piece::of(worth, rows[case], column);
    Said::new("In £ million, its net present social value is ")
        .number(piece(1, "npsv_gbp"))
        .words(" in the central case, ")
        .number(piece(0, "npsv_gbp"))
        .words(" in the low and ")
        .number(piece(2, "npsv_gbp"))
        .words(" in the high one; to the public purse it is ")
        .number(piece(1, "purse_npv_gbp"))
        .words(" in the central case. What is avoided is a transfer unless shown otherwise.")
}

/// The table with these columns shown as numbers.
fn numbers(mut table: Table, columns: &[&str]) -> Table {
    for column in table.columns.iter_mut().filter(|column| columns.contains(&column.name)) {
        column.show = Show::Number;
    }
    table
}

/// The table as paper has it: money in millions, of which lines and regions sum to the whole, and of a single place to the
/// pound; ratios with two decimals.
fn on_paper(table: &Table) -> Table {
    let mut table = numbers(table.clone(), &["additional", "benefit_cost_ratio"]);
    for (columns, show) in [(&IN_MILLIONS[..], Show::Millions), (&TO_THE_POUND[..], Show::Number)] {
        for name in columns {
            let at = table.position(name);
            table.columns[at].show = show;
            let shown = if show == Show::Millions { millions(&table, at) } else { cells(&table, at, to_the_pound) };
            table = table.showing(name, shown);
        }
    }
    let ratios =
        cells(&table, table.position("benefit_cost_ratio"), |ratio| Cell::Text(Cell::Hundredths(ratio).in_files()));
    table.showing("benefit_cost_ratio", ratios)
}

/// What is shown of the hundredths in a column.
fn cells(table: &Table, at: usize, of: fn(i64) -> Cell) -> Vec<Cell> {
    let shown = |row: &Vec<Cell>| if let Cell::Hundredths(hundredths) = row[at] { of(hundredths) } else { Cell::Empty };
    table.rows.iter().map(shown).collect()
}

/// Pence to the nearest pound, halves away from nought.
fn to_the_pound(pence: i64) -> Cell {
    Cell::Money(Money::from_pounds(pence.signum() * ((pence.abs() + 50) / 100)))
}

/// Whole pounds of pence: those that are over do not decide to which tenth of a million it is rounded.
fn pounds(row: &[Cell], at: usize) -> Money {
    if let Cell::Hundredths(pence) = row[at] { Money::from_pounds(pence / 100) } else { Money::ZERO }
}

/// What is shown in millions of a column: the parts of each case, by line and by region, sum to what is shown of the whole.
fn millions(table: &Table, at: usize) -> Vec<Cell> {
    let mut shown: Vec<Cell> = table.rows.iter().map(|row| Cell::Money(pounds(row, at))).collect();
    let mut groups: BTreeMap<[String; 2], Vec<usize>> = BTreeMap::new();
    for (row, cells) in table.rows.iter().enumerate() {
        groups.entry([cells[0].in_files(), cells[1].in_files()]).or_default().push(row);
    }
    for rows in groups.into_values() {
        let parts: Vec<Money> = rows.iter().map(|row| pounds(&table.rows[*row], at)).collect();
        for (row, part) in rows.into_iter().zip(summing_millions(&parts)) {
            shown[row] = Cell::Money(part);
        }
    }
    shown
}
