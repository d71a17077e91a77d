//! Incumbents: the best plan there is before a solver is asked, and after.
//!
//! Before, it is near the best of the plans that are known, or one of our own. After, the solver's plan stands beside it:
//! the better of the two is kept, and the claims are held against it.

use std::cmp::Reverse;

use super::NoDecision;
use super::choices::plan_from_choices;
use super::serve::{Served, serve};
use super::session::Session;
use super::stages::Claim;
use crate::audit::{breaches, well_located, worst_region};
use crate::domain::{Money, Plan};
use crate::model::{Goal, Question};
use crate::search::{Tries, improve, own_plan_while};
use crate::solve::Solver;

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

/// The incumbent before a solver is asked, and whether a search is to start from it: near the best of `known`, or, where
/// none of those keeps every rule, from nothing, or, where that comes to none, from the choices alone.
pub(super) fn first_incumbent(session: &mut Session<'_>, known: &[Plan]) -> Result<(Option<Plan>, bool), NoDecision> {
    let question = session.question;
    let tries = Tries::for_second_opinion(question);
    let mut best = best_known(question, known, session.solver)?;
    if best.is_none() {
        let own = own_plan_while(question, tries, &mut || session.going());
        if own.is_some() || session.going().is_break() {
            return Ok((own, false));
        }
        best = plan_from_choices(session)?;
    }
    let Some(best) = best else { return Ok((None, false)) };
    let better = improve(question, &best, tries, &mut || session.going());
    let better = better.filter(|better| is_better(question, better, &best));
    Ok((better.or(Some(best)), true))
}

/// `served`, or the incumbent where that is better; a plan that is not proved best in everything is improved first.
pub(super) fn better_incumbent(
    session: &mut Session<'_>,
    served: Served,
    incumbent: Option<&Plan>,
    claims: &mut Vec<Claim>,
) -> Result<Served, NoDecision> {
    let question = session.question;
    let is_open = claims.iter().any(|claim| !claim.optimal);
    let improved = is_open
        .then(|| improve(question, &served.plan, Tries::for_question(question), &mut || session.going()))
        .flatten();
    let ours = incumbent.into_iter().chain(&improved).filter(|ours| is_better(question, ours, &served.plan));
    let best = ours.reduce(|one, other| if is_better(question, other, one) { other } else { one });
    let Some(best) = best else { return Ok(served) };
    let again = serve(question, &best.funded, session.solver)?;
    let keeps_every_rule = breaches(question, &again.plan).is_empty();
    // Where the solver divides places no better than we do, ours stands as it is: its claims are then held against it.
    let is_as_good = keeps_every_rule && !is_better(question, best, &again.plan);
    keep_what_holds(claims);
    Ok(if is_as_good { again } else { Served { plan: best.clone(), work: again.work } })
}

/// Keeps of what is claimed of one plan what is true of another that is better in the first stage that is not proved. The
/// bound on the stage after it is of plans as good as the first, so it is of the other too, and need not be reached;
/// stages after that speak of plans that are as good in both, and say nothing of the other.
fn keep_what_holds(claims: &mut Vec<Claim>) {
    let Some(open) = claims.iter().position(|claim| !claim.optimal) else { return };
    claims.truncate(open + 2);
    for claim in &mut claims[open..] {
        claim.optimal = false;
    }
}

/// Whether `one` is better than `other` in what a model seeks, miles aside.
pub(super) fn is_better(question: &Question<'_>, one: &Plan, other: &Plan) -> bool {
    let rank = |plan: &Plan| {
        let worst = (question.model.goal == Goal::WorstRegion).then(|| worst_region(question, plan));
        let cost: Money = plan.options(question.problem).map(|option| option.cost).sum();
        (worst, well_located(question, plan), Reverse(cost))
    };
    rank(one) > rank(other)
}
