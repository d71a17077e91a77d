//! # Bounds: what a row leaves to a column by itself
//!
//! ```text
//! Σ a[j]·x[j] ≤ b,   l ≤ x ≤ u    =>    a[k]·x[k] ≤ b − Σ_{j≠k} min(a[j]·l[j], a[j]·u[j])
//! ```
//!
//! so that `x[k]`, which is whole, is at most the whole number below that, or at least the one above it where `a[k] < 0`.
//! A row that is at least or equal to its bound says the same with its signs turned. Bounds that are closer may make
//! others closer, so rows are read until nothing changes.
//!
//! An option whose match is more than its authority has is the case in point: in part it fits the row, and is worth a
//! good deal to a relaxation, and it can never be funded. On England's main job this alone takes the relaxation of the
//! open homes from 672 places to 646, of which 641.5 can be had.

use crate::milp::{ColumnIndex, ColumnKind, Comparison, Milp, Row};

/// How often all rows are read: bounds on numbers beyond 0 and 1 may come closer a step at a time for ever.
const ROUNDS: usize = 10;

/// Brings the bounds of the whole columns as close as single rows say.
pub(super) fn bring_closer(milp: &mut Milp) {
    for _ in 0..ROUNDS {
        let closer: Vec<(ColumnIndex, i64, i64)> = (0..milp.rows().len()).flat_map(|row| of_row(milp, row)).collect();
        let before = ends(milp);
        for (column, lower, upper) in closer {
            milp.narrow(column, lower, upper);
        }
        if ends(milp) == before {
            return;
        }
    }
}

fn ends(milp: &Milp) -> Vec<(i64, i64)> {
    milp.columns().iter().map(|column| (column.lower, column.upper)).collect()
}

/// The bounds of columns that a row brings closer.
fn of_row(milp: &Milp, row: usize) -> Vec<(ColumnIndex, i64, i64)> {
    let row = &milp.rows()[row];
    let signs: &[i64] = match row.comparison {
        Comparison::AtMost => &[1],
        Comparison::AtLeast => &[-1],
        Comparison::Equal => &[1, -1],
    };
    signs.iter().flat_map(|&sign| of_limit(milp, row, sign)).collect()
}

/// The same of the row times `sign`, which is at most its bound.
fn of_limit(milp: &Milp, row: &Row, sign: i64) -> Vec<(ColumnIndex, i64, i64)> {
    let column = |column: ColumnIndex| &milp.columns()[column.position()];
    let factor = |factor: i64| i128::from(sign) * i128::from(factor);
    let least = |index: ColumnIndex, by: i64| {
        let [lower, upper] = [column(index).lower, column(index).upper].map(|end| factor(by) * i128::from(end));
        lower.min(upper)
    };
    let of_all: i128 = row.sum.terms().map(|(index, by)| least(index, by)).sum();
    let room = factor(row.bound) - of_all;
    let closer = |(index, by): (ColumnIndex, i64)| {
        let (lower, upper) = (column(index).lower, column(index).upper);
        // A row that cannot be kept is for the solver to refuse.
        if column(index).kind != ColumnKind::Whole || lower == upper || room < 0 {
            return None;
        }
        let steps = i64::try_from(room / factor(by).abs()).unwrap_or(i64::MAX);
        let is_closer = steps < upper - lower;
        let ends =
            if factor(by) > 0 { (lower, lower.saturating_add(steps)) } else { (upper.saturating_sub(steps), upper) };
        is_closer.then_some((index, ends.0, ends.1))
    };
    row.sum.terms().filter_map(closer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Column, Sum};

    fn milp(ends: &[(i64, i64)], rows: &[(&[i64], Comparison, i64)]) -> Milp {
        let mut milp = Milp::default();
        let columns: Vec<ColumnIndex> = ends
            .iter()
            .map(|&(lower, upper)| {
                milp.add_column(Column { label: String::new(), lower, upper, kind: ColumnKind::Whole })
            })
            .collect();
        for &(factors, comparison, bound) in rows {
            let sum: Sum = factors.iter().copied().zip(columns.iter().copied()).collect();
            milp.add_row(Row { label: String::new(), sum, comparison, bound });
        }
        milp
    }

    /// Whether some whole values within the bounds keep every row, of `milp` with its `at`th column at `value`.
    fn can_be(milp: &Milp, at: usize, value: i64) -> bool {
        let mut all = vec![Vec::new()];
        for column in milp.columns() {
            let longer = |values: &Vec<i64>| {
                let values = values.clone();
                (column.lower..=column.upper).map(move |value| [values.clone(), vec![value]].concat())
            };
            all = all.iter().flat_map(longer).collect();
        }
        all.iter().any(|values| values[at] == value && milp.rows().iter().all(|row| row.excess(values) <= 0))
    }

    #[test]
    fn an_option_that_costs_more_than_there_is_is_settled_and_what_needs_it_too() {
        let mut tried =
            milp(&[(0, 1); 3], &[(&[838, 558, 0], Comparison::AtMost, 700), (&[-1, 0, 1], Comparison::AtMost, 0)]);
        bring_closer(&mut tried);
        assert_eq!(ends(&tried), [(0, 0), (0, 1), (0, 0)]);
    }

    #[test]
    fn no_value_that_can_be_had_is_lost() {
        let mut random = fastrand::Rng::with_seed(7);
        let (mut closer, mut left) = (0, 0);
        for case in 0..2_000 {
            let ends: Vec<(i64, i64)> = (0..3).map(|_| (random.i64(-2..=0), random.i64(0..=3))).collect();
            let comparisons = [Comparison::AtMost, Comparison::AtLeast, Comparison::Equal];
            let rows: Vec<(Vec<i64>, Comparison, i64)> = (0..2)
                .map(|_| {
                    let factors = (0..3).map(|_| random.i64(-4..=4)).collect();
                    (factors, comparisons[random.usize(0..3)], random.i64(-9..=9))
                })
                .collect();
            let rows: Vec<(&[i64], Comparison, i64)> =
                rows.iter().map(|(factors, comparison, bound)| (&factors[..], *comparison, *bound)).collect();
            let before = milp(&ends, &rows);
            let mut after = before.clone();
            bring_closer(&mut after);
            for (at, column) in before.columns().iter().enumerate() {
                let now = &after.columns()[at];
                for value in (column.lower..=column.upper).filter(|value| !(now.lower..=now.upper).contains(value)) {
                    closer += 1;
                    assert!(!can_be(&before, at, value), "case {case}: column {at} can be {value}");
                }
                left += now.upper - now.lower;
            }
        }
        assert!(closer > 1_000 && left > 1_000, "{closer} values were settled, {left} left");
    }
}
