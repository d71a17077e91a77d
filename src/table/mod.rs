//! A table as plain data: every file and every printed table is one of these first.

mod csv;
mod json;
pub(crate) mod number;
mod parquet;
pub mod plot;
pub(crate) mod shown;
mod text;

pub use csv::marked;
pub use json::json_of;
pub(crate) use number::{millions, shown, summing, summing_millions};
pub(crate) use text::wrapped;

use std::collections::BTreeMap;

use crate::domain::{Miles, Money, Places, WellLocated};

/// A table: rows of cells under named columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, which is that of its file without the ending.
    pub name: &'static str,
    /// Its columns; in files they are only ever appended to.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Cells that paper has otherwise than files, by the places of their row and column.
    pub(crate) shown: BTreeMap<(usize, usize), Cell>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in files, with its unit.
    pub name: &'static str,
    /// Its heading on paper.
    pub heading: &'static str,
    /// How it looks on paper.
    pub show: Show,
}

/// How a column looks on paper; files do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// From the left.
    Words,
    /// As words, and never broken to fit: it is there to be copied.
    Id,
    /// From the right, with commas between thousands.
    Number,
    /// As numbers, and money in millions of pounds with one decimal.
    Millions,
    /// As millions, with a plus before what is more than nought.
    Change,
    /// Not at all: it is for files.
    FilesOnly,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Whole pounds.
    Money(Money),
    /// Hundredths, as of well-located places.
    Hundredths(i64),
    /// Tenths, as of a mile or a per cent.
    Tenths(i64),
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known, or not there: never nought.
    Empty,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn words(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, show: Show::Words }
    }

    /// A column of ids.
    #[must_use]
    pub const fn id(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, show: Show::Id }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, show: Show::Number }
    }

    /// A column of money, in millions on paper.
    #[must_use]
    pub const fn millions(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, show: Show::Millions }
    }

    /// A column of differences, in which money is in millions on paper.
    #[must_use]
    pub const fn change(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, show: Show::Change }
    }

    /// A column for files only.
    #[must_use]
    pub const fn files_only(name: &'static str) -> Self {
        Self { name, heading: "", show: Show::FilesOnly }
    }
}

impl Table {
    /// A table of these columns and rows.
    ///
    /// # Panics
    ///
    /// If a row has not one cell for every column.
    #[must_use]
    pub fn new(name: &'static str, columns: &[Column], rows: Vec<Vec<Cell>>) -> Self {
        assert!(rows.iter().all(|row| row.len() == columns.len()), "{name}: every row has a cell for every column");
        Self { name, columns: columns.to_vec(), rows, shown: BTreeMap::new() }
    }

    /// Where a column is.
    ///
    /// # Panics
    ///
    /// If the table has no such column.
    #[must_use]
    pub fn position(&self, column: &str) -> usize {
        let position = self.columns.iter().position(|known| known.name == column);
        position.unwrap_or_else(|| panic!("{} has a column {column}", self.name))
    }

    /// The table with these columns only, in this order.
    #[must_use]
    pub fn only(&self, columns: &[&str]) -> Self {
        let positions: Vec<usize> = columns.iter().map(|column| self.position(column)).collect();
        let rows = self.rows.iter().map(|row| positions.iter().map(|&at| row[at].clone()).collect());
        let shown = positions.iter().enumerate().flat_map(|(to, &from)| {
            let of_column = self.shown.iter().filter(move |((_, at), _)| *at == from);
            of_column.map(move |((row, _), cell)| ((*row, to), cell.clone()))
        });
        let columns = positions.iter().map(|&at| self.columns[at]).collect();
        Self { name: self.name, columns, rows: rows.collect(), shown: shown.collect() }
    }
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(words: &(impl ToString + ?Sized)) -> Self {
        Self::Text(words.to_string())
    }

    /// The share that `part` is of `whole`, to the nearest tenth of a per cent, halves up; empty where there is no
    /// whole to have a share of.
    #[must_use]
    pub fn share(part: u64, whole: u64) -> Self {
        Self::quotient(u128::from(part) * 1_000, whole)
    }

    /// What each of `count` has of this many tenths, to the nearest tenth, halves up; empty where there are none to
    /// have it.
    #[must_use]
    pub fn each(tenths: u64, count: u64) -> Self {
        Self::quotient(tenths.into(), count)
    }

    /// So many tenths, divided to the nearest.
    fn quotient(tenths: u128, by: u64) -> Self {
        let quotient = (by > 0).then(|| (tenths * 2 + u128::from(by)) / (u128::from(by) * 2));
        quotient.map_or(Self::Empty, |tenths| Self::Tenths(i64::try_from(tenths).expect("a share of what is counted")))
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Miles> for Cell {
    fn from(miles: Miles) -> Self {
        Self::Tenths(miles.tenths().into())
    }
}

impl From<Places> for Cell {
    fn from(places: Places) -> Self {
        Self::from(u64::from(places.count()))
    }
}

impl From<WellLocated> for Cell {
    fn from(places: WellLocated) -> Self {
        Self::Hundredths(i64::try_from(places.hundredths()).expect("well-located places are counted in memory"))
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Whole(i64::try_from(count).expect("what is counted fits"))
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Whole(i64::try_from(count).expect("what is counted in memory fits"))
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn shares_round_to_the_nearest_tenth_of_a_per_cent_and_halves_go_up() {
        assert_eq!(Cell::share(1, 3), Cell::Tenths(333));
        assert_eq!(Cell::share(2, 3), Cell::Tenths(667));
        assert_eq!(Cell::share(1, 2_000), Cell::Tenths(1), "0.05% goes up");
        assert_eq!(Cell::share(49_999, 100_000_000), Cell::Tenths(0));
        assert_eq!(Cell::share(5, 0), Cell::Empty, "no share of nothing");
        assert_eq!(Cell::each(25, 2), Cell::Tenths(13), "1.25 goes up");
    }
}
