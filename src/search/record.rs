//! What a search did, so that its best plan can be made again: a plan that the audit need not see costs next to nothing.
//!
//! Of the plans that a search meets only the best one that keeps every rule is wanted. Whatever the search does next
//! does not depend on what the audit says, so nothing is audited before its end. Then the best plan met is made again,
//! by the same changes in the same order, and audited; in most searches that is all. Where it breaks a rule the changes
//! are gone through once more, and every plan that is better than the best so far is audited as it comes.

use super::state::{Change, SearchState};
use crate::domain::Plan;
use crate::model::Question;

/// The most plans that are refused before only a better one than any of those is offered: each costs an audit.
const MOST_REFUSED: u32 = 300;

/// Well-located places in hundredths, and then the less cost the better.
type Worth = (i64, i64);

/// The changes that were made, in order, and what came of them.
#[derive(Debug, Default)]
pub(super) struct Record {
    changes: Vec<Change>,
    /// By step: where its changes end, and what the plan after it is worth if it keeps all limits.
    steps: Vec<(usize, Option<Worth>)>,
    /// The first step to the best plan of those.
    best: Option<(Worth, usize)>,
}

impl Record {
    /// Notes a step, after which a plan that keeps all limits is worth so much.
    pub fn note(&mut self, changes: &[Change], worth: Option<Worth>) {
        let is_best = |worth: &Worth| self.best.is_none_or(|(best, _)| *worth > best);
        if let Some(worth) = worth.filter(is_best) {
            self.best = Some((worth, self.steps.len()));
        }
        self.changes.extend_from_slice(changes);
        self.steps.push((self.changes.len(), worth));
    }

    /// The best plan of all these that is `acceptable`.
    pub fn best(&self, question: &Question<'_>, acceptable: &dyn Fn(&Plan) -> bool) -> Option<Plan> {
        let (_, best) = self.best?;
        let mut standing = SearchState::new(question);
        for (changes, _) in self.steps().take(best + 1) {
            standing.change_anyway(changes);
        }
        Some(standing.plan()).filter(acceptable).or_else(|| self.best_step_by_step(question, acceptable))
    }

    /// The same, auditing each plan as it comes.
    fn best_step_by_step(&self, question: &Question<'_>, acceptable: &dyn Fn(&Plan) -> bool) -> Option<Plan> {
        let mut standing = SearchState::new(question);
        let (mut best, mut refusals, mut best_refused): (Option<(Worth, Plan)>, _, _) = (None, 0, None);
        for (changes, worth) in self.steps() {
            standing.change_anyway(changes);
            let Some(worth) = worth else { continue };
            let is_better = best.as_ref().is_none_or(|(best, _)| worth > *best);
            if is_better && (refusals < MOST_REFUSED || best_refused < Some(worth)) {
                let plan = standing.plan();
                if acceptable(&plan) {
                    best = Some((worth, plan));
                } else {
                    refusals += 1;
                    best_refused = best_refused.max(Some(worth));
                }
            }
        }
        best.map(|(_, plan)| plan)
    }

    fn steps(&self) -> impl Iterator<Item = (&[Change], Option<Worth>)> {
        let begins = std::iter::once(0).chain(self.steps.iter().map(|(end, _)| *end));
        begins.zip(&self.steps).map(|(begin, &(end, worth))| (&self.changes[begin..end], worth))
    }
}
