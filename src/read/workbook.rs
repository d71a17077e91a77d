//! A workbook that comes back: its sheets, row by row, each cell as it is written.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, XlsxError};

use super::file::{LARGEST, Parsed, read_bytes};
use super::{Mistake, Mistakes};

/// The last row of a sheet that may have something in it.
const MOST_ROWS: usize = 200_000;

/// The columns of a sheet that are looked at, which has eight of its own at most.
const MOST_COLUMNS: usize = 64;

/// The most bytes that a workbook may unfold to: an archive of a few bytes can hold any number of them.
const MOST_UNFOLDED: u64 = 128 << 20;

/// Rows by their number on the sheet, each with its cells.
type Rows = Vec<(usize, Vec<String>)>;

/// A workbook.
pub struct Workbook {
    file: PathBuf,
    parsed: Parsed,
    book: Xlsx<Cursor<Vec<u8>>>,
}

/// A sheet with a table on it.
#[derive(Clone, Debug)]
pub struct Sheet {
    file: PathBuf,
    name: String,
    /// The columns that were looked for, each where it is.
    columns: BTreeMap<&'static str, usize>,
    rows: Rows,
}

/// A row of a table on a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet,
    number: usize,
    cells: &'s [String],
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
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_one)?;
        Ok(Self { file: file.to_owned(), parsed, book })
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
        let rows = rows_of(&mut self.book, name).ok().flatten().ok_or_else(damaged)?;
        let cells = rows.into_iter().flat_map(|(row, cells)| {
            let written = cells.into_iter().enumerate().filter(|(_, text)| !text.is_empty());
            written.map(move |(column, text)| (format!("{}{row}", letters(column)), text))
        });
        Ok(cells.collect())
    }

    /// The table on a sheet: its heading is the first row that has the first of these columns.
    ///
    /// # Errors
    ///
    /// If there is no such sheet, or it has not these columns.
    pub fn sheet(&mut self, name: &str, columns: &[&'static str]) -> Result<Sheet, Mistake> {
        let at = |cell: &str, why: &str| Mistake::new(&self.file, 0, &format!("{name}{cell}"), why);
        let read = rows_of(&mut self.book, name).map_err(|error| match error {
            XlsxError::WorksheetNotFound(_) => {
                at("", "there is no such sheet; edit a working.xlsx that `placewell export RUN --xlsx` wrote")
            }
            _ => at("", "this sheet is damaged; save the workbook again"),
        })?;
        let mut rows = read.ok_or_else(|| at("", "this sheet has more than 200,000 rows"))?.into_iter();
        let Some((number, heading)) = rows.find(|(_, cells)| cells.iter().any(|cell| cell == columns[0])) else {
            return Err(at("", &format!("no row of this sheet is a heading with `{}`", columns[0])));
        };
        let mut places = BTreeMap::new();
        for column in columns {
            let Some(place) = heading.iter().position(|cell| cell == column) else {
                return Err(at(&format!("!{number}:{number}"), &format!("the column `{column}` is missing")));
            };
            places.insert(*column, place);
        }
        Ok(Sheet { file: self.file.clone(), name: name.to_owned(), columns: places, rows: rows.collect() })
    }
}

/// The bytes that an archive unfolds to, or one more than the most: unfolded, as what it says of itself may be a lie.
/// Nothing if it is not an archive.
fn unfolded(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut unfolded = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).ok()?;
        unfolded += io::copy(&mut part.take(MOST_UNFOLDED + 1 - unfolded), &mut io::sink()).ok()?;
        if unfolded > MOST_UNFOLDED {
            break;
        }
    }
    Some(unfolded)
}

/// The rows of a sheet that have something in their first columns, by number; nothing if one is too far down.
///
/// Cell by cell, as the smallest rectangle about two cells can be larger than any memory.
fn rows_of(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Option<Rows>, XlsxError> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let (row, column) = (usize::try_from(row).unwrap_or(usize::MAX), usize::try_from(column).unwrap_or(usize::MAX));
        let written = Data::from(cell.get_value().clone()).to_string();
        if written.trim().is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        if row >= MOST_ROWS {
            return Ok(None);
        }
        let cells = rows.entry(row + 1).or_default();
        cells.resize(cells.len().max(column + 1), String::new());
        written.trim().clone_into(&mut cells[column]);
    }
    Ok(Some(rows.into_iter().collect()))
}

impl Sheet {
    /// Its rows below the heading, but for blank ones.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        self.rows.iter().map(|(number, cells)| SheetRow { sheet: self, number: *number, cells })
    }

    /// A mistake of the sheet as a whole.
    #[must_use]
    pub fn mistake(&self, mistake: &str) -> Mistake {
        Mistake::new(&self.file, 0, &self.name, mistake)
    }
}

impl SheetRow<'_> {
    /// What is written in a column, without spaces about it.
    ///
    /// # Panics
    ///
    /// If the column was not asked for.
    #[must_use]
    pub fn written(&self, column: &'static str) -> &str {
        self.cells.get(self.place(column)).map_or("", String::as_str)
    }

    /// The number of the row, as the sheet shows it.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// A mistake in a cell of it, by sheet and cell: `What_if_costs!H12`.
    #[must_use]
    pub fn mistake(&self, column: &'static str, mistake: &str) -> Mistake {
        let cell = format!("{}!{}{}", self.sheet.name, letters(self.place(column)), self.number);
        Mistake::new(&self.sheet.file, 0, &cell, mistake)
    }

    fn place(&self, column: &'static str) -> usize {
        *self.sheet.columns.get(column).expect("only columns that were asked for are read")
    }
}

/// The letters by which a sheet knows a column: `A` is the first, and `AA` comes after `Z`.
fn letters(column: usize) -> String {
    let before = if column >= 26 { letters(column / 26 - 1) } else { String::new() };
    let letter = u8::try_from(column % 26).map_or('?', |letter| char::from(b'A' + letter));
    format!("{before}{letter}")
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_that_sheets_give_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
