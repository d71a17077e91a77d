//! Limits on money, exact to the pound in small numbers.
//!
//! A solver that compares pounds overspends: its tolerance of 1e-6 times a coefficient of £60m is £60. One that
//! compares thousands does not, but rounding each cost up would refuse plans that fit. So a limit is stated twice
//! over, in whole units of £1,000 and in what is left over, with a carry between:
//!
//! ```text
//! Σ c·x ≤ L   ⟺   Σ k·x + t ≤ K   and   Σ r·x − u·t ≤ R      for some whole t ≥ 0
//! Σ c·x ≥ L   ⟺   Σ k·x + t ≥ K   and   Σ r·x − u·t ≥ R      for some whole t ≥ −1
//! ```
//!
//! where `c = u·k + r` and `L = u·K + R` with `0 ≤ r, R < u`. Proof of the first: since `Σ k·x` and `K` are whole,
//! `Σ k·x + (Σ r·x − R)/u ≤ K` holds just if it holds with the fraction rounded up, which is the least `t` that the
//! second row allows (never below nought, as `R < u`). The second likewise, rounding down. Where every cost is
//! a whole number of units, `t` and the second row fall away.

use crate::domain::Money;
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};
use crate::model::Sense;

/// The unit of money unless costs are too large for it, in pounds.
pub(super) const THOUSAND: i64 = 1_000;

/// The largest coefficient that a tolerance of 1e-6 leaves well under one unit.
const LARGEST_COEFFICIENT: i64 = 200_000;

/// Adds the rows that limit the sum of `terms` to `limit`.
pub(super) fn add_money_row(milp: &mut Milp, label: &str, terms: &[(Money, ColumnIndex)], sense: Sense, limit: Money) {
    let unit = unit(terms.iter().map(|&(money, _)| money));
    add_row_in(milp, label, (unit, terms, Sum::default()), sense, limit);
}

/// As [`add_money_row`], of `terms` and so many thousands beside them, which come to a whole number.
///
/// The unit is £1,000 whatever the costs, since the thousands are told in it.
pub(super) fn add_money_row_with(
    milp: &mut Milp,
    label: &str,
    (terms, thousands): (&[(Money, ColumnIndex)], Sum),
    sense: Sense,
    limit: Money,
) {
    add_row_in(milp, label, (THOUSAND, terms, thousands), sense, limit);
}

/// Adds the rows of `terms` in whole units, and `units` beside them.
fn add_row_in(
    milp: &mut Milp,
    label: &str,
    (unit, terms, units): (i64, &[(Money, ColumnIndex)], Sum),
    sense: Sense,
    limit: Money,
) {
    let (mut whole, left_over) = split(terms, unit);
    for (column, factor) in units.terms() {
        whole.add(factor, column);
    }
    let (bound, bound_left_over) = (limit.pounds().div_euclid(unit), limit.pounds().rem_euclid(unit));
    let most_left_over: i64 = left_over.terms().map(|(_, pounds)| pounds).sum();
    let (comparison, rounded) = match sense {
        Sense::AtMost => (Comparison::AtMost, bound),
        Sense::AtLeast => (Comparison::AtLeast, bound + i64::from(bound_left_over > 0)),
    };
    if most_left_over == 0 {
        milp.add_row(Row { label: label.to_owned(), sum: whole, comparison, bound: rounded });
        return;
    }
    let (lower, upper) = match sense {
        // One more than is ever needed, so that a carry is not taken for something that is taken or left.
        Sense::AtMost => (0, (most_left_over + unit - 1) / unit + 1),
        Sense::AtLeast => (-1, most_left_over / unit),
    };
    let carry = milp.add_column(Column { label: format!("carry[{label}]"), lower, upper, kind: ColumnKind::Whole });
    let with = |sum: Sum, factor: i64| {
        let mut sum = sum;
        sum.add(factor, carry);
        sum
    };
    milp.add_row(Row { label: label.to_owned(), sum: with(whole, 1), comparison, bound });
    milp.add_row(Row {
        label: format!("{label} left over"),
        sum: with(left_over, -unit),
        comparison,
        bound: bound_left_over,
    });
}

/// £1,000, or the next power of ten that keeps every coefficient small.
pub(crate) fn unit(amounts: impl Iterator<Item = Money>) -> i64 {
    let largest = amounts.map(Money::pounds).max().unwrap_or(0);
    let mut unit = THOUSAND;
    while largest / unit > LARGEST_COEFFICIENT {
        unit *= 10;
    }
    unit
}

/// The whole units of each amount, and the pounds left over.
pub(crate) fn split(terms: &[(Money, ColumnIndex)], unit: i64) -> (Sum, Sum) {
    let units = terms.iter().map(|&(money, column)| (money.pounds().div_euclid(unit), column)).collect();
    let pounds = terms.iter().map(|&(money, column)| (money.pounds().rem_euclid(unit), column)).collect();
    (units, pounds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether some carry keeps every row of the program for these values of its first columns.
    fn holds_for_some_carry(milp: &Milp, chosen: &[i64]) -> bool {
        let carries = match milp.columns().get(chosen.len()) {
            Some(carry) => carry.lower..=carry.upper,
            None => 0..=0,
        };
        carries.into_iter().any(|carry| {
            let values: Vec<i64> = chosen.iter().copied().chain([carry]).collect();
            milp.rows().iter().all(|row| match row.comparison {
                Comparison::AtMost => row.sum.value(&values) <= row.bound,
                Comparison::AtLeast => row.sum.value(&values) >= row.bound,
                Comparison::Equal => row.sum.value(&values) == row.bound,
            })
        })
    }

    proptest! {
        #[test]
        fn small_numbers_say_just_what_pounds_say(
            costs in prop::collection::vec(prop_oneof![0..5_000_i64, 1_000..300_000_000_i64], 1..7),
            chosen in any::<u8>(),
            short in -2..=2_i64,
            at_least in any::<bool>(),
        ) {
            let picks: Vec<i64> = (0..costs.len()).map(|i| i64::from(chosen >> i & 1)).collect();
            let spend: i64 = costs.iter().zip(&picks).map(|(cost, pick)| cost * pick).sum();
            let limit = (spend + short).max(0);
            let mut milp = Milp::default();
            let terms: Vec<_> = costs.iter().map(|&cost| {
                let column = Column { label: String::new(), lower: 0, upper: 1, kind: ColumnKind::Whole };
                (Money::from_pounds(cost), milp.add_column(column))
            }).collect();
            let (sense, fits) = if at_least { (Sense::AtLeast, spend >= limit) } else { (Sense::AtMost, spend <= limit) };
            add_money_row(&mut milp, "limit", &terms, sense, Money::from_pounds(limit));
            prop_assert_eq!(holds_for_some_carry(&milp, &picks), fits);
            let largest = milp.rows().iter().flat_map(|row| row.sum.terms()).map(|(_, factor)| factor.abs()).max();
            prop_assert!(largest.unwrap_or(0) <= LARGEST_COEFFICIENT);
        }
    }
}
