//! Where a dataset is: a folder with a file for each table, or a workbook with a sheet for each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::dataset::{LOGS, TABLES};
use super::file::{Parsed, looked_for};
use super::nearest::nearest;
use super::workbook::{Workbook, sheet_word};
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
    sheets: Vec<BookSheet>,
}

/// A sheet of it.
pub(super) struct BookSheet {
    /// Its name, as it is written.
    pub name: String,
    /// Its rows, as many cells in each as its heading has, or more.
    pub rows: Result<Rows, Mistake>,
    /// What is read of it though nobody sees it.
    pub hidden: Vec<(&'static str, String)>,
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
            Self::Book(book) => !book.named(file).is_empty(),
        }
    }
}

impl Place<'_> {
    /// That a file is not there, or a sheet for it, with the one that was probably meant for it.
    pub(super) fn lacks(&self, file: &str) -> String {
        let meant =
            self.meant(file).map_or_else(String::new, |meant| format!(" (did you mean `{meant}`, which is not read?)"));
        match self {
            Self::Folder(_) => format!("there is no {file}{meant}"),
            Self::Book(_) => format!("there is no sheet `{}`{meant}", sheet_of(file)),
        }
    }

    /// What was probably meant for a table that is not there: of what is there and no table, the nearest by name.
    pub(super) fn meant(&self, file: &str) -> Option<String> {
        let tables = || TABLES.iter().chain(&LOGS).map(|format| sheet_of(format.file));
        let is_table = |name: &str| tables().any(|table| sheet_word(name) == table);
        let names: Vec<String> = match self {
            Self::Folder(folder) => fs::read_dir(folder)
                .ok()?
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter(|name| name.to_lowercase().ends_with(".csv"))
                .collect(),
            Self::Book(book) => book.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        };
        let others = names.iter().filter(|name| !is_table(sheet_of(name)));
        let by_word: BTreeMap<String, &String> = others.map(|name| (sheet_word(sheet_of(name)), name)).collect();
        let meant = nearest(sheet_of(file), by_word.keys().map(String::as_str))?;
        by_word.get(meant).map(|name| (*name).clone())
    }
}

impl Book<'_> {
    fn open(file: &Path) -> Result<Book<'_>, Mistakes> {
        let mut book = Workbook::open(file)?;
        let names = book.sheet_names();
        let sheet = |name: String| {
            let rows = rows(&mut book, &name);
            let read = rows.as_ref().map_or(&[][..], Vec::as_slice);
            let numbers: Vec<u64> = read.iter().skip(1).map(|(number, _)| *number).collect();
            let hidden = book.hidden(&name, &numbers, read.first().map_or(0, |(_, heading)| heading.len()));
            BookSheet { name, rows, hidden }
        };
        let sheets = names.into_iter().map(sheet).collect();
        let name = Path::new(file.file_name().unwrap_or(file.as_os_str())).display().to_string();
        let parsed = Parsed { file: name, ..book.parsed().clone() };
        Ok(Book { file, parsed, sheets })
    }

    /// The sheets that go by the name of a file: that of exactly this name, or those of one that is written like it.
    fn named(&self, file: &str) -> Vec<&BookSheet> {
        let exact = self.sheets.iter().find(|sheet| sheet.name == sheet_of(file));
        let alike = || self.sheets.iter().filter(|sheet| sheet_word(&sheet.name) == sheet_of(file)).collect();
        exact.map_or_else(alike, |exact| vec![exact])
    }

    /// The sheet that stands for a file.
    ///
    /// # Errors
    ///
    /// If there is none, or more than one.
    pub(super) fn sheet(&self, file: &str) -> Result<&BookSheet, Mistake> {
        match self.named(file).as_slice() {
            [sheet] => Ok(*sheet),
            [] => Err(Mistake::of_file(self.file, &format!("there is no sheet `{}`", sheet_of(file)))),
            [one, other, ..] => {
                let why = format!("the sheets `{}` and `{}` may both be `{}`", one.name, other.name, sheet_of(file));
                Err(Mistake::of_file(self.file, &why))
            }
        }
    }
}

/// Whether a dataset that goes by this path is a workbook.
pub(super) fn is_book(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) && path.is_file()
}

/// The name of the sheet that stands for a file.
pub(super) fn sheet_of(file: &str) -> &str {
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
