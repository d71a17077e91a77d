//! What a case comes to, and the work it takes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::case::Case;
use crate::decide::{Decision, NoDecision, Size, decide};
use crate::read::{Ended, Entry, Mistakes};
use crate::solve::{Effort, Going, Limits, Solver};

/// Why a case could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum Unmeasured {
    /// There are mistakes in it.
    #[error(transparent)]
    Inputs(#[from] Mistakes),
    /// It was not decided, and neither for want of a plan nor for a limit.
    #[error(transparent)]
    Undecided(#[from] NoDecision),
}

/// Decides the case of the model in `file`, up to so many nodes, and says what came of it.
///
/// # Errors
///
/// If it has mistakes, or the solver's answer is refused or fails.
pub fn measure(file: &Path, solver: &dyn Solver, nodes: Option<u32>) -> Result<Entry, Unmeasured> {
    let case = Case::open(file)?;
    let limits = Limits { nodes, effort: Effort::Usual, ..Limits::default() };
    let mut entry = match decide(&case.question(), solver, limits, &mut |_, _| Going::On) {
        // What it found without its solver says nothing of either.
        Ok(Decision { failed: Some(failed), .. }) => return Err(NoDecision::Solver(failed).into()),
        Ok(decision) => of(&decision),
        Err(NoDecision::Infeasible) => Entry { ended: Some(Ended::NoPlan), ..Entry::default() },
        Err(NoDecision::NothingFound) => Entry { ended: Some(Ended::NothingFound), ..Entry::default() },
        Err(undecided) => return Err(undecided.into()),
    };
    entry.numbers.extend(nodes.map(|nodes| ("node_limit", u64::from(nodes))));
    Ok(entry)
}

fn of(decision: &Decision) -> Entry {
    let Decision { proofs, size, reduced, work, .. } = decision;
    let count = |count: usize| u64::try_from(count).expect("what is counted in memory fits");
    let mut numbers = BTreeMap::from([
        ("well_located_places", proofs.coverage.value.hundredths()),
        ("dfe_cost_gbp", proofs.cost.value.pounds().unsigned_abs()),
        ("rows", count(size.rows)),
        ("columns", count(size.columns)),
        ("non_zeros", count(size.non_zeros)),
        ("nodes", work.nodes),
        ("iterations", work.iterations),
    ]);
    if let Some(Size { rows, columns, non_zeros }) = *reduced {
        numbers.extend([
            ("solved_rows", count(rows)),
            ("solved_columns", count(columns)),
            ("solved_non_zeros", count(non_zeros)),
        ]);
    }
    let ended = if proofs.is_proved() { Ended::Proved } else { Ended::NotProved };
    Entry { ended: Some(ended), numbers }
}
