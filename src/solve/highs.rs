//! HiGHS, stated through `good_lp` and solved through `highs`: the only file that names either.
//!
//! `good_lp` drops the bound, the gap and the reason for stopping, so the model it states is taken out and solved by
//! the `highs` crate. Tolerances and presolve are left alone: tightened tolerances and presolve turned off have each
//! returned wrong optima. Every number told is whole and small, the relative gap is nought, and the absolute gap is
//! just under one step of the objective, which proves the optimum of an objective that moves in steps.

use std::ffi::{c_char, c_int, c_void};
use std::time::Instant;

use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};
use highs::{HighsModelStatus, HighsSolutionStatus, Model, SolvedModel};
use highs_sys::{HighsCallbackDataIn, HighsCallbackDataOut};
use num_traits::ToPrimitive;

use super::{Enough, Found, Going, Limits, Outcome, Progress, Request, Seek, Solver, SolverError, Status, Work};
use crate::program::{ColumnKind, Comparison, Direction, Program, Sum};

/// The share of a step of the objective within which two values are the same: under one, and far above rounding.
const GAP_IN_STEPS: f64 = 0.99;

/// HiGHS, on one thread.
#[derive(Clone, Copy, Debug)]
pub struct Highs {
    /// The seed of its random choices.
    pub seed: u16,
}

/// The version of HiGHS that is built in, as in `1.15.0`.
#[must_use]
pub fn version() -> String {
    #[expect(unsafe_code, reason = "these three calls take nothing and return a number; they cannot fail")]
    let parts =
        unsafe { [highs_sys::Highs_versionMajor(), highs_sys::Highs_versionMinor(), highs_sys::Highs_versionPatch()] };
    parts.map(|part| part.to_string()).join(".")
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
        let step = request.objective.sum.step();
        let mut model = state(request, step)?;
        self.set_options(&mut model, request.limits)?;
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

/// A whole number as the solver holds it, if it can be held exactly and small.
fn exact(number: i64) -> Result<f64, SolverError> {
    i32::try_from(number).map(f64::from).map_err(|_| SolverError::TooLarge(number))
}

fn state(request: &Request<'_>, step: i64) -> Result<Model, SolverError> {
    let mut variables = ProblemVariables::new();
    let mut columns = Vec::with_capacity(request.program.columns().len());
    for column in request.program.columns() {
        let definition = variable().min(exact(column.lower)?).max(exact(column.upper)?);
        columns.push(variables.add(match column.kind {
            ColumnKind::Whole => definition.integer(),
            ColumnKind::Divisible => definition,
        }));
    }
    let objective = expression(&request.objective.sum, &columns, step)?;
    let mut problem = match request.objective.direction {
        Direction::Maximise => variables.maximise(objective),
        Direction::Minimise => variables.minimise(objective),
    }
    .using(good_lp::solvers::highs::highs);
    for row in request.program.rows() {
        let (sum, bound) = (expression(&row.sum, &columns, 1)?, exact(row.bound)?);
        problem.add_constraint(match row.comparison {
            Comparison::AtMost => constraint!(sum <= bound),
            Comparison::AtLeast => constraint!(sum >= bound),
            Comparison::Equal => constraint!(sum == bound),
        });
    }
    problem.try_into_inner().map_err(|error| SolverError::Failed(error.to_string()))
}

fn expression(sum: &Sum, columns: &[Variable], step: i64) -> Result<Expression, SolverError> {
    let mut expression = Expression::default();
    for (column, factor) in sum.terms() {
        expression.add_mul(exact(factor / step)?, columns[column.position()]);
    }
    Ok(expression)
}

fn outcome(solved: &SolvedModel, request: &Request<'_>, step: i64) -> Result<Outcome, SolverError> {
    let work = Work { nodes: nodes(solved), iterations: solved.simplex_iteration_count().to_u64().unwrap_or(0) };
    let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
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

/// The nodes searched; none where there was nothing to search.
fn nodes(solved: &SolvedModel) -> u64 {
    let mut nodes = 0;
    #[expect(unsafe_code, reason = "HiGHS counts nodes in 64 bits, which the highs crate does not read")]
    // Safety: `solved` owns a live instance, the name is a C string, and the number is written within this call.
    unsafe {
        highs_sys::Highs_getInt64InfoValue(solved.as_ptr(), c"mip_node_count".as_ptr(), &raw mut nodes)
    };
    nodes.to_u64().unwrap_or(0)
}

fn found(solved: &SolvedModel, request: &Request<'_>, step: i64) -> Result<Found, SolverError> {
    let solution = solved.get_solution();
    let whole = |value: &f64| value.round().to_i64();
    let values: Option<Vec<i64>> = solution.columns().iter().map(whole).collect();
    let values = values.ok_or_else(|| SolverError::Failed("a value is not a number".to_owned()))?;
    let mixed = request.program.columns().iter().any(|column| column.kind == ColumnKind::Whole);
    let bound = if mixed {
        solved.double_info_value(c"mip_dual_bound").map_err(|_| SolverError::Failed("there is no bound".to_owned()))?
    } else {
        solved.objective_value()
    };
    let direction = request.objective.direction;
    // Stopped before its first bound, it has none.
    let trivial = || request.objective.trivial_bound(request.program).div_euclid(step);
    let bound = if bound.is_infinite() { Some(trivial()) } else { in_steps(bound, direction) };
    let bound = bound.ok_or_else(|| SolverError::Failed("the bound is not a number".to_owned()))?;
    let value = in_steps(solved.objective_value(), direction)
        .ok_or_else(|| SolverError::Failed("the objective is not a number".to_owned()))?;
    Ok(Found { values, value: value * step, bound: bound * step })
}

/// The last whole step that a bound allows, give or take a rounding error.
fn in_steps(bound: f64, direction: Direction) -> Option<i64> {
    let slip = 1e-6 * bound.abs().max(1.0).sqrt();
    match direction {
        Direction::Maximise => (bound + slip).floor().to_i64(),
        Direction::Minimise => (bound - slip).ceil().to_i64(),
    }
}

/// Who is told of progress, and in which unit.
struct Watcher<'a> {
    watch: &'a mut dyn FnMut(Progress) -> Going,
    better: &'a mut dyn FnMut(Vec<i64>),
    enough: Option<Enough>,
    direction: Direction,
    step: i64,
}

impl Watcher<'_> {
    fn hear(&mut self, best: f64, bound: f64, nodes: i64, iterations: i64) -> Going {
        let number = |value: f64, steps: Option<i64>| {
            if value.is_finite() { steps.map(|steps| steps * self.step) } else { None }
        };
        let progress = Progress {
            best: number(best, best.round().to_i64()),
            bound: number(bound, in_steps(bound, self.direction)),
            nodes: nodes.to_u64().unwrap_or(0),
            iterations: iterations.to_u64().unwrap_or(0),
        };
        match self.enough {
            Some(enough) if enough.holds(progress) => Going::Stop,
            Some(_) | None => (self.watch)(progress),
        }
    }

    fn hear_better(&mut self, values: &[f64]) {
        let whole: Option<Vec<i64>> = values.iter().map(|value| value.round().to_i64()).collect();
        if let Some(whole) = whole {
            (self.better)(whole);
        }
    }
}

/// Has HiGHS call `watcher` whenever it looks whether to stop.
#[expect(unsafe_code, reason = "the highs crate has no callbacks: this hands HiGHS a function and what it needs")]
fn listen(model: &mut Model, watcher: &mut Watcher<'_>) {
    let data: *mut Watcher<'_> = watcher;
    let highs = model.as_mut_ptr();
    // Safety: `highs` is a live instance owned by `model`. `data` outlives the solve, as the caller keeps both on its
    // stack until the model is consumed by it, and HiGHS calls back only during a solve, on the calling thread.
    unsafe {
        highs_sys::Highs_setCallback(highs, Some(tell), data.cast());
        highs_sys::Highs_startCallback(highs, highs_sys::kHighsCallbackMipInterrupt);
        highs_sys::Highs_startCallback(highs, highs_sys::kHighsCallbackMipImprovingSolution);
    }
}

/// What HiGHS calls.
#[expect(unsafe_code, reason = "HiGHS calls a C function with pointers")]
unsafe extern "C" fn tell(
    kind: c_int,
    _message: *const c_char,
    news: *const HighsCallbackDataOut,
    answer: *mut HighsCallbackDataIn,
    data: *mut c_void,
) {
    // Safety: HiGHS passes back the pointer given to `listen`, whose watcher is alive and borrowed by nobody else while
    // a solve runs, and pointers to its own structures, valid for this call; a null one is passed over.
    let (news, answer, watcher) = unsafe { (news.as_ref(), answer.as_mut(), data.cast::<Watcher<'_>>().as_mut()) };
    let (Some(news), Some(answer), Some(watcher)) = (news, answer, watcher) else { return };
    if kind == highs_sys::kHighsCallbackMipImprovingSolution {
        let size = news.mip_solution_size.to_usize().unwrap_or(0);
        if !news.mip_solution.is_null() {
            // Safety: HiGHS says how many values there are, one for each column, and they last for this call.
            watcher.hear_better(unsafe { std::slice::from_raw_parts(news.mip_solution, size) });
        }
        return;
    }
    let going =
        watcher.hear(news.mip_primal_bound, news.mip_dual_bound, news.mip_node_count, news.mip_total_lp_iterations);
    answer.user_interrupt = c_int::from(going == Going::Stop);
}
