//! The workbook to work with: control and version sheets, the log of assumptions, results, checks that recompute them,
//! charts, and the inputs as they were supplied.

use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::Value;

use super::checks::{Check, OF, Total};
use super::control::Digests;
use super::grid::Grid;
use super::page::{Page, new_sheet};
use super::run::assumptions;
use super::style::Style;
use super::totals::Totals;
use super::{charts, control, finished, inputs, new_workbook, what_if};
use crate::case::{Case, RESULT, VERSION, digests_on};
use crate::read::{Supplied, Workbook as Read};
use crate::report::files;
use crate::report::run::{Run, Summary, headline};
use crate::table::Cell;

/// The workbook of a run.
pub(super) fn working(run: &Run<'_>, case: &Case, supplied: &[Supplied], manifest: &Value) -> Vec<u8> {
    let summary = Summary::of(run);
    let (mut workbook, style) = new_workbook(&summary.title);
    let results: Vec<Grid> =
        [headline::table(run)].iter().chain(&files::tables(run)).map(|table| Grid::of(RESULT, table)).collect();
    let inputs: Vec<Grid> = supplied.iter().map(inputs::grid).collect();
    let checks = Totals { grids: &results, prefix: RESULT }.checks();
    let sheets = control::Sheets { results: &results, inputs: &inputs };
    control::control(&mut workbook, &summary, manifest, &sheets, &style);
    let digests = control::version(&mut workbook, manifest, &sheets, &style);
    Grid::of("", &assumptions(&case.dataset.assumptions)).sheet(&mut workbook, &style);
    checks_sheet(&mut workbook, &checks, &style);
    charts::sheet(&mut workbook, &results, &style);
    for grid in &results {
        grid.sheet(&mut workbook, &style);
    }
    what_if::sheets(&mut workbook, case, &style);
    for grid in &inputs {
        grid.sheet(&mut workbook, &style);
    }
    sealed(workbook, &digests, &style)
}

/// The file that it is, with the digest of each sheet that is not read again on the version sheet.
fn sealed(mut workbook: Workbook, digests: &Digests, style: &Style) -> Vec<u8> {
    let bytes = workbook.save_to_buffer().expect("memory takes a workbook");
    let mut written = Read::of_bytes(Path::new("working.xlsx"), bytes).expect("what was written is a workbook");
    let row = |row: u32| usize::try_from(row).expect("rows of a sheet are counted in memory");
    let rows = row(digests.from)..row(digests.to);
    for (sheet, row) in &digests.rows {
        let digest = written.digest(sheet, &digests_on(sheet, rows.clone())).expect("the sheet was written");
        let version = workbook.worksheet_from_name(VERSION).expect("the version sheet was written");
        version.write_string_with_format(*row, 1, digest, &style.words).expect("words that fit a cell");
    }
    finished(workbook)
}

impl Grid {
    /// Writes it on a sheet of its own, whose heading stays in sight.
    fn sheet(&self, workbook: &mut Workbook, style: &Style) {
        let sheet = new_sheet(workbook, &self.name);
        self.write(sheet, 0, style);
        keep_in_sight(sheet, 1);
    }
}

/// Keeps the rows above `below` in sight, on the screen and on paper.
pub(super) fn keep_in_sight(sheet: &mut Worksheet, below: u32) {
    sheet.set_freeze_panes(below, 0).expect("a row of the sheet");
    sheet.set_repeat_rows(below - 1, below - 1).expect("a row of the sheet");
}

/// The row of the heading of the table of checks.
const TOP: u32 = 3;

/// A row for each check: what, of what, worked out, stated, and whether they are the same.
fn checks_sheet(workbook: &mut Workbook, checks: &[Check], style: &Style) {
    let sheet = new_sheet(workbook, "Checks");
    let mut page =
        Page::on(&mut *sheet, "Checks: totals worked out anew from one sheet beside those of another", style);
    page.line("Every formula is live. A total that does not agree shows FALSE; do not use the workbook then.");
    let headings = ["Check", "Of", "Worked out", "Stated", "Agrees"].map(str::to_owned);
    let words = |check: &Check| {
        let of = if check.of.is_empty() { "all" } else { &check.of };
        vec![Cell::text(&check.what), Cell::text(of), Cell::Empty, Cell::Empty, Cell::Empty]
    };
    let grid = Grid { name: "Checks".to_owned(), headings: headings.into(), rows: checks.iter().map(words).collect() };
    grid.write(sheet, TOP, style);
    for (column, width) in [(1, 28), (2, 18), (3, 18), (4, 10)] {
        sheet.set_column_width(column, width).expect("a width within what a sheet takes");
    }
    let mut all = true;
    for (row, check) in (TOP + 1..).zip(checks) {
        let agrees = check.left.hundredths == check.right.hundredths;
        all &= agrees;
        for (column, total) in [(2, &check.left), (3, &check.right)] {
            let number = Cell::Hundredths(0);
            formula(
                sheet,
                row,
                column,
                &total.formula.replace(OF, &format!("$B{}", row + 1)),
                &result(total),
                style.of(&number),
            );
        }
        formula(sheet, row, 4, &format!("=C{0}=D{0}", row + 1), truth(agrees), &style.plain);
    }
    let last = TOP + 1 + u32::try_from(checks.len()).expect("checks are counted in memory");
    sheet.write_string_with_format(2, 0, "All checks agree", &style.heading).expect("words that fit a cell");
    formula(sheet, 2, 4, &format!("=AND(E{}:E{last})", TOP + 2), truth(all), &style.heading);
    keep_in_sight(sheet, TOP + 1);
}

/// What a total comes to, as the cell will show it.
fn result(total: &Total) -> String {
    Cell::Hundredths(total.hundredths).in_files()
}

const fn truth(is_true: bool) -> &'static str {
    if is_true { "TRUE" } else { "FALSE" }
}

/// Writes a formula with what it comes to.
fn formula(sheet: &mut Worksheet, row: u32, column: u16, formula: &str, result: &str, format: &Format) {
    let formula = Formula::new(formula).set_result(result);
    sheet.write_formula_with_format(row, column, formula, format).expect("a cell within the sheet");
}
