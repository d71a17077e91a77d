//! Cutting planes against a target: a program made tighter before it is searched.
//!
//! The relaxation is solved, and each row of its tableau whose basic column should be whole and is not makes a cut, as do
//! whole multiples of it; those that are far from the point and unlike each other are added, and those that no longer bind
//! are taken out, until little comes of it. Whatever no values that reach the target can have, by the weights of the rows, is
//! left out on the way: what is left is a far smaller search, and often none. Cuts and bounds are exact, whatever the
//! solver's floating point is (`milp::rounding`, `milp::weights`).

use std::collections::BTreeSet;
use std::ffi::c_int;

use highs::{HighsModelStatus, Model, SolvedModel};
use num_traits::ToPrimitive;

use super::Highs;
use super::came::whole_weight;
use super::raw::{add_row, basic_variables, change_bounds, delete_rows, inverse_row};
use super::state::{exact, state};
use crate::milp::{Column, ColumnIndex, ColumnKind, DIVISOR, Milp, Reach, Row, remove_at, rounded};
use crate::solve::{Going, Limits, Progress, Request, SolverError, Work};

/// Terms of a program that is searched as it is when it has more: its relaxation alone may take a minute.
const LARGEST_PROGRAM: usize = 200_000;

/// Rounds of cuts at most.
const ROUNDS: usize = 50;

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

/// How far from the point a cut is at least, as a distance.
const LEAST_DISTANCE: f64 = 1e-4;

/// A multiplier that is larger than this is not to be trusted with a cut worth having.
const LARGEST_MULTIPLIER: f64 = 1e5;

/// Terms in a cut at most.
const TERMS: usize = 600;

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
    let mut planes = Planes::of(highs, request)?;
    let mut beyond: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let Some(point) = planes.solve() else { break };
        match request.objective.reach_by(&planes.program, &point.weights, target) {
            Some(Reach::Nothing) => return Ok((Tightened::Refuted, planes.work())),
            Some(Reach::Within(closer)) => {
                for (column, lower, upper) in closer {
                    planes.narrow(column, lower, upper)?;
                }
            }
            None => break,
        }
        let Work { nodes, iterations } = planes.work();
        let is_stopped = watch(Progress { best: None, bound: None, nodes, iterations }) == Going::Stop;
        beyond.push(point.beyond(request, target));
        if is_stopped || request.limits.is_late() || is_stalled(&beyond) || !planes.cut(point) {
            break;
        }
    }
    let work = planes.work();
    Ok((Tightened::Program(planes.without_cuts()), work))
}

/// Whether the last rounds brought too little.
fn is_stalled(beyond: &[f64]) -> bool {
    let Some(before) = beyond.len().checked_sub(PATIENCE + 1) else { return false };
    let last = beyond[beyond.len() - 1];
    beyond[before] - last < LEAST_GAIN * last
}

/// A solved relaxation.
struct Point {
    values: Vec<f64>,
    rows: Vec<f64>,
    weights: Vec<i64>,
    objective: f64,
}

impl Point {
    /// How far the bound is from the step before the target, in steps.
    fn beyond(&self, request: &Request<'_>, target: i64) -> f64 {
        let target = (target / request.objective.sum.step()).to_f64().unwrap_or(0.0);
        (self.objective - target).abs() + 1.0
    }

    /// Which columns are nearer to their upper bounds.
    fn nearer_to_upper(&self, milp: &Milp) -> Vec<bool> {
        let is_nearer = |(column, value): (&Column, &f64)| {
            let (lower, upper) = (column.lower.to_f64().unwrap_or(0.0), column.upper.to_f64().unwrap_or(0.0));
            upper - value < value - lower
        };
        milp.columns().iter().zip(&self.values).map(is_nearer).collect()
    }
}

/// A cut, and how far it is from the point that it cuts off.
struct Plane {
    row: Row,
    terms: Vec<(usize, f64)>,
    norm: f64,
    distance: f64,
}

impl Plane {
    /// Nothing where it cuts off too little.
    fn of(row: Row, values: &[f64]) -> Option<Self> {
        let terms: Vec<(usize, f64)> =
            row.sum.terms().filter_map(|(column, factor)| Some((column.position(), factor.to_f64()?))).collect();
        let norm = terms.iter().map(|(_, factor)| factor * factor).sum::<f64>().sqrt();
        let sum: f64 = terms.iter().map(|&(column, factor)| factor * values[column]).sum();
        let distance = (sum - row.bound.to_f64()?) / norm;
        (terms.len() <= TERMS && distance > LEAST_DISTANCE).then_some(Self { row, terms, norm, distance })
    }

    /// The cosine with a cut that is laid out by column.
    fn cosine(&self, other: &[f64]) -> f64 {
        self.terms.iter().map(|&(column, factor)| factor * other[column]).sum::<f64>() / self.norm
    }
}

/// A relaxation with its cuts.
struct Planes {
    /// The program, its cuts last.
    program: Milp,
    /// Where the cuts begin.
    first_cut: usize,
    model: Option<Model>,
    iterations: u64,
    /// By what the solver's row of each row is smaller: one, but of cuts.
    norms: Vec<f64>,
}

impl Planes {
    fn of(highs: Highs, request: &Request<'_>) -> Result<Self, SolverError> {
        let program = request.milp.clone();
        let Limits { deadline, attempt, .. } = request.limits;
        let limits = Limits { deadline, attempt, ..Limits::default() };
        let relaxed = Request { milp: &program.relaxed(), start: None, limits, ..*request };
        let mut model = state(&relaxed, 1, request.objective.sum.step())?;
        highs.set_options(&mut model, limits)?;
        let refused = |_| SolverError::Failed("an option of the simplex method was refused".to_owned());
        model.try_set_option("presolve", "off").map_err(refused)?;
        model.try_set_option("solver", "simplex").map_err(refused)?;
        let first_cut = program.rows().len();
        Ok(Self { norms: vec![1.0; first_cut], program, first_cut, model: Some(model), iterations: 0 })
    }

    /// The program without its cuts, which have done what they can: to hand them on made a search slower as often as quicker.
    fn without_cuts(mut self) -> Milp {
        let cuts = (self.first_cut..self.program.rows().len()).collect();
        self.program.remove_rows(&cuts);
        self.program
    }

    const fn work(&self) -> Work {
        Work { nodes: 0, iterations: self.iterations }
    }

    /// Solves the relaxation as it is now; nothing where it has no optimum, or the solver says none.
    fn run(&mut self) -> Option<SolvedModel> {
        let solved = self.model.take()?.try_solve().ok()?;
        self.iterations += solved.simplex_iteration_count().to_u64().unwrap_or(0);
        (solved.status() == HighsModelStatus::Optimal).then_some(solved)
    }

    fn solve(&mut self) -> Option<Point> {
        let solved = self.run()?;
        let solution = solved.get_solution();
        let weights = self.unscaled(solution.dual_rows()).map(whole_weight).collect();
        let (values, rows) = (solution.columns().to_vec(), solution.rows().to_vec());
        let objective = solved.objective_value();
        self.model = Some(solved.into());
        Some(Point { values, rows, weights, objective })
    }

    /// What the solver says of each row, for the row as it is in the program.
    fn unscaled<'a>(&'a self, of_rows: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        of_rows.iter().zip(&self.norms).map(|(of_row, norm)| of_row / norm)
    }

    fn narrow(&mut self, column: ColumnIndex, lower: i64, upper: i64) -> Result<(), SolverError> {
        let (index, low, up) = (position(column.position())?, exact(lower)?, exact(upper)?);
        self.program.narrow(column, lower, upper);
        let is_taken = self.model.as_mut().is_some_and(|model| change_bounds(model, index, low, up));
        if is_taken { Ok(()) } else { Err(SolverError::Failed("it did not take a bound".to_owned())) }
    }

    /// Takes out the cuts that do not bind at the point, and adds those that cut it off; whether there are any.
    fn cut(&mut self, point: Point) -> bool {
        let planes = self.drop_slack(point).and_then(|point| self.found(&point)).map(unlike).unwrap_or_default();
        let mut is_cut = false;
        for plane in planes {
            let columns: Option<Vec<c_int>> = plane.terms.iter().map(|&(column, _)| position(column).ok()).collect();
            let factors: Vec<f64> = plane.terms.iter().map(|&(_, factor)| factor / plane.norm).collect();
            let (Some(model), Some(columns), Some(bound)) = (&mut self.model, columns, plane.row.bound.to_f64()) else {
                continue;
            };
            if add_row(model, bound / plane.norm, &columns, &factors) {
                self.program.add_row(plane.row);
                self.norms.push(plane.norm);
                is_cut = true;
            }
        }
        is_cut
    }

    /// Takes out the cuts that do not bind, and says where the relaxation stands then: at the same height, and maybe elsewhere.
    fn drop_slack(&mut self, point: Point) -> Option<Point> {
        let basic = basic_variables(self.model.as_ref()?)?;
        let slack: BTreeSet<usize> =
            basic.into_iter().filter_map(row_of).filter(|&row| row >= self.first_cut).collect();
        if slack.is_empty() {
            return Some(point);
        }
        let rows: Option<Vec<c_int>> = slack.iter().map(|&row| position(row).ok()).collect();
        if !delete_rows(self.model.as_mut()?, &rows?) {
            return None;
        }
        self.program.remove_rows(&slack);
        remove_at(&mut self.norms, &slack);
        self.solve()
    }

    /// The cuts that rows of the tableau make.
    fn found(&self, point: &Point) -> Option<Vec<Plane>> {
        let model = self.model.as_ref()?;
        let from_upper = point.nearer_to_upper(&self.program);
        let mut planes = Vec::new();
        for (row, variable) in basic_variables(model)?.into_iter().enumerate() {
            let value = self.value_to_be_whole(variable, point);
            if value.is_none_or(|value| (value - value.round()).abs() < WHOLE) {
                continue;
            }
            let inverse: Vec<f64> = self.unscaled(&inverse_row(model, row)?).collect();
            let cuts =
                MULTIPLES.iter().filter_map(|by| rounded(&self.program, &multipliers(&inverse, *by)?, &from_upper));
            planes.extend(cuts.filter_map(|row| Plane::of(row, &point.values)));
        }
        Some(planes)
    }

    /// What a basic variable comes to, if it must be whole: a whole column, or a row of whole columns.
    fn value_to_be_whole(&self, variable: c_int, point: &Point) -> Option<f64> {
        let Ok(column) = usize::try_from(variable) else {
            let row = row_of(variable).filter(|row| *row < self.first_cut)?;
            return self.program.has_whole_columns_only(&self.program.rows()[row]).then_some(point.rows[row]);
        };
        (self.program.columns()[column].kind == ColumnKind::Whole).then(|| point.values[column])
    }
}

/// The row that a basic variable belongs to, if it is no column.
fn row_of(variable: c_int) -> Option<usize> {
    usize::try_from(-i64::from(variable) - 1).ok()
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

/// A position as the solver tells it.
fn position(of: usize) -> Result<c_int, SolverError> {
    c_int::try_from(of).map_err(|_| SolverError::TooLarge(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Comparison, Direction, Objective, Sum};

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
