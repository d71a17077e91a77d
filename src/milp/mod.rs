//! What a solver is told: labelled columns, rows and objectives, in whole numbers, as plain data.
//!
//! Coefficients are integers, so that no rounding, `NaN` or infinity can enter a model; every column has finite bounds.

mod choices;
mod diagram;
pub mod exchange;
mod knapsack;
mod objective;
mod rounding;
mod row;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

pub use choices::{Choice, Choices};
pub use diagram::{Arc, Diagram};
pub use objective::{Direction, Objective, Portion};
pub use rounding::{DIVISOR, rounded};
pub use row::{Comparison, Row};
use serde::{Deserialize, Serialize};
pub use weights::{ONE, Reach};

/// A linear program with whole columns, without an objective: one program is solved for several in turn.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Milp {
    columns: Vec<Column>,
    rows: Vec<Row>,
    lazy: BTreeSet<usize>,
}

/// The position of a column in its [`Milp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ColumnIndex(usize);

impl ColumnIndex {
    /// The position, counting from nought.
    #[must_use]
    pub const fn position(self) -> usize {
        self.0
    }
}

/// An unknown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Column {
    /// What it is, as in `fund[open-new-004/a]`.
    pub label: String,
    /// Its least value.
    pub lower: i64,
    /// Its largest value.
    pub upper: i64,
    /// Whether it must be whole.
    pub kind: ColumnKind,
}

impl Column {
    /// Its value, if it has only one.
    #[must_use]
    pub fn settled(&self) -> Option<i64> {
        (self.lower == self.upper).then_some(self.lower)
    }

    /// Whether it is taken or left: nought or one.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        (self.lower, self.upper, self.kind) == (0, 1, ColumnKind::Whole)
    }
}

/// Whether a column must be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnKind {
    /// It must be whole.
    Whole,
    /// It may be split.
    Divisible,
}

/// The greatest common divisor of two whole numbers.
#[must_use]
pub const fn common(one: i64, other: i64) -> i64 {
    if other == 0 { one.abs() } else { common(other, one % other) }
}

/// Takes out what is at these positions.
pub fn remove_at<T>(of: &mut Vec<T>, which: &BTreeSet<usize>) {
    let mut positions = 0..;
    of.retain(|_| !positions.next().is_some_and(|position| which.contains(&position)));
}

/// A sum of columns times whole numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    terms: BTreeMap<ColumnIndex, i64>,
}

impl Sum {
    /// Adds `factor` times `column`.
    pub fn add(&mut self, factor: i64, column: ColumnIndex) {
        *self.terms.entry(column).or_insert(0) += factor;
    }

    /// The terms, by column, without noughts.
    pub fn terms(&self) -> impl Iterator<Item = (ColumnIndex, i64)> {
        self.terms.iter().filter(|(_, factor)| **factor != 0).map(|(&column, &factor)| (column, factor))
    }

    /// What `column` is multiplied by.
    #[must_use]
    pub fn factor(&self, column: ColumnIndex) -> i64 {
        self.terms.get(&column).copied().unwrap_or(0)
    }

    /// The step in which it moves while the columns are whole: the greatest common divisor of its factors.
    #[must_use]
    pub fn step(&self) -> i64 {
        self.terms().fold(0, |divisor, (_, factor)| common(divisor, factor)).max(1)
    }

    /// The value where the columns take these values.
    #[must_use]
    pub fn value(&self, values: &[i64]) -> i64 {
        self.terms().map(|(column, factor)| factor * values[column.0]).sum()
    }
}

impl FromIterator<(i64, ColumnIndex)> for Sum {
    fn from_iter<I: IntoIterator<Item = (i64, ColumnIndex)>>(terms: I) -> Self {
        let mut sum = Self::default();
        for (factor, column) in terms {
            sum.add(factor, column);
        }
        sum
    }
}

impl Milp {
    /// Adds a column and says where it is.
    pub fn add_column(&mut self, column: Column) -> ColumnIndex {
        self.columns.push(column);
        ColumnIndex(self.columns.len() - 1)
    }

    /// Adds a row. A row without terms is kept: if it cannot hold, neither can the program.
    pub fn add_row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Takes rows out, each told by its position.
    pub fn remove_rows(&mut self, which: &BTreeSet<usize>) {
        remove_at(&mut self.rows, which);
    }

    /// Makes the rows from this one on lazy: they seldom bind, and a plan that happens to keep them is as good without.
    pub fn make_lazy(&mut self, first: usize) {
        self.lazy.extend(first..self.rows.len());
    }

    /// The lazy rows, which need not be stated until a plan breaks them.
    #[must_use]
    pub const fn lazy_rows(&self) -> &BTreeSet<usize> {
        &self.lazy
    }

    /// The same program with only these of its rows.
    #[must_use]
    pub fn with_rows(&self, stated: &BTreeSet<usize>) -> Self {
        let rows = stated.iter().map(|&row| self.rows[row].clone()).collect();
        Self { columns: self.columns.clone(), rows, lazy: BTreeSet::new() }
    }

    /// Narrows a column to one value.
    pub fn fix(&mut self, column: ColumnIndex, value: i64) {
        let column = &mut self.columns[column.0];
        (column.lower, column.upper) = (value, value);
    }

    /// Brings the bounds of a column closer: to these, where they are closer than its own and leave it a value.
    pub fn narrow(&mut self, column: ColumnIndex, lower: i64, upper: i64) {
        let column = &mut self.columns[column.0];
        let (lower, upper) = (column.lower.max(lower), column.upper.min(upper));
        if lower <= upper {
            (column.lower, column.upper) = (lower, upper);
        }
    }

    /// The same program with every column allowed to be split.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        self.relaxed_in_parts(1)
    }

    /// The same program with every column allowed to be split, and told in parts: a value of `parts` is a whole one.
    #[must_use]
    pub fn relaxed_in_parts(&self, parts: i64) -> Self {
        let mut relaxed = self.clone();
        for column in &mut relaxed.columns {
            column.kind = ColumnKind::Divisible;
            (column.lower, column.upper) = (column.lower * parts, column.upper * parts);
        }
        for row in &mut relaxed.rows {
            row.bound *= parts;
        }
        relaxed
    }

    /// The label of the first row or column that these values break. A column that may be split is told rounded, so by as
    /// much as that can have moved a row, it is given.
    #[must_use]
    pub fn broken_by(&self, values: &[i64]) -> Option<&str> {
        let slip = |position: usize, factor: i64| match self.columns[position].kind {
            ColumnKind::Whole => 0,
            ColumnKind::Divisible => factor.abs(),
        };
        let mut pairs = self.columns.iter().zip(values);
        let column = pairs.find(|(column, value)| !(column.lower..=column.upper).contains(value));
        // A row is only asked of values that are within the bounds of their columns, whose sums fit.
        column.map(|(column, _)| column.label.as_str()).or_else(|| {
            let row = self.rows.iter().find(|row| {
                let given: i64 = row.sum.terms().map(|(column, factor)| slip(column.position(), factor)).sum();
                2 * row.excess(values) > given
            });
            row.map(|row| row.label.as_str())
        })
    }

    /// The columns, in the order they were added.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The positions of the columns.
    pub fn column_indices(&self) -> impl Iterator<Item = ColumnIndex> + use<> {
        (0..self.columns.len()).map(ColumnIndex)
    }

    /// The rows, in the order they were added.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether a column must be whole.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.columns.iter().any(|column| column.kind == ColumnKind::Whole)
    }

    /// Whether every column of a row must be whole.
    #[must_use]
    pub fn has_whole_columns_only(&self, row: &Row) -> bool {
        row.sum.terms().all(|(column, _)| self.columns[column.0].kind == ColumnKind::Whole)
    }

    /// The number of terms in all rows.
    #[must_use]
    pub fn non_zeros(&self) -> usize {
        self.rows.iter().map(|row| row.sum.terms().count()).sum()
    }

    /// The rows as text, one a line, for people and for golden tests.
    #[must_use]
    pub fn rows_as_text(&self) -> String {
        self.rows.iter().flat_map(|row| [self.row_as_text(row), "\n".to_owned()]).collect()
    }

    fn row_as_text(&self, row: &Row) -> String {
        let terms = row.sum.terms().map(|(column, factor)| format!(" {factor:+} {}", self.columns[column.0].label));
        format!("{}:{} {} {}", row.label, terms.collect::<String>(), row.comparison, row.bound)
    }
}
