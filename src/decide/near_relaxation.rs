//! A plan near the relaxation: what it does wholly or not at all is settled so, and the rest is a small search.
//!
//! This is relaxation enforced neighbourhood search (RENS, Berthold 2014). Our own search changes a project or two at a
//! time, and large projects hold each other in place; the relaxation chooses all of them at once, and leaves few in part
//! (of England's main job 24 of 5,224 columns). What comes of it is made better by our own search, and then only that is
//! settled in which it and the relaxation agree (RINS, Danna, Rothberg and Le Pape 2005), for as long as that helps.

use super::NoDecision;
use super::choices::plan_of;
use super::incumbent::is_better;
use super::lazy_rows::PARTS;
use super::session::{Session, Watch};
use super::size::network_and_size;
use super::travel::formulate_choosing;
use crate::domain::Plan;
use crate::formulate::Formulation;
use crate::milp::{ColumnIndex, Milp};
use crate::model::Question;
use crate::objective::Stage;
use crate::reduce::reduce;
use crate::search::{Tries, improve};
use crate::solve::{Enough, Limits, Outcome, Request, Solver, SolverError, Status};

/// Iterations of the simplex method that a small search is worth.
const ITERATIONS: u64 = 3_000;

/// How a plan is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Near<'a> {
    /// A plan that is good, though it may break a rule: at first that is settled in which it and the relaxation agree.
    pub plan: &'a Plan,
    /// Whether before that all is settled that the relaxation does wholly or not at all, the plan aside.
    pub aside: bool,
    /// The most small searches, one after the other.
    pub rounds: usize,
    /// Tries that each plan is made better with.
    pub tries: Tries,
}

/// A plan for `question` that keeps every rule, found from its relaxation and made better; `None` if none was met, which
/// proves nothing.
///
/// # Errors
///
/// When the solver fails.
pub fn near_relaxation(
    question: &Question<'_>,
    solver: &dyn Solver,
    limits: Limits,
    near: Near<'_>,
    watch: &mut Watch<'_>,
) -> Result<Option<Plan>, NoDecision> {
    plan_near_relaxation(&mut Session::new(question, solver, limits, watch), near)
}

/// The same, in a session.
pub(super) fn plan_near_relaxation(session: &mut Session<'_>, near: Near<'_>) -> Result<Option<Plan>, NoDecision> {
    let question = session.question;
    let (network, _) = network_and_size(question);
    let formulation = formulate_choosing(question, &network);
    let Some(objective) = formulation.stages.get(&Stage::Coverage) else { return Ok(None) };
    let every = (0..formulation.milp.rows().len()).collect();
    let milp = reduce(&formulation.milp, formulation.stages.values(), &every);
    let limits = Limits { target: None, enough: None, ..session.limits };
    let Some(in_parts) = relaxation(session, &Request { milp: &milp, objective, start: None, limits }) else {
        return Ok(None);
    };
    let limits = Limits { enough: Some(Enough::Iterations(ITERATIONS)), ..limits };
    let mut best: Option<Plan> = None;
    let search = |session: &mut Session<'_>, settled: &Milp| {
        let request = Request { milp: settled, objective, start: None, limits };
        let found = values(session.solve_aside(Stage::Coverage, &request));
        found.map_or(Ok(None), |found| plan_of(session, &formulation, &found))
    };
    for _ in 0..near.rounds {
        let mut plan = None;
        if best.is_none() && near.aside {
            plan = search(session, &where_it_is_whole(&milp, &in_parts))?;
        }
        if plan.is_none() {
            // What is settled so leaves the plan itself.
            let agreed = best.as_ref().unwrap_or(near.plan);
            plan = search(session, &where_they_agree(question, &formulation, &milp, &in_parts, agreed))?;
        }
        let Some(plan) = plan else { break };
        let plan = improve(question, &plan, near.tries, &mut || session.going()).unwrap_or(plan);
        if best.as_ref().is_some_and(|best| !is_better(question, &plan, best)) {
            break;
        }
        best = Some(plan);
        if session.going().is_break() {
            break;
        }
    }
    Ok(best)
}

/// The values of the relaxation of `request`, in parts; its bound is noted.
fn relaxation(session: &mut Session<'_>, request: &Request<'_>) -> Option<Vec<i64>> {
    let relaxed = request.milp.relaxed_in_parts(PARTS);
    let outcome = session.solve_aside(Stage::Coverage, &Request { milp: &relaxed, ..*request });
    if let Ok(Outcome { status: Status::Optimal(found), .. }) = &outcome {
        let step = request.objective.sum.step();
        session.relaxed = Some(found.bound.div_euclid(PARTS).div_euclid(step) * step);
    }
    values(outcome)
}

/// `milp` with the columns settled that are taken or left, and are so wholly in the relaxation. Others, as what rounding
/// leaves over, follow from them.
fn where_it_is_whole(milp: &Milp, in_parts: &[i64]) -> Milp {
    let mut settled = milp.clone();
    for column in milp.column_indices().filter(|&at| milp.columns()[at.position()].is_choice()) {
        if let Some(value) = whole(in_parts, column) {
            settled.fix(column, value);
        }
    }
    settled
}

/// `milp` with the options settled on which the relaxation and `plan` agree.
fn where_they_agree(
    question: &Question<'_>,
    formulation: &Formulation,
    milp: &Milp,
    in_parts: &[i64],
    plan: &Plan,
) -> Milp {
    let mut settled = milp.clone();
    for option in question.instance.option_indices() {
        let (column, value) = (formulation.unknowns.fund(option), i64::from(plan.funded.contains(&option)));
        if whole(in_parts, column) == Some(value) {
            settled.fix(column, value);
        }
    }
    settled
}

/// The value of a column, told in parts, if it is a whole one.
fn whole(in_parts: &[i64], column: ColumnIndex) -> Option<i64> {
    let value = in_parts[column.position()];
    let whole = (value + PARTS / 2).div_euclid(PARTS);
    // A part is what rounding a fraction may have made of nothing.
    ((value - whole * PARTS).abs() <= 1).then_some(whole)
}

/// The values that were found; a failure here is told when the question itself is put.
fn values(outcome: Result<Outcome, SolverError>) -> Option<Vec<i64>> {
    match outcome.ok()?.status {
        Status::Optimal(found) | Status::Stopped(found) => Some(found.values),
        Status::Infeasible | Status::Nothing => None,
    }
}
