//! A plan near the relaxation: what it does wholly or not at all is settled so, and the rest is a small search.
//!
//! This is relaxation enforced neighbourhood search (RENS, Berthold 2014). Our own search changes a project or two at a
//! time, and large projects hold each other in place; the relaxation chooses all of them at once, and leaves few in part
//! (of England's main job 24 of 5,224 columns). What comes of it is made better by our own search, and then only that is
//! settled in which it and the relaxation agree (RINS, Danna, Rothberg and Le Pape 2005), for as long as that helps.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::NoDecision;
use super::choices::plan_of;
use super::cuts::reduced_and_cut;
use super::incumbent::is_better;
use super::lazy_rows::PARTS;
use super::session::{Session, Watch};
use super::size::network_and_size;
use super::travel::formulate_choosing;
use crate::domain::Plan;
use crate::formulate::Formulation;
use crate::milp::{ColumnIndex, Milp, Objective};
use crate::model::Question;
use crate::objective::Stage;
use crate::search::{Tries, improve};
use crate::solve::{Enough, Limits, Outcome, Request, Solver, SolverError, Status};

/// Iterations of the simplex method that a small search is worth.
const ITERATIONS: u64 = 3_000;

/// Iterations that a relaxation is worth: of 3,550 projects and 1,530 areas with fewer children than places it is not done in
/// a minute and 37,000, where that of England takes 2,300, and of 10,000 projects and 6,800 areas with many children 12,000.
const RELAXED: u64 = 20_000;

/// How many relaxations are held beside the first, and the per cent by which places are worth more or less in them. Of 19,490
/// options, 76,817 places at most, three with 4% leave 372 open and find 76,763, four with 20% 1,446 and 76,768, six with 35%
/// 2,699 and 76,777, in about a second each way, and the next small search comes to 76,798, 76,796 and 76,803.
const BESIDE: usize = 6;
const ASIDE: i64 = 35;

/// How a plan is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Near<'a> {
    /// A plan that is good, though it may break a rule.
    pub plan: &'a Plan,
    /// What is settled at first.
    pub settled: Settled,
    /// The most small searches, one after the other.
    pub rounds: usize,
    /// Tries that each plan is made better with.
    pub tries: Tries,
}

/// What the first small search settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// That in which the plan and the relaxation agree.
    Agreed,
    /// All that the relaxation does wholly or not at all; where that does not go together, that in which they agree.
    Whole,
    /// The same, and then that which relaxations of places of other worth do alike: for questions whose core is as large
    /// as others are.
    OfMany,
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
    let Ok((milp, _)) = reduced_and_cut(session, &formulation, &every) else { return Ok(None) };
    let limits = |iterations| Limits { target: None, enough: Some(Enough::Iterations(iterations)), ..session.limits };
    let relaxed = Request { milp: &milp, objective, start: None, limits: limits(RELAXED) };
    let small = Request { limits: limits(ITERATIONS), ..relaxed };
    let Some(in_parts) = relaxation(session, &relaxed) else { return Ok(None) };
    let mut best: Option<Plan> = None;
    for _ in 0..near.rounds {
        let is_first = best.is_none() && near.settled != Settled::Agreed;
        let mut found =
            is_first.then(|| search(session, &small, &where_all_are_whole(&milp, &[&in_parts]), None)).flatten();
        if let (Some(start), true, Settled::OfMany) = (&found, is_first, near.settled) {
            let beside = beside(session, &formulation, &relaxed);
            let all: Vec<&[i64]> = beside.iter().chain([&in_parts]).map(Vec::as_slice).collect();
            found = search(session, &small, &where_all_are_whole(&milp, &all), Some(start)).or(found);
        }
        // What is settled so leaves the plan itself.
        let agreed = || where_they_agree(question, &formulation, &milp, &in_parts, best.as_ref().unwrap_or(near.plan));
        let Some(found) = found.or_else(|| search(session, &small, &agreed(), None)) else { break };
        let Some(plan) = plan_of(session, &formulation, &found)? else { break };
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

/// The values that a small search among what is `settled` finds.
fn search(session: &mut Session<'_>, request: &Request<'_>, settled: &Milp, start: Option<&[i64]>) -> Option<Vec<i64>> {
    values(session.solve_aside(Stage::Coverage, &Request { milp: settled, start, ..*request }))
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

/// The values of relaxations in which the places of each site are worth more or less than they are. What all of them do
/// alike is hardly in doubt, and the rest is the core of the question (Balas and Zemel 1980), without its dual prices.
fn beside(session: &mut Session<'_>, formulation: &Formulation, request: &Request<'_>) -> Vec<Vec<i64>> {
    let mut random = Rng::with_seed(1);
    let relaxed = request.milp.relaxed_in_parts(PARTS);
    let mut once = || {
        let mut worths = BTreeMap::new();
        let servings = formulation.unknowns.servings();
        let worth_of = servings.iter().map(|serving| {
            let site = worths.entry((serving.site, serving.care_type));
            let percent = site.or_insert_with(|| 100 + random.i64(-ASIDE..=ASIDE));
            (*percent * request.objective.sum.factor(serving.column), serving.column)
        });
        let objective = Objective::new(request.objective.direction, worth_of.collect());
        values(session.solve_aside(Stage::Coverage, &Request { milp: &relaxed, objective: &objective, ..*request }))
    };
    (0..BESIDE).filter_map(|_| once()).collect()
}

/// `milp` with the columns settled that are taken or left, and are wholly so in every one of these values. Others, as what
/// rounding leaves over, follow from them.
fn where_all_are_whole(milp: &Milp, all: &[&[i64]]) -> Milp {
    let mut settled = milp.clone();
    for column in milp.column_indices().filter(|&at| milp.columns()[at.position()].is_choice()) {
        let mut wholes = all.iter().map(|in_parts| whole(in_parts, column));
        if let Some(value) = wholes.next().flatten().filter(|&value| wholes.all(|other| other == Some(value))) {
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
