//! # Limits: over the options that match, the sum of a measure keeps its bound
//!
//! ```text
//! Σ_{o matches} measure[o] · x[o]  ≤  or  ≥  bound      for every rule
//! h[s]  ≥  x[o]                                         for every o at s that matches, where homes are at most
//! h[s]  ≤  Σ_{o at s matches} x[o]                      for every s, where homes are at least
//! ```
//!
//! | symbol       | meaning                                                         | unit         | source                 |
//! |--------------|-----------------------------------------------------------------|--------------|------------------------|
//! | `x[o]`       | 1 if option `o` is funded                                       | none         | decision               |
//! | `h[s]`       | 1 if a matching option at site `s` is funded                    | none         | follows                |
//! | `measure[o]` | cost, match, places, projects …: [`Measure`]                    | £ or a count | `options.csv`          |
//! | `bound`      | the limit                                                       | the same     | `[[rule]]` in a model  |
//!
//! `h` need not be whole: between the rows it is pressed to 0 or 1 once `x` is.

use std::collections::BTreeMap;

use super::money_row::add_money_row;
use super::{Family, Part, Unknowns};
use crate::domain::{Index, Money, ProjectOption, Site};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};
use crate::model::{Bound, Measure, Question, Rule, Sense, matching};

pub(super) const FAMILY: Family = Family {
    name: "limits",
    rule: "Over the options that match, the sum of a measure keeps its bound.",
    maths: "Σ_{o matches} measure[o]·x[o] ≤ or ≥ bound  for every rule",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    for rule in &question.model.rules {
        let label = format!("limits[{}]", rule.id);
        let funded: Vec<_> = matching(question.instance, &rule.selector).map(|o| (o, unknowns.fund(o))).collect();
        match rule.bound {
            Bound::Money(limit) => {
                let amount = |option| money(&rule.measure, &question.instance[option]);
                let terms: Vec<_> = funded.iter().map(|&(option, column)| (amount(option), column)).collect();
                let first = milp.rows().len();
                add_money_row(milp, &label, &terms, rule.sense, limit);
                if rule.sense == Sense::AtLeast {
                    milp.make_lazy(first);
                }
            }
            Bound::Count(bound) => {
                let sum = if rule.measure == Measure::Homes {
                    homes(question, rule, &funded, milp)
                } else {
                    funded.iter().map(|&(o, column)| (count(&rule.measure, &question.instance[o]), column)).collect()
                };
                milp.add_row(Row { label, sum, comparison: comparison(rule.sense), bound: bound.into() });
            }
        }
    }
}

/// As a row has it.
pub(super) const fn comparison(sense: Sense) -> Comparison {
    match sense {
        Sense::AtLeast => Comparison::AtLeast,
        Sense::AtMost => Comparison::AtMost,
    }
}

/// The measure of an option in pounds.
fn money(measure: &Measure, option: &ProjectOption) -> Money {
    match measure {
        Measure::Cost(None) => option.cost,
        Measure::Cost(Some(years)) => {
            option.spend.iter().filter(|(year, _)| years.contains(year)).map(|&(_, spend)| spend).sum()
        }
        Measure::Match => option.local_match,
        Measure::Partner => option.partner_pays(),
        Measure::PartnerPlaces
        | Measure::Additional(_)
        | Measure::Protected
        | Measure::Improved
        | Measure::Projects
        | Measure::Homes => {
            unreachable!("a model with a bound in pounds on a count is refused when it is read")
        }
    }
}

/// The measure of an option as a count.
fn count(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::PartnerPlaces => option.partner_places().count().into(),
        Measure::Projects | Measure::Homes => 1,
        Measure::Cost(_) | Measure::Match | Measure::Partner => {
            unreachable!("a model with a count as the bound on pounds is refused when it is read")
        }
    }
}

/// Adds `h` for every site with a matching option, its rows, and gives their sum.
fn homes(question: &Question<'_>, rule: &Rule, funded: &[(Index<ProjectOption>, ColumnIndex)], milp: &mut Milp) -> Sum {
    let instance = question.instance;
    let mut sites: BTreeMap<Index<Site>, Vec<ColumnIndex>> = BTreeMap::new();
    for &(option, column) in funded {
        sites.entry(instance[instance[option].project].site).or_default().push(column);
    }
    let mut sum = Sum::default();
    for (site, columns) in sites {
        let label = format!("home[{}, {}]", rule.id, instance[site].id);
        let home = milp.add_column(Column { label: label.clone(), lower: 0, upper: 1, kind: ColumnKind::Divisible });
        sum.add(1, home);
        let against = |columns: &[ColumnIndex]| {
            let mut sum: Sum = columns.iter().map(|&column| (-1, column)).collect();
            sum.add(1, home);
            sum
        };
        match rule.sense {
            Sense::AtLeast => {
                let sum = against(&columns);
                milp.add_row(Row { label, sum, comparison: Comparison::AtMost, bound: 0 });
            }
            Sense::AtMost => {
                for column in columns {
                    let (label, sum) = (label.clone(), against(&[column]));
                    milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
                }
            }
        }
    }
    sum
}
