//! The heading of a table.

use csv::StringRecord;

use super::findings::Strictness;
use super::format::{Default, Format, Tolerance};
use super::formula::guarded;
use super::nearest::nearest;
use super::title::above;
use crate::domain::{code_points, is_unseen};

/// The most letters of the name of a column that is carried along.
const LONGEST_NAME: usize = 60;

/// What a heading holds.
#[derive(std::default::Default)]
pub(super) struct Header {
    /// Where each column of the format is, if it is there.
    pub places: Vec<Option<usize>>,
    /// What is wrong, each at the column it is said of.
    pub mistakes: Vec<(String, String)>,
    /// What was let pass of it, once for each column.
    pub passed: Vec<&'static str>,
    /// The columns that are left out for which something is taken.
    pub left_out: Vec<&'static Default>,
    /// The columns of others, by their position.
    pub own: Vec<(usize, String)>,
    /// The columns that have none.
    pub unnamed: Vec<usize>,
    /// Whether it is not a heading of this table at all, so that nothing below it can be read.
    pub is_foreign: bool,
}

impl Header {
    /// A heading without the spaces about it and in the letters of the column that it names; that it was written otherwise
    /// is let pass or a mistake.
    fn plain<'h>(&mut self, written: &'h str, format: &Format, strictness: Strictness) -> &'h str {
        let trimmed = written.trim();
        let names = |word: &str| format.columns.iter().copied().find(|column| *column == word);
        if strictness == Strictness::Strict {
            if trimmed == written || names(trimmed).is_none() {
                return written;
            }
            let mistake = "this heading begins or ends with a space; take it out";
            self.mistakes.push((trimmed.to_owned(), mistake.to_owned()));
            return trimmed;
        }
        self.passed.extend((trimmed != written).then_some("spaces at an end"));
        if names(trimmed).is_some() {
            return trimmed;
        }
        let small = trimmed.to_lowercase();
        let joined = small.split([' ', '-', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
        let Some(meant) = names(&small).or_else(|| names(&joined)) else { return trimmed };
        self.passed.extend((small != trimmed).then_some("capitals"));
        self.passed.extend((meant != small).then_some("other marks between words"));
        meant
    }

    /// What becomes of headings that are not ours and of columns that are missing: those that are a mistake stay `missing`.
    fn settle(
        &mut self,
        unknown: Vec<(usize, &str)>,
        missing: &mut Vec<&'static str>,
        format: &'static Format,
        strictness: Strictness,
    ) {
        if format.other_columns == Tolerance::Refused {
            for (position, written) in unknown {
                let meant = nearest(written, missing.iter().copied());
                missing.retain(|&column| Some(column) != meant);
                if strictness == Strictness::Strict || meant.is_some() || !is_name(written) {
                    self.mistakes.push(refused(written, meant, format));
                } else if self.own.iter().any(|(_, own)| own.to_lowercase() == written.to_lowercase()) {
                    self.mistakes.push((written.to_owned(), "this column is there twice".to_owned()));
                } else {
                    self.own.push((position, written.to_owned()));
                }
            }
        }
        missing.retain(|column| !format.optional.contains(column));
        if strictness == Strictness::Lenient {
            self.left_out = missing.iter().filter_map(|column| format.default_of(column)).collect();
            missing.retain(|column| format.default_of(column).is_none());
        }
    }
}

/// The columns of a heading, and what is wrong with it; `below` are the rows below it.
pub(super) fn columns(
    heading: &StringRecord,
    below: impl Iterator<Item = (u64, StringRecord)>,
    format: &'static Format,
    strictness: Strictness,
) -> Header {
    if let Some(mistake) = foreign(heading).or_else(|| above(heading, below, format)) {
        return Header {
            mistakes: vec![(String::new(), mistake)],
            is_foreign: true,
            ..std::default::Default::default()
        };
    }
    let mut header = Header { places: vec![None; format.columns.len()], ..std::default::Default::default() };
    let mut unknown = Vec::new();
    for (position, written) in heading.iter().enumerate() {
        let written = header.plain(written, format, strictness);
        match format.columns.iter().position(|&column| column == written) {
            Some(column) if header.places[column].is_some() => {
                header.mistakes.push((written.to_owned(), "this column is there twice".to_owned()));
            }
            Some(column) => header.places[column] = Some(position),
            None if written.is_empty() && format.other_columns == Tolerance::Refused => header.unnamed.push(position),
            None => unknown.push((position, written)),
        }
    }
    let places = format.columns.iter().copied().zip(&header.places);
    let mut missing: Vec<&'static str> =
        places.filter(|(_, place)| place.is_none()).map(|(column, _)| column).collect();
    header.settle(unknown, &mut missing, format, strictness);
    let said = missing.into_iter().map(|column| (column.to_owned(), "this column is missing".to_owned()));
    header.mistakes.extend(said);
    header
}

/// Whether a heading may be the name of a column that is carried along: it can be seen, and no spreadsheet runs it.
fn is_name(written: &str) -> bool {
    written.chars().count() <= LONGEST_NAME && !written.chars().any(is_unseen) && guarded(written) == written
}

/// What is said of a column that is not one of the table's; `meant` is the missing one it is most like.
fn refused(written: &str, meant: Option<&str>, format: &Format) -> (String, String) {
    let short: String = written.chars().take(60).collect();
    let odd = code_points(&short)
        .map_or_else(String::new, |odd| format!("; it holds {odd}, which only looks like a plain letter or a space"));
    let mistake = match meant {
        Some(column) => format!("there is no such column{odd}; did you mean `{column}`, which is missing?"),
        None => format!("there is no such column in {}{odd}", format.file),
    };
    (short, mistake)
}

/// Why this is no heading of comma-separated columns, if it is not.
fn foreign(heading: &StringRecord) -> Option<String> {
    let only = heading.get(0).filter(|_| heading.len() == 1)?;
    let separator = [(';', "`;`"), ('\t', "tabs"), ('|', "`|`")].into_iter().find(|&(mark, _)| only.contains(mark))?;
    Some(format!("columns are separated by {} and should be by commas; save the file as CSV UTF-8", separator.1))
}
