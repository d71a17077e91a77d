//! Exact reductions: a program with less to search, and the same best plan.
//!
//! Each is proved in its header and is a pure function from program to program. Columns keep their positions, so
//! values of the reduced program are values of the program itself.

mod bundles;
mod choices;
mod dominated;

use std::collections::BTreeSet;

use crate::program::{Objective, Program};
use choices::Choices;

/// `program` with only the rows `stated`, without what those and the `objectives` never prefer, and with small
/// knapsacks stated by the bundles that fit them.
#[must_use]
pub fn reduce<'a>(
    program: &Program,
    objectives: impl IntoIterator<Item = &'a Objective>,
    stated: &BTreeSet<usize>,
) -> Program {
    let mut reduced = program.with_rows(stated);
    let choices = Choices::of(&reduced);
    for column in dominated::dominated(&reduced, objectives, &choices) {
        reduced.fix(column, 0);
    }
    bundles::add(&mut reduced, &choices);
    reduced
}
