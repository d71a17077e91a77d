//! How hard is looked for the best plan of a question that is near one whose plan is known.

use super::force::near;
use super::{Course, Most, Relaxation, Span};
use crate::audit::{breaches, well_located};
use crate::decide::{NoDecision, decide};
use crate::domain::Plan;
use crate::model::Question;
use crate::search::Tries;
use crate::solve::{Limits, Solver};

/// How hard is looked.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Changes that each search tries.
    pub tries: Tries,
    /// Every question is solved in full, within these limits; without them the search and a bound are used.
    pub in_full: Option<Limits>,
    /// The solver.
    pub solver: &'a dyn Solver,
    /// How it goes.
    pub course: Course<'a>,
}

impl Look<'_> {
    /// The most well-located places that any plan of `question` has: what was found near `plan`, which keeps its rules,
    /// and what none exceeds; and those of `plan` itself.
    ///
    /// # Errors
    ///
    /// When `plan` breaks a rule, or the solver fails or contradicts what is known.
    pub fn best(&self, question: &Question<'_>, plan: &Plan) -> Result<Span, NoDecision> {
        let broken = breaches(question, plan);
        if !broken.is_empty() {
            return Err(NoDecision::Refused(broken));
        }
        let own = well_located(question, plan);
        let better = near(question, plan, self.tries);
        let mut found = better.map_or(own, |better| well_located(question, &better).max(own));
        let relaxation = Relaxation::of(question);
        let mut most = match relaxation.most_of_all(self.solver)? {
            // There is one, and it keeps every rule by the audit.
            Most::NoPlan => Most::Places(relaxation.without_rules()),
            most @ Most::Places(_) => most,
        };
        if let Some((plan, bound)) = self.in_full(question)? {
            found = found.max(plan.map_or(own, |plan| well_located(question, &plan)));
            most = most.min(bound);
        }
        match most {
            Most::Places(most) if most >= found => Ok(Span::new(found, most)),
            Most::Places(_) | Most::NoPlan => {
                Err(NoDecision::Disagreement("a plan that was found is better than its bound".to_owned()))
            }
        }
    }

    /// What a full solve finds, and its bound; nothing where none is asked for, or none came to a bound.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn in_full(&self, question: &Question<'_>) -> Result<Option<(Option<Plan>, Most)>, NoDecision> {
        let Some(limits) = self.in_full else { return Ok(None) };
        let mut watch = |_, _| (self.course.going)();
        match decide(question, self.solver, limits, &mut watch) {
            Ok(decision) => {
                let bound = decision.proofs.coverage.bound;
                Ok(bound.map(|bound| (Some(decision.plan), Most::Places(bound))))
            }
            Err(NoDecision::Infeasible) => Ok(Some((None, Most::NoPlan))),
            Err(NoDecision::NothingFound) => Ok(None),
            Err(failed) => Err(failed),
        }
    }
}
