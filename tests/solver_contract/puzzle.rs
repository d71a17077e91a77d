//! Programs whose answer is known, and some that take long.

use placewell::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row};
use placewell::solve::{Going, Limits, Outcome, Progress, Request, Solver, SolverError};

/// A program with what is sought in it.
pub struct Puzzle {
    /// The columns and rows.
    pub milp: Milp,
    /// What is sought.
    pub objective: Objective,
    columns: Vec<ColumnIndex>,
}

impl Puzzle {
    /// Whole columns from 0 to `upper`, worth these factors.
    pub fn new(direction: Direction, upper: i64, worth: &[i64]) -> Self {
        let mut milp = Milp::default();
        let column = |_| Column { label: "x".to_owned(), lower: 0, upper, kind: ColumnKind::Whole };
        let columns: Vec<_> = worth.iter().map(column).map(|column| milp.add_column(column)).collect();
        let sum = worth.iter().copied().zip(columns.iter().copied()).collect();
        Self { milp, objective: Objective::new(direction, sum), columns }
    }

    /// The same with one row more.
    pub fn with(mut self, factors: &[i64], comparison: Comparison, bound: i64) -> Self {
        let sum = factors.iter().copied().zip(self.columns.iter().copied()).collect();
        self.milp.add_row(Row { label: "row".to_owned(), sum, comparison, bound });
        self
    }

    /// Asks a solver, without a start.
    pub fn ask(&self, solver: &dyn Solver, limits: Limits) -> Outcome {
        self.ask_from(solver, None, limits, &mut |_| Going::On).expect("the solver does not fail")
    }

    /// The same, from these values.
    pub fn ask_from(
        &self,
        solver: &dyn Solver,
        start: Option<&[i64]>,
        limits: Limits,
        watch: &mut dyn FnMut(Progress) -> Going,
    ) -> Result<Outcome, SolverError> {
        solver.solve(&Request { milp: &self.milp, objective: &self.objective, start, limits }, watch)
    }

    /// What these values are worth; panics unless they keep every row and every bound.
    pub fn value(&self, values: &[i64]) -> i64 {
        let columns = self.milp.columns().iter().zip(values);
        assert_eq!(self.milp.columns().len(), values.len());
        columns.for_each(|(column, value)| assert!((column.lower..=column.upper).contains(value), "{values:?}"));
        for row in self.milp.rows() {
            let sum = row.sum.value(values);
            let kept = match row.comparison {
                Comparison::AtMost => sum <= row.bound,
                Comparison::AtLeast => sum >= row.bound,
                Comparison::Equal => sum == row.bound,
            };
            assert!(kept, "{sum} {} {}", row.comparison, row.bound);
        }
        self.objective.sum.value(values)
    }
}

/// Four things of which two fit: the best two are worth 12.
pub fn knapsack() -> Puzzle {
    Puzzle::new(Direction::Maximise, 1, &[8, 11, 6, 4]).with(&[5, 7, 4, 3], Comparison::AtMost, 8)
}

/// Numbers by chance, the same on every machine (Lehmer 1951).
fn numbers(count: usize, least: i64, most: i64) -> Vec<i64> {
    let mut state = 20_26_i64;
    let next = |_| {
        state = state * 48_271 % 2_147_483_647;
        least + state % (most - least + 1)
    };
    (0..count).map(next).collect()
}

/// A hundred things under ten limits, worth about what they weigh: the search takes many thousands of nodes.
pub fn hard() -> Puzzle {
    let weights = numbers(1_100, 30, 99);
    let rows: Vec<&[i64]> = weights.chunks(100).collect();
    let puzzle = Puzzle::new(Direction::Maximise, 1, rows[0]);
    let half = |row: &[i64]| row.iter().sum::<i64>() / 2;
    rows[1..].iter().fold(puzzle, |puzzle, row| puzzle.with(row, Comparison::AtMost, half(row)))
}

/// Five sums to be met exactly, as at least the values given with it do, and as no search finds out soon (Cornuéjols and
/// Dawande 1998).
pub fn market_split() -> (Puzzle, Vec<i64>) {
    let factors = numbers(200, 0, 99);
    let split: Vec<i64> = numbers(40, 0, 1);
    let puzzle = Puzzle::new(Direction::Maximise, 1, &numbers(40, 1, 9));
    let meet = |row: &[i64]| row.iter().zip(&split).map(|(factor, value)| factor * value).sum::<i64>();
    let puzzle = factors.chunks(40).fold(puzzle, |puzzle, row| puzzle.with(row, Comparison::Equal, meet(row)));
    (puzzle, split)
}
