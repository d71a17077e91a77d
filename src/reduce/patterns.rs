//! # Patterns: a small knapsack stated by what fits it
//!
//! ```text
//! Σ_b λ[b] = 1      and      Σ_{b ∋ j} λ[b] = x[j]      for every column j of a row  Σ a[j]·x[j] ≤ limit,  a > 0
//! ```
//!
//! where the patterns `b` are all the sets of columns that fit the row, with at most one of each choice. Once `λ` is
//! whole it names the set that is taken, so nothing is gained or lost; but fractions of `λ` are mixtures of sets that
//! fit, while fractions of `x` need only fit on average, so the bound is closer (Dantzig and Wolfe 1960; Vanderbeck 2000).
//! An authority whose match pays for one and a half of its three bids is the case in point.
//!
//! Rows with more than [`MOST`] patterns are left as they are, and so are those with more than [`FOR_EACH`] for each column
//! that is taken or left: such a row is no small part of its program. A solver's work on patterns grows with the square of
//! their number: an envelope for ten projects has a thousand, over which it took a second and not a hundredth of one.

use std::collections::BTreeMap;

use super::choices::{Choice, Choices, is_taken_or_left};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};

/// The most patterns a row is worth.
const MOST: usize = 1_000;

/// The most patterns a row is worth for each column of the program that is taken or left.
const FOR_EACH: usize = 5;

/// Adds the patterns of every small knapsack.
pub(super) fn add(milp: &mut Milp, choices: &Choices) {
    let cap = MOST.min(FOR_EACH * taken_or_left(milp));
    let patterns = |row: &Row| Some((row.label.clone(), patterns(milp, choices, row, cap)?));
    let knapsacks: Vec<(String, Vec<Vec<ColumnIndex>>)> = milp.rows().iter().filter_map(patterns).collect();
    for (label, patterns) in knapsacks {
        state(milp, &label, &patterns);
    }
}

/// How many columns are taken or left, the settled ones among them.
fn taken_or_left(milp: &Milp) -> usize {
    milp.columns().iter().filter(|column| column.kind == ColumnKind::Whole && column.upper <= 1).count()
}

/// The patterns of a row, if it is a knapsack with at most `cap` of them that can be overfull.
fn patterns(milp: &Milp, choices: &Choices, row: &Row, cap: usize) -> Option<Vec<Vec<ColumnIndex>>> {
    if row.comparison != Comparison::AtMost || row.bound <= 1 {
        return None;
    }
    let mut groups: BTreeMap<Choice, Vec<(ColumnIndex, i64)>> = BTreeMap::new();
    for (column, factor) in row.sum.terms() {
        let settled = milp.columns()[column.position()].upper == 0 && milp.columns()[column.position()].lower == 0;
        if factor < 0 || !(settled || is_taken_or_left(milp, column)) {
            return None;
        }
        if !settled {
            groups.entry(choices.of_column(column)).or_default().push((column, factor));
        }
    }
    let most: i64 = groups.values().filter_map(|group| group.iter().map(|(_, factor)| *factor).max()).sum();
    if most <= row.bound {
        return None;
    }
    let mut fitting: Vec<(Vec<ColumnIndex>, i64)> = vec![(Vec::new(), 0)];
    for group in groups.values() {
        let mut more = fitting.clone();
        for (pattern, filled) in &fitting {
            for &(column, factor) in group.iter().filter(|(_, factor)| filled + factor <= row.bound) {
                more.push((pattern.iter().copied().chain([column]).collect(), filled + factor));
            }
        }
        if more.len() > cap {
            return None;
        }
        fitting = more;
    }
    Some(fitting.into_iter().map(|(pattern, _)| pattern).collect())
}

fn state(milp: &mut Milp, label: &str, patterns: &[Vec<ColumnIndex>]) {
    let mut one = Sum::default();
    let mut taken: BTreeMap<ColumnIndex, Sum> = BTreeMap::new();
    for (at, pattern) in patterns.iter().enumerate() {
        let name = format!("pattern[{label}, {}]", at + 1);
        let lambda = milp.add_column(Column { label: name, lower: 0, upper: 1, kind: ColumnKind::Whole });
        one.add(1, lambda);
        for &column in pattern {
            taken.entry(column).or_default().add(1, lambda);
        }
    }
    milp.add_row(Row { label: format!("patterns[{label}]"), sum: one, comparison: Comparison::Equal, bound: 1 });
    for (column, mut sum) in taken {
        sum.add(-1, column);
        let label = format!("patterns[{label}, {}]", milp.columns()[column.position()].label);
        milp.add_row(Row { label, sum, comparison: Comparison::Equal, bound: 0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many patterns an envelope has that lets about half of so many projects be funded, beside so many others.
    fn stated(in_envelope: i64, others: i64) -> usize {
        let mut milp = Milp::default();
        let label = String::new;
        let mut column = || milp.add_column(Column { label: label(), lower: 0, upper: 1, kind: ColumnKind::Whole });
        let sum: Sum = (0..in_envelope).map(|cost| (20 + cost, column())).collect();
        (0..others).for_each(|_| {
            column();
        });
        let bound = sum.terms().map(|(_, cost)| cost).sum::<i64>() / 2;
        milp.add_row(Row { label: label(), sum, comparison: Comparison::AtMost, bound });
        let before = milp.columns().len();
        let choices = Choices::of(&milp);
        add(&mut milp, &choices);
        milp.columns().len() - before
    }

    #[test]
    fn a_row_that_is_most_of_its_program_is_not_worth_its_patterns() {
        assert_eq!(stated(3, 0), 4, "none of three, or one");
        assert_eq!(stated(10, 0), 0);
        assert!(stated(10, 300) > 300);
        assert_eq!(stated(20, 300), 0);
    }
}
