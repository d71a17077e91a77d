//! HiGHS, stated through `good_lp` and solved through `highs`: the only folder that names either.
//!
//! `good_lp` drops the bound, the gap and the reason for stopping, so the model it states is taken out and solved by
//! the `highs` crate. Tolerances are left alone, as tightened ones have returned wrong optima, and so have presolve turned
//! off and presolve as it comes: one of its rules loses the best answer to programs stated as ours once were, in about one
//! of 5,000 made by chance (`canaries::patterns`), and is never used. Every number told is whole and small, the relative gap is nought, and the absolute gap is
//! just under one step of the objective, which proves the optimum of an objective that moves in steps.

mod came;
mod cutting_planes;
mod doubt;
mod knapsack_cuts;
mod raw;
mod relaxation;
mod state;
mod watcher;

use std::time::Instant;

use highs::Model;

pub use raw::version;

use super::{Cuts, Enough, Found, Going, Limits, Outcome, Progress, Request, Seek, Solver, SolverError, Status, Work};
use crate::milp::{Direction, Milp};
use came::{Units, outcome};
use cutting_planes::{Tightened, is_small, tighten};
use raw::listen;
use state::{exact, state, unit};
use watcher::Watcher;

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
    /// None, where the answer contradicts itself all the same, or there is none.
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

    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        if request.milp.is_mixed() && is_small(request.milp) {
            knapsack_cuts::cuts(*self, request, watch)
        } else {
            Ok(Cuts::default())
        }
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
        if request.milp.columns().is_empty() {
            return Ok(without_columns(request.milp));
        }
        let may_be_cut = |_: &i64| request.milp.is_mixed() && is_small(request.milp);
        let Some(target) = request.limits.target.filter(may_be_cut) else {
            return self.solve_stated(request, watch, better);
        };
        match tighten(self, request, target, watch)? {
            (Tightened::Refuted, work) => Ok(Outcome { status: Status::Infeasible, work }),
            (Tightened::Program(milp), work) => {
                // What does not reach the target may break what is tighter.
                let start = request.start.filter(|start| milp.broken_by(start).is_none());
                let outcome = self.solve_stated(&Request { milp: &milp, start, ..*request }, watch, better)?;
                Ok(Outcome { work: work + outcome.work, ..outcome })
            }
        }
    }

    /// The same of the program as it is.
    fn solve_stated(
        self,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
        better: &mut dyn FnMut(Vec<i64>),
    ) -> Result<Outcome, SolverError> {
        let work = match self.solve_by(Presolve::Sound, request, watch, better) {
            Ok(outcome) if !doubt::contradicts_itself(request, &outcome) => return Ok(outcome),
            Ok(outcome) => outcome.work,
            // What presolve made of it could not be turned back: two rows that meet in one point are enough.
            Err(SolverError::Failed(_) | SolverError::Gone(_)) => Work::default(),
            Err(error @ SolverError::TooLarge(_)) => return Err(error),
        };
        let again = self.solve_by(Presolve::Off, request, watch, better)?;
        let again =
            if doubt::contradicts_itself(request, &again) { doubt::only_what_is_sure(request, again) } else { again };
        Ok(Outcome { work: work + again.work, ..again })
    }

    fn solve_by(
        self,
        presolve: Presolve,
        request: &Request<'_>,
        watch: &mut dyn FnMut(Progress) -> Going,
        better: &mut dyn FnMut(Vec<i64>),
    ) -> Result<Outcome, SolverError> {
        let step = request.objective.sum.step();
        let unit = unit(request);
        let mut model = state(request, unit, step)?;
        self.set_options(&mut model, request.limits)?;
        if !request.milp.is_mixed() {
            set_iterations(&mut model, request.limits.enough)?;
        }
        let refused = |_| SolverError::Failed("presolve could not be set".to_owned());
        match presolve {
            Presolve::Sound => model.try_set_option("presolve_rule_off", AGGREGATOR).map_err(refused)?,
            Presolve::Off => model.try_set_option("presolve", "off").map_err(refused)?,
        }
        if let Some(target) = request.limits.target {
            set_target(&mut model, target, request.objective.direction, step)?;
        }
        if let Some(start) = request.start {
            let start: Result<Vec<f64>, _> = start.iter().map(|&value| exact(value / unit)).collect();
            model.set_solution(Some(&start?), None, None, None);
        }
        let enough = request.limits.enough;
        let mut watcher = Watcher { watch, better, enough, direction: request.objective.direction, step };
        listen(&mut model, &mut watcher);
        let solved =
            model.try_solve().map_err(|_| SolverError::Failed("it refused to begin, or could not go on".to_owned()))?;
        outcome(&solved, request, Units { column: unit, objective: step })
    }

    /// The model of a program without whole columns, to be solved many times over by the simplex method.
    fn simplex(self, request: &Request<'_>) -> Result<Model, SolverError> {
        let mut model = state(request, 1, request.objective.sum.step())?;
        self.set_options(&mut model, request.limits)?;
        let refused = |_| SolverError::Failed("an option of the simplex method was refused".to_owned());
        model.try_set_option("presolve", "off").map_err(refused)?;
        model.try_set_option("solver", "simplex").map_err(refused)?;
        Ok(model)
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
            for heuristic in ["rins", "rens", "root_reduced_cost", "feasibility_jump", "shifting", "zi_round"] {
                let option = format!("mip_heuristic_run_{heuristic}");
                set(&option, model.try_set_option(option.as_str(), false))?;
            }
        }
        Ok(())
    }
}

/// Has HiGHS keep to so many iterations by itself: it asks nobody whether to go on where no column is whole.
fn set_iterations(model: &mut Model, enough: Option<Enough>) -> Result<(), SolverError> {
    let Some(Enough::Iterations(iterations)) = enough else { return Ok(()) };
    let most = i32::try_from(iterations).unwrap_or(i32::MAX);
    let done = model.try_set_option("simplex_iteration_limit", most);
    done.map_err(|_| SolverError::Failed("the option simplex_iteration_limit was refused".to_owned()))
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
fn without_columns(milp: &Milp) -> Outcome {
    let holds = milp.rows().iter().all(|row| row.excess(&[]) <= 0);
    let nothing = Found { values: Vec::new(), value: 0, bound: 0 };
    Outcome { status: if holds { Status::Optimal(nothing) } else { Status::Infeasible }, work: Work::default() }
}
