//! The most, and the cheapest of the most, of a program in two blocks.

#[cfg(test)]
mod tests;

use super::ask::Answer;
use super::blocks::{Block, Blocks};
use super::session::StageSession;
use super::split::{Budget, Split};
use super::target::{close_gap, maximise};
use crate::milp::Milp;
use crate::solve::{Found, Limits, Outcome, Request, SolverError, Status, Work};

/// Thousandths of a cost by which values must be cheaper to be asked for, one after the other, and the iterations of the
/// simplex method that one question to a block is worth then: the nearer to the least cost, the harder to refute.
const CHEAPER: [(i64, u64); 3] = [(2, 60_000), (1, 15_000), (0, 15_000)];

/// Iterations that one question to a block is worth, where more is asked for.
const MORE_ITERATIONS: u64 = 300_000;

/// Steps between incumbent and bound beyond which a target is put half way.
const FAR: i64 = 20;

/// The most of `request` by blocks: the gap between incumbent and bound is closed with targets split between them. With
/// it what is known of the blocks then; `None` where there are no blocks, or no values of them go together.
pub(super) fn maximise_by_blocks(
    session: &mut StageSession<'_>,
    request: &Request<'_>,
) -> Result<Option<(Outcome, Option<Split>)>, SolverError> {
    let Some(blocks) = Blocks::of(request.milp, request.objective) else { return Ok(None) };
    let (relaxed, mut work) = session.relaxation(request.milp, request.objective, request.limits)?;
    let Some((mut found, split, more)) = first_incumbent(session, blocks, request, relaxed)? else { return Ok(None) };
    work += more;
    let step = request.objective.sum.step();
    let budget = Budget { limits: request.limits, iterations: MORE_ITERATIONS };
    let Some((mut split, money)) = split else {
        return Ok(Some((close_gap(session, request, found, work)?, None)));
    };
    found.bound = found.bound.min(relaxed.div_euclid(step) * step).max(found.value);
    while found.value < found.bound {
        let (best, bound) = (found.value, found.bound);
        let ahead = if (bound - best) / step > FAR { (bound - best) / step / 2 * step } else { step };
        let (answer, more) = split.reach(&mut session.between(Some(best), bound), (best + ahead, money), budget)?;
        work += more;
        let better = match answer {
            Answer::Refuted => {
                found.bound = best + ahead - step;
                continue;
            }
            Answer::Reached(values, _) => completion(session, &split.blocks, request, &values)?,
            Answer::RefutedOnce | Answer::Unknown => None,
        };
        match better.filter(|better| better.value > best) {
            Some(better) => found = Found { bound, ..better },
            // Blocks do not say.
            None => return Ok(Some((close_gap(session, request, found, work)?, None))),
        }
    }
    Ok(Some((Outcome::of(found, work), Some(split))))
}

/// What is known of two blocks, with the money of both; nothing where no money joins them.
type Joined = Option<(Split, i64)>;

/// The first incumbent, which is the best of each block put together, with a bound on the whole.
fn first_incumbent(
    session: &mut StageSession<'_>,
    blocks: Blocks,
    request: &Request<'_>,
    relaxed: i64,
) -> Result<Option<(Found, Joined, Work)>, SolverError> {
    let best = request.start.map(|start| request.objective.sum.value(start));
    let mut work = Work::default();
    let mut best_of = |block: &Block, milp: &Milp| {
        let limits = Limits { enough: None, ..request.limits };
        let of_block = Request { milp, objective: &block.objective, start: None, limits };
        let (outcome, is_certain) = maximise(&mut session.between(best, relaxed), &of_block)?;
        work += outcome.work;
        Ok::<_, SolverError>(outcome.status.found().map(|found| (found, is_certain)))
    };
    let Some((of_rest, rest_is_certain)) = best_of(&blocks.rest, &blocks.rest.milp)? else { return Ok(None) };
    let Some((mut of_main, mut main_is_certain)) = best_of(&blocks.main, &blocks.main.milp)? else {
        return Ok(None);
    };
    // It may have no more money than both.
    let most_money = blocks.money.filter(|&money| blocks.main.money_of(&of_main.values) > money);
    if let Some(money) = most_money {
        let Some(within) = best_of(&blocks.main, &blocks.main.within(money))? else { return Ok(None) };
        (of_main, main_is_certain) = within;
    }
    let left = blocks.money.map(|money| money - blocks.main.money_of(&of_main.values));
    let beside = match left {
        Some(left) if left < blocks.rest.money_of(&of_rest.values) => {
            best_of(&blocks.rest, &blocks.rest.within(left))?.map(|(found, _)| found)
        }
        Some(_) | None => Some(of_rest.clone()),
    };
    let joined = beside.map(|beside| blocks.joined(&of_main.values, &beside.values));
    let Some(found) = best_completion(session, &blocks, request, joined.as_deref())? else { return Ok(None) };
    let money = blocks.money;
    let split = Split::new(blocks, (of_main.bound, most_money, main_is_certain), (of_rest, rest_is_certain));
    let found = Found { bound: split.bound().max(found.value), ..found };
    Ok(Some((found, money.map(|money| (split, money)), work)))
}

/// The best of `joined` and of what `request` starts from, both completed.
fn best_completion(
    session: &StageSession<'_>,
    blocks: &Blocks,
    request: &Request<'_>,
    joined: Option<&[i64]>,
) -> Result<Option<Found>, SolverError> {
    let mut best: Option<Found> = None;
    for values in joined.into_iter().chain(request.start) {
        let found = completion(session, blocks, request, values)?;
        best = best.into_iter().chain(found).max_by_key(|found| found.value);
    }
    Ok(best)
}

/// The best values for `request` that choose as `values` do; nothing if there are none.
fn completion(
    session: &StageSession<'_>,
    blocks: &Blocks,
    request: &Request<'_>,
    values: &[i64],
) -> Result<Option<Found>, SolverError> {
    let mut milp = request.milp.clone();
    for column in blocks.choices(request.milp) {
        milp.fix(column, values[column.position()]);
    }
    let limits = Limits { nodes: None, enough: None, ..request.limits };
    let request = Request { milp: &milp, objective: request.objective, start: None, limits };
    Ok(match session.solve_quietly(&request)?.status {
        Status::Optimal(found) => Some(found),
        Status::Stopped(_) | Status::Nothing | Status::Infeasible => None,
    })
}

/// The cheapest values for `request`, which has as much of what is sought as its start has: `target`. `None` where
/// that says nothing of the money that joins the blocks.
pub(super) fn minimise_by_blocks(
    session: &mut StageSession<'_>,
    split: &mut Split,
    request: &Request<'_>,
    target: i64,
) -> Result<Option<Outcome>, SolverError> {
    let Request { milp, objective, start: Some(start), limits } = *request else { return Ok(None) };
    let Some(beyond) = split.blocks.money_beyond(&objective.sum, milp) else { return Ok(None) };
    let (relaxed, mut work) = session.relaxation(milp, objective, limits)?;
    let incumbent = Found { values: start.to_vec(), value: objective.sum.value(start), bound: relaxed };
    let budget = |iterations| Budget { limits, iterations };
    let mut best = with_cheapest_rest(session, split, request, incumbent, target, budget(CHEAPER[0].1), &mut work)?;
    let mut parts = CHEAPER.into_iter().peekable();
    while let Some(&(part, iterations)) = parts.peek() {
        let (value, bound) = (best.value, best.bound);
        let within = value - (value / 1_000 * part).max(1);
        if within < bound {
            parts.next();
            continue;
        }
        let (answer, more) =
            split.reach(&mut session.between(Some(value), bound), (target, within + beyond), budget(iterations))?;
        work += more;
        match answer {
            Answer::Reached(values, _) => match completion(session, &split.blocks, request, &values)? {
                Some(better) if better.value < value => best = Found { bound, ..better },
                Some(_) | None => break,
            },
            Answer::Refuted => best.bound = within + 1,
            Answer::RefutedOnce | Answer::Unknown => break,
        }
    }
    if best.bound == relaxed {
        // Blocks do not say: the search over the whole starts from the cheapest that they found.
        let outcome = session.solve(&Request { start: Some(&best.values), ..*request })?;
        return Ok(Some(Outcome { work: work + outcome.work, ..outcome }));
    }
    Ok(Some(Outcome::of(best, work)))
}

/// The incumbent, or, where that is cheaper, its main block with the cheapest rest for which both reach `target`.
fn with_cheapest_rest(
    session: &mut StageSession<'_>,
    split: &mut Split,
    request: &Request<'_>,
    incumbent: Found,
    target: i64,
    budget: Budget,
    work: &mut Work,
) -> Result<Found, SolverError> {
    let needed = target - split.blocks.settled - split.blocks.main.objective.sum.value(&incumbent.values);
    let Some(rest) = split.cheapest_of_rest(session, needed, budget, work)? else { return Ok(incumbent) };
    let joined = split.blocks.joined(&incumbent.values, &rest.values);
    let found = completion(session, &split.blocks, request, &joined)?.filter(|found| found.value < incumbent.value);
    let bound = incumbent.bound;
    Ok(found.map_or(incumbent, |found| Found { bound, ..found }))
}
