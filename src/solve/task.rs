//! A request as text, for a solver that works in a process of its own, and what it says as it goes.
//!
//! One line of JSON each: the task goes in; progress, better plans and at last the outcome come out.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Cuts, Effort, Enough, Going, Highs, Limits, Outcome, Progress, Request, Seek, Solver, SolverError};
use crate::milp::{Direction, Milp, Objective, Sum};

/// How often progress is told, unless something better is found.
const EVERY: Duration = Duration::from_millis(100);

/// A request that can be written down.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task {
    milp: Milp,
    sum: Sum,
    direction: Direction,
    start: Option<Vec<i64>>,
    seed: u16,
    milliseconds: Option<u64>,
    nodes: Option<u32>,
    seek: Seek,
    attempt: u16,
    enough: Option<Enough>,
    target: Option<i64>,
    wanted: Wanted,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Wanted {
    /// The best values.
    Values,
    /// Cuts.
    Cuts,
}

/// What a solver says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Word {
    /// It has come so far.
    Progress(Progress),
    /// It has found better values.
    Better(Vec<i64>),
    /// It is done.
    Done(Result<Outcome, SolverError>),
    /// It has these cuts.
    Cuts(Result<Cuts, SolverError>),
}

impl Task {
    /// The task of a request; time is what is left of it now.
    pub fn of(wanted: Wanted, request: &Request<'_>, seed: u16, attempt: u16) -> Self {
        let limits = request.limits;
        let left = limits.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()).as_millis());
        Self {
            milp: request.milp.clone(),
            sum: request.objective.sum.clone(),
            direction: request.objective.direction,
            start: request.start.map(<[i64]>::to_vec),
            seed,
            milliseconds: left.map(|left| u64::try_from(left).unwrap_or(u64::MAX)),
            nodes: limits.nodes,
            seek: limits.seek,
            attempt,
            enough: limits.enough,
            target: limits.target,
            wanted,
        }
    }
}

/// Says to `out` why no task can be performed.
///
/// # Errors
///
/// If nobody listens any more.
pub fn decline(why: &str, out: &mut dyn Write) -> io::Result<()> {
    say(&Word::Done(Err(SolverError::Gone(why.to_owned()))), out)
}

/// A word, on a line of its own.
fn say(word: &Word, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, word)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Performs the task in `line` with HiGHS, and says how it goes to `out`.
///
/// # Errors
///
/// If the line is not a task, or nobody listens any more.
pub fn perform(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let task: Task = serde_json::from_str(line)?;
    let objective = Objective::new(task.direction, task.sum);
    let deadline = task.milliseconds.map(|left| Instant::now() + Duration::from_millis(left));
    let Task { nodes, seek, attempt, enough, target, .. } = task;
    let limits = Limits { deadline, nodes, effort: Effort::Exact, seek, attempt, enough, target };
    let request = Request { milp: &task.milp, objective: &objective, start: task.start.as_deref(), limits };
    let out = std::cell::RefCell::new(out);
    let say = |word: &Word| say(word, &mut **out.borrow_mut());
    let mut told = Instant::now();
    let mut watch = |progress| {
        if told.elapsed() < EVERY {
            return Going::On;
        }
        told = Instant::now();
        // Where nobody listens any more there is nobody to work for.
        say(&Word::Progress(progress)).map_or(Going::Stop, |()| Going::On)
    };
    let solver = Highs { seed: task.seed };
    match task.wanted {
        Wanted::Values => {
            let mut better = |values| say(&Word::Better(values)).unwrap_or(());
            let outcome = solver.solve_aloud(&request, &mut watch, &mut better);
            say(&Word::Done(outcome))
        }
        Wanted::Cuts => {
            let cuts = solver.cuts(&request, &mut watch);
            say(&Word::Cuts(cuts))
        }
    }
}
