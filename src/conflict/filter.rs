//! The deletion filter: named rules are left out while what is left still cannot hold (Chinneck and Dravnieks 1991).
//!
//! A rule that stays was needed beside rules of which some were left out later, so it is needed beside those that are
//! left at the end: any of them left out lets the others hold.

use std::collections::BTreeSet;

use super::arithmetic::sums;
use super::edit::Edit;
use super::examine::{Examiner, NodeLimit, Possible};
use super::repair::Sure;
use super::{Named, names};
use crate::decide::NoDecision;
use crate::domain::Plan;

/// Named rules that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The rules, in the order of [`names`], turned: what people look for first comes first.
    pub rules: Vec<Named>,
    /// Why, where addition alone shows it.
    pub sum: Option<String>,
    /// Whether it is known that any of them left out lets the others hold.
    pub sure: Sure,
}

/// A conflict among the rules of the question without those in `out`; nothing if some plan keeps them.
pub(super) fn conflict(examiner: &Examiner<'_>, out: &BTreeSet<Named>) -> Result<Option<Conflict>, NoDecision> {
    let all: Vec<Named> = names(&examiner.question).into_iter().filter(|name| !out.contains(name)).collect();
    for sum in sums(&examiner.question, out) {
        let start: Vec<Named> = all.iter().filter(|name| sum.rules.contains(name)).cloned().collect();
        match possible_together(examiner, &start, NodeLimit::Large)? {
            // The sum shows it where nobody has the time to ask.
            Possible::No | Possible::Unknown => {
                let (rules, sure) = irreducible(examiner, start)?;
                let sum = shown_by(examiner, &rules);
                return Ok(Some(Conflict { rules, sum, sure }));
            }
            Possible::Yes(_) => {}
        }
    }
    match possible_together(examiner, &all, NodeLimit::Large)? {
        Possible::Yes(_) => Ok(None),
        Possible::Unknown => Err(NoDecision::NothingFound),
        Possible::No => {
            let (rules, sure) = irreducible(examiner, all)?;
            Ok(Some(Conflict { rules, sum: None, sure }))
        }
    }
}

/// The sum that shows that these rules cannot all hold: of nothing that others settle, as those are not named.
fn shown_by(examiner: &Examiner<'_>, rules: &[Named]) -> Option<String> {
    let others = names(&examiner.question).into_iter().filter(|name| !rules.contains(name)).collect();
    sums(&examiner.question, &others).into_iter().next().map(|sum| sum.sentence)
}

/// Whether these rules can hold without the others.
fn possible_together(examiner: &Examiner<'_>, kept: &[Named], look: NodeLimit) -> Result<Possible, NoDecision> {
    examiner.possible(&without_others(examiner, kept), look)
}

/// Every named rule but these, left out.
fn without_others(examiner: &Examiner<'_>, kept: &[Named]) -> Vec<Edit> {
    names(&examiner.question).into_iter().filter(|name| !kept.contains(name)).map(Edit::Out).collect()
}

/// An irreducible part of rules that cannot all hold: many are left out at a time, then few, then each by itself.
fn irreducible(examiner: &Examiner<'_>, mut kept: Vec<Named>) -> Result<(Vec<Named>, Sure), NoDecision> {
    let mut size = (kept.len() / 2).max(1);
    // A plan that was found before may show that others can hold too.
    let mut plans: Vec<Plan> = Vec::new();
    loop {
        let mut at = 0;
        let mut sure = Sure::Known;
        // Of many at a time it is enough to see whether they fall away easily.
        let look = if size == 1 { NodeLimit::Large } else { NodeLimit::Small };
        while at < kept.len() {
            let end = (at + size).min(kept.len());
            let rest: Vec<Named> = kept[..at].iter().chain(&kept[end..]).cloned().collect();
            if plans.iter().any(|plan| examiner.keeps(&without_others(examiner, &rest), plan)) {
                at = end;
                continue;
            }
            match possible_together(examiner, &rest, look)? {
                Possible::No => kept = rest,
                Possible::Yes(plan) => {
                    plans.push(plan);
                    at = end;
                }
                Possible::Unknown => (at, sure) = (end, Sure::NotKnown),
            }
        }
        if size == 1 {
            kept.reverse();
            return Ok((kept, sure));
        }
        size /= 2;
    }
}
