//! A program made smaller and its relaxation closer, before anything is searched.

use std::collections::BTreeSet;

use super::session::Session;
use crate::formulate::Formulation;
use crate::milp::{Milp, Objective};
use crate::reduce::reduce;
use crate::solve::{Going, Limits, Progress, Request, Solver, SolverError, Work};

/// The program that `formulation` states with the rows `stated`, reduced, and with the cuts of its knapsacks for what
/// is sought first.
pub(super) fn reduced_and_cut(
    session: &mut Session<'_>,
    formulation: &Formulation,
    stated: &BTreeSet<usize>,
) -> Result<(Milp, Work), SolverError> {
    let mut milp = reduce(&formulation.milp, formulation.stages.values(), stated);
    let Some((&stage, objective)) = formulation.stages.first_key_value() else { return Ok((milp, Work::default())) };
    let (solver, limits) = (session.solver, session.limits);
    let work = add_cuts(&mut milp, objective, solver, limits, &mut |progress| session.tell(stage, progress))?;
    Ok((milp, work))
}

/// Adds the cuts of the knapsacks of `milp` that its relaxation breaks, for this objective and by the deadline of `limits`. What
/// keeps its rows keeps them too.
///
/// # Errors
///
/// When the program cannot be told.
pub fn add_cuts(
    milp: &mut Milp,
    objective: &Objective,
    solver: &dyn Solver,
    limits: Limits,
    watch: &mut dyn FnMut(Progress) -> Going,
) -> Result<Work, SolverError> {
    let limits = Limits { deadline: limits.deadline, ..Limits::default() };
    let cuts = solver.cuts(&Request { milp, objective, start: None, limits }, watch)?;
    for row in cuts.rows {
        milp.add_row(row);
    }
    Ok(cuts.work)
}
