//! # One option: a project is done in one way, or not at all
//!
//! ```text
//! Σ_{o of p} x[o]  ≤  1      for every project p
//! ```
//!
//! | symbol | meaning                      | unit | source   |
//! |--------|------------------------------|------|----------|
//! | `x[o]` | 1 if option `o` is funded    | none | decision |
//!
//! A project with a single option needs no row: its column ends at 1.

use super::{Family, Part, Unknowns};
use crate::milp::{Comparison, Milp, Row};
use crate::model::Question;

pub(super) const FAMILY: Family = Family {
    name: "one_option",
    rule: "A project is done in one way, or not at all.",
    maths: "Σ_{o of p} x[o] ≤ 1  for every project p",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    for project in question.instance.projects().iter().filter(|project| project.options.len() > 1) {
        milp.add_row(Row {
            label: format!("one_option[{}]", project.id),
            sum: unknowns.funded_of(project).collect(),
            comparison: Comparison::AtMost,
            bound: 1,
        });
    }
}
