//! What no plan can do, by the rules with projects allowed in part.
//!
//! A plan that keeps the rules keeps them in part too, so what is best in part bounds every plan: one linear program,
//! without a search, some seconds where a proof takes minutes. Places are whole and worths have a common step, so the
//! bound is the last step below it. What no single row leaves room for is left out first, and cuts of small
//! knapsacks may be added, so that less is allowed in part.

use crate::constraints::Unknowns;
use crate::decide::{NoDecision, add_cuts};
use crate::domain::{Index, Project, WellLocated};
use crate::formulate::formulate;
use crate::milp::{Comparison, Milp, Objective, Row};
use crate::model::Question;
use crate::objective::coverage;
use crate::reduce::tighten;
use crate::solve::{Going, Limits, Request, Solver, Status};

use super::Force;

/// The most that a plan can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpperBound {
    /// There is no plan.
    NoPlan,
    /// No plan has more well-located places.
    Places(WellLocated),
}

impl UpperBound {
    /// The places, unless there is no plan.
    #[must_use]
    pub const fn places(self) -> Option<WellLocated> {
        match self {
            Self::NoPlan => None,
            Self::Places(places) => Some(places),
        }
    }
}

/// A question with projects allowed in part.
#[derive(Clone, Debug)]
pub struct Relaxation {
    unknowns: Unknowns,
    milp: Milp,
    coverage: Objective,
}

impl Relaxation {
    /// The relaxation of `question`.
    #[must_use]
    pub fn of(question: &Question<'_>) -> Self {
        let formulation = formulate(question);
        let coverage = coverage(&formulation.unknowns);
        Self { milp: tighten(&formulation.milp), unknowns: formulation.unknowns, coverage }
    }

    /// The same with the cuts of its knapsacks: worth their while for more than one question.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn with_cuts(mut self, solver: &dyn Solver) -> Result<Self, NoDecision> {
        add_cuts(&mut self.milp, &self.coverage, solver, Limits::default(), &mut |_| Going::On)?;
        Ok(self)
    }

    /// The most well-located places that a plan can have with `project` forced.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn most(
        &self,
        question: &Question<'_>,
        (project, force): (Index<Project>, Force),
        solver: &dyn Solver,
    ) -> Result<UpperBound, NoDecision> {
        let mut milp = self.milp.clone();
        let (comparison, bound) = match force {
            Force::In => (Comparison::AtLeast, 1),
            Force::Out => (Comparison::AtMost, 0),
        };
        let sum = self.unknowns.funded_of(&question.instance[project]).collect();
        milp.add_row(Row { label: "forced".to_owned(), sum, comparison, bound });
        bound_of(&milp, &self.coverage, solver)
    }

    /// The most well-located places that no plan exceeds, whatever the rules say.
    #[must_use]
    pub fn without_rules(&self) -> WellLocated {
        places(self.coverage.trivial_bound(&self.milp))
    }

    /// The most well-located places that a plan can have.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn most_of_all(&self, solver: &dyn Solver) -> Result<UpperBound, NoDecision> {
        bound_of(&self.milp, &self.coverage, solver)
    }
}

fn bound_of(milp: &Milp, coverage: &Objective, solver: &dyn Solver) -> Result<UpperBound, NoDecision> {
    let request = Request { milp: &milp.relaxed(), objective: coverage, start: None, limits: Limits::default() };
    match solver.solve(&request, &mut |_| Going::On)?.status {
        Status::Infeasible => Ok(UpperBound::NoPlan),
        // The bound holds of every plan, however far the solver came.
        Status::Optimal(found) | Status::Stopped(found) => Ok(UpperBound::Places(places(found.bound))),
        Status::Nothing => Ok(UpperBound::Places(places(coverage.trivial_bound(milp)))),
    }
}

fn places(hundredths: i64) -> WellLocated {
    WellLocated::from_hundredths(hundredths.max(0).unsigned_abs())
}
