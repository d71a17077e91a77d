//! Why there is no plan, on standard error.

use super::exit::Exit;
use crate::case::Case;
use crate::conflict::explain;
use crate::decide::NoDecision;
use crate::report::conflict::text;
use crate::solve::Solver;

/// How the program ends where nothing was decided: where no plan can keep the rules, with the reason.
pub(super) fn explained(none: NoDecision, case: &Case, solver: &dyn Solver) -> Exit {
    if !matches!(none, NoDecision::Infeasible) {
        return none.into();
    }
    eprintln!("no plan was found that keeps all the rules; looking for the rules that clash");
    match explain(&case.question(), solver) {
        Ok(Some(explanation)) => Exit::Rules(format!("{none}\n\n{}", text(case, &explanation).trim_end())),
        Ok(None) => Exit::Refused("no plan was said to keep all the rules, but one does".to_owned()),
        Err(failed) => Exit::Rules(format!("{none}; which of them clash could not be found out: {failed}")),
    }
}
