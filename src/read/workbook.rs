//! A workbook that comes back: its sheets, row by row, each cell as it is written.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};

use super::file::{LARGEST, Parsed, read_bytes};
use super::{Mistake, Mistakes};

/// The most rows of a sheet that are read: what fits in memory.
const MOST_ROWS: usize = 200_000;

/// The most bytes that a workbook may unfold to: an archive of a few bytes can hold any number of them.
const MOST_UNFOLDED: u64 = 512 << 20;

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
    rows: Vec<(usize, Vec<String>)>,
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
        let not_one = "this is not a workbook (XLSX), or it is damaged or locked with a password; save it as .xlsx";
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| refused(not_one))?;
        let mut unfolded = 0_u64;
        for at in 0..archive.len() {
            unfolded = unfolded.saturating_add(archive.by_index_raw(at).map_or(0, |part| part.size()));
        }
        if unfolded > MOST_UNFOLDED {
            return Err(refused("this workbook unfolds to more than 512 MiB"));
        }
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| refused(not_one))?;
        Ok(Self { file: file.to_owned(), parsed, book })
    }

    /// What was read, by its digest.
    #[must_use]
    pub const fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// The table on a sheet: its heading is the first row that has the first of these columns.
    ///
    /// # Errors
    ///
    /// If there is no such sheet, or it has not these columns.
    pub fn sheet(&mut self, name: &str, columns: &[&'static str]) -> Result<Sheet, Mistake> {
        let at = |cell: &str, why: &str| Mistake::new(&self.file, 0, &format!("{name}{cell}"), why);
        let range = self.book.worksheet_range(name).map_err(|_| {
            at("", "there is no such sheet; edit a working.xlsx that `placewell export RUN --xlsx` wrote")
        })?;
        let first = range.start().map_or(0, |(row, _)| usize::try_from(row).unwrap_or(usize::MAX));
        let left = range.start().map_or(0, |(_, column)| usize::try_from(column).unwrap_or(usize::MAX));
        if range.height() > MOST_ROWS {
            return Err(at("", "this sheet has more than 200,000 rows"));
        }
        let cells = |row: &[Data]| -> Vec<String> {
            let before = std::iter::repeat_n(String::new(), left.min(MOST_ROWS));
            before.chain(row.iter().map(|cell| cell.to_string().trim().to_owned())).collect()
        };
        let mut rows = (first + 1..).zip(range.rows().map(cells));
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
        let rows = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
        Ok(Sheet { file: self.file.clone(), name: name.to_owned(), columns: places, rows })
    }
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
