//! Rows that wait: stated only once a plan breaks them.
//!
//! A fund's years and a floor under a line's cost seldom bind, and while they are stated a dearer or a later option is
//! never worse than another in every row, so little can be dropped. A plan that is best without them and keeps them is
//! best with them: they only take plans away. The audit says whether it keeps them.

use std::collections::BTreeSet;

use super::NoDecision;
use crate::constraints::LEFT_OVER;
use crate::formulate::Formulation;
use crate::program::{Program, Row};
use crate::reduce::reduce;
use crate::solve::{Going, Limits, Request, Solver, SolverError, Status, Work};

/// The parts in which fractions are told to a solver of whole numbers.
const PARTS: i64 = 1_000;

/// The rows to state at first: all that do not wait, and those that the best fractional plan without them breaks.
pub(super) fn stated_at_first(
    solver: &dyn Solver,
    formulation: &Formulation,
    limits: Limits,
    work: &mut Work,
) -> Result<BTreeSet<usize>, NoDecision> {
    let program = &formulation.program;
    let every: BTreeSet<usize> = (0..program.rows().len()).collect();
    let Some(objective) = formulation.stages.first() else { return Ok(every) };
    let mut stated = &every - program.waiting();
    loop {
        let relaxed = reduce(program, &formulation.stages, &stated).relaxed_in_parts(PARTS);
        let request = Request { program: &relaxed, objective, start: None, limits };
        let outcome = match solver.solve(&request, &mut |_| Going::On) {
            // In parts a large limit is larger still, and may be too large where the limit itself is not.
            Err(SolverError::TooLarge(_)) => return Ok(every),
            outcome => outcome?,
        };
        *work += outcome.work;
        let found = match outcome.status {
            Status::Optimal(found) => found,
            // Whether there is a plan at all is for the program itself to say.
            Status::Infeasible | Status::Stopped(_) | Status::Nothing => return Ok(every),
        };
        let is_broken = |row: &Row| {
            let scaled = Row { bound: row.bound * PARTS, ..row.clone() };
            scaled.excess(&found.values) > row.bound.abs()
        };
        let waiting = program.waiting() - &stated;
        let broken: Vec<usize> = waiting.into_iter().filter(|row| is_broken(&program.rows()[*row])).collect();
        if broken.is_empty() {
            return Ok(stated);
        }
        stated.extend(broken);
    }
}

/// The rows to state next, where a plan of these values breaks a rule: those that waited and are broken, each with the
/// row of what is left over of it; all of them if it is only by what is left over.
pub(super) fn stated_next(program: &Program, stated: &BTreeSet<usize>, values: &[i64]) -> BTreeSet<usize> {
    let rows = program.rows();
    let is_left_over = |at: usize| rows[at].label.ends_with(LEFT_OVER);
    let mut next = stated.clone();
    for at in program.waiting() - stated {
        if !is_left_over(at) && rows[at].excess(values) > 0 {
            next.insert(at);
            next.extend(Some(at + 1).filter(|&at| at < rows.len() && is_left_over(at)));
        }
    }
    if next == *stated { (0..rows.len()).collect() } else { next }
}
