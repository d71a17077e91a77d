//! The sheets that may be edited and put to placewell again: what was supplied stands beside what may be changed.
//!
//! What is edited has a border and a heading that begins with `edit_`; `placewell solve edited.xlsx` reads these sheets,
//! and holds the others to be as they were.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet};

use super::grid::Grid;
use super::page::{Page, new_sheet};
use super::style::Style;
use super::working::keep_in_sight;
use crate::case::{
    COST_COLUMNS, COSTS, Case, Edited, LIMIT_COLUMNS, LIMITS, STATUS_COLUMNS, STATUSES, WHAT_IF, WHAT_IF_COLUMNS,
    beside_bound, beside_cost, beside_status, limits,
};
use crate::domain::{Index, Project, ProjectOption};
use crate::model::{Bound, FixKind};
use crate::table::Cell;

/// What each of the sheets is for, in order.
pub(super) const SHEETS: [(&str, &str); 4] = [
    (WHAT_IF, "How to put another question: edit the next three sheets, save a copy, solve it"),
    (STATUSES, "To edit: which projects are committed or excluded"),
    (COSTS, "To edit: what each option costs the department"),
    (LIMITS, "To edit: the envelope, the funds and the limits of the rules"),
];

/// How it is done, in order.
const STEPS: [&str; 6] = [
    "1. Save a copy of this workbook under a name of its own, such as edited.xlsx: a run is replaced when it is made again.",
    "2. Edit the bordered cells on the sheets What_if_statuses, What_if_costs and What_if_limits; their headings begin with edit_.",
    "3. Delete no row and no heading. Formulas are read as what they come to. All else stays as it was.",
    "4. In the folder that holds models/, run: placewell solve edited.xlsx. Mistakes are told by sheet and cell.",
    "5. What the model itself commits or excludes stays so: a status here is added to it, and where the two clash placewell says so.",
    "6. Another cost keeps the option's shape of spend by year; its local match stays as it was.",
];

/// Writes them.
pub(super) fn sheets(workbook: &mut Workbook, case: &Case, style: &Style) {
    let nothing = Edited::default();
    let edited = case.edited.as_ref().unwrap_or(&nothing);
    let model = if edited.model.is_empty() { &case.model.name } else { &edited.model };
    let title = if case.edited.is_some() { case.model.title.clone() } else { format!("What if: {}", case.model.title) };
    let sheet = new_sheet(workbook, WHAT_IF);
    let mut page = Page::on(&mut *sheet, "What if: to put another question", style);
    for step in STEPS {
        page.line(step);
    }
    let top = 1 + u32::try_from(STEPS.len()).expect("a few steps");
    let rows = [("model", model), ("title", &title)];
    let rows = rows.map(|(what, value)| vec![Cell::text(what), Cell::text(value.as_str())]);
    let grid =
        Grid { name: WHAT_IF.to_owned(), headings: WHAT_IF_COLUMNS.map(str::to_owned).into(), rows: rows.into() };
    grid.write(sheet, top, style);
    sheet.set_column_width(1, 100).expect("a width within what a sheet takes");
    statuses(workbook, case, edited, style);
    costs(workbook, case, edited, style);
    limits_sheet(workbook, case, edited, style);
}

/// Writes a table with its last column to be edited.
fn editable(workbook: &mut Workbook, grid: &Grid, title: &str, kind: &DataValidation, style: &Style) {
    let sheet = new_sheet(workbook, &grid.name);
    Page::on(&mut *sheet, title, style);
    grid.write(sheet, 1, style);
    let column = u16::try_from(grid.headings.len() - 1).expect("a few columns");
    for (row, cells) in (2..).zip(&grid.rows) {
        edited_cell(sheet, row, column, cells.last().expect("a row has cells"), style);
    }
    let last = 1 + u32::try_from(grid.rows.len()).expect("rows of a sheet are counted");
    sheet.add_data_validation(2, column, last.max(2), column, kind).expect("a range of the sheet");
    sheet.set_column_width(column, 18).expect("a width within what a sheet takes");
    keep_in_sight(sheet, 2);
}

/// Writes a cell that is to be edited.
fn edited_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, style: &Style) {
    use super::number::{Written, written};
    let done = match written(cell) {
        Written::Number(number) => sheet.write_number_with_format(row, column, number, &style.edited_number),
        Written::Words(words) => sheet.write_string_with_format(row, column, words, &style.edited),
        Written::Blank => sheet.write_blank(row, column, &style.edited),
    };
    done.expect("a cell within the sheet");
}

fn statuses(workbook: &mut Workbook, case: &Case, edited: &Edited, style: &Style) {
    let instance = &case.dataset.instance;
    let row = |index: Index<Project>| {
        let project = &instance[index];
        let status = edited.statuses.get(&index).map(|kind| Cell::text(word(*kind)));
        row_of(vec![Cell::text(&project.id)], &beside_status(case, index), vec![status.unwrap_or(Cell::Empty)])
    };
    let rows = instance.project_indices().map(row).collect();
    let grid = Grid { name: STATUSES.to_owned(), headings: STATUS_COLUMNS.map(str::to_owned).into(), rows };
    let words = DataValidation::new().allow_list_strings(&["commit", "exclude"]).expect("two short words");
    let words = words.set_error_title("A status").and_then(|rule| rule.set_error_message("commit, exclude, or blank"));
    editable(workbook, &grid, "Which projects are committed or excluded", &words.expect("short words"), style);
}

const fn word(kind: FixKind) -> &'static str {
    match kind {
        FixKind::Commit => "commit",
        FixKind::Exclude => "exclude",
    }
}

/// A row: what it is of, what stands beside, and the numbers.
fn row_of(mut keys: Vec<Cell>, beside: &[(&str, String)], last: Vec<Cell>) -> Vec<Cell> {
    keys.extend(beside.iter().map(|(_, words)| if words.is_empty() { Cell::Empty } else { Cell::text(words) }));
    keys.extend(last);
    keys
}

fn costs(workbook: &mut Workbook, case: &Case, edited: &Edited, style: &Style) {
    let instance = &case.dataset.instance;
    let row = |index: Index<ProjectOption>| {
        let option = &instance[index];
        let supplied = edited.costs.get(&index).copied().unwrap_or(option.cost);
        let keys = vec![Cell::text(&instance[option.project].id), Cell::text(&option.id)];
        row_of(keys, &beside_cost(instance, index), vec![Cell::Money(supplied), Cell::Money(option.cost)])
    };
    let rows = instance.option_indices().map(row).collect();
    let grid = Grid { name: COSTS.to_owned(), headings: COST_COLUMNS.map(str::to_owned).into(), rows };
    editable(workbook, &grid, "What each option costs the department, in whole pounds", &whole_numbers(), style);
}

fn limits_sheet(workbook: &mut Workbook, case: &Case, edited: &Edited, style: &Style) {
    let cell = |bound: Bound| match bound {
        Bound::Money(money) => Cell::Money(money),
        Bound::Count(count) => Cell::Whole(count.into()),
    };
    let rows = limits(&case.model).into_iter().map(|limit| {
        let supplied = edited.limits.get(&limit.name).copied().unwrap_or(limit.bound);
        row_of(vec![Cell::text(&limit.name)], &beside_bound(&limit), vec![cell(supplied), cell(limit.bound)])
    });
    let headings = LIMIT_COLUMNS.map(str::to_owned).into();
    let grid = Grid { name: LIMITS.to_owned(), headings, rows: rows.collect() };
    editable(workbook, &grid, "The envelope, the funds and the limits of the rules", &whole_numbers(), style);
}

/// That a cell takes whole numbers, and says so to whoever writes something else.
fn whole_numbers() -> DataValidation {
    let rule = DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0));
    let rule =
        rule.set_error_title("A whole number").and_then(|rule| rule.set_error_message("a whole number, 0 or more"));
    rule.expect("short words")
}
