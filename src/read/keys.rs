//! The ids of a table, by which other tables refer to its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use super::nearest::nearest;
use super::table::Table;
use crate::domain::Index;

/// How many ids are listed for one to be chosen.
const FEW: usize = 6;

/// The ids of a table of `T`, each an `I`, in order: also those of rows with mistakes, so that no mistake is told twice.
pub(super) struct Keys<T, I> {
    /// Where they are, as in "areas.csv".
    home: String,
    /// Every id, with the line of its first row and its position among them.
    ids: BTreeMap<String, (u64, Index<T>)>,
    whole: bool,
    id: PhantomData<fn() -> I>,
}

impl<T, I> Keys<T, I> {
    /// The ids in a column of a table.
    pub(super) fn of(table: &Table, column: &'static str) -> Self {
        let mut lines = BTreeMap::new();
        let mut whole = table.shows_all(&[column]);
        for row in table.every_row() {
            match row.written(column) {
                "" => whole = false,
                id => {
                    lines.entry(id.to_owned()).or_insert(row.line());
                }
            }
        }
        Self { whole, ..Self::known(table.format.file, lines) }
    }

    /// The ids of a table that was read before, each with its line.
    pub(super) fn known(home: &str, lines: BTreeMap<String, u64>) -> Self {
        let numbered = lines.into_iter().enumerate();
        let ids = numbered.map(|(position, (id, line))| (id, (line, Index::new(position)))).collect();
        Self { home: home.to_owned(), ids, whole: true, id: PhantomData }
    }

    /// The ids of a table that is not at hand.
    pub(super) fn named<'a>(home: &str, ids: impl Iterator<Item = &'a str>) -> Self {
        Self::known(home, ids.map(|id| (id.to_owned(), 0)).collect())
    }

    /// Remembers that a row has not the id it should: whoever refers to it by that one is not wrong.
    pub(super) fn lose_one(&mut self) {
        self.whole = false;
    }

    /// Where they are, as in "areas.csv".
    pub(super) fn home(&self) -> &str {
        &self.home
    }

    /// Whether every id could be seen, so that what is not here is known not to be.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The position of an id.
    pub(super) fn find(&self, id: &str) -> Option<Index<T>> {
        self.ids.get(id).map(|&(_, index)| index)
    }

    /// The line of an id's first row.
    pub(super) fn line(&self, id: &str) -> Option<u64> {
        self.ids.get(id).map(|&(line, _)| line)
    }

    /// The end of a sentence that suggests what was meant by an id that is not here.
    pub(super) fn suggestion(&self, written: &str) -> String {
        if let Some(meant) = nearest(written, self.ids.keys().map(String::as_str)) {
            return format!("; did you mean `{meant}`?");
        }
        let all: Vec<&str> = self.ids.keys().map(String::as_str).collect();
        if (1..=FEW).contains(&all.len()) { format!(", which has {}", all.join(", ")) } else { String::new() }
    }

    /// The id at a position.
    pub(super) fn id(&self, index: Index<T>) -> &str {
        self.ids.keys().nth(index.position()).map_or("", String::as_str)
    }

    /// The ids, or nothing where some could not be seen.
    pub(super) fn names(&self) -> Option<BTreeSet<String>> {
        self.whole.then(|| self.ids.keys().cloned().collect())
    }
}
