//! Cutting relaxation against a target: a program made tighter before it is searched.
//!
//! The relaxation is solved, and each row of its tableau whose basic column should be whole and is not makes a cut, as do
//! whole multiples of it; those that are far from the point and unlike each other are added, and those that no longer bind
//! are taken out, until little comes of it. Whatever no values that reach the target can have, by the weights of the rows, is
//! left out on the way: what is left is a far smaller search, and often none. Cuts and bounds are exact, whatever the
//! solver's floating point is (`milp::rounding`, `milp::weights`).

use std::ffi::c_int;

use num_traits::ToPrimitive;

use super::Highs;
use super::knapsack_cuts::Knapsacks;
use super::raw::{basic_variables, inverse_row};
use super::relaxation::{Plane, Point, Relaxation, row_of};
use crate::milp::{Column, ColumnKind, DIVISOR, Milp, Reach, rounded};
use crate::solve::{Going, Progress, Request, SolverError, Work};

/// Terms of a program that is searched as it is when it has more: its relaxation alone may take a minute.
const LARGEST_PROGRAM: usize = 200_000;

/// Rounds of cuts at most.
const ROUNDS: usize = 100;

/// Rounds in which the bound must come closer to the target by a part of what is between them.
const PATIENCE: usize = 5;

/// That part.
const LEAST_GAIN: f64 = 0.005;

/// Cuts added in a round at most.
const CUTS: usize = 100;

/// By what a row of the tableau is multiplied.
const MULTIPLES: [f64; 3] = [1.0, 2.0, 3.0];

/// A value that is nearer to a whole one than this is whole.
const WHOLE: f64 = 0.005;

/// Cuts whose cosine is more than this are the same.
const ALIKE: f64 = 0.95;

/// A multiplier that is larger than this is not to be trusted with a cut worth having.
const LARGEST_MULTIPLIER: f64 = 1e5;

/// What became of a program.
pub(super) enum Tightened {
    /// Nothing reaches the target: proved by exact numbers.
    Refuted,
    /// The same program with closer bounds, within which whatever reaches the target is.
    Program(Milp),
}

/// Whether a program is small enough for its relaxation to be solved many times over.
pub(super) fn is_small(milp: &Milp) -> bool {
    milp.non_zeros() <= LARGEST_PROGRAM
}

/// The program of a request with a target, made tighter; and the work that took.
pub(super) fn tighten(
    highs: Highs,
    request: &Request<'_>,
    target: i64,
    watch: &mut dyn FnMut(Progress) -> Going,
) -> Result<(Tightened, Work), SolverError> {
    let mut relaxation = Relaxation::of(highs, request)?;
    let mut knapsacks = Knapsacks::of(highs, request.milp);
    let mut beyond: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let Some(point) = relaxation.solve() else { break };
        match request.objective.reach_by(relaxation.program(), &point.weights, target) {
            Some(Reach::Nothing) => return Ok((Tightened::Refuted, relaxation.work())),
            Some(Reach::Within(closer)) => {
                for (column, lower, upper) in closer {
                    relaxation.narrow(column, lower, upper)?;
                }
            }
            None => break,
        }
        let Work { nodes, iterations } = relaxation.work();
        let is_stopped = watch(Progress { best: None, bound: None, nodes, iterations }) == Going::Stop;
        if is_stopped || request.limits.is_late() {
            break;
        }
        if knapsacks.cut(&mut relaxation, &point)? {
            continue;
        }
        beyond.push(beyond_target(&point, request, target));
        if is_stalled(&beyond) || !cut(&mut relaxation, point) {
            break;
        }
    }
    let work = relaxation.work();
    Ok((Tightened::Program(relaxation.into_program()), work))
}

/// Whether the last rounds brought too little.
fn is_stalled(beyond: &[f64]) -> bool {
    let Some(before) = beyond.len().checked_sub(PATIENCE + 1) else { return false };
    let last = beyond[beyond.len() - 1];
    beyond[before] - last < LEAST_GAIN * last
}

/// How far the bound is from the step before the target, in steps.
fn beyond_target(point: &Point, request: &Request<'_>, target: i64) -> f64 {
    let target = (target / request.objective.sum.step()).to_f64().unwrap_or(0.0);
    (point.objective - target).abs() + 1.0
}

/// Takes out the cuts that do not bind at the point, and adds those that cut it off; whether there are any.
fn cut(relaxation: &mut Relaxation, point: Point) -> bool {
    let point = relaxation.drop_slack(point);
    let planes = point.and_then(|point| found(relaxation, &point)).map(unlike).unwrap_or_default();
    let mut is_cut = false;
    for plane in planes {
        is_cut |= relaxation.add(plane, false);
    }
    is_cut
}

/// The cuts that rows of the tableau make.
fn found(relaxation: &Relaxation, point: &Point) -> Option<Vec<Plane>> {
    let model = relaxation.model()?;
    let from_upper = nearer_to_upper(relaxation.program(), point);
    let mut planes = Vec::new();
    for (row, variable) in basic_variables(model)?.into_iter().enumerate() {
        let value = value_to_be_whole(relaxation, variable, point);
        if value.is_none_or(|value| (value - value.round()).abs() < WHOLE) {
            continue;
        }
        let inverse: Vec<f64> = relaxation.unscaled(&inverse_row(model, row)?).collect();
        let cuts =
            MULTIPLES.iter().filter_map(|by| rounded(relaxation.program(), &multipliers(&inverse, *by)?, &from_upper));
        planes.extend(cuts.filter_map(|row| Plane::of(row, &point.values)));
    }
    Some(planes)
}

/// Which columns are nearer to their upper bounds.
fn nearer_to_upper(milp: &Milp, point: &Point) -> Vec<bool> {
    let is_nearer = |(column, value): (&Column, &f64)| {
        let (lower, upper) = (column.lower.to_f64().unwrap_or(0.0), column.upper.to_f64().unwrap_or(0.0));
        upper - value < value - lower
    };
    milp.columns().iter().zip(&point.values).map(is_nearer).collect()
}

/// What a basic variable comes to, if it must be whole: a whole column, or a row of whole columns.
fn value_to_be_whole(relaxation: &Relaxation, variable: c_int, point: &Point) -> Option<f64> {
    let program = relaxation.program();
    let Ok(column) = usize::try_from(variable) else {
        let row = row_of(variable).filter(|row| !relaxation.is_cut(*row))?;
        return program.has_whole_columns_only(&program.rows()[row]).then_some(point.rows[row]);
    };
    (program.columns()[column].kind == ColumnKind::Whole).then(|| point.values[column])
}

/// A row of the inverse of a basis, times a number, as whole multipliers; nothing where one is not to be trusted.
fn multipliers(inverse: &[f64], by: f64) -> Option<Vec<(usize, i128)>> {
    let divisor = DIVISOR.to_f64()?;
    let mut multipliers = Vec::new();
    for (row, factor) in inverse.iter().enumerate().filter(|(_, factor)| **factor != 0.0) {
        let by = factor * by;
        if by.abs() > LARGEST_MULTIPLIER {
            return None;
        }
        multipliers.push((row, (by * divisor).round().to_i128()?));
    }
    Some(multipliers)
}

/// The cuts that are furthest from the point and unlike each other.
fn unlike(mut planes: Vec<Plane>) -> Vec<Plane> {
    planes.sort_by(|one, other| other.distance.total_cmp(&one.distance));
    let mut chosen: Vec<(Plane, Vec<f64>)> = Vec::new();
    let columns = planes.iter().filter_map(|plane| plane.terms.last()).map(|(column, _)| column + 1).max().unwrap_or(0);
    for plane in planes {
        if chosen.len() == CUTS {
            break;
        }
        if chosen.iter().all(|(_, other)| plane.cosine(other).abs() <= ALIKE) {
            let mut laid_out = vec![0.0; columns];
            for &(column, factor) in &plane.terms {
                laid_out[column] = factor / plane.norm;
            }
            chosen.push((plane, laid_out));
        }
    }
    chosen.into_iter().map(|(plane, _)| plane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{ColumnIndex, Comparison, Direction, Objective, Row, Sum};
    use crate::solve::Limits;

    /// Two triangles of which each edge allows one of its two ends: a relaxation takes half of every end, three in all.
    fn two_triangles() -> (Milp, Objective) {
        let mut milp = Milp::default();
        let column = || Column { label: "end".to_owned(), lower: 0, upper: 1, kind: ColumnKind::Whole };
        let ends: Vec<ColumnIndex> = (0..6).map(|_| milp.add_column(column())).collect();
        for triangle in ends.chunks(3) {
            for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                let sum = Sum::from_iter([(1, triangle[one]), (1, triangle[other])]);
                milp.add_row(Row { label: "edge".to_owned(), sum, comparison: Comparison::AtMost, bound: 1 });
            }
        }
        let objective = Objective::new(Direction::Maximise, ends.into_iter().map(|end| (1, end)).collect());
        (milp, objective)
    }

    fn tightened(target: i64) -> Tightened {
        let (milp, objective) = two_triangles();
        let request = Request { milp: &milp, objective: &objective, start: None, limits: Limits::default() };
        tighten(Highs { seed: 1 }, &request, target, &mut |_| Going::On).expect("it is a small program").0
    }

    #[test]
    fn cuts_refute_what_the_relaxation_has() {
        assert!(matches!(tightened(3), Tightened::Refuted), "three halves twice are two");
    }

    #[test]
    fn what_can_be_had_is_left_with_the_rows_as_they_were() {
        let Tightened::Program(milp) = tightened(2) else { panic!("one of each triangle is two") };
        assert_eq!(milp.rows_as_text(), two_triangles().0.rows_as_text(), "without cuts");
        let one_of_each = |first: usize, second: usize| {
            (0..6).map(|end| i64::from(end == first || end == second)).collect::<Vec<_>>()
        };
        for (first, second) in (0..3).flat_map(|first| (3..6).map(move |second| (first, second))) {
            assert_eq!(milp.broken_by(&one_of_each(first, second)), None);
        }
    }
}
