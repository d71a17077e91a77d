//! What no values can beat, by weights on the rows.
//!
//! ```text
//! c·x  =  y·(A·x) + (c − y·A)·x  ≤  y·b + Σ_j max over l[j] ≤ x[j] ≤ u[j] of (c − y·A)[j] · x[j]
//! ```
//!
//! for every `y` with `y[r] ≥ 0` where row `r` is at most `b[r]`, and `y[r] ≤ 0` where it is at least `b[r]`: weak
//! duality. It holds of any such `y`, so weights that a solver found in floating point, rounded, give a bound that is
//! right whatever the solver's tolerances are, if the sum is exact (Neumaier and Shcherbina, "Safe bounds in linear and
//! mixed-integer linear programming", *Mathematical Programming* 99, 2004). The better the weights, the closer it is.
//!
//! | symbol       | meaning                                             | unit                                 |
//! |--------------|-----------------------------------------------------|--------------------------------------|
//! | `c`          | factors of the objective, to be maximised           | its step                             |
//! | `A`, `b`     | factors and bounds of the rows                      | the row's own                        |
//! | `l`, `u`     | bounds of the columns                               | the column's own                     |
//! | `y`          | weights of the rows                                 | [`ONE`] for one step a unit of `b`   |

use super::{ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective};

/// A weight of one: the fraction of a weight is kept to one part in so many.
pub const ONE: i64 = 1 << 44;

/// What weights say of the values that reach a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No values reach it.
    Nothing,
    /// Those that do have each of these whole columns between these bounds, which are closer than its own.
    Within(Vec<(ColumnIndex, i64, i64)>),
}

/// What weights make of a program: a bound on what is sought, told as a maximum, and what one more of each column takes
/// that bound up by. In [`ONE`]s of a step.
struct Priced {
    bound: i128,
    reduced: Vec<i128>,
}

impl Objective {
    /// What no values can beat that are within the bounds of the columns and keep every row, in whole steps of the
    /// objective; the weights, one for each row, are what the objective gains by one more of its bound. Weights of the
    /// wrong sign count as nought. `None` if there are not as many as rows, or a number is too large to be exact.
    #[must_use]
    pub fn bound_by(&self, milp: &Milp, weights: &[i64]) -> Option<i64> {
        let Priced { bound, .. } = self.priced_by(milp, weights)?;
        let steps = i64::try_from(bound.div_euclid(ONE.into())).ok()?;
        steps.checked_mul(self.sign())?.checked_mul(self.sum.step())
    }

    /// What the weights of [`Objective::bound_by`] say of the values that reach `target`: a column that is further from
    /// its better bound than what is beyond the target pays for is not among them. `None` as there.
    #[must_use]
    pub fn reach_by(&self, milp: &Milp, weights: &[i64], target: i64) -> Option<Reach> {
        let Priced { bound, reduced } = self.priced_by(milp, weights)?;
        let steps = -(-target.checked_mul(self.sign())?).div_euclid(self.sum.step());
        let beyond = bound - i128::from(steps) * i128::from(ONE);
        if beyond < 0 {
            return Some(Reach::Nothing);
        }
        let mut closer = Vec::new();
        for (position, (column, reduced)) in milp.columns.iter().zip(reduced).enumerate() {
            let room = i128::from(column.upper) - i128::from(column.lower);
            if column.kind != ColumnKind::Whole || reduced.saturating_abs().saturating_mul(room) <= beyond {
                continue;
            }
            // Less than the room, as more of it would not be paid for.
            let away = i64::try_from(beyond / reduced.abs()).ok()?;
            let (lower, upper) =
                if reduced > 0 { (column.upper - away, column.upper) } else { (column.lower, column.lower + away) };
            closer.push((ColumnIndex(position), lower, upper));
        }
        Some(Reach::Within(closer))
    }

    /// One where more is better, and less than nought where less is.
    const fn sign(&self) -> i64 {
        match self.direction {
            Direction::Maximise => 1,
            Direction::Minimise => -1,
        }
    }

    fn priced_by(&self, milp: &Milp, weights: &[i64]) -> Option<Priced> {
        if weights.len() != milp.rows.len() {
            return None;
        }
        let (sign, step) = (self.sign(), self.sum.step());
        let mut reduced = vec![0_i128; milp.columns.len()];
        for (column, factor) in self.sum.terms() {
            reduced[column.0] = i128::from(factor / step) * i128::from(sign) * i128::from(ONE);
        }
        let mut bound = 0_i128;
        for (row, weight) in milp.rows.iter().zip(weights) {
            let weight = i128::from(sign.checked_mul(*weight)?);
            let weight = match row.comparison {
                Comparison::AtMost => weight.max(0),
                Comparison::AtLeast => weight.min(0),
                Comparison::Equal => weight,
            };
            if weight == 0 {
                continue;
            }
            bound = bound.checked_add(weight.checked_mul(row.bound.into())?)?;
            for (column, factor) in row.sum.terms() {
                let reduced = &mut reduced[column.0];
                *reduced = reduced.checked_sub(weight.checked_mul(factor.into())?)?;
            }
        }
        for (column, reduced) in milp.columns.iter().zip(&reduced) {
            let end = if *reduced > 0 { column.upper } else { column.lower };
            bound = bound.checked_add(reduced.checked_mul(end.into())?)?;
        }
        Some(Priced { bound, reduced })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Column, ColumnIndex, ColumnKind, Row};

    /// Two columns from 0 to 3; three of one and two of the other are at most `bound`; four and three are sought.
    fn case(comparison: Comparison, bound: i64, direction: Direction) -> (Milp, Objective) {
        let mut milp = Milp::default();
        let columns: Vec<ColumnIndex> = ["a", "b"]
            .map(|label| Column { label: label.to_owned(), lower: 0, upper: 3, kind: ColumnKind::Divisible })
            .into_iter()
            .map(|column| milp.add_column(column))
            .collect();
        let sum = |factors: [i64; 2]| factors.into_iter().zip(columns.iter().copied()).collect();
        milp.add_row(Row { label: "row".to_owned(), sum: sum([3, 2]), comparison, bound });
        let objective = Objective::new(direction, sum([4, 3]));
        (milp, objective)
    }

    #[test]
    fn the_right_weight_gives_the_best_and_any_other_gives_no_less() {
        let (milp, objective) = case(Comparison::AtMost, 7, Direction::Maximise);
        // Three of b and a third of a are best: 9 + 4/3, and a unit of the row gives 4/3.
        assert_eq!(objective.bound_by(&milp, &[ONE / 3 * 4]), Some(10));
        assert_eq!(objective.bound_by(&milp, &[ONE]), Some(7 + 3 + 3));
        assert_eq!(objective.bound_by(&milp, &[0]), Some(21));
        assert_eq!(objective.bound_by(&milp, &[5 * ONE]), Some(35));
        assert_eq!(objective.bound_by(&milp, &[-ONE]), Some(21), "of the wrong sign it is nought");
    }

    #[test]
    fn the_least_is_bounded_from_below() {
        let (milp, objective) = case(Comparison::AtLeast, 7, Direction::Minimise);
        // Two and a third of a are cheapest: 28/3, and a unit of the row costs 4/3.
        assert_eq!(objective.bound_by(&milp, &[ONE / 3 * 4]), Some(10), "28/3, and no whole number below it");
        assert_eq!(objective.bound_by(&milp, &[0]), Some(0));
        assert_eq!(objective.bound_by(&milp, &[-ONE]), Some(0), "of the wrong sign it is nought");
    }

    #[test]
    fn a_cost_of_billions_is_bounded_as_any_other() {
        let (milp, objective) = case(Comparison::AtLeast, 7, Direction::Minimise);
        let large = |factor: i64| factor * 100_000_000_000 + 1;
        let sum = objective.sum.terms().map(|(column, factor)| (large(factor), column)).collect();
        let objective = Objective { sum, ..objective };
        assert_eq!(objective.bound_by(&milp, &[0]), Some(0));
        assert_eq!(objective.bound_by(&milp, &[ONE]), Some(7));
        assert_eq!(
            Objective { direction: Direction::Maximise, ..objective }.bound_by(&milp, &[0]),
            Some(3 * large(7) + 3)
        );
    }

    #[test]
    fn weights_that_do_not_fit_give_nothing() {
        let (milp, objective) = case(Comparison::Equal, 7, Direction::Minimise);
        assert_eq!(objective.bound_by(&milp, &[]), None);
        assert_eq!(objective.bound_by(&milp, &[ONE, ONE]), None);
        assert_eq!(objective.bound_by(&milp, &[i64::MIN]), None);
        assert_eq!(objective.bound_by(&milp, &[ONE]), Some(7), "7 + (4 - 3) a + (3 - 2) b");
        assert_eq!(objective.bound_by(&milp, &[2 * ONE]), Some(14 - 6 - 3), "14 - 2 a - b");
    }
    #[test]
    fn what_does_not_pay_for_itself_beyond_the_target_is_left_out() {
        let (mut milp, objective) = case(Comparison::AtMost, 7, Direction::Maximise);
        for column in &mut milp.columns {
            column.kind = ColumnKind::Whole;
        }
        // Nothing has more than 10: 7 of the row give 28/3, and each of b a third more than it takes.
        let weights = [ONE / 3 * 4];
        assert_eq!(objective.reach_by(&milp, &weights, 11), Some(Reach::Nothing));
        let b = milp.column_indices().nth(1).expect("there are two");
        assert_eq!(objective.reach_by(&milp, &weights, 10), Some(Reach::Within(vec![(b, 2, 3)])));
        assert_eq!(objective.reach_by(&milp, &weights, 9), Some(Reach::Within(vec![])));
        assert_eq!(objective.reach_by(&milp, &[], 9), None);
    }
}
