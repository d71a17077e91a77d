//! A frontier as a spreadsheet workbook.

use super::super::workbook::{Cover, publication};
use super::words::{proved, steps, title};
use super::{plans, table};
use crate::case::Case;
use crate::whatif::frontier::Frontier;

/// The name of the workbook of a frontier.
pub const FRONTIER: &str = "frontier.xlsx";

/// The workbook of a frontier by its name: its tables, and on the cover what they come to. Of the same frontier the
/// bytes are the same.
#[must_use]
pub fn workbook(case: &Case, frontier: &Frontier) -> (String, Vec<u8>) {
    let problem = &case.dataset.problem;
    let notes = [
        "What is more, comes in and goes out is beside the setting before that is known and has a plan.",
        "No plan that keeps the rules of a setting has more well-located places than stand under Bound.",
    ];
    let cover = Cover {
        title: title(case, frontier),
        sentences: steps(frontier).into_iter().chain([proved(frontier)]).collect(),
        notes: notes.map(str::to_owned).into(),
    };
    let tables =
        [("What each setting buys", table(problem, frontier)), ("What is funded at each", plans(problem, frontier))];
    let tables = tables.map(|(title, table)| (title.to_owned(), table));
    (FRONTIER.to_owned(), publication(&cover, &tables))
}
