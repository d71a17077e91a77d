//! A plan put to draws of everything that may go otherwise: what it then costs and brings, which limits it breaks, and
//! how much better a plan made with foresight would have done.
//!
//! ```text
//! risks.csv, seed -> Draw (every project, authority, care type) -> World (the problem as it turns out)
//! plan -> what is left of it in that world -> audit, exactly, and well-located places, divided as a decision divides them
//! ```
//!
//! No solver is asked, but for the regret and where regions come first.

mod draw;
mod regret;
mod world;

pub use draw::Draw;
pub use regret::{Regret, regret};

use std::collections::BTreeSet;

use fastrand::Rng;

use super::Observer;
use crate::audit::{Finding, checked, well_located};
use crate::decide::{NoDecision, keeps_floors, serve_given};
use crate::domain::{FinancialYear, Index, Money, Places, Plan, ProjectOption, Risk, WellLocated};
use crate::model::{Envelope, Goal, Model, Question};
use crate::serving::{Serving, Weigh};
use crate::solve::Solver;
use world::World;

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Cost to the department.
    pub cost: Money,
    /// Cost met locally.
    pub local_match: Money,
    /// Projects that are built.
    pub projects: usize,
    /// Places added by the horizon.
    pub additional: Places,
    /// Places protected by the horizon.
    pub protected: Places,
    /// Well-located places at the horizon.
    pub well_located: WellLocated,
    /// The year in which the last of its projects opens; `None` if none does.
    pub opens: Option<FinancialYear>,
    /// Projects that open after the horizon.
    pub late: usize,
    /// What the audit finds of each limit, kept or broken.
    pub findings: Vec<Finding>,
}

/// The checks that no draw can break: they hold of any choice of options.
const KEPT: [&str; 5] = ["as_of", "one_option", "capacity", "demand", "reach"];

/// The seeds of so many draws.
#[must_use]
pub fn seeds(seed: u64, draws: usize) -> Vec<u64> {
    let mut rng = Rng::with_seed(seed);
    (0..draws).map(|_| rng.u64(..)).collect()
}

/// What `plan` comes to as planned, with nothing going otherwise.
///
/// # Errors
///
/// When the solver fails, which is asked only where regions come first.
pub fn as_planned(question: &Question<'_>, plan: &Plan, solver: &dyn Solver) -> Result<Outcome, NoDecision> {
    outcome(&Question { model: &turned_out(question.model), ..*question }, &plan.funded, solver)
}

/// What `plan` comes to in the draw of each of `seeds`, in their order; of those before the first that was not begun
/// when the work was stopped.
///
/// # Errors
///
/// When the solver fails, which is asked only where regions come first.
pub fn stress(
    question: &Question<'_>,
    plan: &Plan,
    (risks, seeds): (&[Risk], &[u64]),
    solver: &dyn Solver,
    observer: Observer<'_>,
) -> Result<Vec<Outcome>, NoDecision> {
    let model = turned_out(question.model);
    let outcomes = observer.each(seeds, |&seed| {
        let world = World::of(question, &Draw::of(question.instance, risks, seed));
        outcome(&Question { instance: &world.instance, model: &model, ..*question }, &left(plan, &world), solver)
    })?;
    Ok(outcomes.into_iter().map_while(|outcome| outcome).collect())
}

/// The model of a draw: what projects cost and when they open has turned out, so that nothing is held for overruns, and what
/// opens counts.
fn turned_out(model: &Model) -> Model {
    Model { envelope: Envelope { overruns: 0, ..model.envelope.clone() }, deliverability: None, ..model.clone() }
}

/// What is left of a plan: the options of projects that are not lost.
fn left(plan: &Plan, world: &World) -> BTreeSet<Index<ProjectOption>> {
    let is_left = |option: &Index<ProjectOption>| !world.lost.contains(&world.instance[*option].project);
    plan.funded.iter().copied().filter(is_left).collect()
}

/// What these options come to.
fn outcome(
    question: &Question<'_>,
    funded: &BTreeSet<Index<ProjectOption>>,
    solver: &dyn Solver,
) -> Result<Outcome, NoDecision> {
    let (instance, horizon) = (question.instance, question.model.horizon);
    let plan = served(question, funded, solver)?;
    let options = || plan.options(instance);
    let open = || options().filter(|option| option.is_open_by(horizon));
    Ok(Outcome {
        cost: options().map(|option| option.cost).sum(),
        local_match: options().map(|option| option.local_match).sum(),
        projects: funded.len(),
        additional: open().map(|option| option.additional.at(question.model.estimate)).sum(),
        protected: open().map(|option| option.protected).sum(),
        well_located: well_located(question, &plan),
        opens: options().map(|option| option.opens).max(),
        late: options().filter(|option| !option.is_open_by(horizon)).count(),
        findings: checked(question, &plan).into_iter().filter(|finding| !KEPT.contains(&finding.family)).collect(),
    })
}

/// The plan that funds these options, its places divided as well as they can be; miles do not matter here.
fn served(
    question: &Question<'_>,
    funded: &BTreeSet<Index<ProjectOption>>,
    solver: &dyn Solver,
) -> Result<Plan, NoDecision> {
    let mut serving = Serving::standing(question, Weigh::Worth);
    for &option in funded {
        for (supply, places) in serving.given_by(question, option) {
            serving.change(supply, places);
        }
    }
    let plan = Plan { funded: funded.clone(), flows: serving.flows() };
    let is_served = question.model.goal != Goal::WorstRegion && keeps_floors(question, &plan);
    if is_served { Ok(plan) } else { serve_given(question, funded, solver) }
}
