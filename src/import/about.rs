//! What a dataset is once something was imported into it: real, or still a draft.

use super::tables::{Origin, cells};
use crate::domain::{Standing, counted};
use crate::read::{Written, guarded};

/// The table that says what a dataset is.
const FILE: &str = "dataset.csv";

/// The tables of which each row says whether it is observed, and what one and many are called.
const COUNTED: [(&str, &str, &str); 3] = [
    ("projects.csv", "bid", "bids"),
    ("homes.csv", "home", "homes"),
    ("demand.csv", "count of children", "counts of children"),
];

/// What is said of imports begins so: all from here on is written anew by each.
const IMPORTED: &str = "As imported: ";

/// What `placewell new` says of its dataset begins so, and is no longer true of one that was imported into.
const MADE_UP: &str = "Made up";

/// Writes what the dataset is: the sentence that is there stays, and how much is observed is told after it.
pub(super) fn note_about(tables: &mut Vec<Written>, origin: Origin<'_>) {
    let (words, standing) = said(tables);
    let own = words.split(IMPORTED).next().unwrap_or_default().trim();
    let own = if own.starts_with(MADE_UP) { "" } else { own };
    let (told, is_all_observed) = observed(tables);
    let is_modelled = standing == Standing::Modelled.word() && origin.kind == "modelled";
    let standing = match (is_all_observed, is_modelled) {
        (true, _) => Standing::Real,
        (false, true) => Standing::Modelled,
        (false, false) => Standing::Draft,
    };
    let words = format!("{own} {IMPORTED}{told}; the last from {}.", origin.name);
    let row = vec![guarded(words.trim()), standing.to_string()];
    let told = Written { file: FILE, columns: vec!["about", "status"], rows: vec![row] };
    match tables.iter_mut().find(|table| table.file == FILE) {
        Some(table) => *table = told,
        None => tables.push(told),
    }
}

/// What it says of itself, and its standing; blank where it does not.
fn said(tables: &[Written]) -> (String, String) {
    let cell = |column| cells(tables, FILE, column).next().unwrap_or_default().to_owned();
    (cell("about"), cell("status").to_lowercase())
}

/// How much is observed, in words, and whether all is.
fn observed(tables: &[Written]) -> (String, bool) {
    let mut is_all = true;
    let parts = COUNTED.map(|(file, one, many)| {
        let all = cells(tables, file, "basis").count();
        let observed = cells(tables, file, "basis").filter(|basis| is_observed(basis)).count();
        is_all &= observed == all;
        format!("{observed} of {}", counted(all, one, many))
    });
    let of_areas = cells(tables, "sources.csv", "file").zip(cells(tables, "sources.csv", "column"));
    let mut kinds = of_areas.zip(cells(tables, "sources.csv", "kind"));
    let are_known = !kinds.any(|((file, column), kind)| (file, column) == ("areas.csv", "*") && !is_observed(kind));
    let [bids, homes, children] = parts;
    let areas = if are_known { "" } else { ", and authorities are modelled" };
    (format!("{bids}, {homes} and {children} are observed{areas}"), is_all && are_known)
}

fn is_observed(word: &str) -> bool {
    word.trim().eq_ignore_ascii_case("observed")
}
