//! # Clauses: each limits sums over the funded options
//!
//! ```text
//! Σ a[o] · x[o]  ≤  N      or  ≥ N      for every sum of the clause
//! ```
//!
//! | symbol | meaning                                     | unit             | source                          |
//! |--------|---------------------------------------------|------------------|---------------------------------|
//! | `x[o]` | 1 if option `o` is funded                   | none             | decision                        |
//! | `a[o]` | what it adds to the sum                     | pounds, or none  | the family's file in `model/clause` |
//! | `N`    | the number of the clause                    | pounds, or none  | its section of the model        |
//!
//! An upper limit that all options together keep needs no row.

use super::Unknowns;
use super::limits::comparison;
use super::money_row::add_money_row;
use crate::domain::Money;
use crate::milp::{Column, ColumnIndex, ColumnKind, Milp, Row, Sum};
use crate::model::{AnyClause, Bound, LimitedSum, Question, Sense};

/// Adds the rows of every clause of the model.
pub(crate) fn state_clauses(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    for clause in &question.model.clauses {
        for sum in clause.sums(question.instance, question.model) {
            state(clause, &sum, unknowns, milp);
        }
    }
}

fn state(clause: &AnyClause, sum: &LimitedSum, unknowns: &Unknowns, milp: &mut Milp) {
    let label = format!("{}[{}]", clause.family().name, sum.label);
    let (sense, most) = (clause.sense(), sum.most());
    match clause.bound() {
        Bound::Money(limit) if sense == Sense::AtLeast || most > limit.pounds() => {
            let terms = sum.terms.iter().map(|&(option, pounds)| (Money::from_pounds(pounds), unknowns.fund(option)));
            add_money_row(milp, &label, &terms.collect::<Vec<_>>(), sense, limit);
        }
        Bound::Count(limit) if sense == Sense::AtLeast || most > i64::from(limit) => {
            let comparison = comparison(sense);
            milp.add_row(Row { label, sum: terms(sum, unknowns), comparison, bound: limit.into() });
        }
        Bound::Money(_) | Bound::Count(_) => {}
    }
}

fn terms(sum: &LimitedSum, unknowns: &Unknowns) -> Sum {
    sum.terms.iter().map(|&(option, amount)| (amount, unknowns.fund(option))).collect()
}

/// Adds a column that is at least every sum of an upper limit, or at most every sum of a lower one: the number that a plan
/// would need. `None` for pounds, which are too large to be told in one row.
pub(crate) fn add_extreme(
    question: &Question<'_>,
    clause: &AnyClause,
    unknowns: &Unknowns,
    milp: &mut Milp,
) -> Option<ColumnIndex> {
    let Bound::Count(_) = clause.bound() else { return None };
    let sums = clause.sums(question.instance, question.model);
    let upper = sums.iter().map(LimitedSum::most).max().unwrap_or(0);
    let label = format!("{}: the number needed", clause.family().name);
    let extreme = milp.add_column(Column { label, lower: 0, upper, kind: ColumnKind::Whole });
    let comparison = comparison(clause.sense());
    for sum in sums {
        let label = format!("{}[{}]: the number needed", clause.family().name, sum.label);
        let mut terms = terms(&sum, unknowns);
        terms.add(-1, extreme);
        milp.add_row(Row { label, sum: terms, comparison, bound: 0 });
    }
    Some(extreme)
}
