//! Questions with a yes, a no, or neither, put to a solver in more than one way, side by side.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::session::StageSession;
use crate::solve::{Going, Progress, SolverError, Work};

/// How often it is asked whether to go on, while another thread works.
const PAUSE: Duration = Duration::from_millis(20);

/// Whether anything reaches a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These values do.
    Reached(Vec<i64>, i64),
    /// Nothing does.
    Refuted,
    /// Nothing does, says one way, and a limit came before another said so too.
    RefutedOnce,
    /// A limit came first.
    Unknown,
}

/// A question that can be asked in more than one way, told by number.
pub(super) type Way<'a> = dyn Fn(u16, &mut StageSession<'_>) -> Result<(Answer, Work), SolverError> + Sync + 'a;

/// Asks in two ways at once. Values that the first finds are the answer, whatever the second does, so that the answer is
/// the same on any machine; nothing is refuted unless both say so.
pub(super) fn twice(session: &mut StageSession<'_>, way: &Way<'_>) -> Result<(Answer, Work), SolverError> {
    let ends = |first: &Result<(Answer, Work), SolverError>| matches!(first, Ok((Answer::Reached(..), _)) | Err(_));
    let (first, second) = both(session, &|session| way(0, session), &|session| way(1, session), &ends);
    let (first, work) = first?;
    if matches!(first, Answer::Reached(..)) {
        return Ok((first, work));
    }
    let (second, more) = second?;
    let answer = match (first, second) {
        (_, reached @ Answer::Reached(..)) => reached,
        (Answer::Refuted, Answer::Refuted) => Answer::Refuted,
        (Answer::Refuted, _) | (_, Answer::Refuted) => Answer::RefutedOnce,
        _ => Answer::Unknown,
    };
    Ok((answer, work + more))
}

/// Two questions side by side, the second on a thread of its own where one can be had; it is stopped where `ends` says so of the first answer.
pub(super) fn both<A, B: Send>(
    session: &mut StageSession<'_>,
    first: &dyn Fn(&mut StageSession<'_>) -> A,
    second: &(dyn Fn(&mut StageSession<'_>) -> B + Sync),
    ends: &dyn Fn(&A) -> bool,
) -> (A, B) {
    let is_over = AtomicBool::new(false);
    let last = Cell::new(Progress { best: None, bound: None, nodes: 0, iterations: 0 });
    let solver = session.solver;
    let mut told = |progress: Progress| {
        last.set(progress);
        let going = session.tell(progress);
        if going == Going::Stop {
            is_over.store(true, Ordering::Relaxed);
        }
        going
    };
    thread::scope(|scope| {
        let going = || if is_over.load(Ordering::Relaxed) { Going::Stop } else { Going::On };
        let beside = move || second(&mut StageSession::new(solver, |_| going()));
        let beside = thread::Builder::new().spawn_scoped(scope, beside);
        let first = first(&mut StageSession::new(solver, &mut told));
        if ends(&first) {
            is_over.store(true, Ordering::Relaxed);
        }
        // Where a thread cannot be had, one comes after the other.
        let Ok(beside) = beside else { return (first, second(&mut StageSession::new(solver, |_| going()))) };
        while !beside.is_finished() {
            thread::sleep(PAUSE);
            told(last.get());
        }
        (first, beside.join().expect("a question does not panic"))
    })
}
