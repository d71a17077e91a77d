//! Cuts: rows that every whole choice keeps and a relaxation breaks, by mixed-integer rounding, in exact numbers.
//!
//! Rows times multipliers, added up, are one equation over columns and slacks. Each column is counted from one of its
//! bounds, so that everything in it is nought or more:
//!
//! ```text
//! Σ_j a[j]·t[j] + Σ_r e[r]·s[r]  =  b        t[j] whole or not, s[r] the slack of row r
//! ```
//!
//! With `f = b mod D`, whatever the divisor `D`, every choice keeps
//!
//! ```text
//! Σ_j G(a[j])·t[j] + Σ_r G(e[r])·s[r]  ≤  (D − f)·⌊b / D⌋
//! G(a) = (D − f)·⌊a / D⌋ + max(0, a mod D − f)   of what is whole
//! G(a) = min(0, a)                               of what may be split
//! ```
//!
//! (Nemhauser and Wolsey, *Integer and Combinatorial Optimization*, 1988, section II.1.7; of a row of the simplex tableau
//! it is Gomory's mixed-integer cut.) It holds of any multipliers, so those of a basis in floating point, rounded, give a cut
//! that is right to the last digit (Cook, Dash, Fukasawa and Goycoolea, "Numerically safe Gomory mixed-integer cuts",
//! *INFORMS Journal on Computing* 21, 2009, do so in floating point; here the numbers are whole).
//!
//! | symbol   | meaning                                 | unit                               |
//! |----------|-----------------------------------------|------------------------------------|
//! | `D`      | the divisor                             | [`DIVISOR`] for a multiplier of one |
//! | `t`, `s` | a column from its bound, a row's slack  | the column's and the row's own     |

use super::{Column, ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};

/// A multiplier of one.
pub const DIVISOR: i128 = 1 << 56;

/// A multiplier that is this near to a whole one is one.
const NOISE: i128 = 1 << 22;

/// What a factor is off a multiple of the divisor by, times what its column ranges over, where that is rounding and no
/// more: it is given.
const SLIP: i128 = 1 << 37;

/// A fraction nearer to a whole number than this makes no cut worth having.
const LEAST_FRACTION: i128 = DIVISOR / 200;

/// The largest factor of a cut is brought down to this: fine enough to lose nothing.
const LARGEST: i128 = 1 << 28;

/// The cut that rows times multipliers make, each row told by its position; a column that `from_upper` says is counted from
/// its upper bound. Nothing if they make none, or a number is too large to be exact.
#[must_use]
pub fn rounded(milp: &Milp, multipliers: &[(usize, i128)], from_upper: &[bool]) -> Option<Row> {
    let rows: Vec<(&Row, i128)> =
        multipliers.iter().map(|&(row, by)| (&milp.rows[row], settled(milp, &milp.rows[row], by))).collect();
    let mut equation = Combined { factors: vec![0; milp.columns.len()], bound: 0 };
    for (row, by) in &rows {
        equation.add(row, *by)?;
    }
    equation.give_slips(milp)?;
    let origin = |column: usize| {
        let Column { lower, upper, .. } = milp.columns[column];
        i128::from(if from_upper[column] { upper } else { lower })
    };
    let mut bound = equation.bound;
    for (column, factor) in equation.terms() {
        bound = bound.checked_sub(factor.checked_mul(origin(column))?)?;
    }
    let rounding = Rounding::of(bound)?;
    let mut cut = Combined { factors: vec![0; milp.columns.len()], bound: rounding.bound()? };
    for (column, factor) in equation.terms() {
        let sign = if from_upper[column] { -1 } else { 1 };
        let part = sign * rounding.of_factor(sign * factor, milp.columns[column].kind)?;
        cut.factors[column] = part;
        cut.bound = cut.bound.checked_add(part.checked_mul(origin(column))?)?;
    }
    for (row, by) in rows {
        // The slack is the bound less the sum, or the sum less the bound.
        let sign = match row.comparison {
            Comparison::AtMost => 1,
            Comparison::AtLeast => -1,
            Comparison::Equal => continue,
        };
        cut.add(row, -sign * rounding.of_factor(sign * by, kind_of_slack(milp, row))?)?;
    }
    cut.told(milp)
}

/// A multiplier: a whole one, where the slack is whole and it is as good as whole.
fn settled(milp: &Milp, row: &Row, by: i128) -> i128 {
    let off = off_multiple(by);
    if off.abs() <= NOISE && kind_of_slack(milp, row) == ColumnKind::Whole { by - off } else { by }
}

/// How far a number is above the nearest multiple of the divisor; less than nought below it.
fn off_multiple(number: i128) -> i128 {
    (number + DIVISOR / 2).rem_euclid(DIVISOR) - DIVISOR / 2
}

/// A slack is whole where every column of the row is: its factors and its bound are.
fn kind_of_slack(milp: &Milp, row: &Row) -> ColumnKind {
    if milp.has_whole_columns_only(row) { ColumnKind::Whole } else { ColumnKind::Divisible }
}

/// How what is counted from a bound is rounded.
struct Rounding {
    /// What is left of the bound after the last multiple of the divisor.
    fraction: i128,
    /// How many multiples of the divisor are in the bound.
    multiple: i128,
}

impl Rounding {
    /// Nothing where the bound is as good as a multiple of the divisor.
    fn of(bound: i128) -> Option<Self> {
        let (fraction, multiple) = (bound.rem_euclid(DIVISOR), bound.div_euclid(DIVISOR));
        let makes_a_cut = (LEAST_FRACTION..=DIVISOR - LEAST_FRACTION).contains(&fraction);
        makes_a_cut.then_some(Self { fraction, multiple })
    }

    fn bound(&self) -> Option<i128> {
        (DIVISOR - self.fraction).checked_mul(self.multiple)
    }

    /// `G` of the module.
    fn of_factor(&self, factor: i128, kind: ColumnKind) -> Option<i128> {
        match kind {
            ColumnKind::Divisible => Some(factor.min(0)),
            ColumnKind::Whole => {
                let whole = (DIVISOR - self.fraction).checked_mul(factor.div_euclid(DIVISOR))?;
                whole.checked_add((factor.rem_euclid(DIVISOR) - self.fraction).max(0))
            }
        }
    }
}

/// A sum by column, and what it is or is at most.
struct Combined {
    factors: Vec<i128>,
    bound: i128,
}

impl Combined {
    /// The factors that are not nought, by column.
    fn terms(&self) -> impl Iterator<Item = (usize, i128)> {
        self.factors.iter().copied().enumerate().filter(|(_, factor)| *factor != 0)
    }

    fn add(&mut self, row: &Row, by: i128) -> Option<()> {
        if by == 0 {
            return Some(());
        }
        for (column, factor) in row.sum.terms() {
            let sum = &mut self.factors[column.0];
            *sum = sum.checked_add(by.checked_mul(factor.into())?)?;
        }
        self.bound = self.bound.checked_add(by.checked_mul(row.bound.into())?)?;
        Some(())
    }

    /// Takes out what is rounding and no more, and what has one value: the rest is at most what is left then.
    fn give_slips(&mut self, milp: &Milp) -> Option<()> {
        for (column, factor) in milp.columns.iter().zip(&mut self.factors) {
            let room = i128::from(column.upper) - i128::from(column.lower);
            let off = match column.kind {
                _ if room == 0 => *factor,
                ColumnKind::Whole => off_multiple(*factor),
                ColumnKind::Divisible => *factor,
            };
            if off.checked_mul(room)?.abs() <= SLIP {
                let least = off.checked_mul(column.lower.into())?.min(off.checked_mul(column.upper.into())?);
                self.bound = self.bound.checked_sub(least)?;
                *factor -= off;
            }
        }
        Some(())
    }

    /// The row "at most" that says so in small whole numbers, rounded so that whoever keeps that keeps this.
    fn told(mut self, milp: &Milp) -> Option<Row> {
        self.terms().next()?;
        let largest = self.factors.iter().map(|factor| factor.abs()).max()?;
        let unit = (largest / LARGEST).max(1);
        for (column, factor) in milp.columns.iter().zip(&mut self.factors) {
            let (lower, room) = (i128::from(column.lower), i128::from(column.upper) - i128::from(column.lower));
            // Counted from the lower bound; what is less than nought and next to nothing is given.
            self.bound = self.bound.checked_sub(factor.checked_mul(lower)?)?;
            let is_slight = *factor < 0 && factor.checked_mul(room)? > -4 * unit;
            if is_slight {
                self.bound = self.bound.checked_sub(*factor * room)?;
            }
            *factor = if is_slight { 0 } else { factor.div_euclid(unit) };
        }
        let mut bound = -(-self.bound).div_euclid(unit);
        let mut sum = Sum::default();
        for (column, factor) in self.terms() {
            bound = bound.checked_add(factor.checked_mul(milp.columns[column].lower.into())?)?;
            sum.add(i64::try_from(factor).ok()?, ColumnIndex(column));
        }
        let bound = i64::try_from(bound).ok()?;
        Some(Row { label: "cut".to_owned(), sum, comparison: Comparison::AtMost, bound })
    }
}

#[cfg(test)]
mod tests {
    use num_traits::ToPrimitive;
    use proptest::prelude::*;

    use super::*;

    /// Points are told in so many parts of a whole, so that columns that may be split are somewhere between.
    const PARTS: i64 = 4;
    const PARTS_OF_WHOLE: usize = 4;

    fn column(upper: i64, kind: ColumnKind) -> Column {
        Column { label: "column".to_owned(), lower: 0, upper, kind }
    }

    fn row(factors: &[i64], comparison: Comparison, bound: i64) -> Row {
        let sum = factors.iter().copied().zip((0..).map(ColumnIndex)).collect();
        Row { label: "row".to_owned(), sum, comparison, bound }
    }

    fn program(columns: Vec<Column>, rows: Vec<Row>) -> Milp {
        let mut milp = Milp::default();
        for column in columns {
            milp.add_column(column);
        }
        for row in rows {
            milp.add_row(row);
        }
        milp
    }

    /// Every point in parts: whole ones of what is whole.
    fn points(milp: &Milp) -> Vec<Vec<i64>> {
        milp.columns().iter().fold(vec![Vec::new()], |points, column| {
            let step = if column.kind == ColumnKind::Whole { PARTS_OF_WHOLE } else { 1 };
            let values = || (column.lower * PARTS..=column.upper * PARTS).step_by(step);
            points.iter().flat_map(|point| values().map(move |value| [point.as_slice(), &[value]].concat())).collect()
        })
    }

    fn keeps(row: &Row, point: &[i64]) -> bool {
        Row { bound: row.bound * PARTS, ..row.clone() }.excess(point) <= 0
    }

    #[test]
    fn two_of_three_halves_are_one() {
        let milp = program(
            vec![column(1, ColumnKind::Whole), column(1, ColumnKind::Whole)],
            vec![row(&[2, 2], Comparison::AtMost, 3)],
        );
        let cut = rounded(&milp, &[(0, DIVISOR / 2)], &[false, false]).expect("half of three is no whole number");
        assert!(!keeps(&cut, &[3, 3]), "three quarters of each are cut off");
        assert!(keeps(&cut, &[4, 0]) && keeps(&cut, &[0, 4]) && keeps(&cut, &[0, 0]));
        assert!(rounded(&milp, &[(0, DIVISOR)], &[false, false]).is_none(), "three is whole");
    }

    prop_compose! {
        fn cases()(
            columns in prop::collection::vec((0_i64..=3, any::<bool>()), 2..=4),
            rows in prop::collection::vec((prop::collection::vec(-9_i64..=9, 4), 0_u8..3, -6_i64..=12), 1..=4),
            multipliers in prop::collection::vec(-3.0_f64..3.0, 4),
            from_upper in prop::collection::vec(any::<bool>(), 4),
        ) -> (Milp, Vec<(usize, i128)>, Vec<bool>) {
            let kind = |whole: bool| if whole { ColumnKind::Whole } else { ColumnKind::Divisible };
            let comparisons = [Comparison::AtMost, Comparison::AtLeast, Comparison::Equal];
            let of_row = |(factors, comparison, bound): &(Vec<i64>, u8, i64)| {
                row(&factors[..columns.len()], comparisons[usize::from(*comparison)], *bound)
            };
            let by = |multiplier: &f64| (multiplier * 2_f64.powi(56)).to_i128().expect("it is small enough");
            let multipliers = multipliers.iter().map(by).enumerate().take(rows.len()).collect();
            let milp = program(columns.iter().map(|&(upper, whole)| column(upper, kind(whole))).collect(), rows.iter().map(of_row).collect());
            (milp, multipliers, from_upper)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn whatever_keeps_the_rows_keeps_the_cut((milp, multipliers, from_upper) in cases()) {
            let Some(cut) = rounded(&milp, &multipliers, &from_upper) else { return Ok(()) };
            for point in points(&milp).into_iter().filter(|point| milp.rows().iter().all(|row| keeps(row, point))) {
                prop_assert!(keeps(&cut, &point), "{} of {}", milp.row_as_text(&cut), milp.rows_as_text());
            }
        }
    }
}
