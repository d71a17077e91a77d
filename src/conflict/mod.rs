//! Why no plan can keep all the rules, in the words of the model: which named rules clash, and the ways out.
//!
//! ```text
//! names -> arithmetic (what clashes by addition alone) -> deletion filter -> an irreducible set of named rules
//!                                                                         -> the least change of each that mends all
//! ```
//!
//! A rule is left out of the model, and never a row out of a program, so what is found is said of rules that people
//! wrote. A plan that is found on the way is audited; that there is none is believed only when it is said twice, of the
//! program and of the same told backwards. Work is limited in nodes, so the answer is the same on any machine.

mod arithmetic;
mod edit;
mod examine;
mod filter;
mod mend;
mod named;
mod number;
mod patience;
mod repair;
mod together;

use std::collections::BTreeSet;

pub use edit::{Edit, edited};
pub use examine::{Examiner, NodeLimit, Possible};
pub use filter::Conflict;
pub use named::{Named, names};
pub use patience::Patience;
use rayon::prelude::*;
pub use repair::{Change, Repair, Sure};

use crate::decide::NoDecision;
use crate::model::Question;
use crate::solve::Solver;
use mend::{Mended, mend};

/// Why no plan keeps all the rules, and what would let one.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Rules that cannot all hold, though any of them left out lets the others.
    pub conflict: Conflict,
    /// Changes to one of those rules, each of which alone lets a plan keep all the rules.
    pub alone: Vec<Repair>,
    /// Where no change alone does: changes that do together, none of which can be left out.
    pub together: Vec<Repair>,
    /// The further conflicts that were met on the way to those.
    pub further: Vec<Conflict>,
    /// Rules of which it was not settled within the limits whether a change to them alone is enough, or is needed
    /// beside the others.
    pub open: Vec<Named>,
}

/// Whether addition alone shows that no plan keeps all the rules of `question`, before any solver is asked.
#[must_use]
pub fn shown_by_addition(question: &Question<'_>) -> bool {
    !arithmetic::sums(question, &BTreeSet::new()).is_empty()
}

/// Why no plan keeps all the rules of `question`; nothing if some plan does.
///
/// What is told is true however soon the limits come: rules that clash, of which some may not be needed for it, and
/// changes that are enough, which may not be the least or the only ones.
///
/// # Errors
///
/// When the solver fails, proposes a plan that breaks a rule, or cannot tell within its limits whether there is a plan.
pub fn explain(
    question: &Question<'_>,
    solver: &dyn Solver,
    patience: Patience<'_>,
) -> Result<Option<Explanation>, NoDecision> {
    let examiner = Examiner::new(*question, solver).within(patience);
    let Some(conflict) = filter::conflict(&examiner, &BTreeSet::new())? else { return Ok(None) };
    let (mut alone, mut open) = (Vec::new(), Vec::new());
    // Each is a search of its own.
    let mended = conflict.rules.par_iter().map(|name| mend(&examiner, &[], name));
    for (name, mended) in conflict.rules.iter().zip(mended.collect::<Result<Vec<_>, _>>()?) {
        match mended {
            Mended::Enough(repair) => alone.push(repair),
            Mended::Never => {}
            Mended::Open => open.push(name.clone()),
        }
    }
    let mut explanation = Explanation { conflict, alone, together: Vec::new(), further: Vec::new(), open };
    if explanation.alone.is_empty() {
        together::together(&examiner, &mut explanation)?;
    }
    Ok(Some(explanation))
}
