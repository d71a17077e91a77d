//! Stages: the best in each, among those that are best in all before it.

use super::NoDecision;
use crate::program::{Comparison, Direction, Objective, Program, Row};
use crate::solve::{Effort, Going, Limits, Progress, Request, Solver, Status, Work};

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

/// Nodes after which, with the usual effort, a proof in whole places is enough.
const ENOUGH_NODES: u64 = 500;

/// Nodes that the cheapest plan is worth with the usual effort.
const COST_NODES: u32 = 20;

/// Nodes that the nearest of the cheapest plans is worth with the usual effort.
const TRAVEL_NODES: u32 = 20;

/// Hundredths in a place.
const PLACE: i64 = 100;

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
        let request = Request { program: &program, objective, start, limits: worth(objective, limits) };
        let mut watch = |progress: Progress| match (limits.effort, objective.name) {
            (Effort::Usual, "coverage") if is_enough(progress) => Going::Stop,
            _ => watch(objective.name, progress),
        };
        let outcome = solver.solve(&request, &mut watch)?;
        run.work += outcome.work;
        let (found, optimal) = match outcome.status {
            Status::Optimal(found) => (found, true),
            Status::Stopped(found) => (found, false),
            Status::Nothing | Status::Infeasible if !run.claims.is_empty() => break,
            Status::Nothing => return Err(NoDecision::NothingFound),
            Status::Infeasible => return Err(NoDecision::Infeasible),
        };
        run.claims.push(Claim { stage: objective.name, bound: found.bound, optimal });
        let goes_on = optimal || (objective.name == "coverage" && same_place(found.value, found.bound));
        // Of a stage that is proved, the bound is reached by some whole values, even where these are split.
        hold(&mut program, objective, if optimal { found.bound } else { found.value });
        run.values = found.values;
        if !goes_on {
            break;
        }
    }
    Ok(run)
}

/// The limits of a stage: with the usual effort, ties are worth so many nodes.
fn worth(objective: &Objective, limits: Limits) -> Limits {
    let nodes = match (limits.effort, objective.name) {
        (Effort::Usual, "cost" | "pounds") => Some(COST_NODES),
        (Effort::Usual, "travel") => Some(TRAVEL_NODES),
        (Effort::Usual | Effort::Exact, _) => None,
    };
    Limits { nodes: limits.nodes.or(nodes), ..limits }
}

/// Whether the best so far is best in whole places, and finding the last fraction of one has been given its time.
fn is_enough(progress: Progress) -> bool {
    let Progress { best: Some(best), bound: Some(bound), nodes } = progress else { return false };
    nodes >= ENOUGH_NODES && same_place(best, bound)
}

/// Whether two numbers of hundredths are the same number of whole places.
fn same_place(one: i64, other: i64) -> bool {
    one.div_euclid(PLACE) == other.div_euclid(PLACE)
}

/// Keeps the stages to come at the best of this one.
fn hold(program: &mut Program, objective: &Objective, bound: i64) {
    let comparison = match objective.direction {
        Direction::Maximise => Comparison::AtLeast,
        Direction::Minimise => Comparison::AtMost,
    };
    let label = format!("best[{}]", objective.name);
    program.add_row(Row { label, sum: objective.sum.clone(), comparison, bound });
}
