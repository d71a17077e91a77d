//! Lazy rows: stated only once a plan breaks them.
//!
//! A fund's years and a floor under a line's cost seldom bind, and while they are stated a dearer or a later option is
//! never worse than another in every row, so little can be dropped. A plan that is best without them and keeps them is
//! best with them: they only take plans away. The audit says whether it keeps them.

use std::collections::BTreeSet;

use super::NoDecision;
use super::session::Session;
use crate::formulate::Formulation;
use crate::milp::Row;
use crate::solve::{Request, SolverError, Status, Work};

/// The parts in which fractions are told to a solver of whole numbers.
pub(super) const PARTS: i64 = 1_000;

/// The rows to state at first: all that are not lazy, and of those that are the ones which separate the best fractional
/// plans without them, one after the other, from the plans that keep every row.
pub(super) fn separate_lazy_rows(
    session: &mut Session<'_>,
    formulation: &Formulation,
    work: &mut Work,
) -> Result<BTreeSet<usize>, NoDecision> {
    let milp = &formulation.milp;
    let every: BTreeSet<usize> = (0..milp.rows().len()).collect();
    let Some((&stage, objective)) = formulation.stages.first_key_value() else { return Ok(every) };
    let mut stated = &every - milp.lazy_rows();
    loop {
        let relaxed = milp.with_rows(&stated).relaxed_in_parts(PARTS);
        let request = Request { milp: &relaxed, objective, start: None, limits: session.limits };
        let outcome = match session.solve_aside(stage, &request) {
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
        let left = milp.lazy_rows() - &stated;
        let broken: Vec<usize> = left.into_iter().filter(|row| is_broken(&milp.rows()[*row])).collect();
        if broken.is_empty() {
            return Ok(stated);
        }
        stated.extend(broken);
    }
}
