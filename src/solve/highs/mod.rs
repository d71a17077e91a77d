//! HiGHS, stated through `good_lp` and solved through `highs`: the only folder that names either.
//!
//! `good_lp` drops the bound, the gap and the reason for stopping, so the model it states is taken out and solved by
//! the `highs` crate. Tolerances are left alone, as tightened ones have returned wrong optima, and so have presolve turned
//! off and presolve as it comes: one of its rules loses the best answer to programs stated as ours are, in about one of
//! 5,000 made by chance (`canaries::bundles`), and is never used. Every number told is whole and small, the relative gap is nought, and the absolute gap is
//! just under one step of the objective, which proves the optimum of an objective that moves in steps.

mod doubt;
mod raw;
mod state;
mod watcher;

use std::time::Instant;

use highs::{HighsModelStatus, HighsSolutionStatus, Model, Solution, SolvedModel};
use num_traits::ToPrimitive;

pub use raw::version;

use super::{Found, Going, Limits, Outcome, Progress, Request, Seek, Solver, SolverError, Status, Work};
use crate::program::{Comparison, Direction, ONE, Program};
use raw::{listen, nodes};
use state::{exact, state};
use watcher::{Watcher, in_steps};

/// The share of a step of the objective within which two values are the same: under one, and far above rounding.
const GAP_IN_STEPS: f64 = 0.99;

/// How far beyond a target the limit is put: far above rounding, far below a step.
const SHORT_OF_A_STEP: f64 = 0.1;

/// The rule of presolve that solves an equation for a column and puts that in elsewhere, as the option
/// `presolve_rule_off` numbers it.
const AGGREGATOR: i32 = 1 << 12;

/// How much of presolve is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presolve {
    /// All but the rule that is known to lose the best answer.
    Sound,
    /// None, where the answer contradicts itself all the same.
    Off,
}

/// HiGHS, on one thread.
#[derive(Clone, Copy, Debug)]
pub struct Highs {
    /// The seed of its random choices.
    pub seed: u16,
}

impl Solver for Highs {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        self.solve_aloud(request, watch, &mut |_| ())
    }
}

impl Highs {
    /// As [`Solver::solve`]; every better plan on the way is told to `better`, by column.
    ///
    /// # Errors
    ///
    /// As [`Solver::solve`].
    pub fn solve_aloud(
        self,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
        better: &mut dyn FnMut(Vec<i64>),
    ) -> Result<Outcome, SolverError> {
        if request.program.columns().is_empty() {
            return Ok(without_columns(request.program));
        }
        let outcome = match self.solve_by(Presolve::Sound, request, watch, better) {
            Ok(outcome) if !doubt::contradicts_itself(request, &outcome) => return Ok(outcome),
            Ok(outcome) => outcome,
            // Where two limits meet in one value, values that presolve has put back may be off by a whole one.
            Err(SolverError::Failed(_)) => return self.solve_by(Presolve::Off, request, watch, better),
            Err(too_large) => return Err(too_large),
        };
        let again = self.solve_by(Presolve::Off, request, watch, better)?;
        let Outcome { status, mut work } =
            if doubt::contradicts_itself(request, &again) { doubt::only_what_is_sure(request, again) } else { again };
        work += outcome.work;
        Ok(Outcome { status, work })
    }

    fn solve_by(
        self,
        presolve: Presolve,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
        better: &mut dyn FnMut(Vec<i64>),
    ) -> Result<Outcome, SolverError> {
        let step = request.objective.sum.step();
        let mut model = state(request, step)?;
        self.set_options(&mut model, request.limits)?;
        let refused = |_| SolverError::Failed("presolve could not be set".to_owned());
        match presolve {
            Presolve::Sound => model.try_set_option("presolve_rule_off", AGGREGATOR).map_err(refused)?,
            Presolve::Off => model.try_set_option("presolve", "off").map_err(refused)?,
        }
        if let Some(target) = request.limits.target {
            set_target(&mut model, target, request.objective.direction, step)?;
        }
        if let Some(start) = request.start {
            let start: Result<Vec<f64>, _> = start.iter().map(|&value| exact(value)).collect();
            model.set_solution(Some(&start?), None, None, None);
        }
        let enough = request.limits.enough;
        let mut watcher = Watcher { watch, better, enough, direction: request.objective.direction, step };
        listen(&mut model, &mut watcher);
        let solved = model.try_solve().map_err(|status| SolverError::Failed(format!("status {status:?}")))?;
        outcome(&solved, request, step)
    }

    fn set_options(self, model: &mut Model, limits: Limits) -> Result<(), SolverError> {
        let set = |option: &str, done: Result<(), highs::TrySetOptionError>| {
            done.map_err(|_| SolverError::Failed(format!("the option {option} was refused")))
        };
        set("threads", model.try_set_option("threads", 1))?;
        set("parallel", model.try_set_option("parallel", "off"))?;
        set("random_seed", model.try_set_option("random_seed", i32::from(self.seed) + i32::from(limits.attempt)))?;
        set("mip_rel_gap", model.try_set_option("mip_rel_gap", 0.0))?;
        set("mip_abs_gap", model.try_set_option("mip_abs_gap", GAP_IN_STEPS))?;
        if let Some(deadline) = limits.deadline {
            let left = deadline.saturating_duration_since(Instant::now()).as_secs_f64();
            set("time_limit", model.try_set_option("time_limit", left))?;
        }
        if let Some(nodes) = limits.nodes {
            let nodes = i32::try_from(nodes).unwrap_or(i32::MAX);
            set("mip_max_nodes", model.try_set_option("mip_max_nodes", nodes))?;
        }
        if limits.seek == Seek::Bound {
            set("mip_heuristic_effort", model.try_set_option("mip_heuristic_effort", 0.0))?;
            for heuristic in ["rins", "rens", "root_reduced_cost"] {
                let option = format!("mip_heuristic_run_{heuristic}");
                set(&option, model.try_set_option(option.as_str(), false))?;
            }
        }
        Ok(())
    }
}

/// Has the search leave out whatever does not reach the target, and stop at what does.
///
/// A search for values that move in steps prunes a node only when its bound is no better than the incumbent; told a limit
/// just short of the target, it prunes every node whose bound is between the steps.
fn set_target(model: &mut Model, target: i64, direction: Direction, step: i64) -> Result<(), SolverError> {
    let target = match direction {
        Direction::Maximise => -target.div_euclid(step),
        Direction::Minimise => target.div_euclid(step),
    };
    let limit = exact(target)? + SHORT_OF_A_STEP;
    for option in ["objective_bound", "objective_target"] {
        let done = model.try_set_option(option, limit);
        done.map_err(|_| SolverError::Failed(format!("the option {option} was refused")))?;
    }
    Ok(())
}

/// A program without columns: its rows hold of nothing, or they do not.
fn without_columns(program: &Program) -> Outcome {
    let holds = program.rows().iter().all(|row| match row.comparison {
        Comparison::AtMost => 0 <= row.bound,
        Comparison::AtLeast => 0 >= row.bound,
        Comparison::Equal => row.bound == 0,
    });
    let nothing = Found { values: Vec::new(), value: 0, bound: 0 };
    Outcome { status: if holds { Status::Optimal(nothing) } else { Status::Infeasible }, work: Work::default() }
}

fn outcome(solved: &SolvedModel, request: &Request<'_>, step: i64) -> Result<Outcome, SolverError> {
    let work = Work { nodes: nodes(solved), iterations: solved.simplex_iteration_count().to_u64().unwrap_or(0) };
    let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    if request.limits.target.is_some() {
        return Ok(Outcome { status: answer(solved, request, step, has_values)?, work });
    }
    let status = match solved.status() {
        HighsModelStatus::Optimal if has_values => Status::Optimal(found(solved, request, step)?),
        HighsModelStatus::Infeasible => Status::Infeasible,
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedInterrupt => {
            if has_values {
                Status::Stopped(found(solved, request, step)?)
            } else {
                Status::Nothing
            }
        }
        other => return Err(SolverError::Failed(format!("it ended with {other:?}"))),
    };
    Ok(Outcome { status, work })
}

/// Whether there are values that reach the target.
///
/// Nothing beyond the limit ends the search as optimal with worse values, or as infeasible: its bound is then worth
/// nothing, and all that is known is that nothing reaches the target.
fn answer(solved: &SolvedModel, request: &Request<'_>, step: i64, has_values: bool) -> Result<Status, SolverError> {
    let reached = if has_values { Some(found(solved, request, step)?) } else { None };
    if let Some(found) = reached.filter(|found| request.reaches_target(found.value)) {
        return Ok(Status::Stopped(found));
    }
    match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::Infeasible | HighsModelStatus::ObjectiveBound => {
            Ok(Status::Infeasible)
        }
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedInterrupt => Ok(Status::Nothing),
        other => Err(SolverError::Failed(format!("it ended with {other:?}"))),
    }
}

fn found(solved: &SolvedModel, request: &Request<'_>, step: i64) -> Result<Found, SolverError> {
    let solution = solved.get_solution();
    let whole = |value: &f64| value.round().to_i64();
    let values: Option<Vec<i64>> = solution.columns().iter().map(whole).collect();
    let values = values.ok_or_else(|| SolverError::Failed("a value is not a number".to_owned()))?;
    let direction = request.objective.direction;
    if request.limits.target.is_some() {
        let sign = if direction == Direction::Maximise { -1.0 } else { 1.0 };
        let value = in_steps(sign * solved.objective_value(), direction)
            .ok_or_else(|| SolverError::Failed("the objective is not a number".to_owned()))?;
        return Ok(Found { values, value: value * step, bound: request.objective.trivial_bound(request.program) });
    }
    let bound = if request.program.is_mixed() {
        searched_bound(solved, request, step)?
    } else {
        safe_bound(&solution, request)
    };
    let value = in_steps(solved.objective_value(), direction)
        .ok_or_else(|| SolverError::Failed("the objective is not a number".to_owned()))?;
    Ok(Found { values, value: value * step, bound })
}

/// The bound that a search for whole columns came to.
fn searched_bound(solved: &SolvedModel, request: &Request<'_>, step: i64) -> Result<i64, SolverError> {
    let bound =
        solved.double_info_value(c"mip_dual_bound").map_err(|_| SolverError::Failed("there is no bound".to_owned()))?;
    // Stopped before its first bound, it has none.
    let trivial = || request.objective.trivial_bound(request.program).div_euclid(step);
    let bound = if bound.is_infinite() { Some(trivial()) } else { in_steps(bound, request.objective.direction) };
    Ok(bound.ok_or_else(|| SolverError::Failed("the bound is not a number".to_owned()))? * step)
}

/// The bound of a program without whole columns, in exact numbers from the weights of its rows.
///
/// What HiGHS calls the optimum is one within its tolerances only. It called 7.99997 the optimum of a program in which 8
/// can be reached (in `tests/solver_contract`), and the last whole step below that is a bound which a plan beats.
fn safe_bound(solution: &Solution, request: &Request<'_>) -> i64 {
    let one = ONE.to_f64().expect("a power of two is held exactly");
    // Any weight is right, and one that cannot be told is nought.
    let weight = |weight: &f64| (weight * one).round().to_i64().unwrap_or(0);
    let weights: Vec<i64> = solution.dual_rows().iter().map(weight).collect();
    let bound = request.objective.bound_by(request.program, &weights);
    bound.unwrap_or_else(|| request.objective.trivial_bound(request.program))
}
