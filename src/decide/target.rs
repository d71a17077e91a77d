//! Targets: is there anything that reaches so much?
//!
//! Coverage moves in steps, but the columns of children served may be split, so a solver that has 908 goes on searching
//! where no more than 908.3 is possible. Asked instead for 908.5 or more, it prunes all of that: finding what reaches a
//! target and showing that nothing does are both far shorter than searching for the best. The bound walks down and the
//! incumbent up, a step at a time, until they meet.
//!
//! A refutation is recorded as that and no more: of the search that made it nothing else is known. The last one, on which
//! a proof rests, is made twice, side by side: once with heuristics and once without, from other random choices.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use crate::program::Objective;
use crate::solve::{
    Effort, Enough, Found, Going, Limits, Outcome, Progress, Request, Seek, Solver, SolverError, Status, Work,
};

/// Who is told of progress, and says whether to go on.
pub(super) type Watch<'a> = dyn FnMut(Progress) -> Going + 'a;

/// Iterations of the simplex method that a target is worth when it is first asked for.
const FIRST_ITERATIONS: u64 = 30_000;

/// Iterations that the last fraction of a place is worth with the usual effort.
const LAST_ITERATIONS: u64 = 500_000;

/// Nodes after which the search for a first plan and a first bound ends.
const FIRST_NODES: u32 = 1;

/// Hundredths in a place.
const PLACE: i64 = 100;

/// Whether anything reaches a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These values do.
    Reached(Vec<i64>, i64),
    /// Nothing does.
    Refuted,
    /// A limit came first.
    Unknown,
}

/// The most of `request`, by targets, from its start; as [`Solver::solve`] would answer.
pub(super) fn most(solver: &dyn Solver, request: &Request<'_>, watch: &mut Watch<'_>) -> Result<Outcome, SolverError> {
    let limits = request.limits;
    let first = Request { limits: Limits { nodes: Some(FIRST_NODES), ..limits }, ..*request };
    let mut outcome = solver.solve(&first, watch)?;
    if outcome.status == Status::Nothing && !is_over(limits) {
        let (values, work) = any(solver, request, watch)?;
        outcome.work += work;
        let Some(values) = values else { return Ok(outcome) };
        let begun = Request { start: Some(&values), ..first };
        let again = solver.solve(&begun, watch)?;
        outcome = Outcome { status: again.status, work: sum([outcome.work, again.work]) };
    }
    let Status::Stopped(found) = outcome.status else { return Ok(outcome) };
    let mut climb = Climb { solver, request, found, work: outcome.work, is_stopped: false };
    climb.go(watch)?;
    let Climb { found, work, .. } = climb;
    let status = if found.value == found.bound { Status::Optimal(found) } else { Status::Stopped(found) };
    Ok(Outcome { status, work })
}

/// Any values that keep every row: the choices alone, with nobody served, are a far smaller question than the whole.
fn any(
    solver: &dyn Solver,
    request: &Request<'_>,
    watch: &mut Watch<'_>,
) -> Result<(Option<Vec<i64>>, Work), SolverError> {
    let nothing = Objective::new("coverage", request.objective.direction, std::iter::empty().collect());
    let mut work = Work::default();
    let mut programs = Vec::new();
    let mut choices = request.program.clone();
    let divisible = request.objective.sum.terms().map(|(column, _)| column);
    for column in divisible.filter(|column| request.program.columns()[column.position()].lower == 0) {
        choices.fix(column, 0);
    }
    programs.push(&choices);
    programs.push(request.program);
    for program in programs {
        let asked = Request { program, objective: &nothing, start: None, limits: request.limits };
        let outcome = solver.solve(&asked, watch)?;
        work += outcome.work;
        if let Status::Optimal(found) | Status::Stopped(found) = outcome.status {
            return Ok((Some(found.values), work));
        }
    }
    Ok((None, work))
}

/// Whether the time is over.
fn is_over(limits: Limits) -> bool {
    limits.deadline.is_some_and(|deadline| deadline <= Instant::now())
}

fn sum(works: impl IntoIterator<Item = Work>) -> Work {
    let mut all = Work::default();
    for work in works {
        all += work;
    }
    all
}

/// An incumbent on its way up and a bound on its way down.
struct Climb<'a> {
    solver: &'a dyn Solver,
    request: &'a Request<'a>,
    found: Found,
    work: Work,
    is_stopped: bool,
}

impl Climb<'_> {
    /// Asks for targets until incumbent and bound meet, or until that is not worth more work.
    fn go(&mut self, watch: &mut Watch<'_>) -> Result<(), SolverError> {
        let step = self.request.objective.sum.step();
        let mut iterations = FIRST_ITERATIONS;
        while !self.is_done(iterations) {
            let mut target = self.found.bound;
            let before = self.found.value;
            while target > self.found.value && self.found.value == before && !self.is_done(iterations) {
                match self.ask(target, iterations, watch)? {
                    Answer::Reached(values, value) => {
                        let value = value.min(self.found.bound);
                        self.found = Found { values, value, bound: self.found.bound };
                    }
                    Answer::Refuted => {
                        self.found.bound = target - step;
                        target = self.found.bound;
                    }
                    // Half way down to the incumbent, where the answer is more likely yes.
                    Answer::Unknown => target = before + (target - before) / step / 2 * step,
                }
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
            Some(Enough::SameWhole { .. } | Enough::Iterations(_)) | None => false,
        };
        let is_last = limits.effort == Effort::Usual
            && iterations > LAST_ITERATIONS
            && value.div_euclid(PLACE) == bound.div_euclid(PLACE);
        value >= bound || is_enough || is_last || self.is_stopped || is_over(limits)
    }

    /// Whether anything reaches `target`, in so many iterations; twice where the answer would end the search.
    fn ask(&mut self, target: i64, iterations: u64, watch: &mut Watch<'_>) -> Result<Answer, SolverError> {
        let limits = Limits {
            nodes: None,
            enough: Some(Enough::Iterations(iterations)),
            target: Some(target),
            ..self.request.limits
        };
        let (program, objective, solver) = (self.request.program, self.request.objective, self.solver);
        let way = |attempt: u16, watch: &mut Watch<'_>| {
            let seek = if attempt == 0 { Seek::Both } else { Seek::Bound };
            let limits = Limits { seek, attempt: limits.attempt + attempt, ..limits };
            reach(solver, &Request { program, objective, start: None, limits }, watch)
        };
        let (best, bound) = (self.found.value, self.found.bound);
        let is_stopped = &mut self.is_stopped;
        let mut told = |progress: Progress| {
            let going = watch(Progress { best: Some(best), bound: Some(bound), ..progress });
            *is_stopped |= going == Going::Stop;
            going
        };
        let is_last = target - objective.sum.step() <= best;
        let (answer, work) = if is_last { twice(&way, &mut told)? } else { way(0, &mut told)? };
        self.work += work;
        Ok(answer)
    }
}

/// Whether anything reaches the target of `request`, told by one search.
pub(super) fn reach(
    solver: &dyn Solver,
    request: &Request<'_>,
    watch: &mut Watch<'_>,
) -> Result<(Answer, Work), SolverError> {
    let outcome = solver.solve(request, watch)?;
    let answer = match outcome.status {
        Status::Stopped(found) | Status::Optimal(found) if request.reaches_target(found.value) => {
            Answer::Reached(found.values, found.value)
        }
        Status::Infeasible => Answer::Refuted,
        Status::Stopped(_) | Status::Optimal(_) | Status::Nothing => Answer::Unknown,
    };
    Ok((answer, outcome.work))
}

/// A question that can be asked in more than one way, told by number.
pub(super) type Way<'a> = dyn Fn(u16, &mut Watch<'_>) -> Result<(Answer, Work), SolverError> + Sync + 'a;

/// Asks in two ways at once. Values that the first finds are the answer, whatever the second does, so that the answer is
/// the same on any machine; nothing is refuted unless both say so.
pub(super) fn twice(way: &Way<'_>, watch: &mut Watch<'_>) -> Result<(Answer, Work), SolverError> {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let second =
            scope.spawn(|| way(1, &mut |_| if is_over.load(Ordering::Relaxed) { Going::Stop } else { Going::On }));
        let mut is_stopped = false;
        let first = way(0, &mut |progress| {
            let going = watch(progress);
            is_stopped |= going == Going::Stop;
            going
        });
        if is_stopped || matches!(first, Ok((Answer::Reached(..), _)) | Err(_)) {
            is_over.store(true, Ordering::Relaxed);
        }
        let second = second.join().expect("a question does not panic");
        let (first, work) = first?;
        if matches!(first, Answer::Reached(..)) || is_stopped {
            return Ok((first, work));
        }
        let (second, more) = second?;
        let answer = match (first, second) {
            (_, reached @ Answer::Reached(..)) => reached,
            (Answer::Refuted, Answer::Refuted) => Answer::Refuted,
            _ => Answer::Unknown,
        };
        Ok((answer, sum([work, more])))
    })
}
