//! A plan found from the choices alone: which options are funded, and not whom they serve.
//!
//! Where limits meet nearly all at once, our own search may meet no plan that keeps them, and a solver that looks for
//! coverage at the same time may look for long. The choices alone are a far smaller question, and what comes of it is a
//! plan that our own search then makes better.

use super::serve::serve;
use super::session::Session;
use super::{NoDecision, funded};
use crate::audit::breaches;
use crate::domain::{Estimate, Plan};
use crate::formulate::{Formulation, formulate_over};
use crate::milp::{Direction, Objective};
use crate::model::Question;
use crate::network::Network;
use crate::objective::Stage;
use crate::solve::{Effort, Enough, Limits, Request, SolverError, Status};

/// Iterations of the simplex method that a plan with more places is worth.
const ITERATIONS: u64 = 5_000;

/// A plan that keeps every rule, with as many places as were found; `None` if none was met, which proves nothing.
pub(super) fn plan_from_choices(session: &mut Session<'_>) -> Result<Option<Plan>, NoDecision> {
    let question = session.question;
    // Where nothing is within reach nobody is served, and nothing of that is stated.
    let formulation = formulate_over(question, &Network::of(question).without_pairs());
    let choices = &formulation.milp;
    let most = places(question, &formulation);
    let none = Objective::new(Direction::Maximise, std::iter::empty().collect());
    let limits = Limits { effort: Effort::Usual, target: None, ..session.limits };
    // Any plan at all, where so much work does not come to one with many places.
    for (objective, enough) in [(&most, Some(Enough::Iterations(ITERATIONS))), (&none, None)] {
        let request = Request { milp: choices, objective, start: None, limits: Limits { enough, ..limits } };
        let outcome = match session.solve_aside(Stage::Coverage, &request) {
            Err(SolverError::Failed(_) | SolverError::Gone(_)) => continue,
            outcome => outcome?,
        };
        match outcome.status {
            Status::Optimal(found) | Status::Stopped(found) => {
                return plan_of(session, &formulation, &found.values);
            }
            Status::Infeasible => return Ok(None),
            Status::Nothing => {}
        }
    }
    Ok(None)
}

/// The places that options give, for children of whatever kind.
fn places(question: &Question<'_>, formulation: &Formulation) -> Objective {
    let given = question.instance.option_indices().map(|option| {
        let there = &question.instance[option];
        (
            i64::from((there.additional.at(Estimate::Likely) + there.protected).count()),
            formulation.unknowns.fund(option),
        )
    });
    Objective::new(Direction::Maximise, given.collect())
}

/// The plan that `values` choose, if it keeps every rule.
pub(super) fn plan_of(
    session: &Session<'_>,
    formulation: &Formulation,
    values: &[i64],
) -> Result<Option<Plan>, NoDecision> {
    let question = session.question;
    match serve(question, &funded(question, formulation, values), session.solver) {
        Ok(served) => Ok(Some(served.plan).filter(|plan| breaches(question, plan).is_empty())),
        // Such a plan is a help and no more: what is amiss is told when the question itself is put.
        Err(
            NoDecision::Infeasible
            | NoDecision::NothingFound
            | NoDecision::Disagreement(_)
            | NoDecision::Refused(_)
            | NoDecision::Solver(SolverError::Failed(_) | SolverError::Gone(_)),
        ) => Ok(None),
        Err(none @ NoDecision::Solver(SolverError::TooLarge(_))) => Err(none),
    }
}
