//! A frontier as a spreadsheet workbook.

use super::words::{sentences, title};
use super::{plans, table};
use crate::case::Case;
use crate::report::workbook::{Cover, Line, drawn};
use crate::runs::FRONTIER;
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::Scale;

/// The workbook of a frontier by its name: its tables, and on the cover what they come to. Of the same frontier the
/// bytes are the same.
#[must_use]
pub fn workbook(case: &Case, frontier: &Frontier) -> (String, Vec<u8>) {
    let instance = &case.dataset.instance;
    let notes = [
        "What is more, comes in and goes out is beside the setting before that is known and has a plan.",
        "No plan that keeps the rules of a setting has more well-located places than stand under Bound.",
    ];
    let cover =
        Cover { title: title(case, frontier), sentences: sentences(frontier), notes: notes.map(str::to_owned).into() };
    let tables =
        [("What each setting buys", table(instance, frontier)), ("What is funded at each", plans(instance, frontier))];
    let tables = tables.map(|(title, table)| (title.to_owned(), table));
    (FRONTIER.to_owned(), drawn(&cover, &tables, &[line(frontier)]))
}

/// What is found and what is possible, against the setting.
fn line(frontier: &Frontier) -> Line {
    let (unit, number) = match frontier.points.first().map(|point| point.setting.scale) {
        Some(Scale::Pounds) => (", £ million", "#,##0.##,,"),
        Some(Scale::Thousandths) => (", % of need met in every region", "0.#"),
        Some(Scale::Tenths) => (", miles", "#,##0.#"),
        Some(Scale::Count) | None => ("", "#,##0"),
    };
    Line {
        title: "Well-located places at each setting".to_owned(),
        table: 0,
        across: ("setting", format!("{}{unit}", frontier.parameter.word()), number),
        up: "Well-located places",
        series: [("well_located_places", "Found"), ("bound", "No plan has more than")],
    }
}
