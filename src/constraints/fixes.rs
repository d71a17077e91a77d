//! # Fixes: what is committed is funded, what is excluded is not
//!
//! ```text
//! x[o]             =  1      for every option o committed
//! Σ_{o of p} x[o]  =  1      for every project p committed
//! x[o]             =  0      for every option o excluded, and every option of a project excluded
//! ```
//!
//! | symbol | meaning                   | unit | source                          |
//! |--------|---------------------------|------|---------------------------------|
//! | `x[o]` | 1 if option `o` is funded | none | decision                        |
//!
//! What is settled is said by `[[commit]]` and `[[exclude]]` in a model. A fix that matches nothing is refused when
//! the model is read.

use std::collections::BTreeSet;

use super::{Family, Part, Unknowns};
use crate::milp::{Comparison, Milp, Row, Sum};
use crate::model::{Fix, FixKind, Question, Scope, matching};

pub(super) const FAMILY: Family = Family {
    name: "fixes",
    rule: "What is committed is funded, and what is excluded is not.",
    maths: "Σ_{o of p} x[o] = 1 for every project p committed; x[o] = 0 for every option o excluded",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    for fix in &question.model.fixes {
        for (name, sum) in settled(question, unknowns, fix) {
            let bound = match fix.kind {
                FixKind::Commit => 1,
                FixKind::Exclude => 0,
            };
            milp.add_row(Row {
                label: format!("fixes[{}, {name}]", fix.id),
                sum,
                comparison: Comparison::Equal,
                bound,
            });
        }
    }
}

/// The sums that a fix settles, each with the name of its project or option.
fn settled(question: &Question<'_>, unknowns: &Unknowns, fix: &Fix) -> Vec<(String, Sum)> {
    let instance = question.instance;
    match fix.scope {
        Scope::Options => matching(instance, &fix.selector)
            .map(|option| {
                let name = format!("{}/{}", instance[instance[option].project].id, instance[option].id);
                (name, Sum::from_iter([(1, unknowns.fund(option))]))
            })
            .collect(),
        Scope::Projects => {
            let projects: BTreeSet<_> =
                matching(instance, &fix.selector).map(|option| instance[option].project).collect();
            let sums = projects.into_iter().map(|project| &instance[project]);
            sums.map(|project| (project.id.to_string(), unknowns.funded_of(project).collect())).collect()
        }
    }
}
