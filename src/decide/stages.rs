//! The stages in lexicographic order: the best in each, among those that are best in all before it.

use std::collections::BTreeMap;

use super::by_blocks::{maximise_by_blocks, minimise_by_blocks};
use super::exact_share::settle_exact_share;
use super::session::{Session, StageSession};
use super::split::Split;
use super::target::{close_gap, maximise, same_place};
use super::{NoDecision, add_cuts};
use crate::milp::{Column, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use crate::model::Share;
use crate::objective::Stage;
use crate::solve::{Effort, Enough, Found, Limits, Outcome, Request, Seek, Status, Work};

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
    /// Whether every one of `stages` was reached and is settled.
    pub fn is_settled(&self, stages: &BTreeMap<Stage, Objective>) -> bool {
        self.claims.len() == stages.len() && self.claims.last().is_none_or(Claim::is_settled)
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

impl Claim {
    /// Whether the stages after it are worth seeking: it is proved, of places in whole places.
    fn is_settled(&self) -> bool {
        self.optimal || (self.stage == Stage::Coverage && same_place(self.value, self.bound))
    }
}

/// Nodes that a tie is worth with the usual effort.
const TIE_NODES: u32 = 20;

/// Iterations of the simplex method that the bound on cost, or which of two plans opens earlier, is worth with the usual effort.
const COST_ITERATIONS: u64 = 3_000;

/// Solves `milp` for each stage in turn, from the values of the one before; stops after a stage without proof.
pub(super) fn run_stages(
    session: &mut Session<'_>,
    milp: &Milp,
    stages: &BTreeMap<Stage, Objective>,
) -> Result<Run, NoDecision> {
    run_stages_from(session, milp, stages, Run::default())
}

/// As [`run_stages`], from what came of earlier stages, `run`, whose cutoffs `milp` has already; or, where there were
/// none, from a warm start.
pub(super) fn run_stages_from(
    session: &mut Session<'_>,
    milp: &Milp,
    stages: &BTreeMap<Stage, Objective>,
    mut run: Run,
) -> Result<Run, NoDecision> {
    let mut milp = milp.clone();
    let mut split = None;
    for (&stage, objective) in stages {
        if stage == Stage::Cost && !run.claims.is_empty() {
            run.work += cut_for_cost(session, &mut milp, objective)?;
        }
        let start = (!run.values.is_empty()).then_some(run.values.as_slice());
        let request = Request { milp: &milp, objective, start, limits: limits_of_stage(stage, session.limits) };
        let outcome = match narrow_gap(session, stage, &request)? {
            Some(outcome) => outcome,
            None => solve_stage(&mut session.of_stage(stage), stage, &request, &mut split)?,
        };
        run.work += outcome.work;
        let (found, optimal) = match outcome.status {
            Status::Optimal(found) => (found, true),
            Status::Stopped(found) => (found, false),
            Status::Nothing | Status::Infeasible if !run.claims.is_empty() => break,
            Status::Nothing => return Err(NoDecision::NothingFound),
            Status::Infeasible => return Err(NoDecision::Infeasible),
        };
        let is_open = stage == Stage::Coverage && !optimal;
        let bound = if is_open { session.closer(found.value, found.bound) } else { found.bound };
        let mut claim = Claim { stage, value: found.value, bound, optimal, share: None };
        run.values = found.values;
        settle_exact_share(session, &mut milp, objective, &mut run, &mut claim)?;
        let parts = add_cutoff(&mut milp, objective, &claim);
        run.values.extend(parts.iter().map(|part| part.value(&run.values)).collect::<Vec<_>>());
        run.claims.push(claim);
        if !claim.is_settled() {
            break;
        }
    }
    Ok(run)
}

/// Adds the cuts for the cost: what is cheapest of the best is elsewhere than what is best.
fn cut_for_cost(session: &mut Session<'_>, milp: &mut Milp, cost: &Objective) -> Result<Work, NoDecision> {
    let (solver, limits) = (session.solver, session.limits);
    Ok(add_cuts(milp, cost, solver, limits, &mut |progress| session.tell(Stage::Cost, progress))?)
}

/// Solves one stage: places by blocks where there are any, and by targets; their cost by the same blocks; all else as the
/// solver does by itself. `split` is what is known of the blocks once places are proved, and how many those are.
fn solve_stage(
    session: &mut StageSession<'_>,
    stage: Stage,
    request: &Request<'_>,
    split: &mut Option<(Split, i64)>,
) -> Result<Outcome, NoDecision> {
    let limits = request.limits;
    let is_plain = is_plain(request);
    match stage {
        Stage::Coverage if !is_plain && limits.effort == Effort::Little => Ok(maximise(session, request)?.0),
        Stage::Coverage if !is_plain => {
            if let Some((outcome, blocks)) = maximise_by_blocks(session, request)? {
                if let Status::Optimal(found) = &outcome.status {
                    *split = blocks.map(|blocks| (blocks, found.value));
                }
                return Ok(outcome);
            }
            Ok(maximise(session, request)?.0)
        }
        Stage::Cost if limits.effort != Effort::Exact => {
            let cheapest = match split {
                Some((split, most)) => minimise_by_blocks(session, split, request, *most)?,
                None => None,
            };
            Ok(cheapest.map_or_else(|| session.solve(request), Ok)?)
        }
        Stage::WorstRegion | Stage::Coverage | Stage::Cost | Stage::Pounds | Stage::Opening | Stage::Travel => {
            Ok(session.solve(request)?)
        }
    }
}

/// The gap between the start of `request` and what is known of all plans, made narrower; `None` where nothing is known.
fn narrow_gap(session: &mut Session<'_>, stage: Stage, request: &Request<'_>) -> Result<Option<Outcome>, NoDecision> {
    let (Some(bound), Some(start)) = (session.bound, request.start) else { return Ok(None) };
    if stage != Stage::Coverage || is_plain(request) {
        return Ok(None);
    }
    let value = request.objective.sum.value(start);
    let found = Found { values: start.to_vec(), value, bound: bound.max(value) };
    Ok(Some(close_gap(&mut session.of_stage(stage), request, found, Work::default())?))
}

/// Whether the solver is asked as it comes: its nodes are counted, or there is nothing that may be split.
fn is_plain(request: &Request<'_>) -> bool {
    request.limits.nodes.is_some() || !request.milp.is_mixed()
}

/// The limits of a stage: with the usual effort, ties are worth so many nodes, and the bound on their cost is what is
/// sought: swaps find cheaper plans sooner.
fn limits_of_stage(stage: Stage, limits: Limits) -> Limits {
    let is_usual = limits.effort != Effort::Exact;
    let (nodes, seek, enough) = match stage {
        // What the user calls enough is a gap in places.
        Stage::Coverage => (None, Seek::Both, limits.enough),
        Stage::Cost | Stage::Pounds if is_usual => {
            (Some(TIE_NODES), Seek::Bound, Some(Enough::Iterations(COST_ITERATIONS)))
        }
        Stage::Opening if is_usual => (Some(TIE_NODES), Seek::Both, Some(Enough::Iterations(COST_ITERATIONS))),
        Stage::Travel if is_usual => (Some(TIE_NODES), Seek::Both, None),
        Stage::WorstRegion | Stage::Cost | Stage::Pounds | Stage::Opening | Stage::Travel => (None, Seek::Both, None),
    };
    Limits { nodes: limits.nodes.or(nodes), seek, enough, ..limits }
}

/// Terms beyond which a cutoff is stated in parts: a search for cuts takes as long as its longest row, many times over.
const LONG: usize = 500;

/// Adds the cutoff of a stage: the row by which the stages to come keep the best of this one. The parts for which there
/// are more columns at the end.
///
/// A long cutoff is stated in parts, `u[k] ≤ part[k]` and `Σ u[k] ≥ best`: of the tie on cost of 600 projects and 153 areas
/// the first bound took a quarter of the time, and was the same.
pub(super) fn add_cutoff(milp: &mut Milp, objective: &Objective, claim: &Claim) -> Vec<Sum> {
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
    let sum = if parts.is_empty() { objective.sum.clone() } else { in_columns(milp, stage, &parts) };
    milp.add_row(Row { label, sum, comparison, bound });
    parts
}

/// The sum of a column for each of `parts`, which is no more than that.
fn in_columns(milp: &mut Milp, stage: Stage, parts: &[Sum]) -> Sum {
    let mut whole = Sum::default();
    for (at, part) in parts.iter().enumerate() {
        let label = format!("part[{stage}, {at}]");
        let of_part = Objective::new(Direction::Maximise, part.clone());
        let upper = of_part.trivial_bound(milp);
        let column = Column { label: label.clone(), lower: 0, upper, kind: ColumnKind::Divisible };
        let column = milp.add_column(column);
        let mut sum = of_part.sum;
        sum.add(-1, column);
        milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
        whole.add(1, column);
    }
    whole
}
