//! `data_guidance.txt`: what the files are, for the page of guidance that stands beside them.

use super::super::run::{Run, meaning};

/// The name of the file.
const FILE: &str = "data_guidance.txt";

/// What each data file holds.
const FILES: [(&str, &str); 3] = [
    (
        "places_by_area.csv",
        "Children who need a place, and the places that they use, by region, authority and care type.",
    ),
    ("capital_by_year.csv", "What is spent, started and opened in each financial year."),
    ("programme_lines.csv", "What the plan has on each programme line, and what was published where anything was."),
];

/// The title of the question, whose figures they are and what they mean, and what each file holds.
pub(super) fn guidance(run: &Run<'_>) -> (String, Vec<u8>) {
    let question = std::iter::once(run.question.model.title.clone());
    let files = FILES.iter().map(|(file, what)| format!("{file}: {what}"));
    let lines: Vec<String> = question.chain(meaning(&run.question)).chain(files).collect();
    (FILE.to_owned(), (lines.join("\n\n") + "\n").into_bytes())
}
