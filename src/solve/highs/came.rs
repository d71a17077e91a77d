//! What came of a search, in whole numbers.

use highs::{HighsModelStatus, HighsSolutionStatus, Solution, SolvedModel};
use num_traits::ToPrimitive;

use super::raw::nodes;
use super::watcher::in_steps;
use crate::milp::{Direction, ONE};
use crate::solve::{Found, Outcome, Request, SolverError, Status, Work};

/// The units that columns and the objective are told in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Units {
    /// Of a column.
    pub column: i64,
    /// Of the objective, while columns are whole ones.
    pub objective: i64,
}

/// What came of a search.
pub(super) fn outcome(solved: &SolvedModel, request: &Request<'_>, units: Units) -> Result<Outcome, SolverError> {
    let work = Work { nodes: nodes(solved), iterations: solved.simplex_iteration_count().to_u64().unwrap_or(0) };
    let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    if request.limits.target.is_some() {
        return Ok(Outcome { status: answer(solved, request, units, has_values)?, work });
    }
    let status = match solved.status() {
        HighsModelStatus::Optimal if has_values => Status::Optimal(found(solved, request, units)?),
        HighsModelStatus::Infeasible => Status::Infeasible,
        // Off by a rounding error, where large numbers meet: of a program that may be split the bound is exact all the same.
        HighsModelStatus::Optimal | HighsModelStatus::Unknown if !request.milp.is_mixed() => {
            Status::Stopped(found(solved, request, units)?)
        }
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedInterrupt => {
            if has_values {
                Status::Stopped(found(solved, request, units)?)
            } else {
                Status::Nothing
            }
        }
        other => return Err(ended(other)),
    };
    Ok(Outcome { status, work })
}

/// That a search ended in a way that says nothing of the program.
fn ended(status: HighsModelStatus) -> SolverError {
    let why = match status {
        HighsModelStatus::NotSet | HighsModelStatus::LoadError | HighsModelStatus::ModelError => {
            "it did not take the program in"
        }
        HighsModelStatus::PresolveError | HighsModelStatus::SolveError | HighsModelStatus::PostsolveError => {
            "it came upon an error of its own"
        }
        HighsModelStatus::Unbounded | HighsModelStatus::UnboundedOrInfeasible => {
            "it found no end to what can be had, and every column has one"
        }
        HighsModelStatus::ReachedMemoryLimit => "it had too little memory",
        HighsModelStatus::Optimal => "it called values the best and did not give them",
        // Nothing of these comes without values, or with no limit set.
        _ => "it ended before it knew anything",
    };
    SolverError::Failed(why.to_owned())
}

/// Whether there are values that reach the target.
///
/// Nothing beyond the limit ends the search as optimal with worse values, or as infeasible: its bound is then worth
/// nothing, and all that is known is that nothing reaches the target.
fn answer(solved: &SolvedModel, request: &Request<'_>, units: Units, has_values: bool) -> Result<Status, SolverError> {
    let reached = if has_values { Some(found(solved, request, units)?) } else { None };
    if let Some(found) = reached.filter(|found| request.reaches_target(found.value)) {
        return Ok(Status::Stopped(found));
    }
    match solved.status() {
        // Optimal without values is neither: values that presolve put back may be off.
        HighsModelStatus::Optimal if has_values => Ok(Status::Infeasible),
        HighsModelStatus::Infeasible | HighsModelStatus::ObjectiveBound => Ok(Status::Infeasible),
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedInterrupt => Ok(Status::Nothing),
        other => Err(ended(other)),
    }
}

fn found(solved: &SolvedModel, request: &Request<'_>, units: Units) -> Result<Found, SolverError> {
    let solution = solved.get_solution();
    let unit = units.column.to_f64().ok_or(SolverError::TooLarge(units.column))?;
    let whole = |value: &f64| (value * unit).round().to_i64();
    let values: Option<Vec<i64>> = solution.columns().iter().map(whole).collect();
    let values = values.ok_or_else(|| SolverError::Failed("a value is not a number".to_owned()))?;
    let (direction, objective) = (request.objective.direction, unit * solved.objective_value());
    if request.limits.target.is_some() {
        let sign = if direction == Direction::Maximise { -1.0 } else { 1.0 };
        let value = in_steps(sign * objective, direction)
            .ok_or_else(|| SolverError::Failed("the objective is not a number".to_owned()))?;
        return Ok(Found {
            values,
            value: value * units.objective,
            bound: request.objective.trivial_bound(request.milp),
        });
    }
    let bound =
        if request.milp.is_mixed() { searched_bound(solved, request, units)? } else { safe_bound(&solution, request) };
    let value = in_steps(objective, direction)
        .ok_or_else(|| SolverError::Failed("the objective is not a number".to_owned()))?;
    Ok(Found { values, value: value * units.objective, bound })
}

/// The bound that a search for whole columns came to.
fn searched_bound(solved: &SolvedModel, request: &Request<'_>, units: Units) -> Result<i64, SolverError> {
    let bound =
        solved.double_info_value(c"mip_dual_bound").map_err(|_| SolverError::Failed("there is no bound".to_owned()))?;
    // Stopped before its first bound, it has none.
    let trivial = || request.objective.trivial_bound(request.milp).div_euclid(units.objective);
    let bound = if bound.is_infinite() { Some(trivial()) } else { in_steps(bound, request.objective.direction) };
    Ok(bound.ok_or_else(|| SolverError::Failed("the bound is not a number".to_owned()))? * units.objective)
}

/// The bound of a program without whole columns, in exact numbers from the weights of its rows.
///
/// What HiGHS calls the optimum is one within its tolerances only. It called 7.99997 the optimum of a program in which 8
/// can be reached (in `tests/solver_contract`), and the last whole step below that is a bound which a plan beats.
fn safe_bound(solution: &Solution, request: &Request<'_>) -> i64 {
    let weights: Vec<i64> = solution.dual_rows().iter().copied().map(whole_weight).collect();
    let bound = request.objective.bound_by(request.milp, &weights);
    bound.unwrap_or_else(|| request.objective.trivial_bound(request.milp))
}

/// The weight of a row as a whole number: any weight is right, and one that cannot be told is nought.
pub(super) fn whole_weight(weight: f64) -> i64 {
    let one = ONE.to_f64().expect("a power of two is held exactly");
    (weight * one).round().to_i64().unwrap_or(0)
}
