//! A workbook that works its numbers out: tables whose cells are given or are live formulas, each with what it comes to.

use rust_xlsxwriter::{Formula, Worksheet};

use super::grid::Grid;
use super::page::{Page, new_sheet};
use super::publication::Cover;
use super::style::Style;
use super::working::keep_in_sight;
use super::{finished, new_workbook};
use crate::table::Cell;

/// The row of a table's heading, from nought: below its title and what it is.
const TOP: u32 = 3;

/// A cell.
#[derive(Clone, Debug)]
pub enum LiveCell {
    /// It is given.
    Given(Cell),
    /// It is worked out by a formula, and comes to money in pence.
    Money(String, i64),
    /// It is worked out, and comes to a number with these decimals.
    Number(String, String),
    /// It is worked out, and is true or false.
    Truth(String, bool),
}

/// A table on a sheet of its own; formulas know it by the name of its sheet.
#[derive(Clone, Debug)]
pub struct LiveSheet {
    /// The name of the sheet and of its table.
    pub name: String,
    /// What is on it.
    pub about: String,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<LiveCell>>,
}

impl LiveSheet {
    /// The number of a row by which formulas know it, from its place among the rows, from nought.
    #[must_use]
    pub const fn row(at: usize) -> usize {
        at + 5
    }

    /// The letters of a column by which formulas know it.
    ///
    /// # Panics
    ///
    /// If there is no such column.
    #[must_use]
    pub fn column(headings: &[&str], name: &str) -> String {
        let at = headings.iter().position(|heading| *heading == name).unwrap_or_else(|| panic!("a column {name}"));
        let letter = |at: usize| char::from(b'A' + u8::try_from(at).expect("one of 26"));
        if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at % 26)) }
    }

    fn write(&self, sheet: &mut Worksheet, style: &Style) {
        let mut page = Page::on(&mut *sheet, &self.name.replace('_', " "), style);
        page.line(&self.about);
        let given = |cell: &LiveCell| match cell {
            LiveCell::Given(cell) => cell.clone(),
            LiveCell::Money(..) | LiveCell::Number(..) | LiveCell::Truth(..) => Cell::Empty,
        };
        let rows = self.rows.iter().map(|row| row.iter().map(given).collect()).collect();
        Grid { name: self.name.clone(), headings: self.headings.clone(), rows }.write(sheet, TOP, style);
        for (row, cells) in (TOP + 1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                cell.write(sheet, (row, column), style);
            }
        }
        let is_live = |column: usize| self.rows.iter().any(|row| !matches!(row[column], LiveCell::Given(_)));
        for (column, at) in (0..).zip(0..self.headings.len()) {
            if is_live(at) {
                sheet.set_column_width(column, 20).expect("a width within what a sheet takes");
            }
        }
        keep_in_sight(sheet, TOP + 1);
    }
}

impl LiveCell {
    /// Writes a formula, with what it comes to; what is given is written with its table.
    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), style: &Style) {
        let (formula, result, format) = match self {
            Self::Given(_) => return,
            Self::Money(formula, pence) => {
                let pence = Cell::Hundredths(*pence);
                (formula, pence.in_files(), style.of(&pence))
            }
            Self::Number(formula, number) => (formula, number.clone(), &style.plain),
            Self::Truth(formula, true) => (formula, "TRUE".to_owned(), &style.plain),
            Self::Truth(formula, false) => (formula, "FALSE".to_owned(), &style.plain),
        };
        let formula = Formula::new(formula.as_str()).set_result(result);
        sheet.write_formula_with_format(row, column, formula, format).expect("a cell within the sheet");
    }
}

/// The workbook of these sheets, behind a cover that lists them.
#[must_use]
pub fn live(cover: &Cover, sheets: &[LiveSheet]) -> Vec<u8> {
    let (mut workbook, style) = new_workbook(&cover.title);
    let mut page = Page::new(&mut workbook, "Cover", &cover.title, &[26, 110], &style);
    for sentence in cover.sentences.iter().chain(&cover.notes) {
        page.beside(&["", sentence]);
    }
    page.heading("Sheets");
    for sheet in sheets {
        page.link(&sheet.name, &sheet.name, &sheet.about);
    }
    for sheet in sheets {
        sheet.write(new_sheet(&mut workbook, &sheet.name), &style);
    }
    finished(workbook)
}
