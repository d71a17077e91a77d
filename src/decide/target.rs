//! Targets: is there anything that reaches so much?
//!
//! A target is a cutoff at which a search stops as well: worse values are not looked for, and the first to reach it end
//! the search.
//!
//! Coverage moves in steps, but the columns of children served may be split, so a solver that has 908 goes on searching
//! where no more than 908.3 is possible. Asked instead for 908.5 or more, it prunes all of that: finding what reaches a
//! target and showing that nothing does are both far shorter than searching for the best. The bound walks down and the
//! incumbent up, a step at a time, until they meet.
//!
//! A refutation is recorded as that and no more: of the search that made it nothing else is known. The last one, on which
//! a proof rests, is made twice, side by side, from other random choices.

use super::ask::{Answer, twice};
use super::session::StageSession;
use crate::milp::{Milp, Objective};
use crate::solve::{Effort, Enough, Found, Limits, Outcome, Request, Seek, SolverError, Status, Work};

/// Iterations of the simplex method that a target is worth when it is first asked for.
const FIRST_ITERATIONS: u64 = 30_000;

/// Iterations that the last fraction of a place is worth with the usual effort.
const LAST_ITERATIONS: u64 = 500_000;

/// Iterations that all targets together are worth with the usual effort.
const ALL_ITERATIONS: u64 = 1_000_000;

/// Iterations that all targets together are worth with little effort.
const LITTLE_ITERATIONS: u64 = 40_000;

/// A target is put this part of the way from the incumbent to the bound: most of the way there is mostly nothing.
const AHEAD: i64 = 4;

/// Nodes after which the search for a first plan and a first bound ends.
const FIRST_NODES: u32 = 1;

/// Hundredths in a place.
const PLACE: i64 = 100;

/// The most of `request`, by targets, from its start; as a solver would answer. With it whether nothing better was shown
/// to be there in two ways.
pub(super) fn maximise(session: &mut StageSession<'_>, request: &Request<'_>) -> Result<(Outcome, bool), SolverError> {
    let limits = request.limits;
    let first = Request { limits: Limits { nodes: Some(FIRST_NODES), ..limits }, ..*request };
    let mut outcome = session.solve(&first)?;
    if outcome.status == Status::Nothing && !limits.is_late() {
        let (status, work) = find_any(session, request)?;
        outcome.work += work;
        let (Status::Optimal(Found { values, .. }) | Status::Stopped(Found { values, .. })) = status else {
            return Ok((Outcome { status, work: outcome.work }, false));
        };
        let again = session.solve(&Request { start: Some(&values), ..first })?;
        outcome = Outcome { status: again.status, work: outcome.work + again.work };
    }
    let Status::Stopped(found) = outcome.status else { return Ok((outcome, false)) };
    let outcome = close_gap(session, request, found, outcome.work)?;
    let is_closed = matches!(outcome.status, Status::Optimal(_));
    Ok((outcome, is_closed))
}

/// As [`maximise`], from an incumbent and a bound that are known, and the work that they took.
pub(super) fn close_gap(
    session: &mut StageSession<'_>,
    request: &Request<'_>,
    found: Found,
    work: Work,
) -> Result<Outcome, SolverError> {
    let mut gap = Gap { request, found, work, refuted_once: None, is_stopped: false };
    gap.close(session)?;
    let Gap { found, work, .. } = gap;
    Ok(Outcome::of(found, work))
}

/// Any values that keep every row, or that there are none: the choices alone, with nobody served, are a far smaller
/// question than the whole.
fn find_any(session: &mut StageSession<'_>, request: &Request<'_>) -> Result<(Status, Work), SolverError> {
    let nothing = Objective::new(request.objective.direction, std::iter::empty().collect());
    let mut choices = request.milp.clone();
    let divisible = request.objective.sum.terms().map(|(column, _)| column);
    for column in divisible.filter(|column| request.milp.columns()[column.position()].lower == 0) {
        choices.fix(column, 0);
    }
    let mut ask =
        |milp: &Milp| session.solve(&Request { milp, objective: &nothing, start: None, limits: request.limits });
    let outcome = ask(&choices)?;
    if matches!(outcome.status, Status::Optimal(_) | Status::Stopped(_)) {
        return Ok((outcome.status, outcome.work));
    }
    let whole = ask(request.milp)?;
    Ok((whole.status, outcome.work + whole.work))
}

/// Whether two numbers of hundredths are the same number of whole places.
pub(super) fn same_place(one: i64, other: i64) -> bool {
    one.div_euclid(PLACE) == other.div_euclid(PLACE)
}

/// The gap between an incumbent on its way up and a bound on its way down.
struct Gap<'a> {
    request: &'a Request<'a>,
    found: Found,
    work: Work,
    /// A target that one way refuted.
    refuted_once: Option<i64>,
    is_stopped: bool,
}

impl Gap<'_> {
    /// Asks for targets until incumbent and bound meet, or until that is not worth more work.
    fn close(&mut self, session: &mut StageSession<'_>) -> Result<(), SolverError> {
        let step = self.request.objective.sum.step();
        let mut iterations = FIRST_ITERATIONS;
        while !self.is_done(iterations) {
            let before = self.found.value;
            let mut ahead = (self.found.bound - before) / step / AHEAD * step;
            while self.found.value == before && !self.is_done(iterations) {
                let target = before + ahead.max(step);
                match self.ask(session, target, iterations)? {
                    Answer::Reached(values, value) => {
                        let value = value.min(self.found.bound);
                        self.found = Found { values, value, bound: self.found.bound };
                    }
                    Answer::Refuted => self.found.bound = target - step,
                    Answer::RefutedOnce => self.refuted_once = Some(target),
                    Answer::Unknown => {}
                }
                if ahead <= step {
                    break;
                }
                // Nearer to the incumbent, where the answer is more likely yes.
                ahead = ahead / step / 2 * step;
            }
            if self.found.value == before {
                iterations *= 2;
            }
        }
        Ok(())
    }

    /// Whether there is no more to be had, or no more work to be spent.
    fn is_done(&self, iterations: u64) -> bool {
        let Found { value, bound, .. } = self.found;
        let limits = self.request.limits;
        let is_enough = match limits.enough {
            Some(Enough::Within(gap)) => bound - value <= gap,
            Some(Enough::Iterations(_)) | None => false,
        };
        let (last, all) = match limits.effort {
            Effort::Exact => (u64::MAX, u64::MAX),
            Effort::Usual => (LAST_ITERATIONS, ALL_ITERATIONS),
            Effort::Little => (LITTLE_ITERATIONS, LITTLE_ITERATIONS),
        };
        let is_last = iterations > last && same_place(value, bound);
        let is_all = self.work.iterations > all;
        value >= bound || is_enough || is_last || is_all || self.is_stopped || limits.is_late()
    }

    /// Whether anything reaches `target`, in so many iterations; twice where the answer would end the search.
    fn ask(&mut self, session: &mut StageSession<'_>, target: i64, iterations: u64) -> Result<Answer, SolverError> {
        // Given more time it is begun anew with other random choices: those of before were none of the quick ones.
        let round = u16::try_from((iterations / FIRST_ITERATIONS).ilog2()).unwrap_or(0);
        let limits = Limits {
            nodes: None,
            enough: Some(Enough::Iterations(iterations)),
            target: Some(target),
            attempt: self.request.limits.attempt + 2 * round,
            ..self.request.limits
        };
        let (milp, objective) = (self.request.milp, self.request.objective);
        let is_last = target - objective.sum.step() <= self.found.value;
        // The search before the first round had heuristics, and did not find it.
        let first = if round == 0 && is_last { Seek::Bound } else { Seek::Both };
        let way = |attempt: u16, session: &mut StageSession<'_>| {
            let seek = if attempt == 0 { first } else { Seek::Bound };
            let limits = Limits { seek, attempt: limits.attempt + attempt, ..limits };
            session.reach(&Request { milp, objective, start: None, limits })
        };
        let (best, bound) = (self.found.value, self.found.bound);
        let mut whole = session.between(Some(best), bound);
        let (answer, work) = if self.refuted_once == Some(target) {
            way(1, &mut whole)?
        } else if is_last {
            twice(&mut whole, &way)?
        } else {
            way(0, &mut whole)?
        };
        self.is_stopped |= whole.is_stopped;
        self.work += work;
        Ok(answer)
    }
}
