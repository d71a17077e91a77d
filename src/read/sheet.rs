//! A table whose rows have ids of their own.

use std::collections::BTreeMap;

use super::cells::Value;
use super::keys::Keys;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::Index;

/// A table of `T` read: its ids, and its rows without mistakes, each an `R`.
pub(super) struct Sheet<'f, T, I, R = T> {
    /// The table, for whoever finds a mistake in it later.
    pub table: Table<'f>,
    /// The ids.
    pub keys: Keys<T, I>,
    /// The rows without mistakes, in order of id, each with its line.
    pub rows: BTreeMap<Index<T>, (u64, R)>,
}

impl<'f, T, I: Value, R> Sheet<'f, T, I, R> {
    /// Reads each row of a table whose id is in `column`.
    pub(super) fn read(
        table: Table<'f>,
        column: &'static str,
        mut read: impl FnMut(&Row, Result<I, Noted>) -> Result<R, Noted>,
    ) -> Self {
        let mut keys = Keys::of(&table, column);
        let (mut rows, mut seen) = (BTreeMap::new(), Seen::default());
        for row in table.rows() {
            let id = row.read::<I>(column).and_then(|id| seen.meet(&row, column, row.written(column)).map(|()| id));
            if id.is_err() {
                keys.lose_one();
            }
            if let (Ok(value), Some(index)) = (read(&row, id), keys.find(row.written(column))) {
                rows.insert(index, (row.line(), value));
            }
        }
        Self { table, keys, rows }
    }

    /// The row at a position, unless it has a mistake.
    pub(super) fn get(&self, index: Index<T>) -> Option<&R> {
        self.rows.get(&index).map(|(_, row)| row)
    }

    /// The rows without mistakes, in order of id.
    pub(super) fn into_rows(self) -> Vec<R> {
        self.rows.into_values().map(|(_, row)| row).collect()
    }
}
