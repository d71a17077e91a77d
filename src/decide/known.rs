//! Plans that are known beforehand: an answer is held against the best of them, and a search starts from it.

use super::NoDecision;
use super::ours::is_better;
use super::serve::serve;
use super::stages::Run;
use crate::audit::breaches;
use crate::domain::Plan;
use crate::formulate::Formulation;
use crate::model::Question;
use crate::program::Program;
use crate::search::{self, Tries, improve, own_plan_while};
use crate::solve::{Going, Limits, Request, Solver, Status};

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

/// A plan of our own: near the best of `known`, or, where none of those keeps every rule, from nothing.
pub(super) fn own_from(
    question: &Question<'_>,
    known: &[Plan],
    solver: &dyn Solver,
    going: &mut search::Going<'_>,
) -> Result<Option<Plan>, NoDecision> {
    let tries = Tries::for_second_opinion(question);
    let Some(best) = best_known(question, known, solver)? else { return Ok(own_plan_while(question, tries, going)) };
    let better = improve(question, &best, tries, going).filter(|better| is_better(question, better, &best));
    Ok(better.or(Some(best)))
}

/// What a search over `program`, which states `formulation`, starts from: the values of every column where what `plan`
/// funds is funded. Nothing without a plan, and where the program has been reduced to others that are as good.
pub(super) fn begun_from(
    plan: Option<&Plan>,
    (question, formulation): (&Question<'_>, &Formulation),
    program: &Program,
    solver: &dyn Solver,
) -> Result<Run, NoDecision> {
    let (Some(plan), Some(objective)) = (plan, formulation.stages.first()) else { return Ok(Run::default()) };
    let mut settled = program.clone();
    for option in question.problem.option_indices() {
        let (column, value) = (formulation.unknowns.fund(option), i64::from(plan.funded.contains(&option)));
        let there = &program.columns()[column.position()];
        if value < there.lower || there.upper < value {
            return Ok(Run::default());
        }
        settled.fix(column, value);
    }
    let request = Request { program: &settled, objective, start: None, limits: Limits::default() };
    match solver.solve(&request, &mut |_| Going::On)?.status {
        Status::Optimal(found) => Ok(Run { values: found.values, ..Run::default() }),
        Status::Stopped(_) | Status::Nothing | Status::Infeasible => Ok(Run::default()),
    }
}
