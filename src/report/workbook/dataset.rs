//! A dataset as one workbook to fill in: a sheet for each table, what to put there as notes on the headings, and lists where
//! a cell is one of some words or of the ids on another sheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, Workbook, Worksheet,
};

use super::inputs::grid;
use super::page::{Page, new_sheet};
use super::style::Style;
use super::{finished, grid::write_cell, new_workbook};
use crate::read::{Holds, Supplied, TableShape, shapes};

/// The last row that lists and other checks of cells go down to.
const LAST: u32 = 2_000;

/// How wide a column is in letters, at least and at most.
const WIDTHS: (usize, usize) = (12, 40);

/// The workbook that holds these tables; `notes` say what to put into a column of a file.
///
/// # Panics
///
/// If a table is not one of a dataset, or is too large for a sheet.
#[must_use]
pub fn dataset(title: &str, tables: &[Supplied], notes: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let (mut workbook, style) = new_workbook(title);
    let shapes = shapes();
    let shape = |file: &str| shapes.iter().find(|shape| shape.file == file).expect("every table is of a dataset");
    about(&mut workbook, title, &tables.iter().map(|table| shape(&table.file)).collect::<Vec<_>>(), &style);
    for table in tables {
        let sheet = new_sheet(&mut workbook, name(&table.file));
        fill(sheet, table, &style);
        for (at, column) in (0..).zip(&table.heading) {
            let column = shape(&table.file).columns.iter().find(|own| own.name == column);
            let Some(column) = column else { continue };
            let said = notes(&table.file, column.name).unwrap_or_default();
            let blank = column.left_out.map_or_else(String::new, |taken| format!("\n\nMay be left out: {taken}."));
            let note = Note::new(format!("{said}\n\nHolds {}.{blank}", column.holds.words()).trim().to_owned());
            sheet.insert_note(0, at, &note.add_author_prefix(false)).expect("a note on a heading");
            if let Some(check) = check(&column.holds, tables) {
                sheet.add_data_validation(1, at, LAST, at, &check).expect("a check within the sheet");
            }
        }
    }
    finished(workbook)
}

/// The name of the sheet of a file.
fn name(file: &str) -> &str {
    file.split_once('.').map_or(file, |(name, _)| name)
}

/// The sheet that says what the others are.
fn about(workbook: &mut Workbook, title: &str, shapes: &[&TableShape], style: &Style) {
    let mut page = Page::new(workbook, "Read me", title, &[20, 90], style);
    page.line("A sheet for each table; what to put into a column stands as a note on its heading.");
    page.line("Money is in whole pounds, a year is written 2026-27, places are metres on the British National Grid.");
    page.line("Columns of your own on the sheets projects and options are carried along to plan.csv.");
    page.heading("Sheets");
    for shape in shapes {
        let left_out = shape.left_out.map_or_else(String::new, |taken| format!("; may be deleted: then {taken}"));
        page.link(name(shape.file), name(shape.file), &format!("each row is {}{left_out}", shape.noun));
    }
}

/// Writes the heading and the rows.
fn fill(sheet: &mut Worksheet, table: &Supplied, style: &Style) {
    let grid = grid(table);
    for (column, heading) in (0..).zip(&grid.headings) {
        sheet.write_string_with_format(0, column, heading, &style.column).expect("a heading fits a cell");
        let cells = grid.rows.iter().map(|row| row[usize::from(column)].in_files().chars().count());
        let width = cells.max().unwrap_or_default().max(heading.chars().count()).clamp(WIDTHS.0, WIDTHS.1);
        let width = u16::try_from(width).expect("a width of some letters");
        sheet.set_column_width(column, width + 2).expect("a width within what a sheet takes");
    }
    for (row, cells) in (1..).zip(&grid.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell, style);
        }
    }
    sheet.set_freeze_panes(1, 0).expect("the heading stays in sight");
}

/// What a cell is checked for as it is typed; another value may be kept all the same.
fn check(holds: &Holds, tables: &[Supplied]) -> Option<DataValidation> {
    let check = DataValidation::new();
    let check = match holds {
        Holds::OneOf(words) => check.allow_list_strings(words).expect("a few short words"),
        Holds::IdOf(file) => {
            let at = tables.iter().find(|table| table.file == *file)?;
            let column = id_of(file, at)?;
            check.allow_list_formula(Formula::new(format!("={}!${column}$2:${column}${}", name(file), LAST + 1)))
        }
        Holds::Pounds | Holds::Whole => check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Holds::Id | Holds::Year | Holds::Text => return None,
    };
    let check = check.set_error_style(DataValidationErrorStyle::Warning);
    Some(check.set_error_message(format!("This column holds {}.", holds.words())).expect("a short message"))
}

/// The letter of the column that holds the ids of a table.
fn id_of(file: &str, table: &Supplied) -> Option<char> {
    let shape = shapes().into_iter().find(|shape| shape.file == file)?;
    let id = shape.columns.iter().find(|column| column.holds == Holds::Id)?;
    let at = table.heading.iter().position(|heading| heading == id.name)?;
    ('A'..='Z').nth(at)
}
