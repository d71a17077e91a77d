//! `sources.csv`: where every table and column comes from.

use std::collections::BTreeSet;

use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::nearest::did_you_mean;
use super::row::{Noted, Row};
use super::table::Table;

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "sources.csv",
    noun: "a source",
    columns: &["file", "column", "kind", "source", "date", "licence", "note"],
    optional: &[],
    defaults: &[
        Default::this("date", "not stated", "no date is stated"),
        Default::this("licence", "not stated", "no licence is stated"),
        Default::this("note", "", "nothing is noted"),
    ],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// Where a table, or a column of one, comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The file.
    pub file: String,
    /// The column, or `*` for the whole file.
    pub column: String,
    /// Whether it is observed or modelled.
    pub kind: Basis,
    /// Who says so, and where.
    pub source: String,
    /// The date of what is said.
    pub date: String,
    /// The licence it is under.
    pub licence: String,
    /// Anything else; often empty.
    pub note: String,
}

/// A file that has sources, and its columns.
pub(super) type Known = (&'static str, &'static [&'static str]);

/// Reads the sources, in order of file and column; each of `needed` should have one, and no file but those `known`.
pub(super) fn read(table: &Table, known: &[Known], needed: &[&str]) -> Vec<Source> {
    let mut sources: Vec<Source> = table.rows().filter_map(|row| read_row(&row, known).ok()).collect();
    sources.sort();
    let named: BTreeSet<String> = table.every_row().map(|row| row.written("file").to_owned()).collect();
    // A row that names no file may be the one that is missed.
    let told_apart = table.shows_all(&["file"]) && named.iter().all(|file| known.iter().any(|(name, _)| name == file));
    for file in needed.iter().filter(|&&file| told_apart && !named.contains(file)) {
        table.say(0, "file", &format!("`{file}` has no row here; say where it comes from"));
    }
    sources
}

/// A source.
fn read_row(row: &Row, known: &[Known]) -> Result<Source, Noted> {
    let file = row.text("file");
    let column = row.text("column");
    let about = file.and_then(|file| {
        let Some((_, columns)) = known.iter().find(|(name, _)| *name == file) else {
            let meant = did_you_mean(&file, known.iter().map(|(name, _)| *name));
            return Err(row.say("file", &format!("`{file}` is not a file of a dataset{meant}")));
        };
        let column = column?;
        if column != "*" && !columns.contains(&column.as_str()) {
            let meant = did_you_mean(&column, columns.iter().copied());
            return Err(row.say("column", &format!("`{column}` is neither `*` nor a column of {file}{meant}")));
        }
        Ok((file, column))
    });
    let kind = row.read::<Basis>("kind");
    let source = row.text("source");
    let date = row.text("date");
    let licence = row.text("licence");
    let note = row.text_or_blank("note");
    let (file, column) = about?;
    Ok(Source {
        file,
        column,
        kind: kind?,
        source: source?,
        date: date?,
        licence: licence?,
        note: note?.unwrap_or_default(),
    })
}
