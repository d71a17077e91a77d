//! Canaries: small programs that some HiGHS has answered wrongly, each with its right answer.
//!
//! Most are the published models of the issues of HiGHS (<https://github.com/ERGO-Code/HiGHS/issues>), scaled to whole
//! numbers where they had fractions: a column in tenths has ten times its bounds. Columns without bounds have been given
//! ones that no best answer reaches. The right answers are found again by enumeration, in exact fractions, in
//! `tests/canaries.rs`. A solver that gets one wrong is not to be believed on a plan.
//!
//! What cannot be stated here is guarded against by that: a coefficient, bound or cost with a fraction, without end or
//! not a number (2226, 2478), larger than 32 bits (2084), and other tolerances (3034, 3258). The models of 2866, 2900,
//! 2980, 2995, 3170, 3173 and 3296 are published only as attachments or not at all; the shape that is told of 3296 is
//! stated as `large-switch`, and of 1721 and 2439 as programs of our own, which say so.

mod infeasible;
mod links;
mod near_ties;
mod patterns;
mod run;
mod stuffing;
mod versions;

pub use run::{CanaryResult, run_canary};
pub use versions::{Version, crates, versions};

use crate::milp::{Column, ColumnKind, Comparison, Direction, Milp, Objective, Row};

/// A small program that some HiGHS has answered wrongly, and its right answer.
#[derive(Clone, Debug)]
pub struct Canary {
    /// Its name.
    pub name: &'static str,
    /// Where the wrong answer was published, as in `HiGHS 2957`, or seen.
    pub issue: &'static str,
    /// The wrong answer, and the version of HiGHS that gave it.
    pub wrong: &'static str,
    /// Which way the objective goes.
    pub direction: Direction,
    /// The columns.
    pub columns: &'static [StatedColumn],
    /// Factors by column, comparison and bound of each row.
    pub rows: &'static [(&'static [i64], Comparison, i64)],
    /// The right answer.
    pub answer: Answer,
    /// Whether the HiGHS that is built in is known to get it wrong.
    pub expectation: Expectation,
}

/// A column: its kind, least value, largest value and worth.
pub type StatedColumn = (ColumnKind, i64, i64, i64);

/// The answer to a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The best value of the objective, in whole steps that it reaches.
    Best(i64),
    /// No values keep every row.
    Nothing,
    /// An answer that contradicts itself, or none, in words.
    Unsound(String),
}

/// What is expected of the HiGHS that is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// It answers rightly, set as it is for plans.
    Right,
    /// It answers wrongly: an equation over a column that may be split misleads it, and no family of constraints states
    /// one, which is tested.
    KnownWrong,
}

/// Every canary, in the order in which they are run.
#[must_use]
pub fn all() -> Vec<Canary> {
    [stuffing::ALL, links::ALL, infeasible::ALL, near_ties::ALL, patterns::ALL].concat()
}

impl Canary {
    /// Its columns and rows, and what is sought of them.
    #[must_use]
    pub fn stated(&self) -> (Milp, Objective) {
        let mut milp = Milp::default();
        let column = |(at, &(kind, lower, upper, worth)): (usize, &StatedColumn)| {
            (worth, milp.add_column(Column { label: format!("column {at}"), lower, upper, kind }))
        };
        let columns: Vec<_> = self.columns.iter().enumerate().map(column).collect();
        for (at, (factors, comparison, bound)) in self.rows.iter().enumerate() {
            let terms = factors.iter().copied().zip(columns.iter().map(|&(_, column)| column));
            let label = format!("row {at}");
            milp.add_row(Row { label, sum: terms.collect(), comparison: *comparison, bound: *bound });
        }
        (milp, Objective::new(self.direction, columns.into_iter().collect()))
    }
}
