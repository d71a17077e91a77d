//! `dataset.csv`: what the dataset is, in one row.

use super::cells::{Value, WORDS, in_capitals};
use super::format::{Format, Tolerance};
use super::lenient::{Commas, Lenient};
use super::passed::Nouns;
use super::table::Table;
use crate::domain::{About, Standing};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "dataset.csv",
    noun: "a statement of what the dataset is",
    columns: &["about", "status"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

impl Value for Standing {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// Reads the only row.
pub(super) fn read(table: &Table<'_>) -> Option<About> {
    let mut told = None;
    for row in table.rows() {
        let (words, standing) = (row.text("about"), row.read("status"));
        if told.is_some() {
            row.say("", "this table has one row, which says what the whole dataset is; take the others out");
        }
        told = words.ok().zip(standing.ok()).map(|(words, standing)| About { words, standing });
    }
    told
}
