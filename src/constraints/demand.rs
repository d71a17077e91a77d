//! # Demand: no child uses two places
//!
//! ```text
//! Σ_s f[s,a,c]  ≤  demand[a,c]      for every area a, care type c
//! ```
//!
//! | symbol        | meaning                                            | unit   | source       |
//! |---------------|----------------------------------------------------|--------|--------------|
//! | `f[s,a,c]`    | places at `s` used by children of `a` who need `c` | places | decision     |
//! | `demand[a,c]` | children of `a` who need `c`                       | places | `demand.csv` |
//!
//! There are unknowns only for sites within reach, so an area that no site reaches has no row.

use std::collections::BTreeMap;

use super::{Family, Part, Unknowns};
use crate::model::Question;
use crate::program::{Comparison, Program, Row, Sum};

pub(super) const FAMILY: Family = Family {
    name: "demand",
    rule: "No child uses two places.",
    maths: "Σ_s f[s,a,c] ≤ demand[a,c]  for every area a and care type c",
    part: Part::Serving,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, program: &mut Program) {
    let mut served: BTreeMap<_, Sum> = BTreeMap::new();
    for serving in unknowns.servings() {
        served.entry((serving.area, serving.care_type)).or_default().add(1, serving.column);
    }
    for need in question.problem.demand() {
        if let Some(sum) = served.remove(&(need.area, need.care_type)) {
            let [area, care] = [question.problem[need.area].id.as_str(), question.problem[need.care_type].id.as_str()];
            let label = format!("demand[{area}, {care}]");
            program.add_row(Row { label, sum, comparison: Comparison::AtMost, bound: need.children.count().into() });
        }
    }
}
