//! A canary put to a solver.

use super::{Answer, Canary, Standing};
use crate::program::{ColumnKind, Program};
use crate::solve::{Found, Going, Limits, Request, Solver, Status};

/// What a solver made of a canary.
#[derive(Clone, Debug)]
pub struct Song {
    /// The canary.
    pub canary: Canary,
    /// The solver's answer.
    pub got: Answer,
}

impl Song {
    /// Whether the answer is right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.got == self.canary.answer
    }

    /// Whether the solver is not to be believed for it: it is wrong where this HiGHS is not known to be.
    #[must_use]
    pub fn is_alarming(&self) -> bool {
        !self.is_right() && self.canary.standing == Standing::Mended
    }
}

/// Puts `canary` to `solver` as a stage of a plan is put to it, and looks at the values as well as at the claim.
#[must_use]
pub fn sing(canary: &Canary, solver: &dyn Solver) -> Song {
    let (program, objective) = canary.stated();
    let request = Request { program: &program, objective: &objective, start: None, limits: Limits::default() };
    let got = match solver.solve(&request, &mut |_| Going::On) {
        Err(error) => Answer::Unsound(error.to_string()),
        Ok(outcome) => match outcome.status {
            Status::Optimal(found) => claim(&program, &found),
            Status::Infeasible => Answer::Nothing,
            Status::Stopped(_) | Status::Nothing => Answer::Unsound("it stopped before it was done".to_owned()),
        },
    };
    Song { canary: canary.clone(), got }
}

fn claim(program: &Program, found: &Found) -> Answer {
    match broken(program, &found.values) {
        Some(row) => Answer::Unsound(format!("the values break {row}")),
        None if found.value == found.bound => Answer::Best(found.value),
        None => Answer::Unsound(format!("{} is called best, and {} possible", found.value, found.bound)),
    }
}

/// The first row or column that the values break. A column that may be split is told rounded, so by as much as that
/// can have moved a row, it is given.
fn broken<'a>(program: &'a Program, values: &[i64]) -> Option<&'a str> {
    let columns = program.columns();
    let slip = |position: usize, factor: i64| match columns[position].kind {
        ColumnKind::Whole => 0,
        ColumnKind::Divisible => factor.abs(),
    };
    let column = columns.iter().zip(values).find(|(column, value)| !(column.lower..=column.upper).contains(value));
    let row = program.rows().iter().find(|row| {
        let given: i64 = row.sum.terms().map(|(column, factor)| slip(column.position(), factor)).sum();
        2 * row.excess(values) > given
    });
    column.map(|(column, _)| column.label.as_str()).or_else(|| row.map(|row| row.label.as_str()))
}
