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

use std::collections::{BTreeMap, BTreeSet};

use super::unknowns::in_year;
use super::{Family, Part, Unknowns};
use crate::milp::{Comparison, Milp, Row, Sum};
use crate::model::Question;
use crate::network::{Children, Network, Pair};

pub(super) const FAMILY: Family = Family {
    name: "demand",
    rule: "No child uses two places.",
    maths: "Σ_s f[s,a,c] ≤ demand[a,c]  for every area a and care type c",
    part: Part::Serving,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let mut served: BTreeMap<_, (Sum, i64)> = BTreeMap::new();
    for serving in unknowns.servings() {
        if let Children::Count(children) = serving.children {
            let none = || (Sum::default(), children.count().into());
            served.entry((serving.year, serving.area, serving.care_type)).or_insert_with(none).0.add(1, serving.column);
        }
    }
    let in_year = in_year(question);
    for ((year, area, care), (sum, bound)) in served {
        let (area, care) = (&question.instance[area].id, &question.instance[care].id);
        let label = format!("demand[{area}, {care}{}]", in_year(year));
        milp.add_row(Row { label, sum, comparison: Comparison::AtMost, bound });
    }
}

/// The rows, and the terms in them, that are stated over `network`.
pub(super) fn size(network: &Network) -> (usize, usize) {
    let is_counted = |pair: &&Pair| matches!(network.wants[pair.want].children, Children::Count(_));
    let counted = || network.pairs.iter().filter(is_counted);
    let wants: BTreeSet<usize> = counted().map(|pair| pair.want).collect();
    (wants.len(), counted().count())
}
