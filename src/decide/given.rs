//! Whom the places of a plan that is given serve: divided as those of a decision are, and where no division keeps every
//! floor, so that as many are kept as can be.

use std::collections::BTreeSet;

use super::NoDecision;
use super::afresh::or_afresh;
use super::serve::serve;
use crate::audit::{Finding, checked};
use crate::domain::{Index, Plan, ProjectOption};
use crate::model::{CoverageFloor, Goal, Model, Question};
use crate::serving::nearest_flows;
use crate::solve::Solver;

/// The plan that funds these options, its places divided as well as they can be: by what the model seeks, with its floors
/// kept; where that cannot be, with each floor kept that can be beside those of the regions, and then groups, before it.
///
/// # Errors
///
/// When the solver fails, which is asked only where regions come first.
pub fn serve_given(
    question: &Question<'_>,
    funded: &BTreeSet<Index<ProjectOption>>,
    solver: &dyn Solver,
) -> Result<Plan, NoDecision> {
    let plan = Plan { flows: nearest_flows(question, funded), funded: funded.clone() };
    if question.model.goal != Goal::WorstRegion && keeps_floors(question, &plan) {
        return Ok(plan);
    }
    match or_afresh(solver, |solver| serve(question, funded, solver)) {
        Err(NoDecision::Infeasible) => with_some_floors(question, funded, solver),
        served => served.map(|served| served.plan),
    }
}

/// Whether `plan` keeps every floor there is.
#[must_use]
pub fn keeps_floors(question: &Question<'_>, plan: &Plan) -> bool {
    let holds = |finding: &Finding| finding.family != "coverage_floor" || finding.holds();
    question.model.coverage_floor.is_none() || checked(question, plan).iter().all(holds)
}

/// The plan divided with the floors of as many regions as can be, which are tried by name, and then of groups.
fn with_some_floors(
    question: &Question<'_>,
    funded: &BTreeSet<Index<ProjectOption>>,
    solver: &dyn Solver,
) -> Result<Plan, NoDecision> {
    let Some(floor) = &question.model.coverage_floor else { return Err(NoDecision::Infeasible) };
    let served = |coverage_floor: Option<CoverageFloor>| {
        let model = Model { coverage_floor, ..question.model.clone() };
        serve(&Question { model: &model, ..*question }, funded, solver).map(|served| served.plan)
    };
    let none = CoverageFloor { regions: BTreeSet::new(), groups: BTreeSet::new(), ..floor.clone() };
    let regions = question.instance.planned_regions().into_iter().filter(|region| floor.holds_in(region));
    let with_region = regions.map(|region| CoverageFloor { regions: [region.to_owned()].into(), ..none.clone() });
    let with_group = floor.groups.iter().map(|group| CoverageFloor { groups: [group.clone()].into(), ..none.clone() });
    let (mut best, mut kept) = (served(None)?, none.clone());
    for CoverageFloor { regions, groups, .. } in with_region.chain(with_group) {
        let (regions, groups) = (&kept.regions | &regions, &kept.groups | &groups);
        let tried = CoverageFloor { regions, groups, ..none.clone() };
        match served(Some(tried.clone())) {
            Ok(plan) => (best, kept) = (plan, tried),
            Err(NoDecision::Infeasible) => {}
            Err(none) => return Err(none),
        }
    }
    Ok(best)
}
