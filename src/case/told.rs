//! What was changed in a workbook, as it is told: what, what it was, and what it is now.

use super::edits::Edits;
use super::{Case, limits};
use crate::model::{Bound, ByHand, FixKind};

/// Everything that `edits` change of `case`, which is still as it was.
pub(super) fn by_hand(case: &Case, edits: &Edits) -> Vec<ByHand> {
    let instance = &case.dataset.instance;
    let limits = limits(&case.model).into_iter().filter_map(|limit| {
        let (now, _) = edits.limits.get(&limit.name)?;
        let [was, now] = [limit.bound, *now].map(told);
        Some(ByHand { what: limit.name, was, now })
    });
    let costs = edits.costs.iter().map(|(index, now)| {
        let option = &instance[*index];
        let what = format!("the cost of {} {}", instance[option.project].id, option.id);
        ByHand { what, was: option.cost.to_string(), now: now.to_string() }
    });
    let statuses = edits.statuses.iter().map(|(index, (kind, _))| ByHand {
        what: instance[*index].id.to_string(),
        was: "as the model has it".to_owned(),
        now: match kind {
            FixKind::Commit => "committed".to_owned(),
            FixKind::Exclude => "excluded".to_owned(),
        },
    });
    limits.chain(costs).chain(statuses).collect()
}

fn told(bound: Bound) -> String {
    match bound {
        Bound::Money(money) => money.to_string(),
        Bound::Count(count) => count.to_string(),
    }
}
