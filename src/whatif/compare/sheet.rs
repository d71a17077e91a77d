//! A table of a run, as its file states it.

use std::collections::BTreeMap;
use std::path::Path;

use super::LARGEST;
use crate::read::{Mistake, read_text};

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
        let file = folder.join(format!("{name}.csv"));
        let (text, _) = read_text(&file, LARGEST)?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let wrong = |error: csv::Error| Mistake::of_file(&file, &format!("this is not a table of a run: {error}"));
        let mut headings = reader.headers().map_err(wrong)?.iter().map(str::to_owned).collect::<Vec<_>>();
        if headings.len() < keys {
            return Err(Mistake::of_file(&file, "this is not a table of a run: it has too few columns"));
        }
        let columns = headings.split_off(keys);
        let mut rows = BTreeMap::new();
        for record in reader.records() {
            let mut cells = record.map_err(wrong)?.iter().map(str::to_owned).collect::<Vec<_>>();
            let values = cells.split_off(keys);
            rows.insert(cells, values);
        }
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
