//! A table on a sheet: headings, cells and the mark-up by which formulas and screen readers know it.

use rust_xlsxwriter::{Table as Markup, TableColumn, TableStyle, Worksheet};

use super::lines::{Tallest, lines, set_height};
use super::number::{Written, written};
use super::style::Style;
use crate::table::{Cell, Show, Table};

/// A table whose name and headings are made when it is written.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Its name, by which formulas know it; it is also that of its sheet in the working workbook.
    pub name: String,
    /// Its headings, no two alike.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The fewest and the most letters that a column is wide.
const NARROWEST: u16 = 8;
const WIDEST: u16 = 50;

impl Grid {
    /// A table of a run, under its names in files.
    pub fn of(prefix: &str, table: &Table) -> Self {
        Self {
            name: format!("{prefix}{}", table.name),
            headings: table.columns.iter().map(|column| column.name.to_owned()).collect(),
            rows: table.rows.clone(),
        }
    }

    /// Where a column is.
    pub fn position(&self, column: &str) -> usize {
        let position = self.headings.iter().position(|heading| heading == column);
        position.unwrap_or_else(|| panic!("{} has a column {column}", self.name))
    }

    /// The index of its first row of cells below a heading in row `top`, and of its last.
    fn ends(&self, top: u32) -> (u32, u16) {
        let rows = u32::try_from(self.rows.len().max(1)).expect("rows of a sheet are counted");
        let columns = u16::try_from(self.headings.len().max(1)).expect("columns of a sheet are counted");
        (top + rows, columns - 1)
    }

    /// Writes it with its heading in row `top`, and marks it up.
    pub fn write(&self, sheet: &mut Worksheet, top: u32, style: &Style) {
        let widths: Vec<u16> = (0..self.headings.len()).map(|column| self.width(column)).collect();
        for (column, width) in (0..).zip(&widths) {
            sheet.set_column_width(column, *width + 2).expect("a width within what a sheet takes");
        }
        let headings = self.headings.iter().zip(&widths).map(|(heading, width)| lines(heading, *width)).max();
        set_height(sheet, top, Tallest::Lines(headings.unwrap_or_default()));
        for (row, cells) in (top + 1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                write_cell(sheet, row, column, cell, style);
            }
            let of_cell = |(cell, width): (&Cell, &u16)| match cell {
                Cell::Text(text) => lines(text, *width),
                _ => 1,
            };
            set_height(sheet, row, Tallest::Lines(cells.iter().zip(&widths).map(of_cell).max().unwrap_or_default()));
        }
        let (bottom, last) = self.ends(top);
        sheet.add_table(top, 0, bottom, last, &self.markup(style)).expect("names and headings are plain and unique");
    }

    /// What marks it up as a table.
    fn markup(&self, style: &Style) -> Markup {
        let heading = |(column, heading): (usize, &String)| {
            let is_number =
                |row: &Vec<Cell>| !matches!(row[column], Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty);
            let format = if self.rows.iter().any(is_number) { &style.numbers } else { &style.column };
            TableColumn::new().set_header(heading).set_header_format(format)
        };
        Markup::new()
            .set_name(&self.name)
            .set_autofilter(false)
            .set_style(TableStyle::None)
            .set_columns(&self.headings.iter().enumerate().map(heading).collect::<Vec<_>>())
            .set_alt_text_title(&self.name)
    }

    /// Whether anything stands in a column.
    pub fn has_some(&self, column: &str) -> bool {
        let at = self.position(column);
        self.rows.iter().any(|row| row[at] != Cell::Empty)
    }

    /// How wide a column is in letters: as its cells, within reason, and no narrower than any word of its heading.
    fn width(&self, column: usize) -> u16 {
        let letters = |text: &str| u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        let heading = self.headings[column].split(' ').map(letters).max().unwrap_or_default().min(WIDEST);
        let cells = self.rows.iter().map(|row| letters(&row[column].on_paper(Show::Number)));
        cells.max().unwrap_or_default().clamp(NARROWEST, WIDEST).max(heading + 1)
    }
}

/// Writes a cell: numbers as numbers, everything else as words that are not run.
pub(super) fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, style: &Style) {
    let format = style.of(cell);
    let done = match written(cell) {
        Written::Number(number) => sheet.write_number_with_format(row, column, number, format),
        Written::Words(words) => sheet.write_string_with_format(row, column, words, format),
        Written::Blank => return,
    };
    done.expect("a cell within the sheet, of words that fit it");
}
