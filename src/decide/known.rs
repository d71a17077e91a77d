//! Plans that are known beforehand: an answer is held against the best of them, and a search starts from it.

use super::NoDecision;
use super::choices::from_choices;
use super::ours::is_better;
use super::serve::serve;
use super::session::Session;
use super::stages::Run;
use crate::audit::breaches;
use crate::domain::Plan;
use crate::formulate::Formulation;
use crate::model::Question;
use crate::program::{ColumnIndex, Program};
use crate::search::{Tries, improve, own_plan_while};
use crate::solve::{Limits, Request, Solver, Status};

/// The best of `known` for `question`, with its places divided anew; nothing if each of them breaks a rule.
///
/// # Errors
///
/// When the solver, which divides the places where regions come first, fails.
pub fn best_known(question: &Question<'_>, known: &[Plan], solver: &dyn Solver) -> Result<Option<Plan>, NoDecision> {
    let mut best: Option<Plan> = None;
    for plan in known {
        let plan = match serve(question, &plan.funded, solver) {
            Ok(served) => served.plan,
            // However its places are divided, a floor is not kept.
            Err(NoDecision::Infeasible) => continue,
            Err(none) => return Err(none),
        };
        let is_best = best.as_ref().is_none_or(|best| is_better(question, &plan, best));
        if is_best && breaches(question, &plan).is_empty() {
            best = Some(plan);
        }
    }
    Ok(best)
}

/// A plan of our own, and whether a search is to start from it: near the best of `known`, or, where none of those keeps
/// every rule, from nothing, or, where that comes to none, from the choices alone.
pub(super) fn own_from(session: &mut Session<'_>, known: &[Plan]) -> Result<(Option<Plan>, bool), NoDecision> {
    let question = session.question;
    let tries = Tries::for_second_opinion(question);
    let mut best = best_known(question, known, session.solver)?;
    if best.is_none() {
        let own = own_plan_while(question, tries, &mut || session.going());
        if own.is_some() || session.going().is_break() {
            return Ok((own, false));
        }
        best = from_choices(session)?;
    }
    let Some(best) = best else { return Ok((None, false)) };
    let better = improve(question, &best, tries, &mut || session.going());
    let better = better.filter(|better| is_better(question, better, &best));
    Ok((better.or(Some(best)), true))
}

/// Nodes that a start is worth.
const START_NODES: u32 = 20;

/// What a search over `program`, which states `formulation`, starts from: the values of every column where what `plan`
/// funds is funded. Of projects of which the program has other options that are as good, any of these. Nothing without a
/// plan, and where that comes to none.
pub(super) fn begun_from(
    session: &Session<'_>,
    plan: Option<&Plan>,
    formulation: &Formulation,
    program: &Program,
) -> Result<Run, NoDecision> {
    let (Some(plan), Some(objective)) = (plan, formulation.stages.values().next()) else { return Ok(Run::default()) };
    let mut settled = program.clone();
    for project in session.question.problem.projects() {
        let chosen: Vec<(ColumnIndex, i64)> = project
            .option_indices()
            .map(|option| (formulation.unknowns.fund(option), i64::from(plan.funded.contains(&option))))
            .collect();
        let is_there = |&(column, value): &(ColumnIndex, i64)| {
            let there = &program.columns()[column.position()];
            there.lower <= value && value <= there.upper
        };
        if chosen.iter().all(is_there) {
            for (column, value) in chosen {
                settled.fix(column, value);
            }
        }
    }
    let limits = Limits { nodes: Some(START_NODES), ..Limits::default() };
    let request = Request { program: &settled, objective, start: None, limits };
    match session.solve_quietly(&request)?.status {
        Status::Optimal(found) | Status::Stopped(found) => Ok(Run { values: found.values, ..Run::default() }),
        Status::Nothing | Status::Infeasible => Ok(Run::default()),
    }
}
