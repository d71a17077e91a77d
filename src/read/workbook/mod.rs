//! A workbook that comes back: its sheets, row by row, each cell as it is written.

mod digest;
mod hidden;
mod sheet;
mod written;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Reader, Xlsx, XlsxError};

use super::file::{LARGEST, Parsed, read_bytes};
use super::{Mistake, Mistakes};
use crate::domain::one_more;
use hidden::Hidden;
pub use sheet::{Sheet, SheetRow};
pub(super) use written::is_never_worked_out;
use written::{Cells, Written, cells_of};

/// The last row of a sheet that may have something in it.
const MOST_ROWS: usize = 200_000;

/// The most columns of a sheet of whatever layout.
const WIDEST: usize = 512;

/// The most bytes that a workbook may unfold to: an archive of a few bytes can hold any number of them.
const MOST_UNFOLDED: u64 = 128 << 20;

/// A workbook.
pub struct Workbook {
    file: PathBuf,
    parsed: Parsed,
    bytes: Arc<[u8]>,
    book: Xlsx<Cursor<Arc<[u8]>>>,
    /// Whether it asks whoever opens it to work out its formulas, as what they come to is not in it.
    never_worked_out: bool,
}

impl Workbook {
    /// Opens the workbook in `file`.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is not one, or is too large.
    pub fn open(file: &Path) -> Result<Self, Mistakes> {
        let refused = |why: &str| Mistakes::from(Mistake::of_file(file, why));
        let (bytes, parsed) = read_bytes(file, LARGEST).map_err(Mistakes::from)?;
        Self::of(file, bytes, parsed).map_err(refused)
    }

    /// The workbook that is in `bytes`, which go by the name of `file`.
    ///
    /// # Errors
    ///
    /// If they are not one.
    pub fn of_bytes(file: &Path, bytes: Vec<u8>) -> Result<Self, Mistakes> {
        let parsed = Parsed::of(file, &bytes);
        Self::of(file, bytes, parsed).map_err(|why| Mistakes::from(Mistake::of_file(file, why)))
    }

    fn of(file: &Path, bytes: Vec<u8>, parsed: Parsed) -> Result<Self, &'static str> {
        let not_one = "this is not a workbook (XLSX), or it is damaged or locked with a password; save it as .xlsx";
        if unfolded(&bytes).ok_or(not_one)? > MOST_UNFOLDED {
            return Err("this workbook unfolds to more than 128 MiB");
        }
        let never_worked_out = is_to_be_worked_out(&bytes);
        let bytes: Arc<[u8]> = bytes.into();
        let book = Xlsx::new(Cursor::new(Arc::clone(&bytes))).map_err(|_| not_one)?;
        Ok(Self { file: file.to_owned(), parsed, bytes, book, never_worked_out })
    }

    /// What was read, by its digest.
    #[must_use]
    pub const fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// The names of its sheets, in order.
    #[must_use]
    pub fn sheet_names(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// What is written in the cells of a sheet that are not blank, by their names there, as `H12`, in order of rows.
    ///
    /// # Errors
    ///
    /// If there is no such sheet, or it cannot be read.
    pub fn cells(&mut self, name: &str) -> Result<Vec<(String, String)>, Mistake> {
        let damaged = || Mistake::new(&self.file, 0, name, "this sheet is missing, damaged or too long");
        let cells = cells_of(&mut self.book, name, false).ok().flatten().ok_or_else(damaged)?;
        let written = cells.into_iter().filter(|(_, cell)| !cell.text.is_empty());
        Ok(written.map(|((row, column), cell)| (format!("{}{}", letters(column), one_more(row)), cell.text)).collect())
    }

    /// As [`Workbook::cells`], each by its row and its column, from nought.
    ///
    /// # Errors
    ///
    /// As [`Workbook::cells`].
    pub fn texts(&mut self, name: &str) -> Result<BTreeMap<(usize, usize), String>, Mistake> {
        let cells = cells_of(&mut self.book, name, false).ok().flatten();
        let cells = cells.ok_or_else(|| self.mistake(name, "", "this sheet is damaged or too long"))?;
        Ok(cells.into_iter().map(|(place, cell)| (place, cell.text)).collect())
    }

    /// What is written on a sheet of whatever layout, row by row from the first, each cell as text; a cell of a kind that
    /// no number is says so.
    ///
    /// # Errors
    ///
    /// As [`Workbook::texts`].
    pub(super) fn rows(&mut self, name: &str) -> Result<Vec<(u64, Vec<String>)>, Mistake> {
        let cells = cells_of(&mut self.book, name, self.never_worked_out).ok().flatten();
        let cells = cells.ok_or_else(|| self.mistake(name, "", "this sheet is damaged or too long"))?;
        let mut rows = Vec::new();
        for (number, cells) in by_row(cells) {
            let width = cells.keys().next_back().map_or(0, |last| one_more(*last));
            if let Some(last) = cells.keys().next_back().filter(|last| **last >= WIDEST) {
                let why = format!("a cell this far right cannot be read: a sheet has {WIDEST} columns at most");
                return Err(self.mistake_at(name, (number, *last), &why));
            }
            let mut row = vec![String::new(); width];
            for (column, cell) in cells {
                row[column] = cell.told();
            }
            rows.push((u64::try_from(number).unwrap_or(u64::MAX), row));
        }
        Ok(rows)
    }

    /// What is read of a sheet though nobody sees it: of these rows, and of the columns before `width`.
    pub(super) fn hidden(&self, name: &str, rows: &[u64], width: usize) -> Vec<(&'static str, String)> {
        Hidden::of(&self.bytes, name).told(name, rows, width)
    }

    /// A mistake in a cell of a sheet, or on the sheet as a whole.
    #[must_use]
    pub fn mistake(&self, sheet: &str, cell: &str, mistake: &str) -> Mistake {
        let at = if cell.is_empty() { sheet.to_owned() } else { format!("{sheet}!{cell}") };
        Mistake::new(&self.file, 0, &at, mistake)
    }

    /// A mistake in the cell of a row and a column, from nought.
    #[must_use]
    pub fn mistake_at(&self, sheet: &str, (row, column): (usize, usize), mistake: &str) -> Mistake {
        self.mistake(sheet, &format!("{}{}", letters(column), one_more(row)), mistake)
    }

    /// The table on a sheet: its heading is the first row that has the first of these columns.
    ///
    /// # Errors
    ///
    /// If there is no such sheet, or it has not these columns.
    pub fn sheet(&mut self, name: &str, columns: &[&'static str]) -> Result<Sheet, Mistake> {
        let at = |cell: &str, why: &str| Mistake::new(&self.file, 0, &format!("{name}{cell}"), why);
        let cells = cells_of(&mut self.book, name, self.never_worked_out).map_err(|error| match error {
            XlsxError::WorksheetNotFound(_) => {
                at("", "there is no such sheet; edit a working.xlsx that `placewell export RUN --xlsx` wrote")
            }
            _ => at("", "this sheet is damaged; save the workbook again"),
        })?;
        let mut rows = by_row(cells.ok_or_else(|| at("", "this sheet has more than 200,000 rows"))?);
        let is_heading = |cells: &BTreeMap<usize, Written>| cells.values().any(|cell| cell.text == columns[0]);
        let Some(top) = rows.iter().find(|(_, cells)| is_heading(cells)).map(|(number, _)| *number) else {
            return Err(at("", &format!("no row of this sheet is a heading with `{}`", columns[0])));
        };
        let mut below = rows.split_off(&top);
        let heading = below.remove(&top).unwrap_or_default();
        let mut places = BTreeMap::new();
        for column in columns {
            let mut found = heading.iter().filter(|(_, cell)| cell.text == *column).map(|(place, _)| *place);
            let of_heading = |why: &str| at(&format!("!{top}:{top}"), &format!("the column `{column}` {why}"));
            let place = found.next().ok_or_else(|| of_heading("is missing"))?;
            if found.next().is_some() {
                return Err(of_heading("is there twice"));
            }
            places.insert(*column, place);
        }
        self.refuse_merged(name, top, &places)?;
        let headed = heading.into_keys().collect();
        let hidden = Hidden::of(&self.bytes, name);
        Ok(Sheet { file: self.file.clone(), name: name.to_owned(), columns: places, headed, hidden, rows: below })
    }

    /// Refuses cells of these columns, from the row `top` on, that were merged: only one of them keeps what it held.
    fn refuse_merged(&mut self, name: &str, top: usize, columns: &BTreeMap<&str, usize>) -> Result<(), Mistake> {
        let merged = self.book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let cell = |(row, column): (u32, u32)| format!("{}{}", letters(number(column)), one_more(number(row)));
        let is_read =
            |columns_from: u32, to: u32| columns.values().any(|at| (number(columns_from)..=number(to)).contains(at));
        let read = merged.iter().find(|at| one_more(number(at.end.0)) >= top && is_read(at.start.1, at.end.1));
        read.map_or(Ok(()), |at| {
            let why = format!("the cells to {} are merged with this one; unmerge them, and fill each", cell(at.end));
            Err(Mistake::new(&self.file, 0, &format!("{name}!{}", cell(at.start)), &why))
        })
    }
}

/// Cells by the number of their row, as the sheet shows it, and their column.
fn by_row(cells: Cells) -> BTreeMap<usize, BTreeMap<usize, Written>> {
    let mut rows: BTreeMap<usize, BTreeMap<usize, Written>> = BTreeMap::new();
    for ((row, column), cell) in cells {
        rows.entry(one_more(row)).or_default().insert(column, cell);
    }
    rows
}

/// Whether a workbook asks whoever opens it to work out its formulas.
fn is_to_be_worked_out(bytes: &[u8]) -> bool {
    let is_wished =
        |text: String| ["\"1\"", "\"true\""].iter().any(|yes| text.contains(&format!("fullCalcOnLoad={yes}")));
    part(bytes, "xl/workbook.xml").is_some_and(is_wished)
}

/// A part of the archive of this name, as text.
fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The bytes that an archive unfolds to, or one more than the most: unfolded, as what it says of itself may be a lie.
/// Nothing if it is not an archive.
fn unfolded(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut room = MOST_UNFOLDED + 1;
    for at in 0..archive.len() {
        let part = archive.by_index(at).ok()?;
        room = room.checked_sub(io::copy(&mut part.take(room), &mut io::sink()).ok()?)?;
    }
    (MOST_UNFOLDED + 1).checked_sub(room)
}

/// The name of a sheet as such names are compared: whatever its capitals, and its spaces or lines between words.
pub(super) fn sheet_word(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The letters by which a sheet knows a column: `A` is the first, and `AA` comes after `Z`.
pub(super) fn letters(column: usize) -> String {
    let before = (column / 26).checked_sub(1).map_or_else(String::new, letters);
    let letter = ('A'..='Z').nth(column % 26);
    before.chars().chain(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_that_sheets_give_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
