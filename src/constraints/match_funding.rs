//! # Match funding: an authority is asked for no more match than it has
//!
//! ```text
//! Σ_{o bid by a} match[o] · x[o]  ≤  limit[a]      for every area a whose limit is known
//! ```
//!
//! | symbol     | meaning                         | unit | source                              |
//! |------------|---------------------------------|------|-------------------------------------|
//! | `x[o]`     | 1 if option `o` is funded       | none | decision                            |
//! | `match[o]` | cost met locally                | £    | `options.csv`                       |
//! | `limit[a]` | the most local money there is   | £    | `match_limit_gbp` in `areas.csv`    |
//!
//! In force where a model has `[match_funding]`. An authority whose options together ask for less than its limit
//! needs no row.

use std::collections::BTreeMap;

use super::money_row::add_money_row;
use super::{Family, Part, Unknowns};
use crate::domain::Money;
use crate::milp::Milp;
use crate::model::{Question, Sense};

pub(super) const FAMILY: Family = Family {
    name: "match_funding",
    rule: "An authority is asked for no more match than it has.",
    maths: "Σ_{o bid by a} match[o]·x[o] ≤ limit[a]  for every area a whose limit is known",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    if question.model.match_funding.is_none() {
        return;
    }
    let instance = question.instance;
    let mut asked: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for index in instance.option_indices().filter(|&index| instance[index].local_match > Money::ZERO) {
        let area = instance[instance[index].project].area;
        asked.entry(area).or_default().push((instance[index].local_match, unknowns.fund(index)));
    }
    for (area, terms) in asked {
        let most: Money = terms.iter().map(|&(money, _)| money).sum();
        if let Some(limit) = instance[area].match_limit.filter(|&limit| limit < most) {
            add_money_row(milp, &format!("match_funding[{}]", instance[area].id), &terms, Sense::AtMost, limit);
        }
    }
}
