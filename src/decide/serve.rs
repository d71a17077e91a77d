//! Whom the places of a plan serve: the most well-located places, then the nearest.
//!
//! Paths in whole numbers settle that, unless regions come first: then a solver is asked.

use std::collections::BTreeSet;

use super::NoDecision;
use super::session::Session;
use super::stages::run_stages;
use crate::domain::{Index, Plan, ProjectOption};
use crate::formulate::formulate_serving;
use crate::model::{Goal, Question};
use crate::serving::nearest_flows;
use crate::solve::{Going, Limits, Solver, Work};

/// A plan with its places divided among the children.
#[derive(Clone, Debug)]
pub struct Served {
    /// The plan.
    pub plan: Plan,
    /// The work the solver did.
    pub work: Work,
}

/// Divides the places that `funded` options give, and those that stand anyway, among the children in reach.
///
/// # Errors
///
/// When the solver fails, or when a floor that is to be kept cannot be.
pub fn serve(
    question: &Question<'_>,
    funded: &BTreeSet<Index<ProjectOption>>,
    solver: &dyn Solver,
) -> Result<Served, NoDecision> {
    let model = question.model;
    let regions_first = model.coverage_floor.is_some() || model.goal == Goal::WorstRegion;
    if !regions_first {
        let flows = nearest_flows(question, funded);
        return Ok(Served { plan: Plan { funded: funded.clone(), flows }, work: Work::default() });
    }
    let formulation = formulate_serving(question, funded);
    let mut watch = |_, _| Going::On;
    let mut session = Session::new(question, solver, Limits::default(), &mut watch);
    let run = run_stages(&mut session, &formulation.milp, &formulation.stages)?;
    if run.claims.len() < formulation.stages.len() || run.claims.iter().any(|claim| !claim.optimal) {
        return Err(NoDecision::Disagreement("whom the places serve could not be settled".to_owned()));
    }
    let flows = formulation.unknowns.flows(&run.values);
    Ok(Served { plan: Plan { funded: funded.clone(), flows }, work: run.work })
}
