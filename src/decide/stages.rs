//! Stages: the best in each, among those that are best in all before it.

use std::collections::BTreeMap;

use super::NoDecision;
use super::by_blocks::{cheapest_by_blocks, most_by_blocks};
use super::exactly::exactly;
use super::session::{Session, StageSession};
use super::split::Split;
use super::target::{most, same_place};
use crate::model::Share;
use crate::objective::Stage;
use crate::program::{Column, ColumnKind, Comparison, Direction, Objective, Program, Row, Sum};
use crate::solve::{Effort, Enough, Limits, Outcome, Request, Seek, Status, Work};

/// What came of all the stages that were reached.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// The values of the columns.
    pub values: Vec<i64>,
    /// What the solver claims of each stage that was reached, in order.
    pub claims: Vec<Claim>,
    /// The work done.
    pub work: Work,
}

impl Run {
    /// Whether every one of `stages` was reached, and the last of them settled.
    pub fn settled(&self, stages: &BTreeMap<Stage, Objective>) -> bool {
        self.claims.len() == stages.len() && self.claims.last().is_none_or(goes_on)
    }
}

/// What the solver claims of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The stage.
    pub stage: Stage,
    /// What the values reach.
    pub value: i64,
    /// Nothing is better than this.
    pub bound: i64,
    /// Whether the solver says that it has reached the bound.
    pub optimal: bool,
    /// Of a least portion: no plan has a larger one than this, exactly.
    pub share: Option<Share>,
}

/// Nodes that a tie is worth with the usual effort.
const TIE_NODES: u32 = 20;

/// Iterations of the simplex method that the bound on cost is worth with the usual effort.
const COST_ITERATIONS: u64 = 3_000;

/// Solves `program` for each stage in turn, from the values of the one before; stops after a stage without proof.
pub(super) fn run(
    session: &mut Session<'_>,
    program: &Program,
    stages: &BTreeMap<Stage, Objective>,
) -> Result<Run, NoDecision> {
    go_on(session, program, stages, Run::default())
}

/// As [`run`], from what came of `run`, which `program` holds already.
pub(super) fn go_on(
    session: &mut Session<'_>,
    program: &Program,
    stages: &BTreeMap<Stage, Objective>,
    mut run: Run,
) -> Result<Run, NoDecision> {
    let mut program = program.clone();
    let mut known = None;
    for (&stage, objective) in stages {
        let start = (!run.values.is_empty()).then_some(run.values.as_slice());
        let request = Request { program: &program, objective, start, limits: worth(stage, session.limits) };
        let outcome = solve_stage(stage, &mut session.of_stage(stage), &request, &mut known)?;
        run.work += outcome.work;
        let (found, optimal) = match outcome.status {
            Status::Optimal(found) => (found, true),
            Status::Stopped(found) => (found, false),
            Status::Nothing | Status::Infeasible if !run.claims.is_empty() => break,
            Status::Nothing => return Err(NoDecision::NothingFound),
            Status::Infeasible => return Err(NoDecision::Infeasible),
        };
        let mut claim = Claim { stage, value: found.value, bound: found.bound, optimal, share: None };
        run.values = found.values;
        exactly(session, &mut program, objective, &mut run, &mut claim)?;
        let parts = hold(&mut program, objective, &claim);
        run.values.extend(parts.iter().map(|part| part.value(&run.values)).collect::<Vec<_>>());
        run.claims.push(claim);
        if !goes_on(&claim) {
            break;
        }
    }
    Ok(run)
}

/// Solves one stage: places by blocks where there are any, and by targets; their cost by the same blocks; all else as the
/// solver does by itself. `known` is what is known of blocks, and `most` the places that are held.
fn solve_stage(
    stage: Stage,
    session: &mut StageSession<'_>,
    request: &Request<'_>,
    known: &mut Option<(Split, i64)>,
) -> Result<Outcome, NoDecision> {
    let Request { program, limits, .. } = *request;
    let is_plain = limits.nodes.is_some() || !program.is_mixed();
    match stage {
        Stage::Coverage if !is_plain => {
            if let Some((outcome, split)) = most_by_blocks(session, request)? {
                if let Status::Optimal(found) = &outcome.status {
                    *known = split.map(|split| (split, found.value));
                }
                return Ok(outcome);
            }
            Ok(most(session, request)?)
        }
        Stage::Cost if limits.effort == Effort::Usual => {
            let cheapest = match known {
                Some((split, most)) => cheapest_by_blocks(session, split, request, *most)?,
                None => None,
            };
            Ok(cheapest.map_or_else(|| session.solve(request), Ok)?)
        }
        Stage::WorstRegion | Stage::Coverage | Stage::Cost | Stage::Pounds | Stage::Travel => {
            Ok(session.solve(request)?)
        }
    }
}

/// The limits of a stage: with the usual effort, ties are worth so many nodes, and the bound on their cost is what is
/// sought: swaps find cheaper plans sooner.
fn worth(stage: Stage, limits: Limits) -> Limits {
    let is_usual = limits.effort == Effort::Usual;
    let (nodes, seek, enough) = match stage {
        // What the user calls enough is a gap in places.
        Stage::Coverage => (None, Seek::Both, limits.enough),
        Stage::Cost | Stage::Pounds if is_usual => {
            (Some(TIE_NODES), Seek::Bound, Some(Enough::Iterations(COST_ITERATIONS)))
        }
        Stage::Travel if is_usual => (Some(TIE_NODES), Seek::Both, None),
        Stage::WorstRegion | Stage::Cost | Stage::Pounds | Stage::Travel => (None, Seek::Both, None),
    };
    Limits { nodes: limits.nodes.or(nodes), seek, enough, ..limits }
}

/// Whether the stages after it are worth seeking.
fn goes_on(claim: &Claim) -> bool {
    claim.optimal || (claim.stage == Stage::Coverage && same_place(claim.value, claim.bound))
}

/// Terms beyond which a limit is stated in parts: a search for cuts takes as long as its longest row, many times over.
const LONG: usize = 500;

/// Keeps the stages to come at the best of this one; the parts for which there are more columns at the end.
///
/// A long limit is stated in parts, `u[k] ≤ part[k]` and `Σ u[k] ≥ best`: of the tie on cost of 600 projects and 153 areas
/// the first bound took a quarter of the time, and was the same.
pub(super) fn hold(program: &mut Program, objective: &Objective, claim: &Claim) -> Vec<Sum> {
    let stage = claim.stage;
    let comparison = match stage.direction() {
        Direction::Maximise => Comparison::AtLeast,
        Direction::Minimise => Comparison::AtMost,
    };
    let label = format!("best[{stage}]");
    // Of a stage that is proved, the bound is reached by some whole values, even where these are split.
    let bound = if claim.optimal { claim.bound } else { claim.value };
    let in_parts = stage.direction() == Direction::Maximise && objective.sum.terms().count() > LONG;
    let parts = if in_parts { objective.parts.clone() } else { Vec::new() };
    let sum = if parts.is_empty() { objective.sum.clone() } else { in_columns(program, stage, &parts) };
    program.add_row(Row { label, sum, comparison, bound });
    parts
}

/// The sum of a column for each of `parts`, which is no more than that.
fn in_columns(program: &mut Program, stage: Stage, parts: &[Sum]) -> Sum {
    let mut whole = Sum::default();
    for (at, part) in parts.iter().enumerate() {
        let label = format!("part[{stage}, {at}]");
        let of_part = Objective::new(Direction::Maximise, part.clone());
        let upper = of_part.trivial_bound(program);
        let column = Column { label: label.clone(), lower: 0, upper, kind: ColumnKind::Divisible };
        let column = program.add_column(column);
        let mut sum = of_part.sum;
        sum.add(-1, column);
        program.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
        whole.add(1, column);
    }
    whole
}
