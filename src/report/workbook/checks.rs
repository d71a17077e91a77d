//! Sums of tables as live formulas, and as what the formulas come to.
//!
//! A sum is data, from which its formula is made and by which it is worked out here, exactly: so a sheet that has not
//! been recalculated shows what it will show when it is.

use super::grid::Grid;
use crate::table::Cell;

/// That two totals are the same.
pub(super) struct Check {
    /// What is checked, in words.
    pub what: String,
    /// What it is checked of, such as a region; empty of all.
    pub of: String,
    /// What is worked out.
    pub left: Total,
    /// What is stated.
    pub right: Total,
}

/// A total, to the hundredths that a run is stated in.
pub(super) struct Total {
    /// The formula, with [`OF`] where the cell belongs that says what the check is of.
    pub formula: String,
    /// What it comes to.
    pub hundredths: i64,
}

/// Stands in a formula for the cell that says what its check is of.
pub(super) const OF: &str = "{of}";

/// The sum of a column of a table, over some of its rows.
#[derive(Clone)]
pub(super) struct Sum<'a> {
    grid: &'a Grid,
    column: &'static str,
    says: Vec<(&'static str, &'static str)>,
    each: Option<(&'static str, &'a str)>,
}

impl<'a> Sum<'a> {
    /// Of a whole column.
    pub const fn of(grid: &'a Grid, column: &'static str) -> Self {
        Self { grid, column, says: Vec::new(), each: None }
    }

    /// Of the rows in which a column says this.
    pub fn says(mut self, column: &'static str, says: &'static str) -> Self {
        self.says.push((column, says));
        self
    }

    /// Of the rows in which a column says what the check is of.
    pub const fn each(mut self, column: &'static str, of: &'a str) -> Self {
        self.each = Some((column, of));
        self
    }

    /// The formula and what it comes to.
    pub fn total(&self) -> Total {
        let Self { grid, column, says, each } = self;
        let name = &grid.name;
        let says = says.iter().map(|(column, says)| format!("({name}[{column}]=\"{says}\")*"));
        let each = each.iter().map(|(column, _)| format!("({name}[{column}]={OF})*"));
        let factors: String = says.chain(each).collect();
        let sum = if factors.is_empty() { "SUM(" } else { "SUMPRODUCT(" };
        Total { formula: format!("=ROUND({sum}{factors}{name}[{column}]),2)"), hundredths: self.hundredths() }
    }

    fn hundredths(&self) -> i64 {
        let at = |column: &str| self.grid.position(column);
        let says = self.says.iter().copied().chain(self.each).map(|(column, says)| (at(column), says));
        let says: Vec<(usize, &str)> = says.collect();
        let counts = |row: &&Vec<Cell>| says.iter().all(|(at, says)| row[*at].in_files() == *says);
        let summed = at(self.column);
        self.grid.rows.iter().filter(counts).map(|row| hundredths(&row[summed])).sum()
    }
}

/// A number in hundredths; words and blanks come to nothing, as they do in a sum of a sheet.
pub(super) const fn hundredths(cell: &Cell) -> i64 {
    match cell {
        Cell::Whole(number) => *number * 100,
        Cell::Money(money) => money.pounds() * 100,
        Cell::Hundredths(hundredths) => *hundredths,
        Cell::Tenths(tenths) => *tenths * 10,
        Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => 0,
    }
}
