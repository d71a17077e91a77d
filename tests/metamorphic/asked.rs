//! A question of one's own, to be put again in another way.

use std::cmp::Reverse;

use placewell::decide::{Decision, NoDecision, decide};
use placewell::domain::{Distances, Index, Instance, Parts, ProjectOption};
use placewell::model::{Model, Question};
use placewell::solve::{Going, Highs, Limits};

use crate::brute_force::case::Case;

/// A question whose every part can be changed.
#[derive(Clone)]
pub struct Asked {
    pub parts: Parts,
    pub model: Model,
    pub distances: Distances,
}

/// How good a plan is: the worst region where that is the goal, well-located places, cost and miles. The greater is
/// the better.
pub type Value = (Option<u32>, u64, Reverse<i64>, Reverse<u64>);

impl Asked {
    /// The question of a random case.
    pub fn of(case: &Case) -> Self {
        let instance = &case.instance;
        let parts = Parts {
            care_types: instance.care_types().to_vec(),
            areas: instance.areas().to_vec(),
            groups: instance.groups().to_vec(),
            lines: instance.lines().to_vec(),
            homes: instance.homes().to_vec(),
            sites: instance.sites().to_vec(),
            projects: instance.projects().to_vec(),
            options: instance.options().to_vec(),
            demand: instance.demand().to_vec(),
            links: instance.links().to_vec(),
            own: instance.own().clone(),
            about: instance.about().cloned(),
        };
        Self { parts, model: case.model.clone(), distances: case.distances.clone() }
    }

    /// The best plan, or nothing if none keeps the rules.
    pub fn decided(&self) -> Option<Decision> {
        let instance = Instance::new(self.parts.clone());
        let question = Question { instance: &instance, model: &self.model, distances: &self.distances };
        match decide(&question, &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On) {
            Ok(decision) => Some(decision),
            Err(NoDecision::Infeasible) => None,
            Err(other) => panic!("{other}"),
        }
    }

    /// An option by its index.
    pub fn option(&self, index: Index<ProjectOption>) -> &ProjectOption {
        &self.parts.options[index.position()]
    }
}

/// How good the plan of a decision is; all of it is proved.
pub fn value(decision: &Decision) -> Value {
    let proofs = &decision.proofs;
    assert!(proofs.coverage.is_proved() && proofs.cost.is_proved() && proofs.travel.is_proved(), "{proofs:?}");
    let worst = proofs.worst_region.map(|worst| worst.value.thousandths());
    let cost = proofs.cost.value.pounds();
    (worst, proofs.coverage.value.hundredths(), Reverse(cost), Reverse(proofs.travel.value))
}
