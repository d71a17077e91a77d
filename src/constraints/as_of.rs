//! # As of: what was planned and has begun stays, and nothing else has begun
//!
//! ```text
//! x[o] = 1      for every planned option o that begins before the year
//! x[o] = 0      for every other option o that begins before it
//! ```
//!
//! | symbol | meaning                   | unit | source                          |
//! |--------|---------------------------|------|---------------------------------|
//! | `x[o]` | 1 if option `o` is funded | none | decision                        |
//!
//! The year is `as_of` in a model. An option begins in the year in which it starts, or in which it first spends where
//! that is sooner. So of years that are over the funds have paid what was planned and nothing else; what they have left
//! stays in them, for as long as they may pay.

use super::{Family, Part, Unknowns};
use crate::milp::{Comparison, Milp, Row, Sum};
use crate::model::Question;

pub(super) const FAMILY: Family = Family {
    name: "as_of",
    rule: "What was planned and has begun stays, and nothing else has begun.",
    maths: "x[o] = 1 for every planned option o that begins before the year; x[o] = 0 for every other that does",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let (instance, Some(year)) = (question.instance, question.model.as_of) else { return };
    for index in instance.option_indices().filter(|&index| instance[index].begins_before(year)) {
        let option = &instance[index];
        milp.add_row(Row {
            label: format!("as_of[{}/{}]", instance[option.project].id, option.id),
            sum: Sum::from_iter([(1, unknowns.fund(index))]),
            comparison: Comparison::Equal,
            bound: i64::from(option.planned),
        });
    }
}
