//! The sheets that say what the workbook is: control and version.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::grid::Grid;
use super::page::Page;
use super::style::Style;
use super::what_if::SHEETS;
use crate::case::{DIGESTED, INPUTS_HEADING, SHEETS_HEADING, VERSION};
use crate::report::run::Summary;

/// The sheets that the control sheet lists.
pub(super) struct Sheets<'a> {
    /// Results.
    pub results: &'a [Grid],
    /// Inputs.
    pub inputs: &'a [Grid],
}

/// Where digests of sheets are to stand on the version sheet.
pub(super) struct Digests {
    /// The sheets, each with its row.
    pub rows: Vec<(String, u32)>,
    /// The first row of these.
    pub from: u32,
    /// The row after the last.
    pub to: u32,
}

/// What each table of results is.
const RESULTS: [(&str, &str); 13] = [
    ("headline", "The plan in a few numbers, and the published plan where there is another"),
    ("plan", "Every option of every project: funded or not, cost, places, years"),
    ("flows", "Which site serves the children of which authority, and how far off"),
    ("areas", "Each authority's children, and how well located the places are that they use"),
    ("regions", "The same by region, with what is added and spent there"),
    ("groups", "The same by group of authorities"),
    ("neighbours", "What the neighbours of the group that plans take and give"),
    ("partners", "Who pays what, and the places kept for partners' children"),
    ("lines", "The programme lines: this plan, and what was published where anything was"),
    ("years", "What is spent, started and opened in each financial year"),
    ("funds", "What each tranche of the envelope pays, and what is left of it"),
    ("rules", "Every rule: its value, its bound, whether it holds, its source"),
    ("results_long", "All results one to a row, to pivot"),
];

/// The control sheet.
pub(super) fn control(
    workbook: &mut Workbook,
    summary: &Summary,
    manifest: &Value,
    sheets: &Sheets<'_>,
    style: &Style,
) {
    let mut page = Page::new(workbook, "Control", &summary.title, &[30, 110], style);
    let text = |key: &str| manifest[key].as_str().unwrap_or_default();
    page.beside(&["Purpose", "To check, question and carry on the analysis of one run of placewell."]);
    page.beside(&["Model", text("model_name")]);
    page.beside(&["Status", text("status")]);
    for role in ["commissioner", "analyst", "assurer", "approver"] {
        let name = manifest["roles"][role].as_str().filter(|name| !name.is_empty());
        page.beside(&[&heading(role), name.unwrap_or("not signed off")]);
    }
    page.heading("What the run says");
    for sentence in summary.as_of.iter().chain(&summary.broken).chain(&summary.meaning).chain(&summary.sentences) {
        page.beside(&["", sentence]);
    }
    page.heading("What should be known of the numbers");
    let doubts = summary.doubts.iter().filter(|told| told.accepted.is_none()).map(|told| &told.doubt);
    for note in doubts.chain(&summary.notes) {
        page.beside(&["", note]);
    }
    page.beside(&["", "Input_sources says of each column whether it is observed or modelled."]);
    page.beside(&[
        "",
        "Money is whole pounds in columns whose names end in _gbp. An empty cell is not known or does not apply.",
    ]);
    list(&mut page, sheets);
}

/// Lists the sheets, each with what is on it.
fn list(page: &mut Page<'_>, sheets: &Sheets<'_>) {
    page.heading("Sheets");
    page.link("Version", "Version", "What was run: versions, and the digest of every input");
    page.link("Assumptions", "Assumptions", "The log of assumptions, as supplied");
    page.link("Checks", "Checks", "Totals worked out anew, as live formulas");
    page.link("Charts", "Charts", "Spend by year, cost by line, need and places by region");
    for grid in sheets.results {
        let what = RESULTS.iter().find(|(name, _)| grid.name.ends_with(name)).map_or("", |(_, what)| what);
        page.link(&grid.name, &grid.name, what);
    }
    for (name, what) in SHEETS {
        page.link(name, name, what);
    }
    for grid in sheets.inputs {
        page.link(&grid.name, &grid.name, "Input, as supplied");
    }
}

/// The version sheet: what was run on what. Returned are the sheets whose digests are to stand on it, each with its row.
pub(super) fn version(workbook: &mut Workbook, manifest: &Value, sheets: &Sheets<'_>, style: &Style) -> Digests {
    let mut page = Page::new(workbook, VERSION, VERSION, &[40, 72, 16], style);
    let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for tool in ["tool", "solver"] {
        page.beside(&[&words(&manifest[tool]["name"]), &words(&manifest[tool]["version"])]);
    }
    for (name, version) in manifest["crates"].as_object().into_iter().flatten() {
        page.beside(&[name, &words(version)]);
    }
    page.beside(&["seed", &words(&manifest["seed"])]);
    for (name, value) in manifest["options"].as_object().into_iter().flatten() {
        page.beside(&[&format!("option {name}"), &words(value)]);
    }
    let from = page.row();
    page.heading(SHEETS_HEADING);
    page.beside(&["Sheet", "Digest of its cells"]);
    let results = sheets.results.iter().map(|grid| grid.name.as_str());
    let listed = DIGESTED.into_iter().chain(results);
    let mut rows = Vec::new();
    for sheet in listed {
        rows.push((sheet.to_owned(), page.row()));
        page.beside(&[sheet]);
    }
    let digests = Digests { rows, from, to: page.row() };
    page.heading(INPUTS_HEADING);
    page.beside(&["File", "SHA-256", "Bytes"]);
    for input in manifest["inputs"].as_array().into_iter().flatten() {
        page.beside(&[&words(&input["file"]), &words(&input["sha256"]), &words(&input["bytes"])]);
    }
    digests
}

/// A word with a capital.
fn heading(word: &str) -> String {
    super::publication::heading(word)
}
