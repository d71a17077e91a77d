//! What was read of a sheet as what, in words.

use super::fitting::By;
use super::flat::Rows;
use super::reader::Reader;
use crate::domain::counted;
use crate::read::GridRow;
use crate::read::lenient::Unit;

/// What was read as what, and what was not read.
pub(super) fn told(reader: &Reader<'_>, heading: &GridRow, rows: &Rows<'_>, by: By) -> String {
    let grid = reader.grid;
    let mut lines = vec![format!(
        "{}: {} under the heading in row {}.",
        grid.name(),
        counted(rows.bids.len(), "row", "rows"),
        heading.number
    )];
    lines.extend(grid.notes.iter().map(|note| format!("{note}.")));
    lines.extend(left_out(reader, heading, rows));
    lines.extend(read_by(by, &reader.map.file().display().to_string(), heading));
    lines.push(String::new());
    lines.extend(columns(reader, heading));
    let unread: Vec<String> = unread(reader, heading).map(|heading| format!("`{heading}`")).collect();
    if !unread.is_empty() {
        lines.push(format!("  not read: {}", unread.join(", ")));
    }
    lines.push(String::new());
    let always = reader
        .map
        .map
        .always
        .iter()
        .filter(|(column, value)| !value.is_empty() && !reader.columns.contains_key(column.as_str()));
    lines.extend(always.map(|(column, value)| format!("For every row: {column} is {value}.")));
    for (note, times) in reader.said.notes.borrow().iter() {
        lines.push(format!("In {}: {note}.", counted(*times, "row", "rows")));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// By what the headings are read, and what of a map that is of another sheet is read as nothing.
fn read_by(by: By, map: &str, heading: &GridRow) -> Vec<String> {
    match by {
        By::Draft => vec![format!("Headings matched by their usual words; the map is drafted in {map}:")],
        By::Map => vec![format!("By the map in {map}:")],
        By::Beside { missing, gone } => {
            let missing: Vec<String> = missing.iter().map(|heading| format!("`{heading}`")).collect();
            let why = if missing.is_empty() {
                "leaves some columns open".to_owned()
            } else {
                format!("is of another sheet: row {} has no {}", heading.number, missing.join(", "))
            };
            let none =
                if gone.is_empty() { String::new() } else { format!(" Nothing is read as {}.", gone.join(", ")) };
            vec![
                format!("The map in {map} {why}.{none}"),
                "By what of it fits, and beside it by the usual headings:".to_owned(),
            ]
        }
    }
}

/// The rows that are no bids.
fn left_out(reader: &Reader<'_>, heading: &GridRow, rows: &Rows<'_>) -> Option<String> {
    let above: Vec<u64> = reader.grid.rows.iter().map(|row| row.number).filter(|row| *row < heading.number).collect();
    let mut parts = Vec::new();
    if !above.is_empty() {
        parts.push(format!("{} above the heading", counted(above.len(), "row", "rows")));
    }
    let blank = reader.grid.blank_after(heading.number);
    if blank > 0 {
        parts.push(counted(blank, "blank row", "blank rows"));
    }
    parts.extend(rows.others.iter().map(|(row, what)| format!("row {} ({what})", row.number)));
    (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join(", ")))
}

/// Each column that is read, with how.
fn columns(reader: &Reader<'_>, heading: &GridRow) -> Vec<String> {
    let named = reader.columns.iter().map(|(name, (at, unit))| (*at, (*name).to_owned(), *unit));
    let spend = reader.years.iter().map(|(year, (at, unit))| (*at, format!("spend in {year}"), *unit));
    let mut all: Vec<(usize, String, Unit)> = named.chain(spend).collect();
    all.sort();
    let line = |(at, name, unit): (usize, String, Unit)| {
        let stated = if unit == Unit::Pounds { String::new() } else { format!(" (plain numbers in {})", unit.word()) };
        let heading = heading.cells.get(at).map_or("", String::as_str);
        let how = reader.told(at).map_or_else(String::new, |how| format!(": {how}"));
        format!("  `{heading}` as {name}{how}{stated}")
    };
    all.into_iter().map(line).collect()
}

/// The headings that nothing is read under.
fn unread<'h>(reader: &Reader<'_>, heading: &'h GridRow) -> impl Iterator<Item = &'h String> {
    let read: Vec<usize> = reader.columns.values().chain(reader.years.values()).map(|(at, _)| *at).collect();
    heading
        .cells
        .iter()
        .enumerate()
        .filter(move |(at, cell)| !read.contains(at) && !cell.is_empty())
        .map(|(_, cell)| cell)
}
