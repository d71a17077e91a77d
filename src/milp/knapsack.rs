//! Knapsacks: rows over choices that can be overfull.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::choices::{Choice, Choices};
use super::diagram::Diagram;
use super::{ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};

/// The most arcs of a diagram.
const MOST_ARCS: usize = 2_000;

/// The most columns of a row that is worth a diagram: of more, a diagram of so many arcs says next to nothing.
const MOST_COLUMNS: usize = 100;

/// What a step takes, none or a column, and the room that it uses up.
pub(super) type Step = (Option<ColumnIndex>, i64);

/// A row over choices, of each of which at most one column is taken: of all steps, one for each choice, the room that is
/// used up is no more than there is.
#[derive(Clone, Debug)]
pub(super) struct Knapsack {
    /// By choice, the heaviest first: its steps, none of which gives room back.
    pub choices: Vec<Vec<Step>>,
    pub room: i64,
}

impl Milp {
    /// The diagrams of the rows that are small knapsacks: what fits a row is a way through its diagram. Of a row whose
    /// diagram would be too large it is of one that is nearly as tight, so other ways may lead through it too.
    #[must_use]
    pub fn diagrams(&self) -> Vec<Diagram> {
        let choices = Choices::of(self);
        self.rows().iter().filter_map(|row| Knapsack::of(self, &choices, row)?.diagram(&row.label, MOST_ARCS)).collect()
    }
}

impl Knapsack {
    /// The knapsack that `row` is, if it can be overfull and its columns do not all weigh the same: else a relaxation is as
    /// close as it can be.
    fn of(milp: &Milp, choices: &Choices, row: &Row) -> Option<Self> {
        let (sum, limit) = with_carry(milp, at_most(row)?)?;
        let mut groups: BTreeMap<Choice, Vec<(ColumnIndex, i64)>> = BTreeMap::new();
        let mut room = limit;
        for (column, factor) in sum.terms() {
            match milp.columns()[column.position()].settled() {
                Some(value) => room -= factor * value,
                None => groups.entry(choices.of_column(column)).or_default().push((column, factor)),
            }
        }
        let mut weights = groups.values().flatten().map(|(_, factor)| factor.abs());
        let first = weights.next()?;
        if weights.all(|weight| weight == first) || groups.values().map(Vec::len).sum::<usize>() > MOST_COLUMNS {
            return None;
        }
        let mut knapsack = Self { choices: Vec::new(), room };
        for group in groups.values() {
            let least = group.iter().map(|(_, factor)| *factor).min().unwrap_or(0).min(0);
            knapsack.room -= least;
            let taken = group.iter().map(|&(column, factor)| (Some(column), factor - least));
            knapsack.choices.push([(None, -least)].into_iter().chain(taken).collect());
        }
        // The heaviest first: what is left over then differs least.
        knapsack.choices.sort_by_key(|steps| Reverse(heaviest(steps)));
        (knapsack.room >= 0 && knapsack.can_be_overfull()).then_some(knapsack)
    }

    fn can_be_overfull(&self) -> bool {
        self.choices.iter().map(|steps| heaviest(steps)).sum::<i64>() > self.room
    }

    /// Its diagram, as fine as `most` arcs allow; `None` where that says nothing.
    ///
    /// With `g = 2, 4, 8, …`, what fits `Σ a[j]·x[j] ≤ limit` fits `Σ ⌊a[j] / g⌋·x[j] ≤ ⌊limit / g⌋` too.
    fn diagram(&self, label: &str, most: usize) -> Option<Diagram> {
        let mut coarser = self.clone();
        while coarser.can_be_overfull() {
            if let Some(diagram) = Diagram::of(label, &coarser, most) {
                return Some(diagram);
            }
            coarser.room = coarser.room.div_euclid(2);
            for (_, weight) in coarser.choices.iter_mut().flatten() {
                *weight = weight.div_euclid(2);
            }
        }
        None
    }
}

fn heaviest(steps: &[Step]) -> i64 {
    steps.iter().map(|(_, weight)| *weight).max().unwrap_or(0)
}

/// A row as one that holds if its sum is at most its limit.
fn at_most(row: &Row) -> Option<(Sum, i64)> {
    match row.comparison {
        Comparison::AtMost => Some((row.sum.clone(), row.bound)),
        Comparison::AtLeast => Some((row.sum.terms().map(|(column, factor)| (-factor, column)).collect(), -row.bound)),
        Comparison::Equal => None,
    }
}

/// The same of columns that are taken, left or settled; `None` if it has others.
///
/// One may carry what rounding leaves over: where `l·x − unit·c ≤ k`, a row `a·x + f·c ≤ limit` says that
/// `(unit·a + f·l)·x ≤ unit·limit + f·k`.
fn with_carry(milp: &Milp, (sum, limit): (Sum, i64)) -> Option<(Sum, i64)> {
    let there = |column: ColumnIndex| &milp.columns()[column.position()];
    let is_settled_or_taken = |column| there(column).settled().is_some() || there(column).is_choice();
    let others: Vec<(ColumnIndex, i64)> = sum.terms().filter(|(column, _)| !is_settled_or_taken(*column)).collect();
    let Some(&(carry, factor)) = others.first() else { return Some((sum, limit)) };
    if others.len() > 1 || factor < 0 || there(carry).kind != ColumnKind::Whole {
        return None;
    }
    let mut left_over = milp.rows().iter().filter(|row| row.sum.factor(carry) != 0).filter_map(at_most);
    let (left, bound) = left_over.find(|(left, _)| {
        left.factor(carry) < -1 && left.terms().all(|(column, _)| column == carry || is_settled_or_taken(column))
    })?;
    let unit = -left.factor(carry);
    let scaled = sum.terms().map(|(column, weight)| Some((weight.checked_mul(unit)?, column)));
    let added = left.terms().map(|(column, weight)| Some((weight.checked_mul(factor)?, column)));
    let sum = scaled.chain(added).collect::<Option<Sum>>()?;
    Some((sum, limit.checked_mul(unit)?.checked_add(bound.checked_mul(factor)?)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::milp::Column;

    /// A row over choices, whose factors are told choice by choice.
    #[derive(Clone, Debug)]
    struct Sample {
        choices: Vec<Vec<i64>>,
        comparison: Comparison,
        bound: i64,
        /// What each column leaves over of a unit of ten, where a column carries that.
        left_over: Option<Vec<i64>>,
    }

    const UNIT: i64 = 10;

    impl Sample {
        fn columns(&self) -> usize {
            self.choices.iter().map(Vec::len).sum()
        }

        fn program(&self) -> Milp {
            let mut milp = Milp::default();
            let column = |upper| Column { label: String::new(), lower: 0, upper, kind: ColumnKind::Whole };
            let row = |label: &str, sum, comparison, bound| Row { label: label.to_owned(), sum, comparison, bound };
            let mut sum = Sum::default();
            for factors in &self.choices {
                let columns: Vec<ColumnIndex> = factors.iter().map(|_| milp.add_column(column(1))).collect();
                let one = columns.iter().map(|&column| (1, column)).collect();
                milp.add_row(row("choice", one, Comparison::AtMost, 1));
                factors.iter().zip(columns).for_each(|(&factor, column)| sum.add(factor, column));
            }
            if let Some(left_over) = &self.left_over {
                let mut carried: Sum = left_over.iter().copied().zip(milp.column_indices()).collect();
                let carry = milp.add_column(column(99));
                sum.add(1, carry);
                carried.add(-UNIT, carry);
                milp.add_row(row("left over", carried, Comparison::AtMost, 0));
            }
            milp.add_row(row("row", sum, self.comparison, self.bound));
            milp
        }

        /// What is taken of each column, in every way in which at most one of each choice is.
        fn every_way(&self) -> Vec<Vec<i64>> {
            self.choices.iter().fold(vec![Vec::new()], |ways, factors| {
                let taken = |one: Option<usize>| (0..factors.len()).map(move |at| i64::from(one == Some(at)));
                let steps = || (0..factors.len()).map(Some).chain([None]);
                ways.iter()
                    .flat_map(|way| steps().map(move |one| way.iter().copied().chain(taken(one)).collect()))
                    .collect()
            })
        }

        /// Whether a way keeps the row, where the carry is as small as it may be.
        fn fits(&self, way: &[i64]) -> bool {
            let sum = |factors: &[i64]| factors.iter().zip(way).map(|(factor, taken)| factor * taken).sum::<i64>();
            let carry = self.left_over.as_ref().map_or(0, |left_over| (sum(left_over) + UNIT - 1).div_euclid(UNIT));
            let amount = sum(&self.choices.concat()) + carry;
            match self.comparison {
                Comparison::AtMost => amount <= self.bound,
                Comparison::AtLeast => amount >= self.bound,
                Comparison::Equal => amount == self.bound,
            }
        }
    }

    fn samples() -> impl Strategy<Value = Sample> {
        let choices = prop::collection::vec(prop::collection::vec(-3..12_i64, 1..4), 2..5);
        let comparison = prop_oneof![Just(Comparison::AtMost), Just(Comparison::AtMost), Just(Comparison::AtLeast)];
        (choices, comparison, -4..24_i64, any::<bool>(), prop::collection::vec(0..UNIT, 12)).prop_map(
            |(choices, comparison, bound, has_carry, left_over)| {
                let columns = choices.iter().map(Vec::len).sum();
                let left_over = (has_carry && comparison == Comparison::AtMost).then(|| left_over[..columns].to_vec());
                Sample { choices, comparison, bound, left_over }
            },
        )
    }

    /// Whether what is taken of each column is a way through the diagram.
    fn is_way(diagram: &Diagram, way: &[i64]) -> bool {
        let columns: Vec<ColumnIndex> = diagram.columns().collect();
        let taken: Vec<bool> = columns.iter().map(|column| way[column.position()] == 1).collect();
        let count = taken.iter().filter(|is_taken| **is_taken).count();
        // The most that are taken on a way from each node through what is taken alone.
        let mut most: Vec<Option<usize>> = vec![Some(0)];
        for arcs in &diagram.nodes()[1..] {
            let steps = arcs.iter().filter(|arc| arc.taken.is_none_or(|at| taken[at]));
            most.push(steps.filter_map(|arc| Some(most[arc.to]? + usize::from(arc.taken.is_some()))).max());
        }
        most.last().copied().flatten() == Some(count)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn what_fits_is_a_way_through_the_diagram_and_nothing_else_is(sample in samples()) {
            let milp = sample.program();
            for diagram in milp.diagrams() {
                for way in sample.every_way() {
                    prop_assert_eq!(is_way(&diagram, &way), sample.fits(&way), "{:?}", way);
                }
            }
        }

        #[test]
        fn what_fits_is_a_way_through_a_coarser_diagram(sample in samples(), most in 4..30_usize) {
            let milp = sample.program();
            let choices = Choices::of(&milp);
            for knapsack in milp.rows().iter().filter_map(|row| Knapsack::of(&milp, &choices, row)) {
                if let Some(diagram) = knapsack.diagram("row", most) {
                    let arcs: usize = diagram.nodes().iter().map(Vec::len).sum();
                    prop_assert!(arcs <= most);
                    for way in sample.every_way().into_iter().filter(|way| sample.fits(way)) {
                        prop_assert!(is_way(&diagram, &way), "{:?}", way);
                    }
                }
            }
        }

        #[test]
        fn a_cut_is_true_of_what_fits_and_cannot_be_raised(
            sample in samples(),
            weights in prop::collection::vec(0..9_i64, 12),
        ) {
            let milp = sample.program();
            for diagram in milp.diagrams() {
                let given = weights[..diagram.columns().len()].to_vec();
                let cut = diagram.cut(given, |position| position % 2 == 0);
                let ways = sample.every_way();
                let fitting: Vec<&Vec<i64>> = ways.iter().filter(|way| sample.fits(way)).collect();
                let value = |way: &[i64]| cut.sum.terms().map(|(column, factor)| factor * way[column.position()]).sum::<i64>();
                prop_assert!(fitting.iter().all(|way| value(way) <= cut.bound));
                for column in diagram.columns() {
                    let with: Vec<i64> =
                        fitting.iter().filter(|way| way[column.position()] == 1).map(|way| value(way)).collect();
                    prop_assert!(with.is_empty() || with.contains(&cut.bound), "{:?} may be raised", column);
                }
                prop_assert!(diagram.implies(&cut));
                let closer = Row { bound: cut.bound - 1, ..cut.clone() };
                prop_assert!(!diagram.implies(&closer));
                let of_others = milp.rows().iter().filter(|row| row.label == "left over");
                let beyond = |row: &Row| Row { bound: 9_999, ..row.clone() };
                prop_assert!(of_others.map(beyond).all(|row| !diagram.implies(&row)), "a column is not its own");
            }
        }
    }

    #[test]
    fn most_rows_of_the_samples_are_knapsacks() {
        let rows = |bound| Sample {
            choices: vec![vec![3, 5], vec![4]],
            comparison: Comparison::AtMost,
            bound,
            left_over: None,
        };
        assert_eq!(rows(8).program().diagrams().len(), 1);
        assert_eq!(rows(9).program().diagrams().len(), 0, "all of it fits");
        let alike = Sample { choices: vec![vec![3, 3], vec![3]], ..rows(3) };
        assert_eq!(alike.program().diagrams().len(), 0, "one of two is as close as can be");
        let carried = Sample { left_over: Some(vec![9, 9, 9]), ..rows(9) };
        assert_eq!(carried.program().diagrams().len(), 1, "what is left over is too much");
        assert_eq!(carried.columns(), 3);
    }
}
