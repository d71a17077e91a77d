//! A table of a run, as its file states it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::read::Mistake;
use crate::runs::{self, Rows};

/// A table: rows by their ids.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: &'static str,
    /// The columns after those that name a row.
    pub columns: Vec<String>,
    keys: Vec<String>,
    rows: BTreeMap<Vec<String>, Vec<String>>,
}

/// A row, by the names of its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub id: &'a [String],
    sheet: &'a Sheet,
    cells: &'a [String],
}

impl Sheet {
    /// Reads the table `name` of the run in `folder`, whose first `keys` columns name its rows.
    pub fn read(folder: &Path, name: &'static str, keys: usize) -> Result<Self, Mistake> {
        let table = Rows::read(folder, name)?;
        let mut headings = table.headings().to_vec();
        if headings.len() < keys {
            return Err(table.mistake("this is not a table of a run: it has too few columns"));
        }
        let columns = headings.split_off(keys);
        let row = |row: runs::Row<'_>| {
            let (id, cells) = row.cells().split_at(keys);
            (id.to_vec(), cells.to_vec())
        };
        let rows = table.iter().map(row).collect();
        Ok(Self { name, columns, keys: headings, rows })
    }

    /// Its rows, by id.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(id, cells)| Row { id, sheet: self, cells })
    }

    /// The row of this id.
    pub fn row(&self, id: &[String]) -> Option<Row<'_>> {
        self.rows.get_key_value(id).map(|(id, cells)| Row { id, sheet: self, cells })
    }
}

impl<'a> Row<'a> {
    /// The cell in this column; nothing where there is no such column.
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        let keyed = self.sheet.keys.iter().position(|name| name == column).map(|at| self.id[at].as_str());
        keyed.or_else(|| {
            let at = self.sheet.columns.iter().position(|name| name == column)?;
            self.cells.get(at).map(String::as_str)
        })
    }

    /// The cell in this column, or nothing written.
    pub fn text(&self, column: &str) -> &'a str {
        self.cell(column).unwrap_or_default()
    }
}
