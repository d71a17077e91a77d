//! # Dominated columns: of two ways to do a thing, the one that is worse in nothing
//!
//! Column `b` dominates `a` if at most one of them is taken, and in every row and every stage `b` is as good as `a`:
//! its factor is no larger where the row is at most, no smaller where it is at least, the same where it is exact, and
//! no worse in each objective. Then `a` need never be taken.
//!
//! *Proof.* Take any values that keep the rows, with `a` taken; so `b` is left. Leave `a` and take `b`, and change
//! nothing else. Every row moves to its allowed side or not at all, and no stage gets worse. So among the best values
//! there are some without `a`. Domination is transitive, and of two columns that dominate each other the first is kept,
//! so every column dropped has one kept that dominates it. ∎
//!
//! The rule is that of dual fixing among the columns of a clique (Achterberg and others, "Presolve reductions in mixed
//! integer programming", *INFORMS Journal on Computing* 32, 2020, section 6.4).

use std::collections::BTreeMap;

use crate::milp::{Choices, ColumnIndex, Comparison, Direction, Milp, Objective};

/// A column's factors in rows and objectives, each turned so that less is better; exact rows apart.
#[derive(Debug, Default)]
struct Factors {
    turned: BTreeMap<usize, i64>,
    exact: BTreeMap<usize, i64>,
}

impl Factors {
    /// Whether nothing here is worse than in `other`.
    fn dominate(&self, other: &Self) -> bool {
        let keys = self.turned.keys().chain(other.turned.keys());
        let factor = |factors: &BTreeMap<usize, i64>, key: &usize| factors.get(key).copied().unwrap_or(0);
        self.exact == other.exact && keys.into_iter().all(|key| factor(&self.turned, key) <= factor(&other.turned, key))
    }
}

/// The columns that need never be taken.
pub(super) fn dominated<'a>(
    milp: &Milp,
    objectives: impl IntoIterator<Item = &'a Objective>,
    choices: &Choices,
) -> Vec<ColumnIndex> {
    let factors = factors(milp, objectives);
    let none = Factors::default();
    let of = |column: &ColumnIndex| factors.get(column).unwrap_or(&none);
    let mut dropped = Vec::new();
    for group in &choices.groups {
        for a in group.iter().filter(|column| milp.columns()[column.position()].is_choice()) {
            let beaten = group.iter().any(|b| a != b && of(b).dominate(of(a)) && (b < a || !of(a).dominate(of(b))));
            if beaten {
                dropped.push(*a);
            }
        }
    }
    dropped
}

/// The factors of every column that is in a row or an objective.
fn factors<'a>(milp: &Milp, objectives: impl IntoIterator<Item = &'a Objective>) -> BTreeMap<ColumnIndex, Factors> {
    let mut factors: BTreeMap<ColumnIndex, Factors> = BTreeMap::new();
    for (key, row) in milp.rows().iter().enumerate() {
        for (column, factor) in row.sum.terms() {
            let of_column = factors.entry(column).or_default();
            match row.comparison {
                Comparison::AtMost => of_column.turned.insert(key, factor),
                Comparison::AtLeast => of_column.turned.insert(key, -factor),
                Comparison::Equal => of_column.exact.insert(key, factor),
            };
        }
    }
    for (key, objective) in (milp.rows().len()..).zip(objectives) {
        for (column, factor) in objective.sum.terms() {
            let turned = match objective.direction {
                Direction::Maximise => -factor,
                Direction::Minimise => factor,
            };
            factors.entry(column).or_default().turned.insert(key, turned);
        }
    }
    factors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Column, ColumnKind, Row, Sum};

    /// Three ways to do a thing, of which one is taken, with these costs and these places.
    fn dropped(costs: [i64; 3], places: [i64; 3], also: Comparison) -> Vec<usize> {
        let mut milp = Milp::default();
        let column = || Column { label: String::new(), lower: 0, upper: 1, kind: ColumnKind::Whole };
        let columns = [(); 3].map(|()| milp.add_column(column()));
        let sum = |factors: [i64; 3]| factors.into_iter().zip(columns).collect::<Sum>();
        let row = |factors, comparison, bound| Row { label: String::new(), sum: sum(factors), comparison, bound };
        milp.add_row(row([1; 3], Comparison::AtMost, 1));
        milp.add_row(row(costs, also, 10));
        let places = Objective::new(Direction::Maximise, sum(places));
        let choices = Choices::of(&milp);
        dominated(&milp, [&places], &choices).into_iter().map(ColumnIndex::position).collect()
    }

    #[test]
    fn the_dearer_of_two_that_are_otherwise_alike_is_dropped() {
        assert_eq!(dropped([5, 4, 6], [3, 3, 4], Comparison::AtMost), [0]);
    }

    #[test]
    fn where_money_must_be_spent_the_dearer_is_kept() {
        assert_eq!(dropped([5, 4, 6], [3, 3, 2], Comparison::AtLeast), [1]);
        assert_eq!(dropped([5, 4, 6], [3, 3, 3], Comparison::Equal), Vec::<usize>::new());
    }

    #[test]
    fn of_two_that_are_alike_in_everything_the_first_is_kept() {
        assert_eq!(dropped([5, 5, 5], [3, 3, 3], Comparison::AtMost), [1, 2]);
    }
}
