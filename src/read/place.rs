//! Where a dataset is: a folder with a file for each table, or a workbook with a sheet for each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::file::{Parsed, looked_for};
use super::workbook::Workbook;
use super::{Mistake, Mistakes};

/// The rows of a sheet, each with its number.
pub(super) type Rows = Vec<(u64, StringRecord)>;

/// Where a dataset is.
pub(super) enum Place<'p> {
    /// In a folder.
    Folder(&'p Path),
    /// In a workbook.
    Book(Book<'p>),
}

/// A workbook that is a dataset.
pub(super) struct Book<'p> {
    file: &'p Path,
    /// What was read.
    pub parsed: Parsed,
    /// The sheets, by their names in small letters.
    sheets: BTreeMap<String, Result<Rows, Mistake>>,
}

impl<'p> Place<'p> {
    /// The dataset that goes by this path.
    ///
    /// # Errors
    ///
    /// If it cannot be one.
    pub(super) fn of(path: &'p Path) -> Result<Self, Mistakes> {
        let about = match fs::metadata(path) {
            Ok(about) if about.is_dir() => return Ok(Self::Folder(path)),
            Ok(_) if is_book(path) => return Book::open(path).map(Self::Book),
            Ok(_) => "this is not a folder; a dataset is a folder of CSV files, or a workbook (.xlsx)".to_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            Err(error) => format!("this folder could not be read: {error}"),
        };
        Err(Mistake::of_file(path, &format!("{about}{}", looked_for(path))).into())
    }

    /// What stands for a file: its path, or the workbook and the name of its sheet.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(file),
            Self::Book(book) => PathBuf::from(format!("{}!{}", book.file.display(), sheet_of(file))),
        }
    }

    /// Whether a file is there, or a sheet for it.
    pub(super) fn has(&self, file: &str) -> bool {
        match self {
            Self::Folder(folder) => folder.join(file).symlink_metadata().is_ok(),
            Self::Book(book) => book.sheets.contains_key(sheet_of(file)),
        }
    }
}

impl Book<'_> {
    fn open(file: &Path) -> Result<Book<'_>, Mistakes> {
        let mut book = Workbook::open(file)?;
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| (name.to_lowercase(), rows(&mut book, &name))).collect();
        let name = Path::new(file.file_name().unwrap_or(file.as_os_str())).display().to_string();
        let parsed = Parsed { file: name, ..book.parsed().clone() };
        Ok(Book { file, parsed, sheets })
    }

    /// The rows of the sheet that stands for a file, as many cells in each as its heading has, or more.
    pub(super) fn rows(&self, file: &str) -> Result<Rows, Mistake> {
        let missing = || Mistake::of_file(self.file, &format!("there is no sheet `{}`", sheet_of(file)));
        self.sheets.get(sheet_of(file)).cloned().unwrap_or_else(|| Err(missing()))
    }
}

/// Whether a dataset that goes by this path is a workbook.
pub(super) fn is_book(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) && path.is_file()
}

/// The name of the sheet that stands for a file.
fn sheet_of(file: &str) -> &str {
    file.split_once('.').map_or(file, |(name, _)| name)
}

fn rows(book: &mut Workbook, name: &str) -> Result<Rows, Mistake> {
    let rows = book.rows(name)?;
    let width = rows.first().map_or(0, |(_, heading)| heading.len());
    let padded = |mut row: Vec<String>| {
        row.resize(row.len().max(width), String::new());
        StringRecord::from(row)
    };
    Ok(rows.into_iter().map(|(number, row)| (number, padded(row))).collect())
}
