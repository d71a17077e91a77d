//! What a solver did not find but was told by a folder is believed until it comes to nothing, or to what cannot be.

use super::NoDecision;
use crate::solve::Solver;

/// What `ask` makes of `solver`. Where that is nothing, or a contradiction, and a folder had a part in it, the solver is
/// asked afresh; should it then come to something, what the folder said is put aside.
///
/// # Errors
///
/// Those of `ask`.
pub fn or_afresh<T>(
    solver: &dyn Solver,
    mut ask: impl FnMut(&dyn Solver) -> Result<T, NoDecision>,
) -> Result<T, NoDecision> {
    let first = ask(solver);
    match first {
        Err(NoDecision::Infeasible | NoDecision::Refused(_) | NoDecision::Disagreement(_)) => {}
        Ok(_) | Err(NoDecision::NothingFound | NoDecision::Solver(_)) => return first,
    }
    let Some(afresh) = solver.afresh() else { return first };
    let again = ask(&*afresh);
    if again.is_ok() {
        solver.put_aside();
    }
    again
}
