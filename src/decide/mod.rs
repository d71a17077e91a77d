//! Propose, audit, forbid, ask again: the one place where a decision is made.
//!
//! A solver proposes a plan stage by stage; the auditor checks it in exact whole numbers. A plan that breaks a rule is
//! forbidden by name and the solver is asked again, so what is returned keeps every rule or nothing is returned.
//!
//! Beside it stands a plan of our own, found without a solver. A solver that was stopped may have found worse, or
//! nothing, and one that crashed tells nothing: then ours is returned, of which nothing is proved. One that claims to
//! know better, when ours is better or there should be none, is refused.

mod afresh;
mod alike;
mod apart;
mod ask;
mod beyond;
mod blocks;
mod by_blocks;
mod choices;
mod cuts;
mod exact_share;
mod explore;
mod fact;
mod given;
mod incumbent;
mod lazy_rows;
mod near_relaxation;
mod proof;
mod serve;
mod session;
mod size;
mod split;
mod stages;
mod target;
mod travel;
mod warm_start;

use std::collections::BTreeSet;

pub use afresh::or_afresh;
pub use apart::{Difference, Different, different};
pub use beyond::beyond;
pub use cuts::add_cuts;
pub use given::{keeps_floors, serve_given};
pub use incumbent::keeping_every_rule;
pub use near_relaxation::{Near, Settled, near_relaxation};
pub use proof::{Proof, Proofs};
pub use serve::{Served, serve};
pub use session::Watch;
pub use size::Size;

use crate::audit::{breaches, sought};
use crate::domain::{Index, Plan, ProjectOption, WellLocated};
use crate::formulate::{Formulation, formulate};
use crate::milp::{Comparison, Row};
use crate::model::{Goal, Question};
use crate::objective::Stage;
use crate::solve::{Limits, Solver, SolverError, Work};
use alike::first_of_alike;
use cuts::reduced_and_cut;
use incumbent::{better_incumbent, divided, first_incumbent};
use lazy_rows::separate_lazy_rows;
use proof::trivial_coverage_bound;
use session::Session;
use size::{network_and_size, size};
use stages::{Claim, Run, run_stages, run_stages_from};
use travel::{formulate_choosing, run_travel_stage};
use warm_start::warm_start;

/// How often a solver may propose a plan that breaks a rule.
const PROPOSALS: usize = 20;

/// A decision: a plan that keeps every rule, and how good it is known to be.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The plan.
    pub plan: Plan,
    /// What is proved of it.
    pub proofs: Proofs,
    /// The plans that were proposed and refused before it.
    pub refused: usize,
    /// The size of the question as it is stated, before any reduction.
    pub size: Size,
    /// The size of what the solver was told last of all; `None` where its answers were not used.
    pub reduced: Option<Size>,
    /// The work the solver did.
    pub work: Work,
    /// Why the solver failed, where it did and the plan was found without it.
    pub failed: Option<SolverError>,
}

/// Why there is no decision.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NoDecision {
    /// No plan keeps every rule.
    #[error("no plan can keep all the rules of this model")]
    Infeasible,
    /// A limit came before any plan was found.
    #[error("no plan was found before the limit")]
    NothingFound,
    /// The solver went on proposing plans that break a rule.
    #[error("the solver's plan breaks a rule and was refused: {}", .0.join("; "))]
    Refused(Vec<String>),
    /// The solver's claim does not agree with the plan itself.
    #[error("the solver's answer disagrees with the plan it gave and was refused: {0}")]
    Disagreement(String),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
}

/// The best plan for `question`.
///
/// # Errors
///
/// When there is none, or none that can be trusted.
pub fn decide(
    question: &Question<'_>,
    solver: &dyn Solver,
    limits: Limits,
    watch: &mut Watch<'_>,
) -> Result<Decision, NoDecision> {
    or_afresh(solver, |solver| {
        let mut session = Session::new(question, solver, limits, watch);
        let (incumbent, is_start) = first_incumbent(&mut session)?;
        let decision = propose_beside(&mut session, incumbent, is_start)?;
        let plan = first_of_alike(&session, decision.plan)?;
        Ok(Decision { plan, ..decision })
    })
}

/// A plan for `question` with more well-located places than `incumbent`, which keeps its rules, or a bound closer than
/// `bound`, which no plan exceeds: whatever comes first, until both meet or a limit comes. Cost and miles are not sought;
/// where the worst region comes first, the question is decided as ever.
///
/// # Errors
///
/// When the solver fails, or its answer cannot be trusted.
pub fn narrow(
    question: &Question<'_>,
    solver: &dyn Solver,
    limits: Limits,
    (incumbent, bound): (&Plan, WellLocated),
    watch: &mut Watch<'_>,
) -> Result<Decision, NoDecision> {
    or_afresh(solver, |solver| {
        let mut session = Session::new(question, solver, limits, watch);
        let seeks_places = question.model.goal != Goal::WorstRegion;
        session.bound = i64::try_from(bound.hundredths()).ok().filter(|_| seeks_places);
        propose_beside(&mut session, Some(incumbent.clone()), true)
    })
}

/// What the solver proposes, beside an incumbent where there is one, from which the search may start.
fn propose_beside(session: &mut Session<'_>, incumbent: Option<Plan>, is_start: bool) -> Result<Decision, NoDecision> {
    let question = session.question;
    let proposed = match &incumbent {
        // There is no time to ask a solver.
        Some(_) if session.going().is_break() => Err(NoDecision::NothingFound),
        Some(incumbent) => {
            session.tell_of_incumbent(sought(question, incumbent).hundredths());
            propose(session, Some(incumbent), is_start.then_some(incumbent))
        }
        None => propose(session, None, None),
    };
    match proposed {
        Err(NoDecision::Infeasible) if incumbent.is_some() => {
            Err(NoDecision::Disagreement("it says that no plan keeps every rule, and one does".to_owned()))
        }
        Err(NoDecision::NothingFound) => {
            incumbent.ok_or(NoDecision::NothingFound).and_then(|plan| unproved(session, plan))
        }
        Err(NoDecision::Solver(failed @ (SolverError::Failed(_) | SolverError::Gone(_)))) => {
            let plan = incumbent.ok_or_else(|| NoDecision::Solver(failed.clone()))?;
            Ok(Decision { failed: Some(failed), ..unproved(session, plan)? })
        }
        decision => decision,
    }
}

/// The best plan that the solver proposes, with `start` as its warm start, or the incumbent where that is better.
fn propose(session: &mut Session<'_>, incumbent: Option<&Plan>, start: Option<&Plan>) -> Result<Decision, NoDecision> {
    let question = session.question;
    let (network, size) = network_and_size(question);
    let mut formulation = formulate_choosing(question, &network);
    if session.bound.is_some() {
        formulation.stages.retain(|&stage, _| stage == Stage::Coverage);
    }
    let (mut work, mut broken, mut no_goods) = (Work::default(), Vec::new(), Vec::new());
    let mut stated = separate_lazy_rows(session, &formulation, &mut work)?;
    while no_goods.len() < PROPOSALS {
        let everything = stated.len() == formulation.milp.rows().len();
        let (milp, of_cuts) = reduced_and_cut(session, &formulation, &stated)?;
        work += of_cuts;
        let first = warm_start(session, start, &formulation, &milp)?;
        let mut run = match run_stages_from(session, &milp, &formulation.stages, first) {
            Err(NoDecision::Infeasible) => confirm_infeasible(session, &no_goods)?,
            run => run_travel_stage(session, &network, &formulation, &no_goods, run?)?,
        };
        let funded = funded(question, &formulation, &run.values);
        let served = serve(question, &funded, session.solver)?;
        work += run.work;
        work += served.work;
        broken = breaches(question, &served.plan);
        if broken.is_empty() {
            let served = better_incumbent(session, served, incumbent, &mut run.claims)?;
            let proofs = Proofs::of(question, &served.plan, &run.claims, &formulation)?;
            let (reduced, refused) = (Some(self::size(&milp)), no_goods.len());
            return Ok(Decision { plan: served.plan, proofs, refused, size, reduced, work, failed: None });
        }
        if everything {
            let row = no_good_row(question, &formulation, &funded);
            formulation.milp.add_row(row.clone());
            no_goods.push(row);
        }
        stated = (0..formulation.milp.rows().len()).collect();
    }
    Err(NoDecision::Refused(broken))
}

/// The second opinion on a program that is said to have no plan: the same, without any reduction.
fn confirm_infeasible(session: &mut Session<'_>, no_goods: &[Row]) -> Result<Run, NoDecision> {
    let mut formulation = formulate(session.question);
    for row in no_goods {
        formulation.milp.add_row(row.clone());
    }
    run_stages(session, &formulation.milp, &formulation.stages)
}

fn funded(question: &Question<'_>, formulation: &Formulation, values: &[i64]) -> BTreeSet<Index<ProjectOption>> {
    let is_funded = |option: &Index<ProjectOption>| values[formulation.unknowns.fund(*option).position()] == 1;
    question.instance.option_indices().filter(is_funded).collect()
}

/// A decision for a plan of which no more is known than that no plan serves more children than there are, or fills more
/// places than there could be, or than the relaxation lets it.
fn unproved(session: &Session<'_>, plan: Plan) -> Result<Decision, NoDecision> {
    let question = session.question;
    let plan = match divided(session, &plan) {
        Ok(served) => served.plan,
        // A solver that cannot divide them takes nothing from what was found.
        Err(_) => plan,
    };
    let formulation = formulate(question);
    let (value, bound) = (0, session.closer(0, trivial_coverage_bound(&formulation)));
    let claim = Claim { stage: Stage::Coverage, value, bound, optimal: false, share: None };
    let proofs = Proofs::of(question, &plan, &[claim], &formulation)?;
    let (size, work) = (size(&formulation.milp), Work::default());
    Ok(Decision { plan, proofs, refused: 0, size, reduced: None, work, failed: None })
}

/// A no-good row: it rules out this one choice of options, and no other.
fn no_good_row(question: &Question<'_>, formulation: &Formulation, funded: &BTreeSet<Index<ProjectOption>>) -> Row {
    let sign = |option| if funded.contains(&option) { 1 } else { -1 };
    let options = question.instance.option_indices();
    let sum = options.map(|option| (sign(option), formulation.unknowns.fund(option))).collect();
    let bound = i64::try_from(funded.len()).expect("options are listed in memory") - 1;
    Row { label: "forbidden".to_owned(), sum, comparison: Comparison::AtMost, bound }
}
