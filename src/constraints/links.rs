//! # Links: projects that need, exclude or replace each other
//!
//! ```text
//! X[p] ≤ X[q]                where p requires q
//! X[p] + X[q] ≤ 1            where p excludes q
//! Σ_{p of the link} X[p] = 1 where just one is to be funded
//! ```
//!
//! | symbol | meaning                                        | unit | source      |
//! |--------|------------------------------------------------|------|-------------|
//! | `X[p]` | 1 if an option of project `p` is funded        | none | decision    |

use super::{Family, Part, Unknowns};
use crate::domain::{Index, LinkKind, Project};
use crate::milp::{Comparison, Milp, Row, Sum};
use crate::model::Question;

pub(super) const FAMILY: Family = Family {
    name: "links",
    rule: "Projects that need, exclude or replace each other do so.",
    maths: "X[p] ≤ X[q] where p requires q; X[p] + X[q] ≤ 1 where p excludes q; Σ X[p] = 1 for one-of",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let instance = question.instance;
    let funded = |factor: i64, project: Index<Project>| {
        unknowns.funded_of(&instance[project]).map(move |(one, column)| (factor * one, column)).collect::<Vec<_>>()
    };
    for link in instance.links() {
        let (sum, comparison, bound): (Sum, _, _) = match &link.kind {
            LinkKind::Requires(needy, needed) => {
                (funded(1, *needy).into_iter().chain(funded(-1, *needed)).collect(), Comparison::AtMost, 0)
            }
            LinkKind::Excludes(one, other) => {
                (funded(1, *one).into_iter().chain(funded(1, *other)).collect(), Comparison::AtMost, 1)
            }
            LinkKind::OneOf(projects) => {
                (projects.iter().flat_map(|&project| funded(1, project)).collect(), Comparison::Equal, 1)
            }
        };
        milp.add_row(Row { label: format!("links[{}]", link.id), sum, comparison, bound });
    }
}
