//! # Envelope: the plan costs no more than there is
//!
//! ```text
//! Σ_o cost[o] · x[o]  ≤  envelope
//! ```
//!
//! | symbol     | meaning                            | unit | source                   |
//! |------------|------------------------------------|------|--------------------------|
//! | `x[o]`     | 1 if option `o` is funded          | none | decision                 |
//! | `cost[o]`  | cost to the department, all years  | £    | `options.csv`            |
//! | `envelope` | the most that may be spent         | £    | `[envelope]` in a model  |

use super::money_row::add_money_row;
use super::{Family, Part, Unknowns};
use crate::model::{Question, Sense};
use crate::program::Program;

pub(super) const FAMILY: Family = Family {
    name: "envelope",
    rule: "The plan costs no more than there is.",
    maths: "Σ_o cost[o]·x[o] ≤ envelope",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, program: &mut Program) {
    let problem = question.problem;
    let costs: Vec<_> = problem.option_indices().map(|option| (problem[option].cost, unknowns.fund(option))).collect();
    let first = program.rows().len();
    add_money_row(program, "envelope", &costs, Sense::AtMost, question.model.envelope.total);
    program.share(first);
}
