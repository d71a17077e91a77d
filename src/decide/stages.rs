//! Stages: the best in each, among those that are best in all before it.

use super::NoDecision;
use crate::program::{Comparison, Direction, Objective, Program, Row};
use crate::solve::{Found, Going, Limits, Progress, Request, Solver, Status, Work};

/// Who is told of progress, stage by stage, and says whether to go on.
pub type Watch<'a> = dyn FnMut(&'static str, Progress) -> Going + 'a;

/// What came of all the stages that were reached.
#[derive(Debug)]
pub(super) struct Run {
    /// The values of the columns.
    pub values: Vec<i64>,
    /// What the solver claims of each stage that was reached, in order.
    pub claims: Vec<Claim>,
    /// The work done.
    pub work: Work,
}

/// What the solver claims of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The stage.
    pub stage: &'static str,
    /// Nothing is better than this.
    pub bound: i64,
    /// Whether the solver says that it has reached the bound.
    pub optimal: bool,
}

/// Solves `program` for each stage in turn, from the values of the one before; stops after a stage without proof.
pub(super) fn run(
    solver: &dyn Solver,
    program: &Program,
    stages: &[Objective],
    limits: Limits,
    watch: &mut Watch<'_>,
) -> Result<Run, NoDecision> {
    let mut program = program.clone();
    let mut run = Run { values: Vec::new(), claims: Vec::new(), work: Work::default() };
    for objective in stages {
        let start = (!run.values.is_empty()).then_some(run.values.as_slice());
        let request = Request { program: &program, objective, start, limits };
        let outcome = solver.solve(&request, &mut |progress| watch(objective.name, progress))?;
        run.work += outcome.work;
        let (found, optimal) = match outcome.status {
            Status::Optimal(found) => (found, true),
            Status::Stopped(found) => (found, false),
            Status::Nothing | Status::Infeasible if !run.claims.is_empty() => break,
            Status::Nothing => return Err(NoDecision::NothingFound),
            Status::Infeasible => return Err(NoDecision::Infeasible),
        };
        run.claims.push(Claim { stage: objective.name, bound: found.bound, optimal });
        hold(&mut program, objective, &found);
        run.values = found.values;
        if !optimal {
            break;
        }
    }
    Ok(run)
}

/// Keeps the stages to come at the best of this one.
fn hold(program: &mut Program, objective: &Objective, found: &Found) {
    let comparison = match objective.direction {
        Direction::Maximise => Comparison::AtLeast,
        Direction::Minimise => Comparison::AtMost,
    };
    let label = format!("best[{}]", objective.name);
    program.add_row(Row { label, sum: objective.sum.clone(), comparison, bound: found.bound });
}
