//! Any tables as a spreadsheet workbook (XLSX), and a run as two: one to work with and one to publish.
//!
//! ```text
//! Table --> Grid (name, headings, cells) --> a sheet with a marked-up table
//!           Check (two sums)            --> live formulas, and what they come to
//! ```
//!
//! Numbers are numbers, codes are words, and words are never run: they are written as strings, whatever they begin
//! with. Of the same run the bytes are the same, on any machine: no date is that of today.

mod charts;
mod checks;
mod control;
mod dataset;
mod grid;
mod inputs;
mod lines;
mod lines_drawn;
mod live;
mod number;
mod page;
mod publication;
mod run;
mod style;
mod totals;
mod what_if;
mod working;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub use dataset::dataset;
pub use lines_drawn::Line;
pub use live::{LiveCell, LiveSheet, live};
pub use publication::{Cover, drawn, publication};
pub use run::workbooks;
use style::Style;

/// How high a row of Arial 11 is, and how wide a column, in pixels.
const ROW: u32 = 19;
const COLUMN: u32 = 64;

/// An empty workbook in our face, and its formats.
fn new_workbook(title: &str) -> (Workbook, Style) {
    let mut workbook = Workbook::new();
    let style = Style::new();
    workbook.set_default_format(&style.plain, ROW, COLUMN).expect("the format is set before any sheet");
    // A date is required; ours stands for none.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date");
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(env!("CARGO_PKG_NAME"))
        .set_custom_property("Language", "en-GB")
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    (workbook, style)
}

/// The file that it is.
fn finished(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().expect("memory takes a workbook whose sheets and tables each have a name")
}
