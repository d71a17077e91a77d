//! A workbook to publish, after the UK government's guidance on accessible spreadsheets: a cover, contents, notes, and
//! one marked-up table a sheet; no merged cells, no frozen panes, no fills, nothing blank in a table, and nothing said
//! by colour alone.

use rust_xlsxwriter::Workbook;

use super::grid::Grid;
use super::lines_drawn::{self, Line};
use super::page::{Page, new_sheet};
use super::style::Style;
use super::{finished, new_workbook};
use crate::table::{Cell, Table};

/// What a workbook to publish says besides its tables.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The title of the workbook.
    pub title: String,
    /// What it says, in sentences.
    pub sentences: Vec<String>,
    /// What should be known of the numbers: each is a note.
    pub notes: Vec<String>,
}

/// What stands for a cell without a number, as elsewhere in government.
const SYMBOLS: [(&str, &str); 2] = [("[z]", "not applicable"), ("[x]", "not available: it is not known")];

/// Any tables as a workbook to publish, each under its title.
#[must_use]
pub fn publication(cover: &Cover, tables: &[(String, Table)]) -> Vec<u8> {
    drawn(cover, tables, &[])
}

/// The same, with lines that are drawn from them, each on a sheet of its own after the tables.
#[must_use]
pub fn drawn(cover: &Cover, tables: &[(String, Table)], lines: &[Line]) -> Vec<u8> {
    let (mut workbook, style) = new_workbook(&cover.title);
    let named: Vec<(String, &str, &Table)> = (1..)
        .zip(tables)
        .map(|(number, (title, table)): (u32, _)| (format!("Table_{number}"), title.as_str(), table))
        .collect();
    let charts: Vec<(String, &Line)> =
        (1..).zip(lines).map(|(number, line): (u32, _)| (format!("Chart_{number}"), line)).collect();
    first_pages(&mut workbook, cover, &named, &charts, &style);
    for (name, title, table) in &named {
        table_sheet(&mut workbook, name, title, table, &style);
    }
    for (name, line) in &charts {
        let (from, _, table) = &named[line.table];
        lines_drawn::sheet(&mut workbook, name, line, (table, from, TOP), &style);
    }
    finished(workbook)
}

fn first_pages(
    workbook: &mut Workbook,
    cover: &Cover,
    named: &[(String, &str, &Table)],
    charts: &[(String, &Line)],
    style: &Style,
) {
    let mut page = Page::new(workbook, "Cover", &cover.title, &[100], style);
    for sentence in &cover.sentences {
        page.paragraph(sentence);
    }
    let mut page = Page::new(workbook, "Contents", "Contents", &[20, 100], style);
    page.line("Each table is on a sheet of its own.");
    page.link("Notes", "Notes", "Notes and symbols");
    for (name, title, _) in named {
        page.link(name, &name.replace('_', " "), title);
    }
    for (name, line) in charts {
        page.link(name, &name.replace('_', " "), &line.title);
    }
    let mut page = Page::new(workbook, "Notes", "Notes", &[20, 100], style);
    page.heading("Notes");
    for (number, note) in (1..).zip(&cover.notes) {
        let number: u32 = number;
        page.beside(&[&format!("[note {number}]"), note]);
    }
    page.heading("Symbols");
    for (symbol, meaning) in SYMBOLS {
        page.beside(&[symbol, meaning]);
    }
}

/// The row of a table's heading, below its title, what it is and the way back.
const TOP: u32 = 3;

fn table_sheet(workbook: &mut Workbook, name: &str, title: &str, table: &Table, style: &Style) {
    let rows = match table.rows.len() {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    };
    let sheet = new_sheet(workbook, name);
    let mut page = Page::on(&mut *sheet, &format!("{}: {title}", name.replace('_', " ")), style);
    page.line(&format!("This sheet has one table of {rows}. Notes and symbols are explained on the sheet Notes."));
    page.link("Contents", "Back to the contents", "");
    let grid = Grid {
        name: name.to_owned(),
        headings: table.columns.iter().map(|column| heading(column.name)).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| {
                let blank = blank(table, row);
                row.iter().map(|cell| told(blank, cell)).collect()
            })
            .collect(),
    };
    grid.write(sheet, TOP, style);
    sheet.set_repeat_rows(TOP, TOP).expect("a row of the sheet");
}

/// A column's name in files as a heading with its unit: `dfe_cost_gbp` is `DfE cost (£)`.
pub(super) fn heading(name: &str) -> String {
    let (words, unit) = match (name.strip_suffix("_gbp"), name.strip_suffix("_percent")) {
        (Some(words), _) => (words, " (£)"),
        (_, Some(words)) => (words, " (%)"),
        (None, None) => (name, ""),
    };
    let words = words.replace('_', " ").replace("dfe", "DfE").replace("nao", "NAO");
    let mut letters = words.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}{unit}", letters.as_str())
}

/// What stands for a cell of a row that has nothing in it: where the children are not known nothing of them is, and
/// elsewhere a thing does not apply.
fn blank(table: &Table, row: &[Cell]) -> &'static str {
    let children = table.columns.iter().position(|column| column.name == "children");
    let is_known = children.is_none_or(|at| !is_blank(&row[at]));
    SYMBOLS[usize::from(!is_known)].0
}

/// The cell, or what stands for one without anything in it.
fn told(blank: &str, cell: &Cell) -> Cell {
    if is_blank(cell) { Cell::text(blank) } else { cell.clone() }
}

fn is_blank(cell: &Cell) -> bool {
    matches!(cell, Cell::Empty) || matches!(cell, Cell::Text(text) if text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn a_heading_is_in_words_with_its_unit() {
        let headings = ["dfe_cost_gbp", "met_percent", "additional_low", "places_within_20_miles", "id"].map(heading);
        assert_eq!(headings, ["DfE cost (£)", "Met (%)", "Additional low", "Places within 20 miles", "Id"]);
    }
}
