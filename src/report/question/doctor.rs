//! What a solver made of the canaries, and the versions it was made with, as text.

use crate::canaries::{Answer, CanaryResult, Expectation, Version};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 6] = [
    Column::words("canary", "Canary"),
    Column::words("issue", "Issue"),
    Column::words("once", "Once answered"),
    Column::words("expected", "Expected"),
    Column::words("got", "Got"),
    Column::words("ok", "OK"),
];

/// The answers, in the order the canaries sang.
#[must_use]
pub fn table(songs: &[CanaryResult]) -> Table {
    let rows = songs.iter().map(|song| {
        let ok = match (song.is_right(), song.canary.expectation) {
            (true, _) => "yes",
            (false, Expectation::KnownWrong) => "known",
            (false, Expectation::Right) => "NO",
        };
        let [name, issue, wrong] = [song.canary.name, song.canary.issue, song.canary.wrong].map(Cell::text);
        vec![
            name,
            issue,
            wrong,
            Cell::Text(written(&song.canary.answer)),
            Cell::Text(written(&song.got)),
            Cell::text(ok),
        ]
    });
    Table::new("doctor", &COLUMNS, rows.collect())
}

/// The table, the versions and the verdict, in at most `columns`.
#[must_use]
pub fn text(songs: &[CanaryResult], versions: &[Version], columns: u16) -> String {
    let versions: Vec<String> = versions.iter().map(|part| format!("{} {}", part.name, part.version)).collect();
    let known = songs.iter().filter(|song| !song.is_right() && !song.is_alarming()).count();
    let alarming = songs.iter().filter(|song| song.is_alarming()).count();
    let verdict = match (alarming, known) {
        (0, 0) => format!("All {} answers are right.", songs.len()),
        (0, _) => format!(
            "Right: {} of {}. Known wrong: {known}, by an equation over a column that may be split: no plan is stated so.",
            songs.len() - known,
            songs.len()
        ),
        _ => format!("WRONG: {alarming} of {}. No plan from this build is to be believed.", songs.len()),
    };
    let [versions, verdict] =
        [&versions.join(", "), &verdict].map(|text| crate::table::wrapped(text, columns.into(), 0));
    format!("{versions}\n\n{}\n{verdict}\n", table(songs).to_text(columns))
}

fn written(answer: &Answer) -> String {
    match answer {
        Answer::Best(value) => value.to_string(),
        Answer::Nothing => "none".to_owned(),
        Answer::Unsound(why) => why.clone(),
    }
}
