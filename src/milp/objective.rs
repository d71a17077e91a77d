//! What is sought.

use serde::{Deserialize, Serialize};

use super::{ColumnIndex, Milp, Sum};

/// What is sought among the values that keep every row.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Whether more is better.
    pub direction: Direction,
    /// What is counted.
    pub sum: Sum,
    /// The same in parts, by which a limit on it is stated in short rows; none where one row is short enough.
    pub parts: Vec<Sum>,
    /// The portions of which the least is what is counted, in whole thousandths; none where the sum is all there is to it.
    pub least_of: Vec<Portion>,
}

/// A sum as a part of a whole.
#[derive(Clone, Debug)]
pub struct Portion {
    /// The part.
    pub sum: Sum,
    /// The whole, which is more than nought and no less than the part.
    pub whole: i64,
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    Maximise,
    /// Less is better.
    Minimise,
}

impl Objective {
    /// An objective without parts.
    #[must_use]
    pub const fn new(direction: Direction, sum: Sum) -> Self {
        Self { direction, sum, parts: Vec::new(), least_of: Vec::new() }
    }

    /// What no values within the bounds of the columns can beat, whatever the rows say.
    #[must_use]
    pub fn trivial_bound(&self, milp: &Milp) -> i64 {
        let ends = |(column, factor): (ColumnIndex, i64)| {
            let column = &milp.columns[column.0];
            let (one, other) = (factor * column.lower, factor * column.upper);
            if self.direction == Direction::Maximise { one.max(other) } else { one.min(other) }
        };
        self.sum.terms().map(ends).sum()
    }
}
