//! Tables that a dataset may do without, and what is taken in their place.

use std::collections::BTreeSet;

use super::findings::{Findings, Strictness};
use super::format::Format;
use super::place::Place;
use super::table::{Extent, Table};
use super::{about, appraisal, assumptions, care_types, demand_layers, groups, lines, links, risks, sources};
use crate::domain::{CareTypeId, Doubt, LineId, one_more};

/// Each table that may be left out, and what is then taken.
const DEFAULTS: [(&Format, &str); 6] = [
    (&assumptions::FORMAT, "nothing is logged as assumed"),
    (&care_types::FORMAT, "each care type of the other tables goes by its id"),
    (
        &lines::FORMAT,
        "each line of projects.csv goes by its id, in alphabetical order, with nothing published; one is of secure homes if its \
         id begins with `secure`, and else of open ones",
    ),
    (&links::FORMAT, "no project requires or excludes another"),
    (&about::FORMAT, "it is not said whether the figures are real, modelled or a draft"),
    (&sources::FORMAT, "where the figures are from is not stated"),
];

/// Tables that may be left out without a word, and what is then taken.
const QUIET: [(&Format, &str); 4] = [
    (&risks::FORMAT, "nothing is known that may go otherwise"),
    (&groups::FORMAT, "no areas are grouped"),
    (&appraisal::FORMAT, "no plan can be appraised"),
    (&demand_layers::FORMAT, "no layer of demand can be chosen"),
];

/// Whether a dataset does without the table in this file, and may: one that is read strictly may do without layers alone.
pub(super) fn is_left_out(findings: &Findings, place: &Place<'_>, file: &str) -> bool {
    let is_lenient = findings.strictness == Strictness::Lenient;
    let may = is_lenient && DEFAULTS.iter().any(|(format, _)| format.file == file);
    (may || demand_layers::FORMAT.file == file) && !place.has(file)
}

/// What is taken where this table is left out, if it may be.
pub(super) fn default_of(file: &str) -> Option<&'static str> {
    let mut all = DEFAULTS.iter().chain(&QUIET);
    all.find(|(own, _)| own.file == file).map(|(_, taken)| *taken)
}

/// What is taken in the place of each table that is left out. Of what a dataset is every answer says so at its top, and
/// nothing need be known that may go otherwise or goes together: of these it is told where something else was probably meant for them.
pub(super) fn doubts(findings: &Findings, place: &Place<'_>) -> impl Iterator<Item = Doubt> {
    let is_left_out = |file: &str| findings.strictness == Strictness::Lenient && !place.has(file);
    let quiet = QUIET.map(|(format, _)| format.file);
    let is_quiet = move |file: &str| file == about::FORMAT.file || quiet.contains(&file);
    let all = DEFAULTS.iter().chain(&QUIET).map(|(format, _)| format.file);
    let told = all.filter(move |file| is_left_out(file) && (!is_quiet(file) || place.meant(file).is_some()));
    told.filter_map(|file| {
        let taken = default_of(file)?;
        Some(Doubt::of("left-out", file, format!("{}: {taken}", place.lacks(file))))
    })
}

/// The table, or one without rows.
pub(super) fn or_empty<'f>(findings: &'f Findings, place: &Place<'_>, format: &'static Format) -> Table<'f> {
    if is_left_out(findings, place, format.file) {
        Table::made(findings, place, format, Vec::new(), Extent::All)
    } else {
        Table::open(findings, place, format)
    }
}

/// The care types, or else those that `tables` speak of.
pub(super) fn care_types<'f>(findings: &'f Findings, place: &Place<'_>, tables: &[Table<'_>]) -> Table<'f> {
    let is_id = |word: &str| word.parse::<CareTypeId>().is_ok();
    or_words(findings, place, &care_types::FORMAT, (tables, "care_type"), is_id, |_, id| vec![id, id])
}

/// The programme lines, or else those that `tables` speak of.
pub(super) fn lines<'f>(findings: &'f Findings, place: &Place<'_>, tables: &[Table<'_>]) -> Table<'f> {
    let is_id = |word: &str| word.parse::<LineId>().is_ok();
    or_words(findings, place, &lines::FORMAT, (tables, "line"), is_id, |row, id| {
        let home_type = if id.starts_with("secure") { "secure" } else { "open" };
        [id, row, id, home_type].into_iter().chain([""; 6]).collect()
    })
}

/// The table, or else one with a row for each word in a column of other tables.
fn or_words<'f>(
    findings: &'f Findings,
    place: &Place<'_>,
    format: &'static Format,
    (tables, column): (&[Table<'_>], &'static str),
    is_id: impl Fn(&str) -> bool,
    row: impl for<'w> Fn(&'w str, &'w str) -> Vec<&'w str>,
) -> Table<'f> {
    if !is_left_out(findings, place, format.file) {
        return Table::open(findings, place, format);
    }
    let tables: Vec<&Table<'_>> = tables.iter().filter(|table| table.format.columns.contains(&column)).collect();
    let cells = tables.iter().flat_map(|table| table.every_row().map(|row| row.written(column).to_owned()));
    let words: BTreeSet<String> = cells.filter(|word| is_id(word)).collect();
    let rows = words.iter().enumerate().map(|(at, word)| {
        let number = one_more(at).to_string();
        row(&number, word).into_iter().map(str::to_owned).collect()
    });
    let is_all = tables.iter().all(|table| table.shows_all(&[column]));
    Table::made(findings, place, format, rows.collect(), if is_all { Extent::All } else { Extent::Some })
}
