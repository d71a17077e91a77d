//! Incumbents: the best plan there is before a solver is asked, and after.
//!
//! Before, it is one of our own. After, the solver's plan stands beside it:
//! the better of the two is kept, and the claims are held against it.

use std::cmp::Reverse;

use super::NoDecision;
use super::choices::plan_from_choices;
use super::near_relaxation::{Near, Settled, plan_near_relaxation};
use super::serve::{Served, serve};
use super::session::Session;
use super::stages::Claim;
use crate::audit::{breaches, sought, worst_region};
use crate::domain::{Money, Plan};
use crate::model::{Goal, Question};
use crate::search::{Tries, improve, own_plan_while};
use crate::solve::Solver;

/// Options from which on a plan near the relaxation is worth the time that it takes.
const LARGE: usize = 500;

/// Options from which on the relaxation leaves so many in part that a second small search is worth the time that it takes.
const VAST: usize = 5_000;

/// The most small searches near the relaxation.
const ROUNDS: usize = 3;

/// `plan` with its places divided anew for `question`; nothing if it breaks a rule.
///
/// # Errors
///
/// When the solver, which divides the places where regions come first, fails.
pub fn keeping_every_rule(
    question: &Question<'_>,
    plan: &Plan,
    solver: &dyn Solver,
) -> Result<Option<Plan>, NoDecision> {
    match serve(question, &plan.funded, solver) {
        Ok(served) => Ok(Some(served.plan).filter(|plan| breaches(question, plan).is_empty())),
        // However its places are divided, a floor is not kept.
        Err(NoDecision::Infeasible) => Ok(None),
        Err(none) => Err(none),
    }
}

/// The incumbent before a solver is asked, and whether a search is to start from it: one of our own, or, where that comes
/// to none, from the choices alone, and made better.
pub(super) fn first_incumbent(session: &mut Session<'_>) -> Result<(Option<Plan>, bool), NoDecision> {
    let question = session.question;
    let tries = Tries::for_second_opinion(question);
    let own = own_plan_while(question, tries, &mut || session.going());
    if session.going().is_break() {
        return Ok((own, false));
    }
    if let Some(own) = own {
        return Ok((Some(better_of_relaxation(session, own)?), false));
    }
    let Some(plan) = plan_from_choices(session)? else { return Ok((None, false)) };
    let better = improve(question, &plan, tries, &mut || session.going());
    let better = better.filter(|better| is_better(question, better, &plan));
    let plan = better.unwrap_or(plan);
    Ok((Some(better_of_relaxation(session, plan)?), true))
}

/// The plan near the relaxation of a large question, where that is better than `own`.
fn better_of_relaxation(session: &mut Session<'_>, own: Plan) -> Result<Plan, NoDecision> {
    let question = session.question;
    if question.instance.options().len() < LARGE {
        return Ok(own);
    }
    let settled = if question.instance.options().len() < VAST { Settled::Whole } else { Settled::OfMany };
    let near = Near { plan: &own, settled, rounds: ROUNDS, tries: Tries::for_second_opinion(question) };
    let near = plan_near_relaxation(session, near)?;
    Ok(near.filter(|near| is_better(question, near, &own)).unwrap_or(own))
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
    keep_what_holds(claims);
    divided(session, best)
}

/// A plan of our own with its places divided as those of every plan are; where the solver divides them no better than we
/// did, it stands as it is.
pub(super) fn divided(session: &Session<'_>, plan: &Plan) -> Result<Served, NoDecision> {
    let question = session.question;
    let again = serve(question, &plan.funded, session.solver)?;
    let keeps_every_rule = breaches(question, &again.plan).is_empty();
    let is_as_good = keeps_every_rule && !is_better(question, plan, &again.plan);
    Ok(if is_as_good { again } else { Served { plan: plan.clone(), work: again.work } })
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
        let cost: Money = plan.options(question.instance).map(|option| option.cost).sum();
        (worst, sought(question, plan), Reverse(cost))
    };
    rank(one) > rank(other)
}
