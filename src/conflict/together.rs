//! Changes that are enough together, where none is alone.

use std::collections::BTreeSet;

use super::Named;
use super::edit::Edit;
use super::examine::{Examiner, Look, Possible};
use super::filter::{Conflict, conflict};
use super::mend::{Change, Repair, mend};
use crate::decide::NoDecision;

/// One rule of each conflict is left out until a plan is found; then each is put back with the least change that it
/// needs beside the others, or as it is.
pub(super) fn together(examiner: &Examiner<'_>, first: &Conflict) -> Result<(Vec<Repair>, Vec<Conflict>), NoDecision> {
    let mut out: BTreeSet<Named> = BTreeSet::new();
    let mut left_out: Vec<Named> = Vec::new();
    let mut further = Vec::new();
    let mut next = Some(first.clone());
    while let Some(met) = next {
        let Some(gives) = gives(&met) else { break };
        out.insert(gives.clone());
        left_out.push(gives);
        next = conflict(examiner, &out)?;
        further.extend(next.clone());
    }
    Ok((put_back(examiner, &left_out)?, further))
}

/// The rule of a conflict that gives way: the first with a number, or the first.
fn gives(conflict: &Conflict) -> Option<Named> {
    let has_number = |name: &&Named| match name {
        Named::Envelope | Named::Fund(_) | Named::Rule(_) | Named::CoverageFloor => true,
        Named::FundYears | Named::Commit(_) | Named::Exclude(_) | Named::MatchFunding | Named::Link(_) => false,
    };
    conflict.rules.iter().find(has_number).or(conflict.rules.first()).cloned()
}

/// The least change of each rule beside the others: those before it changed, those after it left out.
fn put_back(examiner: &Examiner<'_>, left_out: &[Named]) -> Result<Vec<Repair>, NoDecision> {
    let mut repairs: Vec<Repair> = Vec::new();
    for (at, name) in left_out.iter().enumerate() {
        let changed = repairs.iter().map(Repair::edit);
        let others: Vec<Edit> = changed.chain(left_out[at + 1..].iter().cloned().map(Edit::Out)).collect();
        if matches!(examiner.possible(&others, Look::Search)?, Possible::Yes(_)) {
            continue;
        }
        let dropped = Repair { rule: name.clone(), change: Change::Drop };
        repairs.push(mend(examiner, &others, name)?.unwrap_or(dropped));
    }
    Ok(repairs)
}
