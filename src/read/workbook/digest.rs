//! A sheet by the digest of what is written on it, which stays the same when another program saves it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::Workbook;
use crate::read::{Mistake, Parsed};

impl Workbook {
    /// The digest of the cells of a sheet, but for those of the rows in `but`, from nought.
    ///
    /// # Errors
    ///
    /// If there is no such sheet, or it cannot be read.
    pub fn digest(&mut self, sheet: &str, but: &Range<usize>) -> Result<String, Mistake> {
        let cells = self.texts(sheet)?;
        Ok(Parsed::of(Path::new(sheet), written(&cells, but).as_bytes()).sha256)
    }
}

/// The cells one after the other, each with its place; spaces do not matter.
fn written(cells: &BTreeMap<(usize, usize), String>, but: &Range<usize>) -> String {
    let mut all = String::new();
    for ((row, column), text) in cells.iter().filter(|((row, _), _)| !but.contains(row)) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            let _ = writeln!(all, "{row} {column} {}", words.join(" "));
        }
    }
    all
}
