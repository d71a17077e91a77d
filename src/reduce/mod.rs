//! Exact reductions: a program with less to search, and the same best plan.
//!
//! Each is proved in its header and is a pure function from program to program. Columns keep their positions, so
//! values of the reduced program are values of the program itself.

mod bounds;
mod dominated;

use std::collections::BTreeSet;

use crate::milp::{Choices, Milp, Objective};

/// `milp` with only the rows `stated`: its bounds as close as single rows say, and without what those rows and
/// the `objectives` never prefer.
#[must_use]
pub fn reduce<'a>(milp: &Milp, objectives: impl IntoIterator<Item = &'a Objective>, stated: &BTreeSet<usize>) -> Milp {
    let mut reduced = milp.with_rows(stated);
    bounds::bring_closer(&mut reduced);
    let choices = Choices::of(&reduced);
    for column in dominated::dominated(&reduced, objectives, &choices) {
        reduced.fix(column, 0);
    }
    reduced
}

/// `milp` with bounds as close as single rows say. No values that keep its rows are lost, so rows may be added to it.
#[must_use]
pub fn tighten(milp: &Milp) -> Milp {
    let mut tightened = milp.clone();
    bounds::bring_closer(&mut tightened);
    tightened
}
