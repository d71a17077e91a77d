//! The tables of a dataset as they were supplied, cell by cell, to be carried along unchanged.

use std::path::Path;

use super::records::{Records, Separator, plain_ends};
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

/// The tables in `folder` that were `parsed`, in order of name, but for those that are `left_out`.
///
/// # Errors
///
/// If one cannot be read again, or is no longer what was parsed.
pub fn read_supplied(folder: &Path, parsed: &[Parsed], left_out: &[&str]) -> Result<Vec<Supplied>, Mistakes> {
    let is_table = |name: &str| name.strip_suffix(".csv").is_some() && !left_out.contains(&name);
    let tables = parsed.iter().filter(|parsed| is_table(&parsed.file) && folder.join(&parsed.file).is_file());
    tables.map(|parsed| read(&folder.join(&parsed.file), parsed).map_err(Mistakes::from)).collect()
}

fn read(path: &Path, parsed: &Parsed) -> Result<Supplied, Mistake> {
    let ((text, _), again) = file::read_any_text(path, file::LARGEST)?;
    if again.sha256 != parsed.sha256 {
        return Err(Mistake::of_file(path, "this file was changed while it was being used; begin anew"));
    }
    let text = plain_ends(text);
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let mut records = Records::of(&text, Separator::of(&text).mark).map(|(_, record)| cells(record));
    let heading = records.next().unwrap_or_default();
    Ok(Supplied { file: parsed.file.clone(), heading, rows: records.collect() })
}
