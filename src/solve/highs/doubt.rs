//! Answers that contradict themselves.
//!
//! HiGHS 1.15.0 called a program infeasible in presolve that is not, and when it had been given values to start from
//! it called these optimal, with a bound that was worth nothing (a program of 31 rows, in `tests/solver_contract`).
//! Without the rule that did so it answers rightly. Should it contradict itself in another way, an optimum is believed
//! only if the bound says so too, and "infeasible" only if no values are known that keep every row.

use crate::milp::Milp;
use crate::solve::{Found, Outcome, Request, Status};

/// Whether an answer contradicts what is known.
pub(super) fn contradicts_itself(request: &Request<'_>, outcome: &Outcome) -> bool {
    match &outcome.status {
        // Without whole columns the bound is exact, whatever the values are.
        Status::Optimal(found) => {
            request.milp.is_mixed() && found.value.abs_diff(found.bound) > request.objective.sum.step().unsigned_abs()
        }
        Status::Infeasible => request.start.is_some_and(|start| keeps_every_row(request.milp, start)),
        Status::Stopped(_) | Status::Nothing => false,
    }
}

/// What may be believed of an answer that contradicts itself: the values that are known, and no bound.
pub(super) fn only_what_is_sure(request: &Request<'_>, outcome: Outcome) -> Outcome {
    let bound = request.objective.trivial_bound(request.milp);
    let status = match (outcome.status, request.start) {
        (Status::Optimal(found), _) => Status::Stopped(Found { bound, ..found }),
        (_, Some(start)) => {
            Status::Stopped(Found { values: start.to_vec(), value: request.objective.sum.value(start), bound })
        }
        (_, None) => Status::Nothing,
    };
    Outcome { status, ..outcome }
}

/// Whether these values are within the bounds of every column and keep every row.
fn keeps_every_row(milp: &Milp, values: &[i64]) -> bool {
    let within = milp.columns().iter().zip(values).all(|(column, value)| (column.lower..=column.upper).contains(value));
    within && milp.columns().len() == values.len() && milp.rows().iter().all(|row| row.excess(values) <= 0)
}
