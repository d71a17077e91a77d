//! Why there is no plan, on standard error.

use super::exit::Exit;
use super::say::{message_columns, say};
use super::stop::Stop;
use crate::case::Case;
use crate::conflict::{Patience, explain};
use crate::decide::NoDecision;
use crate::report::question::conflict::text;
use crate::solve::{Going, Limits, Solver};

/// How the program ends where nothing was decided: where no plan can keep the rules, with the reason, as far as it is
/// found within the limits and before anybody says to stop.
pub(super) fn explained(none: NoDecision, case: &Case, solver: &dyn Solver, limits: Limits, stop: &Stop) -> Exit {
    if !matches!(none, NoDecision::Infeasible) {
        return none.into();
    }
    say("no plan was found that keeps all the rules; looking for the rules that clash");
    let going = || if stop.is_asked() { Going::Stop } else { Going::On };
    let patience = Patience { deadline: limits.deadline, nodes: limits.nodes, going: &going };
    match explain(&case.question(), solver, patience) {
        Ok(Some(explanation)) => {
            Exit::Rules(format!("{none}\n\n{}", text(case, &explanation, message_columns()).trim_end()))
        }
        Ok(None) => Exit::Refused("no plan was said to keep all the rules, but one does".to_owned()),
        Err(NoDecision::NothingFound) => Exit::Rules(format!(
            "{none}; which of them clash was not found out before the limit: give it more time or more nodes"
        )),
        Err(failed) => Exit::Rules(format!("{none}; which of them clash could not be found out: {failed}")),
    }
}
