//! Changes that are enough together, where none is known to be alone.

use std::collections::BTreeSet;

use super::edit::Edit;
use super::examine::{Examiner, NodeLimit, Possible};
use super::filter::{Conflict, conflict};
use super::mend::{Mended, mend};
use super::repair::{Change, Repair};
use super::{Explanation, Named};
use crate::decide::NoDecision;
use crate::domain::Instance;

/// One rule of each conflict is left out until a plan is found; then each is put back with the least change that it
/// needs beside the others, or as it is. Where the limits come before a plan is found, no changes are told.
pub(super) fn together(examiner: &Examiner<'_>, explanation: &mut Explanation) -> Result<(), NoDecision> {
    let mut out: BTreeSet<Named> = BTreeSet::new();
    let mut left_out: Vec<Named> = Vec::new();
    let mut next = Some(explanation.conflict.clone());
    while let Some(met) = next {
        let Some(gives) = gives(&met, examiner.question.instance) else { break };
        out.insert(gives.clone());
        left_out.push(gives);
        next = match conflict(examiner, &out) {
            Err(NoDecision::NothingFound) => return Ok(()),
            next => next?,
        };
        explanation.further.extend(next.clone());
    }
    put_back(examiner, &left_out, explanation)
}

/// The rule of a conflict that gives way: the first with a number, or the first. Where there are adjustments, the year of
/// the question gives way only where there is no other, as another year may ask for more.
fn gives(conflict: &Conflict, instance: &Instance) -> Option<Named> {
    let has_number = |name: &&Named| match name {
        Named::Envelope | Named::Fund(_) | Named::Rule(_) | Named::CoverageFloor | Named::Clause(_) => true,
        Named::AsOf
        | Named::FundYears
        | Named::Commit(_)
        | Named::Exclude(_)
        | Named::MatchFunding
        | Named::Link(_) => false,
    };
    let is_other = |name: &&Named| **name != Named::AsOf || instance.as_read().is_none();
    let rules = || conflict.rules.iter();
    rules().find(has_number).or_else(|| rules().find(is_other)).or(conflict.rules.first()).cloned()
}

/// The least change of each rule beside the others: those before it changed, those after it left out.
fn put_back(examiner: &Examiner<'_>, left_out: &[Named], explanation: &mut Explanation) -> Result<(), NoDecision> {
    for (at, name) in left_out.iter().enumerate() {
        let changed = explanation.together.iter().map(Repair::edit);
        let others: Vec<Edit> = changed.chain(left_out[at + 1..].iter().cloned().map(Edit::Out)).collect();
        match examiner.possible(&others, NodeLimit::Large)? {
            Possible::Yes(_) => continue,
            Possible::No => {}
            Possible::Unknown => explanation.open.push(name.clone()),
        }
        explanation.together.push(match mend(examiner, &others, name)? {
            Mended::Enough(repair) => repair,
            // A plan was found without it.
            Mended::Never | Mended::Open => Repair { rule: name.clone(), change: Change::Drop },
        });
    }
    Ok(())
}
