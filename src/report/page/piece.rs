//! What the page shows of a table, cell by cell, each with the place in the files where it stands.

use serde::Serialize;

use crate::domain::Money;
use crate::table::{Cell, Show, Table};

/// What is printed where a cell is empty: not known, or not there.
const NOTHING: &str = "–";

/// The most letters of what is never broken: those of `as published`.
const SHORT: usize = 12;

/// A cell as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Piece {
    /// Where it stands: the file, the row and the column. Rows count from 1; `all` is the sum of the column, and `=word`
    /// how many rows have that word in it.
    pub of: String,
    /// A number as files have it; nothing of words.
    pub value: Option<String>,
    /// What is read.
    pub text: String,
    /// The folder whose files hold it, where these are not those of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What is taken from what stands there, where it is the difference of numbers of two runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub less: Option<Less>,
}

/// The number of another run that is taken from one of this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Less {
    /// The folder whose files hold it.
    pub from: String,
    /// Where it stands in them.
    pub of: String,
}

/// What stands in one cell of a table of the page: one piece, or several with a word between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Field {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// What is read between them.
    pub between: &'static str,
    /// Whether it is a number, which is set to the right.
    pub is_number: bool,
    /// Whether it is a word or a year, which is never broken.
    pub is_short: bool,
}

impl Piece {
    /// A cell of `table`, counting rows from nought.
    pub fn of(table: &Table, row: usize, column: &str) -> Self {
        Self::shown(table, row, column, table.columns[position(table, column)].show)
    }

    /// The same, shown in another way.
    pub fn shown(table: &Table, row: usize, column: &str, show: Show) -> Self {
        let at = position(table, column);
        // In pounds it is as files have it.
        let is_rounded =
            matches!(show, Show::Millions | Show::Change) || !matches!(table.rows[row][at], Cell::Money(_));
        let told = if is_rounded { table.shown(row, at) } else { &table.rows[row][at] };
        let Self { text, .. } = Self::new(String::new(), told, show);
        Self { text, ..Self::new(format!("{} {} {column}", table.name, row + 1), &table.rows[row][at], show) }
    }

    /// The sum of a column.
    pub fn sum(table: &Table, column: &str) -> Self {
        let at = position(table, column);
        let sum = table.rows.iter().map(|row| &row[at]).fold(Cell::Empty, added);
        Self::new(format!("{} all {column}", table.name), &sum, table.columns[at].show)
    }

    /// How many rows of `table` have `word` in `column`.
    pub fn rows(table: &Table, column: &str, word: &str) -> Self {
        let at = position(table, column);
        let count = table.rows.iter().filter(|row| row[at].in_files() == word).count();
        Self::new(format!("{} ={} {column}", table.name, word.replace(' ', "-")), &count.into(), Show::Number)
    }

    /// A cell that stands somewhere.
    pub fn new(of: String, cell: &Cell, show: Show) -> Self {
        let text = match cell {
            Cell::Empty => NOTHING.to_owned(),
            cell => cell.on_paper(show),
        };
        let value = match cell {
            Cell::Whole(_) | Cell::Money(_) | Cell::Hundredths(_) | Cell::Tenths(_) => Some(cell.in_files()),
            Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => None,
        };
        Self { of, value, text, from: None, less: None }
    }
}

impl Field {
    /// A single piece.
    pub fn one(piece: Piece) -> Self {
        let is_number = piece.value.is_some();
        let is_short = piece.text.chars().count() <= SHORT;
        Self { pieces: vec![piece], between: "", is_number, is_short }
    }

    /// From one number to another, which is one number where they agree.
    pub fn range(low: Piece, high: Piece) -> Self {
        if low.value == high.value {
            return Self::one(low);
        }
        Self { pieces: vec![low, high], between: " to ", is_number: true, is_short: true }
    }

    /// One after the other.
    pub fn after(pieces: Vec<Piece>) -> Self {
        Self { pieces, between: " ", is_number: false, is_short: false }
    }
}

/// Where a column stands.
pub(in crate::report) fn position(table: &Table, column: &str) -> usize {
    let found = table.columns.iter().position(|other| other.name == column);
    found.unwrap_or_else(|| panic!("{} has the column {column}", table.name))
}

/// A number in the smallest unit of its kind: pounds, hundredths or tenths; nought of what is no number.
pub(super) fn units(cell: &Cell) -> i64 {
    match cell {
        Cell::Whole(number) | Cell::Hundredths(number) | Cell::Tenths(number) => *number,
        Cell::Money(money) => money.pounds(),
        Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => 0,
    }
}

/// Two numbers of a kind together; what is empty adds nothing.
fn added(sum: Cell, cell: &Cell) -> Cell {
    match (sum, cell) {
        (Cell::Whole(one), Cell::Whole(other)) => Cell::Whole(one + other),
        (Cell::Money(one), Cell::Money(other)) => Cell::Money(Money::from_pounds(one.pounds() + other.pounds())),
        (Cell::Hundredths(one), Cell::Hundredths(other)) => Cell::Hundredths(one + other),
        (Cell::Empty, cell) => cell.clone(),
        (sum, _) => sum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    #[test]
    fn a_sum_is_of_the_whole_column_and_what_is_empty_adds_nothing() {
        let columns = [Column::words("line", ""), Column::millions("cost_gbp", ""), Column::number("homes", "")];
        let money = |pounds| Cell::Money(Money::from_pounds(pounds));
        let rows = vec![
            vec![Cell::text("a"), Cell::Empty, Cell::Empty],
            vec![Cell::text("b"), money(1_250_000), Cell::Empty],
            vec![Cell::text("c"), money(2_000_000), Cell::Empty],
        ];
        let table = Table::new("lines", &columns, rows);
        let sum = Piece::sum(&table, "cost_gbp");
        assert_eq!(
            (sum.of.as_str(), sum.value.as_deref(), sum.text.as_str()),
            ("lines all cost_gbp", Some("3250000"), "3.3")
        );
        assert_eq!(Piece::sum(&table, "homes").text, "–", "a sum of nothing is not nought");
    }
}
