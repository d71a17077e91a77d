//! A heading that is not on the first line: what stands above it, and where it is.

use csv::StringRecord;

use super::format::Format;

/// How many rows are looked through for a heading.
const LOOKED_THROUGH: usize = 40;

/// What is wrong where the first row is no heading of the table; nothing where it may be one.
pub(super) fn above(
    first: &StringRecord,
    below: impl Iterator<Item = (u64, StringRecord)>,
    format: &Format,
) -> Option<String> {
    let columns = |row: &StringRecord| {
        format.columns.iter().filter(|column| row.iter().any(|cell| cell.trim().to_lowercase() == **column)).count()
    };
    let own = columns(first);
    if own > format.columns.len() / 2 {
        return None;
    }
    let is_mark = first.get(0).is_some_and(|cell| cell.trim().to_ascii_lowercase().starts_with("sep="));
    let mut below = below.take(LOOKED_THROUGH);
    // Half of the columns make a heading, as one of them may be misspelt; a title may hold the name of one.
    let found = below.find(|(_, row)| columns(row) > format.columns.len() / 2);
    match found {
        Some((line, _)) if is_mark => {
            Some(format!("this line is for a spreadsheet alone; delete what is above line {line}, the heading"))
        }
        Some((line, _)) => Some(format!("this is no heading; line {line} looks like it: delete the lines above it")),
        None if own == 0 && first.iter().any(|cell| cell.trim().is_empty()) => {
            Some(format!("this is no heading of {}, which has the columns {}", format.file, format.columns.join(", ")))
        }
        None => None,
    }
}
