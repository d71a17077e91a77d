//! A frontier as a page, and as files.

use super::manifest::{Circumstances, json};
use super::words::{proved, steps, title};
use super::{on_paper, setting, tables};
use crate::case::Case;
use crate::runs::MANIFEST;
use crate::table::plot::{Dot, Letters, plot};
use crate::table::wrapped;
use crate::whatif::frontier::{Frontier, Point};
use crate::whatif::parameter::Scale;

/// The fewest points that are drawn as a line.
const LINE: usize = 3;

/// The rows of a drawing.
const ROWS: usize = 10;

/// The names of the tables that no other folder has.
pub const TABLES: [&str; 2] = ["frontier.csv", "plans.csv"];

/// The files of a frontier, by name.
#[must_use]
pub fn files(case: &Case, frontier: &Frontier, circumstances: &Circumstances<'_>) -> Vec<(String, Vec<u8>)> {
    let tables = tables(case, frontier).into_iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
    tables.chain([(MANIFEST.to_owned(), json(case, frontier, circumstances))]).collect()
}

/// The page, in at most `columns`: the table, a drawing of it, and what a step buys in sentences.
#[must_use]
pub fn text(case: &Case, frontier: &Frontier, letters: Letters, columns: u16) -> String {
    let width = usize::from(columns);
    let title = wrapped(&title(case, frontier), width, 0) + "\n";
    let mut parts = vec![title, on_paper(&case.dataset.instance, frontier).to_text(columns)];
    if let Some(drawing) = drawing(frontier, letters, width) {
        parts.push(drawing);
    }
    let steps: Vec<String> = steps(frontier).iter().map(|step| wrapped(step, width, 2)).collect();
    if !steps.is_empty() {
        parts.push(steps.join("\n") + "\n");
    }
    parts.push(wrapped(&proved(frontier), width, 0) + "\n");
    parts.join("\n")
}

/// The frontier as a drawing, if it has points enough to be a line.
fn drawing(frontier: &Frontier, letters: Letters, width: usize) -> Option<String> {
    let dot = |point: &Point| {
        let found = point.found.as_ref().filter(|_| point.is_known())?;
        Some(Dot { across: setting(point.setting), up: found.well_located.into(), is_proved: point.is_proved() })
    };
    let dots: Vec<Dot> = frontier.points.iter().filter_map(dot).collect();
    let unit = match frontier.points.first()?.setting.scale {
        Scale::Pounds => ", £m",
        Scale::Count | Scale::Thousandths | Scale::Tenths => "",
    };
    let across = format!("{}{unit}", frontier.parameter.word());
    (dots.len() >= LINE).then(|| plot(&dots, &across, "Well-located places", (width, ROWS), letters))
}
