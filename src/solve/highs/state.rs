//! A program stated through `good_lp`, in whole numbers that the solver holds exactly.

use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};
use highs::Model;

use crate::milp::{ColumnKind, Comparison, Direction, Sum, common};
use crate::solve::{Request, SolverError};

/// A whole number as the solver holds it, if it can be held exactly and small.
pub(super) fn exact(number: i64) -> Result<f64, SolverError> {
    i32::try_from(number).map(f64::from).map_err(|_| SolverError::TooLarge(number))
}

/// The unit in which the columns of a request are told: one, but where all may be split, no target is set and a bound is too large, the
/// largest that every bound is a multiple of. A program in thousandths is told in whole ones then.
pub(super) fn unit(request: &Request<'_>) -> i64 {
    let milp = request.milp;
    let of_columns = milp.columns().iter().flat_map(|column| [column.lower, column.upper]);
    let bounds = || of_columns.clone().chain(milp.rows().iter().map(|row| row.bound));
    if milp.is_mixed() || request.limits.target.is_some() || bounds().all(|bound| exact(bound).is_ok()) {
        return 1;
    }
    bounds().fold(0, common).max(1)
}

/// The model that a request states, its columns in `unit` and its objective in steps.
pub(super) fn state(request: &Request<'_>, unit: i64, step: i64) -> Result<Model, SolverError> {
    let mut variables = ProblemVariables::new();
    let mut columns = Vec::with_capacity(request.milp.columns().len());
    for column in request.milp.columns() {
        let definition = variable().min(exact(column.lower / unit)?).max(exact(column.upper / unit)?);
        columns.push(variables.add(match column.kind {
            ColumnKind::Whole => definition.integer(),
            ColumnKind::Divisible => definition,
        }));
    }
    // What must be reached is told as a limit on what is to be made small.
    let (direction, step) = match (request.objective.direction, request.limits.target) {
        (Direction::Maximise, Some(_)) => (Direction::Minimise, -step),
        (direction, _) => (direction, step),
    };
    let objective = expression(&request.objective.sum, &columns, step)?;
    let mut instance = match direction {
        Direction::Maximise => variables.maximise(objective),
        Direction::Minimise => variables.minimise(objective),
    }
    .using(good_lp::solvers::highs::highs);
    for row in request.milp.rows() {
        let (sum, bound) = (expression(&row.sum, &columns, 1)?, exact(row.bound / unit)?);
        instance.add_constraint(match row.comparison {
            Comparison::AtMost => constraint!(sum <= bound),
            Comparison::AtLeast => constraint!(sum >= bound),
            Comparison::Equal => constraint!(sum == bound),
        });
    }
    instance.try_into_inner().map_err(|error| SolverError::Failed(error.to_string()))
}

fn expression(sum: &Sum, columns: &[Variable], step: i64) -> Result<Expression, SolverError> {
    let mut expression = Expression::default();
    for (column, factor) in sum.terms() {
        expression.add_mul(exact(factor / step)?, columns[column.position()]);
    }
    Ok(expression)
}
