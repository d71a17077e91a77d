//! Propose, audit, forbid, ask again: the one place where a decision is made.
//!
//! A solver proposes a plan stage by stage; the auditor checks it in exact whole numbers. A plan that breaks a rule is
//! forbidden by name and the solver is asked again, so what is returned keeps every rule or nothing is returned.
//!
//! Beside it stands a plan of our own, found without a solver. A solver that was stopped may have found worse, or
//! nothing: then ours is returned. One that claims to know better, when ours is better or there should be none, is
//! refused.

mod nearest;
mod ours;
mod parts;
mod proof;
mod serve;
mod stages;
mod waiting;

use std::collections::BTreeSet;

pub use proof::{Proof, Proofs};
pub use serve::{Served, serve};
pub use stages::Watch;

use crate::audit::breaches;
use crate::domain::{Index, Plan, ProjectOption};
use crate::formulate::{Formulation, formulate, formulate_over};
use crate::model::{Goal, Question};
use crate::network::Network;
use crate::program::{Comparison, Program, Row};
use crate::reduce::reduce;
use crate::search::{Tries, own_plan};
use crate::solve::{Limits, Solver, SolverError, Work};
use nearest::nearest;
use ours::or_ours;
use parts::run_in_parts;
use stages::{Run, run};
use waiting::{stated_at_first, stated_next};

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
}

/// The size of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Terms in all rows.
    pub non_zeros: usize,
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
    let own = own_plan(question, Tries::for_question(question));
    match propose(question, solver, limits, watch, own.as_ref()) {
        Err(NoDecision::Infeasible) if own.is_some() => {
            Err(NoDecision::Disagreement("it says that no plan keeps every rule, and one does".to_owned()))
        }
        Err(NoDecision::NothingFound) => own.ok_or(NoDecision::NothingFound).and_then(|plan| unproved(question, plan)),
        decision => decision,
    }
}

/// The best plan that the solver proposes, or `own` where that is better.
fn propose(
    question: &Question<'_>,
    solver: &dyn Solver,
    limits: Limits,
    watch: &mut Watch<'_>,
    own: Option<&Plan>,
) -> Result<Decision, NoDecision> {
    let network = Network::of(question);
    let mut formulation = choosing(question, &network);
    let size = size(&formulate(question).program);
    let mut work = Work::default();
    let mut stated = stated_at_first(solver, &formulation, limits, &mut work)?;
    let (mut broken, mut forbidden, mut in_parts) = (Vec::new(), Vec::new(), true);
    while forbidden.len() < PROPOSALS {
        let everything = stated.len() == formulation.program.rows().len();
        let program = reduce(&formulation.program, &formulation.stages, &stated);
        let parts = if in_parts { run_in_parts(solver, &program, &formulation.stages, limits, watch)? } else { None };
        let is_whole = parts.is_none();
        let run = match parts.map_or_else(|| run(solver, &program, &formulation.stages, limits, watch), Ok) {
            Err(NoDecision::Infeasible) => again(question, &forbidden, solver, limits, watch)?,
            run => nearest((question, &network), &formulation, &forbidden, run?, (solver, limits), watch)?,
        };
        let funded = funded(question, &formulation, &run.values);
        let served = serve(question, &funded, solver)?;
        work += run.work;
        work += served.work;
        broken = breaches(question, &served.plan);
        if broken.is_empty() {
            let served = or_ours(question, solver, served, own, &run.claims)?;
            let proofs = Proofs::of(question, &served.plan, &run.claims, &formulation)?;
            let (reduced, refused) = (Some(self::size(&program)), forbidden.len());
            return Ok(Decision { plan: served.plan, proofs, refused, size, reduced, work });
        }
        if everything && is_whole {
            let row = without(question, &formulation, &funded);
            formulation.program.add_row(row.clone());
            forbidden.push(row);
        }
        // Parts do not count the last pound: the whole program does.
        in_parts = !everything;
        stated = stated_next(&formulation.program, &stated, &run.values);
    }
    Err(NoDecision::Refused(broken))
}

/// What the solver is asked first: over a smaller network where that is worth the same for every choice of options.
///
/// A floor speaks of regions, which a smaller network does not know. A network that would lose little is left alone, so
/// that plans are compared by miles in the same search: of England's main job it takes a tenth of the pairs, and the
/// search that follows was no shorter (a matter of luck: 15 s became 5 s on one model, 39 s became 210 s on another).
fn choosing(question: &Question<'_>, network: &Network) -> Formulation {
    let floors = question.model.coverage_floor.is_some() || question.model.goal == Goal::WorstRegion;
    let reduced =
        (!floors).then(|| network.reduced()).filter(|reduced| 4 * reduced.pairs.len() < 3 * network.pairs.len());
    let Some(reduced) = reduced else { return formulate_over(question, network) };
    let mut formulation = formulate_over(question, &reduced);
    formulation.stages.retain(|stage| stage.name != "travel");
    formulation
}

/// The second opinion on a program that is said to have no plan: the same, without any reduction.
fn again(
    question: &Question<'_>,
    forbidden: &[Row],
    solver: &dyn Solver,
    limits: Limits,
    watch: &mut Watch<'_>,
) -> Result<Run, NoDecision> {
    let mut formulation = formulate(question);
    for row in forbidden {
        formulation.program.add_row(row.clone());
    }
    run(solver, &formulation.program, &formulation.stages, limits, watch)
}

fn funded(question: &Question<'_>, formulation: &Formulation, values: &[i64]) -> BTreeSet<Index<ProjectOption>> {
    let is_funded = |option: &Index<ProjectOption>| values[formulation.unknowns.fund(*option).position()] == 1;
    question.problem.option_indices().filter(is_funded).collect()
}

/// A decision for a plan of which nothing is proved.
fn unproved(question: &Question<'_>, plan: Plan) -> Result<Decision, NoDecision> {
    let formulation = formulate(question);
    let proofs = Proofs::of(question, &plan, &[], &formulation)?;
    Ok(Decision { plan, proofs, refused: 0, size: size(&formulation.program), reduced: None, work: Work::default() })
}

/// Rules out this one choice of options, and no other.
fn without(question: &Question<'_>, formulation: &Formulation, funded: &BTreeSet<Index<ProjectOption>>) -> Row {
    let sign = |option| if funded.contains(&option) { 1 } else { -1 };
    let options = question.problem.option_indices();
    let sum = options.map(|option| (sign(option), formulation.unknowns.fund(option))).collect();
    let bound = i64::try_from(funded.len()).expect("options are listed in memory") - 1;
    Row { label: "forbidden".to_owned(), sum, comparison: Comparison::AtMost, bound }
}

fn size(program: &Program) -> Size {
    Size { rows: program.rows().len(), columns: program.columns().len(), non_zeros: program.non_zeros() }
}
