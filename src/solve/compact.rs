//! A program without its settled columns: what a solver is asked, and what came of it put back.
//!
//! Two questions that differ in what is settled elsewhere are the same question then, and are answered alike.

use super::{Cuts, Found, Going, Outcome, Progress, Request, Solver, SolverError, Status};
use crate::milp::{Column, ColumnIndex, Milp, Objective, Row, Sum};

/// A request without the columns that are settled.
pub(super) struct Compact {
    milp: Milp,
    objective: Objective,
    start: Option<Vec<i64>>,
    /// What the settled columns come to on the objective.
    settled: i64,
    /// By column of the whole program: its value if it is settled, else its position here.
    places: Vec<Result<i64, ColumnIndex>>,
    target: Option<i64>,
}

impl Compact {
    /// The request without the columns that are settled, without rows that hold whatever is chosen.
    pub fn of(request: &Request<'_>) -> Self {
        let mut milp = Milp::default();
        let place = |column: &Column| column.settled().ok_or_else(|| milp.add_column(column.clone()));
        let places: Vec<Result<i64, ColumnIndex>> = request.milp.columns().iter().map(place).collect();
        for row in request.milp.rows() {
            let (sum, settled) = split(&row.sum, &places);
            let row = Row { label: row.label.clone(), sum, comparison: row.comparison, bound: row.bound - settled };
            // A row of nothing is kept where it does not hold: then the program has no values.
            if row.sum.terms().next().is_some() || row.excess(&[]) > 0 {
                milp.add_row(row);
            }
        }
        let (sum, settled) = split(&request.objective.sum, &places);
        let start = request.start.map(|values| {
            let open = values.iter().zip(&places).filter(|(_, place)| place.is_err());
            open.map(|(value, _)| *value).collect()
        });
        let objective = Objective::new(request.objective.direction, sum);
        let target = request.limits.target.map(|target| target - settled);
        Self { milp, objective, start, settled, places, target }
    }

    /// The request that is put in its place.
    pub fn request<'a>(&'a self, request: &Request<'_>) -> Request<'a> {
        let mut limits = request.limits;
        limits.target = self.target;
        Request { milp: &self.milp, objective: &self.objective, start: self.start.as_deref(), limits }
    }

    /// What `solver` makes of it, told of the whole.
    pub fn solve(
        &self,
        solver: &dyn Solver,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
    ) -> Result<Outcome, SolverError> {
        let settled = self.settled;
        let beside = |amount: i64| amount + settled;
        let mut told = |progress: Progress| {
            watch(Progress { best: progress.best.map(beside), bound: progress.bound.map(beside), ..progress })
        };
        Ok(self.whole(solver.solve(&self.request(request), &mut told)?))
    }

    /// The cuts that `solver` knows of, as rows of the whole.
    pub fn cuts(
        &self,
        solver: &dyn Solver,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
    ) -> Result<Cuts, SolverError> {
        let cuts = solver.cuts(&self.request(request), watch)?;
        let places = request.milp.column_indices().zip(&self.places);
        let columns: Vec<ColumnIndex> = places.filter(|(_, place)| place.is_err()).map(|(column, _)| column).collect();
        let whole = |row: Row| {
            let sum = row.sum.terms().map(|(column, factor)| (factor, columns[column.position()])).collect();
            Row { sum, ..row }
        };
        Ok(Cuts { rows: cuts.rows.into_iter().map(whole).collect(), ..cuts })
    }

    /// The outcome of the whole.
    fn whole(&self, outcome: Outcome) -> Outcome {
        let found = |found: Found| {
            let value = |place: &Result<i64, ColumnIndex>| match place {
                Ok(settled) => *settled,
                Err(column) => found.values[column.position()],
            };
            let values = self.places.iter().map(value).collect();
            Found { values, value: found.value + self.settled, bound: found.bound + self.settled }
        };
        let status = match outcome.status {
            Status::Optimal(best) => Status::Optimal(found(best)),
            Status::Stopped(best) => Status::Stopped(found(best)),
            status @ (Status::Nothing | Status::Infeasible) => status,
        };
        Outcome { status, ..outcome }
    }
}

/// The terms of `sum` that are open, and what those that are settled come to.
fn split(sum: &Sum, places: &[Result<i64, ColumnIndex>]) -> (Sum, i64) {
    let (mut open, mut settled) = (Sum::default(), 0);
    for (column, factor) in sum.terms() {
        match places[column.position()] {
            Ok(value) => settled += factor * value,
            Err(column) => open.add(factor, column),
        }
    }
    (open, settled)
}
