//! The heading of a table.

use csv::StringRecord;

use super::format::{Format, Tolerance};
use super::nearest::nearest;
use super::title::above;
use crate::domain::{code_points, one_more};

/// What a heading holds.
#[derive(Default)]
pub(super) struct Header {
    /// Where each column of the format is, if it is there.
    pub places: Vec<Option<usize>>,
    /// What is wrong, each at the column it is said of.
    pub mistakes: Vec<(String, String)>,
    /// Whether it is not a heading of this table at all, so that nothing below it can be read.
    pub is_foreign: bool,
}

/// The columns of a heading, and what is wrong with it; `below` are the rows below it.
pub(super) fn columns(
    heading: &StringRecord,
    below: impl Iterator<Item = (u64, StringRecord)>,
    format: &Format,
) -> Header {
    if let Some(mistake) = foreign(heading).or_else(|| above(heading, below, format)) {
        return Header { mistakes: vec![(String::new(), mistake)], is_foreign: true, ..Header::default() };
    }
    let mut header = Header { places: vec![None; format.columns.len()], ..Header::default() };
    let mut unknown = Vec::new();
    for (position, written) in heading.iter().enumerate() {
        let is_spaced = written.trim() != written && format.columns.contains(&written.trim());
        if is_spaced {
            let mistake = "this heading begins or ends with a space; take it out";
            header.mistakes.push((written.trim().to_owned(), mistake.to_owned()));
        }
        let written = if is_spaced { written.trim() } else { written };
        match format.columns.iter().position(|&column| column == written) {
            Some(column) if header.places[column].is_some() => {
                header.mistakes.push((written.to_owned(), "this column is there twice".to_owned()));
            }
            Some(column) => header.places[column] = Some(position),
            None => unknown.push((position, written)),
        }
    }
    let places = format.columns.iter().copied().zip(&header.places);
    let mut missing: Vec<&str> = places.filter(|(_, place)| place.is_none()).map(|(column, _)| column).collect();
    if format.other_columns == Tolerance::Refused {
        for (position, written) in unknown {
            let meant = nearest(written, missing.iter().copied());
            missing.retain(|&column| Some(column) != meant);
            header.mistakes.push(refused(position, written, meant, format));
        }
    }
    missing.retain(|column| !format.optional.contains(column));
    let said = missing.into_iter().map(|column| (column.to_owned(), "this column is missing".to_owned()));
    header.mistakes.extend(said);
    header
}

/// What is said of a column that is not one of the table's; `meant` is the missing one it is most like.
fn refused(position: usize, written: &str, meant: Option<&str>, format: &Format) -> (String, String) {
    if written.is_empty() {
        return (String::new(), format!("column {} has no heading; delete it", one_more(position)));
    }
    let short: String = written.chars().take(60).collect();
    let odd = code_points(&short).map_or_else(String::new, |odd| format!("; it holds {odd}"));
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
