//! A relaxation that is solved many times over, with cuts that come and go.

use std::collections::BTreeSet;
use std::ffi::c_int;

use highs::{HighsModelStatus, Model, SolvedModel};
use num_traits::ToPrimitive;

use super::Highs;
use super::came::whole_weight;
use super::raw::{add_row, basic_variables, change_bounds, delete_rows};
use super::state::exact;
use crate::milp::{ColumnIndex, Milp, Row, remove_at};
use crate::solve::{Limits, Request, SolverError, Work};

/// How far from the point a cut is at least, as a distance.
const LEAST_DISTANCE: f64 = 1e-4;

/// Terms in a cut at most.
const TERMS: usize = 600;

/// A solved relaxation.
pub(super) struct Point {
    /// By column.
    pub values: Vec<f64>,
    /// By row: what it comes to.
    pub rows: Vec<f64>,
    /// By row: what a unit of its limit is worth, in parts.
    pub weights: Vec<i64>,
    /// What is sought, in steps.
    pub objective: f64,
}

/// A cut, and how far it is from the point that it cuts off.
pub(super) struct Plane {
    row: Row,
    /// Its factors by position of the column.
    pub terms: Vec<(usize, f64)>,
    /// Their length.
    pub norm: f64,
    /// How far the point is.
    pub distance: f64,
}

impl Plane {
    /// Nothing where it cuts off too little.
    pub fn of(row: Row, values: &[f64]) -> Option<Self> {
        let terms: Vec<(usize, f64)> =
            row.sum.terms().filter_map(|(column, factor)| Some((column.position(), factor.to_f64()?))).collect();
        let norm = terms.iter().map(|(_, factor)| factor * factor).sum::<f64>().sqrt();
        let sum: f64 = terms.iter().map(|&(column, factor)| factor * values[column]).sum();
        let distance = (sum - row.bound.to_f64()?) / norm;
        (terms.len() <= TERMS && distance > LEAST_DISTANCE).then_some(Self { row, terms, norm, distance })
    }

    /// The cosine with a cut that is laid out by column.
    pub fn cosine(&self, other: &[f64]) -> f64 {
        self.terms.iter().map(|&(column, factor)| factor * other[column]).sum::<f64>() / self.norm
    }
}

/// A relaxation with its cuts.
pub(super) struct Relaxation {
    /// The program, its cuts last.
    program: Milp,
    /// Where the cuts begin.
    first_cut: usize,
    model: Option<Model>,
    iterations: u64,
    /// By what the solver's row of each row is smaller: one, but of cuts.
    norms: Vec<f64>,
    /// Which rows are kept in the end.
    are_kept: Vec<bool>,
}

impl Relaxation {
    /// That of the program of `request`, whose target is left aside.
    pub fn of(highs: Highs, request: &Request<'_>) -> Result<Self, SolverError> {
        let program = request.milp.clone();
        let Limits { deadline, attempt, .. } = request.limits;
        let limits = Limits { deadline, attempt, ..Limits::default() };
        let relaxed = Request { milp: &program.relaxed(), start: None, limits, ..*request };
        let model = highs.simplex(&relaxed)?;
        let first_cut = program.rows().len();
        let (norms, are_kept) = (vec![1.0; first_cut], vec![true; first_cut]);
        Ok(Self { program, first_cut, model: Some(model), iterations: 0, norms, are_kept })
    }

    /// The program, its cuts last.
    pub const fn program(&self) -> &Milp {
        &self.program
    }

    /// The solver's model, unless the solver failed.
    pub const fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// Whether the row at this position is a cut.
    pub const fn is_cut(&self, row: usize) -> bool {
        row >= self.first_cut
    }

    /// The program with those of its cuts that are kept.
    pub fn into_program(mut self) -> Milp {
        let rows = self.are_kept.iter().enumerate();
        let left_out = rows.filter(|(_, is_kept)| !**is_kept).map(|(row, _)| row).collect();
        self.program.remove_rows(&left_out);
        self.program
    }

    /// The cuts.
    pub fn cuts(&self) -> &[Row] {
        &self.program.rows()[self.first_cut..]
    }

    /// The work that it took so far.
    pub const fn work(&self) -> Work {
        Work { nodes: 0, iterations: self.iterations }
    }

    /// Solves the relaxation as it is now; nothing where it has no optimum, or the solver says none.
    fn run(&mut self) -> Option<SolvedModel> {
        let solved = self.model.take()?.try_solve().ok()?;
        self.iterations += solved.simplex_iteration_count().to_u64().unwrap_or(0);
        (solved.status() == HighsModelStatus::Optimal).then_some(solved)
    }

    /// Where it stands; nothing where it has no optimum, or the solver says none.
    pub fn solve(&mut self) -> Option<Point> {
        let solved = self.run()?;
        let solution = solved.get_solution();
        let weights = self.unscaled(solution.dual_rows()).map(whole_weight).collect();
        let (values, rows) = (solution.columns().to_vec(), solution.rows().to_vec());
        let objective = solved.objective_value();
        self.model = Some(solved.into());
        Some(Point { values, rows, weights, objective })
    }

    /// What the solver says of each row, for the row as it is in the program.
    pub fn unscaled<'a>(&'a self, of_rows: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        of_rows.iter().zip(&self.norms).map(|(of_row, norm)| of_row / norm)
    }

    /// Brings the bounds of a column closer.
    pub fn narrow(&mut self, column: ColumnIndex, lower: i64, upper: i64) -> Result<(), SolverError> {
        let (index, low, up) = (position(column.position())?, exact(lower)?, exact(upper)?);
        self.program.narrow(column, lower, upper);
        let is_taken = self.model.as_mut().is_some_and(|model| change_bounds(model, index, low, up));
        if is_taken { Ok(()) } else { Err(SolverError::Failed("it did not take a bound".to_owned())) }
    }

    /// Adds a cut, which is kept in the end or not; whether the solver took it.
    pub fn add(&mut self, plane: Plane, is_kept: bool) -> bool {
        let columns: Option<Vec<c_int>> = plane.terms.iter().map(|&(column, _)| position(column).ok()).collect();
        let factors: Vec<f64> = plane.terms.iter().map(|&(_, factor)| factor / plane.norm).collect();
        let (Some(model), Some(columns), Some(bound)) = (&mut self.model, columns, plane.row.bound.to_f64()) else {
            return false;
        };
        let is_taken = add_row(model, bound / plane.norm, &columns, &factors);
        if is_taken {
            self.program.add_row(plane.row);
            self.norms.push(plane.norm);
            self.are_kept.push(is_kept);
        }
        is_taken
    }

    /// Takes out the cuts that do not bind, and says where the relaxation stands then: at the same height, and maybe elsewhere.
    pub fn drop_slack(&mut self, point: Point) -> Option<Point> {
        let basic = basic_variables(self.model.as_ref()?)?;
        let slack: BTreeSet<usize> = basic.into_iter().filter_map(row_of).filter(|&row| self.is_cut(row)).collect();
        if slack.is_empty() {
            return Some(point);
        }
        let rows: Option<Vec<c_int>> = slack.iter().map(|&row| position(row).ok()).collect();
        if !delete_rows(self.model.as_mut()?, &rows?) {
            return None;
        }
        self.program.remove_rows(&slack);
        remove_at(&mut self.norms, &slack);
        remove_at(&mut self.are_kept, &slack);
        self.solve()
    }
}

/// The row that a basic variable belongs to, if it is no column.
pub(super) fn row_of(variable: c_int) -> Option<usize> {
    usize::try_from(-i64::from(variable) - 1).ok()
}

/// A position as the solver tells it.
fn position(of: usize) -> Result<c_int, SolverError> {
    c_int::try_from(of).map_err(|_| SolverError::TooLarge(i64::MAX))
}
