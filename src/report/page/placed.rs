//! Where the numbers of what a run is compared with stand: in the files of another run, where there is one.

use super::grid::Grid;
use super::piece::{Field, Less, Piece};
use crate::report::run::Counterpart;

impl Piece {
    /// The same, where it stands: a number of the other plan in the files of its run, and a difference as that of a number
    /// of this run and one of those.
    pub fn placed(self, there: Option<&Counterpart<'_>>) -> Self {
        let Some(held) = there.and_then(|there| there.held.as_ref()) else { return self };
        let words: Vec<&str> = self.of.split(' ').collect();
        let [file, row, column] = words[..] else { return self };
        let Some((measure, is_difference)) = named(file, column) else { return self };
        let own = format!("{file} {row} {measure}");
        let Some(there) = row_there(&held.measures, file, row).filter(|_| !is_difference || self.value.is_some())
        else {
            return Self { of: String::new(), ..self };
        };
        let (folder, of) = (held.folder.clone(), format!("{file} {there} {measure}"));
        if is_difference {
            return Self { of: own, less: Some(Less { from: folder, of }), ..self };
        }
        Self { of, from: Some(folder), ..self }
    }
}

/// The column of a run that a column of a comparison is of, and whether that is a difference; nothing of any other.
fn named(file: &str, column: &str) -> Option<(String, bool)> {
    match (file, column) {
        ("headline", "published_plan") => Some(("this_plan".to_owned(), false)),
        ("headline", "difference") => Some(("this_plan".to_owned(), true)),
        ("lines", column) => match column.strip_prefix("published_") {
            Some(measure) => Some((measure.to_owned(), false)),
            None => column.contains("_difference").then(|| (column.replace("_difference", ""), true)),
        },
        _ => None,
    }
}

/// The row of the other run: of a headline that of the same measure, which may stand elsewhere or not be there.
fn row_there(measures: &[Option<usize>], file: &str, row: &str) -> Option<String> {
    match (file, row.parse::<usize>()) {
        ("headline", Ok(row)) => measures[row - 1].map(|there| (there + 1).to_string()),
        _ => Some(row.to_owned()),
    }
}

impl Field {
    /// The same, each piece where it stands.
    pub fn placed(self, there: Option<&Counterpart<'_>>) -> Self {
        Self { pieces: self.pieces.into_iter().map(|piece| piece.placed(there)).collect(), ..self }
    }

    /// The same, of another folder.
    pub fn held_in(self, folder: &str) -> Self {
        let held = |piece| Piece { from: Some(folder.to_owned()), ..piece };
        Self { pieces: self.pieces.into_iter().map(held).collect(), ..self }
    }
}

impl Grid {
    /// The same, each piece where it stands.
    pub fn placed(self, there: Option<&Counterpart<'_>>) -> Self {
        let row = |row: Vec<Field>| row.into_iter().map(|field| field.placed(there)).collect::<Vec<_>>();
        Self { rows: self.rows.into_iter().map(row).collect(), total: self.total.map(row), ..self }
    }
}
