//! A table of a run's folder, as its file has it.

use std::path::{Path, PathBuf};

use crate::read::{Mistake, Parsed, read_text};

/// The most bytes of a table.
const LARGEST: u64 = 64 << 20;

/// A table: its headings, and rows with a cell for each.
#[derive(Clone, Debug)]
pub struct Rows {
    file: PathBuf,
    /// The text of its file.
    pub text: String,
    /// The name of its file, and its digest.
    pub parsed: Parsed,
    headings: Vec<String>,
    lines: Vec<Vec<String>>,
}

/// A row, by the names of its columns.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    headings: &'a [String],
    cells: &'a [String],
}

impl Rows {
    /// Reads the table `name` in `folder`, from `NAME.csv`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or its rows are not all as long as the first.
    pub fn read(folder: &Path, name: &str) -> Result<Self, Mistake> {
        let name = format!("{name}.csv");
        let file = folder.join(&name);
        let (text, parsed) = read_text(&file, LARGEST)?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let wrong = |error: csv::Error| Mistake::of_file(&file, &format!("this is not a table of placewell: {error}"));
        let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let headings = texts(reader.headers().map_err(wrong)?);
        let lines = reader.records().map(|record| record.map(|record| texts(&record)).map_err(wrong));
        let lines = lines.collect::<Result<_, _>>()?;
        let parsed = Parsed { file: name, ..parsed };
        Ok(Self { file, text, parsed, headings, lines })
    }

    /// Its headings, in order.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Its rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.lines.iter().map(|cells| Row { headings: &self.headings, cells })
    }

    /// A mistake that speaks of its file.
    #[must_use]
    pub fn mistake(&self, what: &str) -> Mistake {
        Mistake::of_file(&self.file, what)
    }
}

impl<'a> Row<'a> {
    /// The cell in this column, or nothing written where there is no such column.
    #[must_use]
    pub fn text(&self, column: &str) -> &'a str {
        self.headings.iter().position(|heading| heading == column).map_or("", |at| self.cells[at].as_str())
    }

    /// Its cells, in order.
    #[must_use]
    pub const fn cells(&self) -> &'a [String] {
        self.cells
    }
}
