//! How hard is looked for the best plan of a question that is near one whose plan is known.

use super::force::{better, near};
use super::{Observer, Relaxation, Span, UpperBound};
use crate::audit::{breaches, well_located};
use crate::decide::{Near, NoDecision, Settled, decide, narrow, near_relaxation, or_afresh};
use crate::domain::{Plan, WellLocated};
use crate::model::Question;
use crate::search::Tries;
use crate::solve::{Limits, Solver};

/// Hundredths of a well-located place between what was found and a bound beyond which another way of looking is worth it.
const WIDE: u64 = 400;

/// How hard is looked.
#[derive(Clone, Copy)]
pub struct SolveOptions<'a> {
    /// Changes that each search tries.
    pub tries: Tries,
    /// Every question is solved in full, within these limits; without them the search and a bound are used.
    pub in_full: Option<Limits>,
    /// The solver.
    pub solver: &'a dyn Solver,
    /// How it goes.
    pub observer: Observer<'a>,
}

impl SolveOptions<'_> {
    /// The most well-located places that any plan of `question` has: what was found near `plan`, which keeps its rules,
    /// and what none exceeds; and those of `plan` itself.
    ///
    /// # Errors
    ///
    /// When `plan` breaks a rule, or the solver fails or contradicts what is known.
    pub fn best(&self, question: &Question<'_>, plan: &Plan) -> Result<Span, NoDecision> {
        or_afresh(self.solver, |solver| SolveOptions { solver, ..*self }.best_by_solver(question, plan))
    }

    fn best_by_solver(&self, question: &Question<'_>, plan: &Plan) -> Result<Span, NoDecision> {
        let broken = breaches(question, plan);
        if !broken.is_empty() {
            return Err(NoDecision::Refused(broken));
        }
        let own = well_located(question, plan);
        let better = near(question, plan, self.tries);
        let better = better.filter(|better| well_located(question, better) > own);
        let relaxation = Relaxation::of(question).with_cuts(self.solver)?;
        let most = match relaxation.most_of_all(self.solver)? {
            // There is one, and it keeps every rule by the audit.
            UpperBound::NoPlan => UpperBound::Places(relaxation.without_rules()),
            most @ UpperBound::Places(_) => most,
        };
        let found = self.nearer(question, plan, better.or_else(|| Some(plan.clone())), most)?;
        let (found, most) = self.in_full(question, found, most)?;
        let found = found.map_or(own, |found| well_located(question, &found));
        match most {
            UpperBound::Places(most) if most >= found => Ok(Span::new(found, most)),
            UpperBound::Places(_) | UpperBound::NoPlan => {
                Err(NoDecision::Disagreement("a plan that was found is better than its bound".to_owned()))
            }
        }
    }

    /// `found`, or the plan near it, or near `plan`, and the relaxation of `question` where that is better; it is looked
    /// for only where `most` leaves room for much more than was found.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn nearer(
        &self,
        question: &Question<'_>,
        plan: &Plan,
        found: Option<Plan>,
        most: UpperBound,
    ) -> Result<Option<Plan>, NoDecision> {
        let has = found.as_ref().map_or(WellLocated::ZERO, |plan| well_located(question, plan));
        let room = most.places().map_or(0, |most| most.hundredths().saturating_sub(has.hundredths()));
        if room <= WIDE {
            return Ok(found);
        }
        let near =
            Near { plan: found.as_ref().unwrap_or(plan), settled: Settled::Agreed, rounds: 1, tries: self.tries };
        let mut watch = |_, _| (self.observer.going)();
        Ok(match near_relaxation(question, self.solver, Limits::default(), near, &mut watch)? {
            Some(near) => Some(better(question, found, near)),
            None => found,
        })
    }

    /// The best plan of `question` that is found, and the most that any plan has, from what is known of both: by a solver
    /// within the limits, where it is asked for and they do not meet yet.
    ///
    /// # Errors
    ///
    /// When the solver fails, or contradicts what is known.
    pub fn in_full(
        &self,
        question: &Question<'_>,
        found: Option<Plan>,
        most: UpperBound,
    ) -> Result<(Option<Plan>, UpperBound), NoDecision> {
        let Some(limits) = self.in_full else { return Ok((found, most)) };
        let mut watch = |_, _| (self.observer.going)();
        let decided = match (&found, most) {
            (Some(plan), UpperBound::Places(bound)) if well_located(question, plan) < bound => {
                narrow(question, self.solver, limits, (plan, bound), &mut watch)
            }
            (Some(_), _) => return Ok((found, most)),
            (None, _) => decide(question, self.solver, limits, &mut watch),
        };
        match decided {
            Ok(decision) => {
                let most = decision.proofs.coverage.bound.map_or(most, |bound| most.min(UpperBound::Places(bound)));
                Ok((Some(better(question, found, decision.plan)), most))
            }
            Err(NoDecision::Infeasible) => Ok((found, UpperBound::NoPlan)),
            Err(NoDecision::NothingFound) => Ok((found, most)),
            Err(failed) => Err(failed),
        }
    }
}
