//! A sheet of words: a title, and below it lines, rows of words and links.

use rust_xlsxwriter::{Format, Url, Workbook, Worksheet};

use super::lines::{Tallest, lines, set_height};
use super::number::fitting;
use super::style::Style;

/// A sheet that is written from the top down.
pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    style: &'a Style,
    widths: Vec<u16>,
    row: u32,
}

impl<'a> Page<'a> {
    /// A new sheet of this name, with a title; its columns are as wide as this.
    pub fn new(workbook: &'a mut Workbook, name: &str, title: &str, widths: &[u16], style: &'a Style) -> Self {
        let sheet = new_sheet(workbook, name);
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width).expect("a width within what a sheet takes");
        }
        Self { widths: widths.to_vec(), ..Self::on(sheet, title, style) }
    }

    /// The top of a sheet that there is, with a title.
    pub fn on(sheet: &'a mut Worksheet, title: &str, style: &'a Style) -> Self {
        let mut page = Self { sheet, style, widths: Vec::new(), row: 0 };
        page.cell(0, title, &style.title);
        set_height(page.sheet, 0, Tallest::Title);
        page.row += 1;
        page
    }

    /// The row that comes next, from nought.
    pub const fn row(&self) -> u32 {
        self.row
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.cell(0, text, &self.style.heading);
        set_height(self.sheet, self.row, Tallest::Heading);
        self.row += 1;
    }

    /// Words in a line, over the cells beside them.
    pub fn line(&mut self, text: &str) {
        self.cell(0, text, &self.style.plain);
        self.row += 1;
    }

    /// Words that are broken to fit their column.
    pub fn paragraph(&mut self, text: &str) {
        self.beside(&[text]);
    }

    /// Cells beside one another.
    pub fn beside(&mut self, cells: &[&str]) {
        for (column, text) in (0..).zip(cells) {
            self.cell(column, text, &self.style.words);
        }
        let high = cells.iter().zip(&self.widths).map(|(text, width)| lines(text, *width)).max();
        set_height(self.sheet, self.row, Tallest::Lines(high.unwrap_or_default()));
        self.row += 1;
    }

    /// A link to a sheet, and what is on it.
    pub fn link(&mut self, sheet: &str, text: &str, what: &str) {
        let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(text);
        self.sheet.write_url_with_format(self.row, 0, url, &self.style.link).expect("a link within the workbook");
        self.cell(1, what, &self.style.words);
        self.row += 1;
    }

    fn cell(&mut self, column: u16, text: &str, format: &Format) {
        if !text.is_empty() {
            let written = self.sheet.write_string_with_format(self.row, column, fitting(text), format);
            written.expect("words that fit a cell");
        }
    }
}

/// A new sheet that prints on A4, lying, as wide as the paper.
pub(super) fn new_sheet<'a>(workbook: &'a mut Workbook, name: &str) -> &'a mut Worksheet {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).expect("the names of sheets are short, plain and each its own");
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet
}
