//! A table on a sheet, row by row, each cell as what is wanted of it or as a mistake where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::hidden::Hidden;
use super::letters;
use super::written::{Kind, Written};
use crate::domain::Malformed;
use crate::read::Mistake;

/// A sheet with a table on it.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(super) file: PathBuf,
    pub(super) name: String,
    /// The columns that were looked for, each where it is.
    pub(super) columns: BTreeMap<&'static str, usize>,
    /// Every column with a heading.
    pub(super) headed: BTreeSet<usize>,
    /// What of it nobody sees.
    pub(super) hidden: Hidden,
    /// Rows by their number on the sheet, each with its cells.
    pub(super) rows: BTreeMap<usize, BTreeMap<usize, Written>>,
}

/// A row of a table on a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet,
    number: usize,
    cells: &'s BTreeMap<usize, Written>,
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

impl<'s> SheetRow<'s> {
    /// What is written in a column, without spaces about it.
    ///
    /// # Panics
    ///
    /// If the column was not asked for.
    #[must_use]
    pub fn written(&self, column: &'static str) -> &'s str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    /// What is written in a column, if it is words, a plain number or nothing.
    ///
    /// # Errors
    ///
    /// That it is something else.
    pub fn words(&self, column: &'static str) -> Result<&'s str, Mistake> {
        let Some(cell) = self.cell(column) else { return Ok("") };
        match cell.kind.held() {
            None => Ok(&cell.text),
            Some(held) => Err(self.mistake(column, &holds(cell, held))),
        }
    }

    /// The number in a column, as `read` reads it.
    ///
    /// # Errors
    ///
    /// That it is no such number, or something else: words that look like a number are none, and sums leave them out.
    pub fn number<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Malformed>,
    ) -> Result<T, Mistake> {
        let text = self.words(column)?;
        if text.is_empty() {
            let blank = "this cell is blank, and should not be; leave what was supplied where nothing changes";
            return Err(self.mistake(column, blank));
        }
        let value = read(text).map_err(|malformed| self.mistake(column, &malformed.to_string()))?;
        if self.cell(column).is_some_and(|cell| cell.kind == Kind::Words) {
            let why = format!("this cell holds `{text}` as text, and not as a number; clear it and type the number");
            return Err(self.mistake(column, &why));
        }
        Ok(value)
    }

    /// The number of the row, as the sheet shows it.
    #[must_use]
    pub const fn row_number(&self) -> usize {
        self.number
    }

    /// A mistake in a cell of it, by sheet and cell: `What_if_costs!H12`.
    #[must_use]
    pub fn mistake(&self, column: &'static str, mistake: &str) -> Mistake {
        let cell = format!("{}!{}{}", self.sheet.name, letters(self.place(column)), self.number);
        Mistake::new(&self.sheet.file, 0, &cell, mistake)
    }

    /// That a cell was edited, and that nobody sees it, where it is so.
    #[must_use]
    pub fn hidden(&self, column: &'static str) -> Option<Mistake> {
        let what = self.sheet.hidden.hides(self.number, self.place(column))?;
        let why = format!("this cell was edited, and its {what} is hidden: show it, or take the filter away");
        Some(self.mistake(column, &why))
    }

    /// A mistake for the first cell of the row that is not blank and stands in no column with a heading, where there is
    /// one; of a row without any of the table's ids, for its first cell.
    #[must_use]
    pub fn stray(&self, is_of_table: bool) -> Option<Mistake> {
        let written = self.cells.iter().filter(|(_, cell)| !cell.is_blank());
        let mut stray = written.filter(|(column, _)| !is_of_table || !self.sheet.headed.contains(column));
        let (column, cell) = stray.next()?;
        let at = format!("{}!{}{}", self.sheet.name, letters(*column), self.number);
        let beside = if is_of_table { "beside" } else { "outside" };
        let why = format!("`{}` is here, {beside} the table, and is not read: clear this cell", cell.text);
        Some(Mistake::new(&self.sheet.file, 0, &at, &why))
    }

    fn cell(&self, column: &'static str) -> Option<&'s Written> {
        self.cells.get(&self.place(column))
    }

    fn place(&self, column: &'static str) -> usize {
        *self.sheet.columns.get(column).expect("only columns that were asked for are read")
    }
}

/// That a cell holds what it should not.
fn holds(cell: &Written, held: &str) -> String {
    match cell.kind {
        Kind::Error => format!("this cell holds the error {}", cell.text),
        Kind::Date => "this cell is a date or a time; format it as a number, and type what was meant".to_owned(),
        _ => format!("this cell holds {held}"),
    }
}
