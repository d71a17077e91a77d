//! A warm start: the values of every column for a plan that is known.

use super::NoDecision;
use super::session::Session;
use super::stages::Run;
use crate::domain::Plan;
use crate::formulate::Formulation;
use crate::milp::{ColumnIndex, Milp};
use crate::solve::{Limits, Request, Status};

/// Nodes that a warm start is worth.
const NODES: u32 = 20;

/// What a search over `milp`, which states `formulation`, starts from: the values of every column where what `plan`
/// funds is funded. Of projects of which the program has other options that are as good, any of these. Nothing without a
/// plan, and where that comes to none.
pub(super) fn warm_start(
    session: &Session<'_>,
    plan: Option<&Plan>,
    formulation: &Formulation,
    milp: &Milp,
) -> Result<Run, NoDecision> {
    let (Some(plan), Some(objective)) = (plan, formulation.stages.values().next()) else { return Ok(Run::default()) };
    let mut settled = milp.clone();
    for project in session.question.instance.projects() {
        let chosen: Vec<(ColumnIndex, i64)> = project
            .option_indices()
            .map(|option| (formulation.unknowns.fund(option), i64::from(plan.funded.contains(&option))))
            .collect();
        let is_there = |&(column, value): &(ColumnIndex, i64)| {
            let there = &milp.columns()[column.position()];
            there.lower <= value && value <= there.upper
        };
        if chosen.iter().all(is_there) {
            for (column, value) in chosen {
                settled.fix(column, value);
            }
        }
    }
    let limits = Limits { nodes: Some(NODES), ..Limits::default() };
    let request = Request { milp: &settled, objective, start: None, limits };
    match session.solve_quietly(&request)?.status {
        Status::Optimal(found) | Status::Stopped(found) => Ok(Run { values: found.values, ..Run::default() }),
        Status::Nothing | Status::Infeasible => Ok(Run::default()),
    }
}
