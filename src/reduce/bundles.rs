//! # Bundles: a small knapsack stated by the fullest sets that fit it
//!
//! ```text
//! Σ_b λ[b] = 1      and      x[j] ≤ Σ_{b ∋ j} λ[b]      for every column j of a row  Σ a[j]·x[j] ≤ limit,  a > 0
//! ```
//!
//! where the bundles `b` are the sets of columns that fit the row, with at most one of each choice, and to which
//! nothing can be added. Whatever `x` is taken fits within one of them, which `λ` may name, so nothing is lost; `λ`
//! need not be whole, as the row itself stays. But fractions of `x` are now held by mixtures of sets that fit, where
//! the row alone asks only that they fit on average, so the bound is closer: it is that of the convex hull of what
//! fits (Dantzig and Wolfe 1960; Vanderbeck 2000). An authority whose match pays for one and a half of its three bids
//! is the case in point.
//!
//! Rows with more than [`MOST`] bundles are left as they are.

use std::collections::BTreeMap;

use super::choices::{Choice, Choices, is_taken_or_left};
use crate::program::{Column, ColumnIndex, ColumnKind, Comparison, Program, Row, Sum};

/// The most bundles a row is worth.
const MOST: usize = 1_000;

/// How many sets are looked at for each bundle that a row is worth.
const LOOKS: usize = 100;

/// Adds the bundles of every small knapsack.
pub(super) fn add(program: &mut Program, choices: &Choices) {
    let knapsacks: Vec<(String, Vec<Vec<ColumnIndex>>)> =
        program.rows().iter().filter_map(|row| Some((row.label.clone(), bundles(program, choices, row)?))).collect();
    for (label, bundles) in knapsacks {
        state(program, &label, &bundles);
    }
}

/// The bundles of a row, if it is a small knapsack that can be overfull.
fn bundles(program: &Program, choices: &Choices, row: &Row) -> Option<Vec<Vec<ColumnIndex>>> {
    if row.comparison != Comparison::AtMost || row.bound <= 1 {
        return None;
    }
    let mut groups: BTreeMap<Choice, Vec<(ColumnIndex, i64)>> = BTreeMap::new();
    for (column, factor) in row.sum.terms() {
        let settled =
            program.columns()[column.position()].upper == 0 && program.columns()[column.position()].lower == 0;
        if factor < 0 || !(settled || is_taken_or_left(program, column)) {
            return None;
        }
        if !settled {
            groups.entry(choices.of_column(column)).or_default().push((column, factor));
        }
    }
    let groups: Vec<_> = groups.into_values().collect();
    Search::of(&groups).fullest(row.bound)
}

/// A search for the fullest sets: each choice in turn is taken in one of its ways or left.
struct Search<'a> {
    groups: &'a [Vec<(ColumnIndex, i64)>],
    /// By choice: the most that it and those after it can fill.
    fill: Vec<i64>,
    found: Vec<Vec<ColumnIndex>>,
    looks: usize,
}

impl<'a> Search<'a> {
    fn of(groups: &'a [Vec<(ColumnIndex, i64)>]) -> Self {
        let mut fill = vec![0; groups.len() + 1];
        for (at, group) in groups.iter().enumerate().rev() {
            fill[at] = fill[at + 1] + group.iter().map(|&(_, factor)| factor).max().unwrap_or(0);
        }
        Self { groups, fill, found: Vec::new(), looks: 0 }
    }

    /// The sets that fit `limit` and to which nothing can be added; none if everything fits or there are too many.
    fn fullest(mut self, limit: i64) -> Option<Vec<Vec<ColumnIndex>>> {
        let overfull = self.fill[0] > limit;
        (overfull && self.go_on(0, limit, i64::MAX, &mut Vec::new())).then_some(self.found)
    }

    /// Goes on from choice `at` with `room` left, where the least of what was left out fills `least`; whether there are
    /// few enough sets.
    fn go_on(&mut self, at: usize, room: i64, least: i64, taken: &mut Vec<ColumnIndex>) -> bool {
        self.looks += 1;
        // What was left out could be added whatever comes.
        if room - self.fill[at] >= least {
            return true;
        }
        let Some(group) = self.groups.get(at) else {
            self.found.push(taken.clone());
            return self.found.len() <= MOST;
        };
        for &(column, factor) in group.iter().filter(|(_, factor)| *factor <= room) {
            taken.push(column);
            let few = self.go_on(at + 1, room - factor, least, taken);
            taken.pop();
            if !few {
                return false;
            }
        }
        let leaves = group.iter().map(|&(_, factor)| factor).min().unwrap_or(i64::MAX);
        self.looks <= LOOKS * MOST && self.go_on(at + 1, room, least.min(leaves), taken)
    }
}

fn state(program: &mut Program, label: &str, bundles: &[Vec<ColumnIndex>]) {
    let mut one = Sum::default();
    let mut held: BTreeMap<ColumnIndex, Sum> = BTreeMap::new();
    for (at, bundle) in bundles.iter().enumerate() {
        let name = format!("bundle[{label}, {}]", at + 1);
        let lambda = program.add_column(Column { label: name, lower: 0, upper: 1, kind: ColumnKind::Divisible });
        one.add(1, lambda);
        for &column in bundle {
            held.entry(column).or_insert_with(|| Sum::from_iter([(1, column)])).add(-1, lambda);
        }
    }
    program.add_row(Row { label: format!("bundles[{label}]"), sum: one, comparison: Comparison::Equal, bound: 1 });
    for (column, sum) in held {
        let label = format!("bundles[{label}, {}]", program.columns()[column.position()].label);
        program.add_row(Row { label, sum, comparison: Comparison::AtMost, bound: 0 });
    }
}
