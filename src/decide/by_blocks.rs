//! The most, and the cheapest of the most, of a program in two blocks.

use super::blocks::{Block, Blocks, settled};
use super::split::{Asked, Split};
use super::target::{Answer, Watch, climb, most};
use crate::program::Program;
use crate::solve::{Found, Going, Limits, Outcome, Progress, Request, Solver, SolverError, Status, Work};

/// How often cheaper values are asked for.
const MOST_CHEAPER: usize = 5;

/// The part of a cost by which cheaper values must be cheaper to be worth a question.
const COST_PARTS: i64 = 1_001;

/// The most of `request` by blocks, and what is known of them then; `None` where there are no blocks, or no values of them
/// go together.
pub(super) fn most_by_blocks(
    solver: &dyn Solver,
    request: &Request<'_>,
    watch: &mut Watch<'_>,
) -> Result<Option<(Outcome, Option<Split>)>, SolverError> {
    let Some(blocks) = Blocks::of(request.program, request.objective) else { return Ok(None) };
    let Some((found, split, mut work)) = begun(blocks, solver, request, watch)? else { return Ok(None) };
    let Some((mut split, money)) = split else {
        let outcome = if found.value == found.bound {
            Outcome { status: Status::Optimal(found), work }
        } else {
            climb(solver, request, found, work, watch)?
        };
        return Ok(Some((outcome, None)));
    };
    let step = request.objective.sum.step();
    let asked = Asked { solver, limits: request.limits };
    let mut found = found;
    loop {
        let (best, bound) = (found.value, found.bound);
        if best >= bound {
            return Ok(Some((Outcome { status: Status::Optimal(found), work }, Some(split))));
        }
        let mut told = |progress: Progress| watch(Progress { best: Some(best), bound: Some(bound), ..progress });
        let (answer, more) = split.reach((best + step, money), asked, &mut told)?;
        work += more;
        let better = match answer {
            Answer::Reached(values, _) => completed(&split.blocks, solver, request, &values)?,
            Answer::Refuted => {
                found.bound = best;
                continue;
            }
            Answer::Unknown => None,
        };
        match better {
            Some(better) if better.value > best => found = Found { bound, ..better },
            // Blocks do not say.
            Some(_) | None => return Ok(Some((climb(solver, request, found, work, watch)?, None))),
        }
    }
}

/// What is known of two blocks, with the money of both; nothing where no money joins them.
type Joined = Option<(Split, i64)>;

/// The best of each block, put together, with a bound on the whole.
fn begun(
    blocks: Blocks,
    solver: &dyn Solver,
    request: &Request<'_>,
    watch: &mut Watch<'_>,
) -> Result<Option<(Found, Joined, Work)>, SolverError> {
    let (begin, trivial) = (request.start, request.objective.trivial_bound(request.program));
    let best = begin.map(|start| request.objective.sum.value(start));
    let mut work = Work::default();
    let mut best_of = |block: &Block, program: &Program| {
        let limits = Limits { enough: None, ..request.limits };
        let mut told = |progress: Progress| watch(Progress { best, bound: Some(trivial), ..progress });
        let outcome = most(solver, &Request { program, objective: &block.objective, start: None, limits }, &mut told)?;
        work += outcome.work;
        Ok::<_, SolverError>(match outcome.status {
            Status::Optimal(found) | Status::Stopped(found) => Some(found),
            Status::Nothing | Status::Infeasible => None,
        })
    };
    let Some(of_rest) = best_of(&blocks.rest, &blocks.rest.program)? else { return Ok(None) };
    let Some(of_main) = best_of(&blocks.main, &blocks.main.program)? else { return Ok(None) };
    let left = blocks.money.map(|money| money - blocks.main.money.value(&of_main.values));
    let beside = match left {
        Some(left) if left < blocks.rest.money.value(&of_rest.values) => {
            best_of(&blocks.rest, &blocks.rest.within(left))?
        }
        Some(_) | None => Some(of_rest.clone()),
    };
    let joined = beside.map(|beside| blocks.joined(&of_main.values, &beside.values));
    let mut found = None;
    for values in joined.as_deref().into_iter().chain(begin) {
        let completed = completed(&blocks, solver, request, values)?;
        found = found.into_iter().chain(completed).max_by_key(|found: &Found| found.value);
    }
    let Some(found) = found else { return Ok(None) };
    let money = blocks.money;
    let split = Split::new(blocks, of_main.bound, of_rest);
    let found = Found { bound: split.bound().max(found.value), ..found };
    Ok(Some((found, money.map(|money| (split, money)), work)))
}

/// The best values for `request` that choose as `values` do; nothing if there are none.
fn completed(
    blocks: &Blocks,
    solver: &dyn Solver,
    request: &Request<'_>,
    values: &[i64],
) -> Result<Option<Found>, SolverError> {
    let mut program = request.program.clone();
    for column in blocks.choices(request.program) {
        program.fix(column, values[column.position()]);
    }
    let limits = Limits { nodes: None, enough: None, ..request.limits };
    let request = Request { program: &program, objective: request.objective, start: None, limits };
    Ok(match solver.solve(&request, &mut |_| Going::On)?.status {
        Status::Optimal(found) => Some(found),
        Status::Stopped(_) | Status::Nothing | Status::Infeasible => None,
    })
}

/// The cheapest values for `request`, which has as much of what is sought as its start has: `target`. `None` where
/// that says nothing of the money that joins the blocks.
pub(super) fn cheapest_by_blocks(
    split: &mut Split,
    solver: &dyn Solver,
    request: &Request<'_>,
    target: i64,
    watch: &mut Watch<'_>,
) -> Result<Option<Outcome>, SolverError> {
    let Request { program, objective, start: Some(start), limits } = *request else { return Ok(None) };
    let Some(beyond) = split.blocks.money_beyond(&objective.sum, program) else { return Ok(None) };
    let paid: i64 = objective.sum.terms().filter_map(|(column, f)| Some(f * settled(program, column)?)).sum();
    let trivial = objective.trivial_bound(program);
    let (asked, mut work) = (Asked { solver, limits }, Work::default());
    let mut best = Found { values: start.to_vec(), value: objective.sum.value(start), bound: trivial };
    let needed = target - split.blocks.settled - split.blocks.main.objective.sum.value(start);
    if let Some(rest) = split.cheapest_of_rest(needed, asked, &mut work, watch)? {
        let joined = split.blocks.joined(start, &rest.values);
        let cheaper = completed(&split.blocks, solver, request, &joined)?.filter(|found| found.value < best.value);
        best = cheaper.unwrap_or(best);
    }
    for _ in 0..MOST_CHEAPER {
        let value = best.value;
        let within = value - (value / COST_PARTS).max(1);
        let mut told = |progress: Progress| watch(Progress { best: Some(value), bound: Some(trivial), ..progress });
        let (answer, more) = split.reach((target, within - paid + beyond), asked, &mut told)?;
        work += more;
        let better = match answer {
            Answer::Reached(values, _) => completed(&split.blocks, solver, request, &values)?,
            Answer::Refuted => {
                best.bound = within + 1;
                let is_best = best.bound == best.value;
                let status = if is_best { Status::Optimal(best) } else { Status::Stopped(best) };
                return Ok(Some(Outcome { status, work }));
            }
            Answer::Unknown => None,
        };
        let Some(better) = better.filter(|better| better.value < value) else { break };
        best = better;
    }
    // Blocks do not say: the search over the whole starts from the cheapest that they found.
    let outcome = solver.solve(&Request { start: Some(&best.values), ..*request }, watch)?;
    work += outcome.work;
    Ok(Some(Outcome { status: outcome.status, work }))
}
