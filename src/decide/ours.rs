//! A solver's plan beside our own: the better of the two is kept, and the claims are held against it.

use std::cmp::Reverse;

use super::NoDecision;
use super::serve::{Served, serve};
use super::session::Session;
use super::stages::Claim;
use crate::audit::{breaches, well_located, worst_region};
use crate::domain::{Money, Plan};
use crate::model::{Goal, Question};
use crate::search::{Tries, improve};

/// `served`, or our own plan where that is better; a plan that is not proved best in everything is improved first.
pub(super) fn or_ours(
    session: &mut Session<'_>,
    served: Served,
    own: Option<&Plan>,
    claims: &mut Vec<Claim>,
) -> Result<Served, NoDecision> {
    let question = session.question;
    let is_open = claims.iter().any(|claim| !claim.optimal);
    let improved = is_open
        .then(|| improve(question, &served.plan, Tries::for_question(question), &mut || session.going()))
        .flatten();
    let ours = own.into_iter().chain(&improved).filter(|ours| is_better(question, ours, &served.plan));
    let best = ours.reduce(|one, other| if is_better(question, other, one) { other } else { one });
    let Some(best) = best else { return Ok(served) };
    let again = serve(question, &best.funded, session.solver)?;
    let keeps_every_rule = breaches(question, &again.plan).is_empty();
    // Where the solver divides places no better than we do, ours stands as it is: its claims are then held against it.
    let is_as_good = keeps_every_rule && !is_better(question, best, &again.plan);
    of_another(claims);
    Ok(if is_as_good { again } else { Served { plan: best.clone(), work: again.work } })
}

/// Keeps of what is claimed of one plan what is true of another that is better in the first stage that is not proved. The
/// bound on the stage after it is of plans as good as the first, so it is of the other too, and need not be reached;
/// stages after that speak of plans that are as good in both, and say nothing of the other.
fn of_another(claims: &mut Vec<Claim>) {
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
