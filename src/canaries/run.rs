//! A canary put to a solver.

use super::{Answer, Canary, Expectation};
use crate::milp::Milp;
use crate::solve::{Found, Going, Limits, Request, Solver, SolverError, Status};

/// What a solver made of a canary.
#[derive(Clone, Debug)]
pub struct CanaryResult {
    /// The canary.
    pub canary: Canary,
    /// The solver's answer.
    pub got: Answer,
}

impl CanaryResult {
    /// Whether the answer is right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.got == self.canary.answer
    }

    /// Whether the solver is not to be believed for it: it is wrong where this HiGHS is not known to be.
    #[must_use]
    pub fn is_alarming(&self) -> bool {
        !self.is_right() && self.canary.expectation == Expectation::Right
    }
}

/// Puts `canary` to `solver` as a stage of a plan is put to it, and looks at the values as well as at the claim.
///
/// # Errors
///
/// When the solver is gone: no answer is no wrong answer.
pub fn run_canary(canary: &Canary, solver: &dyn Solver) -> Result<CanaryResult, SolverError> {
    let (milp, objective) = canary.stated();
    let request = Request { milp: &milp, objective: &objective, start: None, limits: Limits::default() };
    let got = match solver.solve(&request, &mut |_| Going::On) {
        Err(gone @ SolverError::Gone(_)) => return Err(gone),
        Err(error) => Answer::Unsound(error.to_string()),
        Ok(outcome) => match outcome.status {
            Status::Optimal(found) => claim(&milp, &found),
            Status::Infeasible => Answer::Nothing,
            Status::Stopped(_) | Status::Nothing => Answer::Unsound("it stopped before it was done".to_owned()),
        },
    };
    Ok(CanaryResult { canary: canary.clone(), got })
}

fn claim(milp: &Milp, found: &Found) -> Answer {
    match milp.broken_by(&found.values) {
        Some(row) => Answer::Unsound(format!("the values break {row}")),
        None if found.value == found.bound => Answer::Best(found.value),
        None => Answer::Unsound(format!("{} is called best, and {} possible", found.value, found.bound)),
    }
}
