//! A target searched for step by step, each step a split of it between two blocks.
//!
//! Let `v` be what the main block has of a target `t`, at first the most that it can have by itself.
//!
//! 1. The rest must have `t − v`, which takes at least so much money, and leaves the main block the remainder.
//! 2. If the main block cannot have `v` within that, `v` falls by a step, and the rest needs more.
//! 3. Nothing is left once the rest cannot have `t − v` at all.
//!
//! A target that fails every step is refuted. A relaxation of the main block refutes what is far out of reach in exact
//! numbers: the steps that it refutes are passed over. Often the money that is left refutes every `v` to come at once, so
//! that is asked after a refutation that was quick.

use super::ask::Answer;
use super::blocks::Blocks;
use super::fact::{Fact, Which};
use super::session::StageSession;
use super::split::{Budget, Split};
use crate::solve::{SolverError, Work};

/// Iterations up to which a refutation was quick.
const QUICK: u64 = 4_000;

/// Steps that the relaxation of the main block leaves it beyond what is asked of it, from which on it is likely to have it.
const LIKELY: i64 = 8;

/// A search for one target, and the facts that its refutation rests on.
pub(super) struct Search<'a> {
    split: &'a mut Split,
    budget: Budget,
    facts: Vec<Fact>,
    work: Work,
}

impl<'a> Search<'a> {
    /// A search for a target among what is known of two blocks.
    pub fn new(split: &'a mut Split, budget: Budget) -> Self {
        Self { split, budget, facts: Vec::new(), work: Work::default() }
    }

    /// The facts that a refutation rests on, and the work that finding them took.
    pub fn rests_on(self) -> (Vec<Fact>, Work) {
        (self.facts, self.work)
    }

    /// Whether `target` can be had within `money`.
    pub fn explore(&mut self, session: &mut StageSession<'_>, target: i64, money: i64) -> Result<Answer, SolverError> {
        let Split { of_main: (of_main, _), of_rest, .. } = *self.split;
        let Blocks { main, settled, .. } = &self.split.blocks;
        let (step, needed) = (main.objective.sum.step(), target - settled);
        self.facts.extend(self.split.beyond_most());
        let (mut most, lowest) = (of_main, needed - of_rest);
        while most >= lowest {
            let cheapest = self.split.cheapest_of_rest(session, needed - most, self.budget, &mut self.work)?;
            let Some(cheapest) = cheapest else { return Ok(Answer::Unknown) };
            self.facts.push(Fact { which: Which::Rest, least: needed - most, within: Some(cheapest.bound - 1) });
            let left = money - cheapest.bound;
            if left < 0 {
                return Ok(Answer::Refuted);
            }
            let relaxed = self.split.relaxed(session, left, self.budget.limits, &mut self.work)?;
            if relaxed < most {
                // What lies between leaves the main block no more money than this.
                most = relaxed.div_euclid(step) * step;
                continue;
            }
            let is_likely = relaxed >= most + LIKELY * step;
            let (answer, took) = self.main_has(session, (most, left), (self.budget.iterations, is_likely))?;
            if let Answer::Reached(values, _) = answer {
                let blocks = &self.split.blocks;
                let is_within = blocks.main.money_of(&values) + cheapest.value <= money;
                let joined = blocks.joined(&values, &cheapest.values);
                return Ok(if is_within { Answer::Reached(joined, target) } else { Answer::Unknown });
            }
            most -= step;
            let is_all = answer == Answer::Refuted
                && most >= lowest
                && took < QUICK
                && self.main_has(session, (lowest, left), (took + QUICK / 2, false))?.0 == Answer::Refuted;
            if answer == Answer::Unknown || is_all {
                return Ok(answer);
            }
        }
        Ok(Answer::Refuted)
    }

    /// Whether the main block has `least` within so much money, which is noted as a fact if not, and the iterations that
    /// it took.
    fn main_has(
        &mut self,
        session: &mut StageSession<'_>,
        (least, within): (i64, i64),
        (iterations, is_likely): (u64, bool),
    ) -> Result<(Answer, u64), SolverError> {
        let fact = Fact { which: Which::Main, least, within: Some(within) };
        if self.split.certain.iter().any(|other| fact.follows_from(other)) {
            return Ok((Answer::Refuted, 0));
        }
        let (answer, work) = self.split.has(session, fact, (0, iterations, is_likely), self.budget.limits)?;
        if answer == Answer::Refuted {
            self.facts.push(fact);
        }
        self.work += work;
        Ok((answer, work.iterations))
    }
}
