//! The tables of a dataset as they were supplied, cell by cell, to be carried along unchanged.

use std::path::Path;

use csv::StringRecord;

use super::dataset::{LOGS, TABLES};
use super::place::{Place, is_book};
use super::records::{Records, SEPARATORS, Separator, plain_ends};
use super::{Mistake, Mistakes, Parsed, file};

/// A table as it was supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplied {
    /// The name of the file.
    pub file: String,
    /// Its heading.
    pub heading: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Supplied {
    /// The table that this CSV in UTF-8 is; nothing where the file is none.
    #[must_use]
    pub fn of_csv(file: &str, bytes: &[u8]) -> Option<Self> {
        file.strip_suffix(".csv")?;
        let text = plain_ends(std::str::from_utf8(bytes).ok()?.to_owned());
        Some(supplied(file, Records::of(&text, SEPARATORS[0].mark).map(|(_, record)| record)))
    }
}

/// The tables in `folder` that were `parsed`, in order of name, but for those that are `left_out`.
///
/// # Errors
///
/// If one cannot be read again, or is no longer what was parsed.
pub fn read_supplied(folder: &Path, parsed: &[Parsed], left_out: &[&str]) -> Result<Vec<Supplied>, Mistakes> {
    if is_book(folder) {
        return of_book(folder, parsed, left_out);
    }
    let is_table = |name: &str| name.strip_suffix(".csv").is_some() && !left_out.contains(&name);
    let tables = parsed.iter().filter(|parsed| is_table(&parsed.file) && folder.join(&parsed.file).is_file());
    tables.map(|parsed| read(&folder.join(&parsed.file), parsed).map_err(Mistakes::from)).collect()
}

/// The tables on the sheets of a workbook.
fn of_book(file: &Path, parsed: &[Parsed], left_out: &[&str]) -> Result<Vec<Supplied>, Mistakes> {
    let Place::Book(book) = Place::of(file)? else { return Ok(Vec::new()) };
    if !parsed.contains(&book.parsed) {
        return Err(changed(file).into());
    }
    let mut tables: Vec<&str> = TABLES.into_iter().chain(LOGS).map(|format| format.file).collect();
    tables.sort_unstable();
    tables.retain(|name| !left_out.contains(name));
    let rows = |name: &str| book.sheet(name).ok()?.rows.clone().ok();
    let tables = tables.into_iter().filter_map(|name| Some((name, rows(name)?)));
    Ok(tables.map(|(name, rows)| supplied(name, rows.into_iter().map(|(_, record)| record))).collect())
}

fn read(path: &Path, parsed: &Parsed) -> Result<Supplied, Mistake> {
    let ((text, _), again) = file::read_any_text(path, file::LARGEST)?;
    if again.sha256 != parsed.sha256 {
        return Err(changed(path));
    }
    let text = plain_ends(text);
    let records = Records::of(&text, Separator::of(&text).mark).map(|(_, record)| record);
    Ok(supplied(&parsed.file, records))
}

fn changed(path: &Path) -> Mistake {
    Mistake::of_file(path, "this file was changed while it was being used; begin anew")
}

/// A table of these records; columns without a heading and rows without a value hold nothing to be carried along.
fn supplied(file: &str, mut records: impl Iterator<Item = StringRecord>) -> Supplied {
    let heading = records.next().unwrap_or_default();
    let headed: Vec<usize> = (0..heading.len()).filter(|at| !heading[*at].trim().is_empty()).collect();
    let cells = |record: &StringRecord| {
        headed.iter().map(|at| record.get(*at).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let rows = records.filter(|record| record.iter().any(|cell| !cell.is_empty()));
    Supplied { file: file.to_owned(), heading: cells(&heading), rows: rows.map(|row| cells(&row)).collect() }
}
