//! A dataset to begin with as one workbook, in the place of its folder of tables.

use std::collections::BTreeMap;

use super::{INPUTS, MODEL, Started, example};
use crate::read::Supplied;

/// The workbook of a dataset beside its model.
pub const BOOK: &str = "dataset.xlsx";

impl Started {
    /// Its tables, in order of name; nothing where it has what no workbook holds: outlines of land.
    #[must_use]
    pub fn tables(&self) -> Option<Vec<Supplied>> {
        let within = |name: &str| name.strip_prefix(INPUTS).and_then(|name| name.strip_prefix('/')).map(str::to_owned);
        let files = self.files.iter().filter_map(|(name, bytes)| Some((within(name)?, bytes)));
        files.map(|(name, bytes)| Supplied::of_csv(&name, bytes)).collect()
    }

    /// The same with this workbook in the place of its tables.
    #[must_use]
    pub fn in_workbook(self, book: Vec<u8>) -> Self {
        let mut files: Vec<(String, Vec<u8>)> =
            self.files.into_iter().filter(|(name, _)| !name.contains('/')).collect();
        for (name, bytes) in &mut files {
            let text = String::from_utf8_lossy(bytes);
            *bytes = if name == MODEL {
                let named = text.replacen(&format!("dataset = \"{INPUTS}\""), &format!("dataset = \"{BOOK}\""), 1);
                named.replace(&format!("{INPUTS}/"), BOOK).into_bytes()
            } else {
                let in_book = format!(
                    "**The tables are the sheets of `{BOOK}`**, each by its name without `.csv`; what to put into a column stands as \
                     a note on its heading too.\n\n"
                );
                let (title, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
                format!("{title}\n\n{in_book}{rest}")
                    .replace(&format!("`{INPUTS}/`"), &format!("`{BOOK}`"))
                    .into_bytes()
            };
        }
        files.push((BOOK.to_owned(), book));
        Self { files, about: self.about }
    }
}

/// What to put into a column of a file, as the README of the made-up dataset says.
#[must_use]
pub fn notes() -> BTreeMap<(String, String), String> {
    let mut notes = BTreeMap::new();
    let mut file = String::new();
    for row in example::README.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [of, columns, what] = cells.as_slice() else { continue };
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        if let Some(named) = names(of).into_iter().next() {
            file = named;
        }
        for column in names(columns) {
            notes.insert((file.clone(), column), what.replace('`', ""));
        }
    }
    notes
}
