//! A solver that is asked nothing twice.
//!
//! Searches are the same on any machine: the same question, asked with the same limits on work, is answered alike. So an
//! answer is kept under the digest of everything that was asked, and given again. Whoever asks cannot tell the
//! difference but by the time it takes: no answer depends on what was asked before it.
//!
//! Kept in memory, an answer serves one command; in a folder, those to come as well. What a clock or a person stopped is
//! not kept.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::compact::Compact;
use super::task::Task;
use super::{Found, Going, Outcome, Progress, Request, Solver, SolverError, Status, Work, version};
use crate::kept::{Folder, digest};
use crate::program::ColumnKind;

/// The ending of a file that holds an answer.
const KIND: &str = "answer";

/// Numbers that answers in memory hold together: 128 MB of them.
const MOST_NUMBERS: usize = 16_000_000;

/// A solver and the answers that it gave. A clone shares them.
#[derive(Clone, Debug)]
pub struct Cached<S> {
    solver: S,
    seed: u16,
    answers: Arc<Answers>,
}

/// Answers by what was asked.
#[derive(Debug, Default)]
struct Answers {
    memory: Mutex<Memory>,
    folder: Option<Folder>,
    from_folder: AtomicUsize,
    not_written: Mutex<Option<String>>,
}

/// Answers in memory, the oldest of which go first.
#[derive(Debug, Default)]
struct Memory {
    answers: HashMap<String, Answer>,
    order: VecDeque<String>,
    numbers: usize,
}

/// An outcome, of whose values those that are nought are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    status: Kind,
    columns: usize,
    values: Vec<(usize, i64)>,
    value: i64,
    bound: i64,
    work: Work,
}

/// Which status it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Optimal,
    Stopped,
    Nothing,
    Infeasible,
}

impl<S: Solver> Cached<S> {
    /// `solver`, whose random choices follow from `seed`, with its answers kept in memory.
    pub fn new(solver: S, seed: u16) -> Self {
        Self { solver, seed, answers: Arc::default() }
    }

    /// The same, with its answers kept in a folder too.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used.
    pub fn in_folder(solver: S, seed: u16, folder: &Path) -> io::Result<Self> {
        let answers = Answers { folder: Some(Folder::open(folder)?), ..Answers::default() };
        Ok(Self { solver, seed, answers: Arc::new(answers) })
    }

    /// How many answers came from the folder.
    #[must_use]
    pub fn from_folder(&self) -> usize {
        self.answers.from_folder.load(Ordering::Relaxed)
    }

    /// Why an answer could not be written to the folder, told once.
    #[must_use]
    pub fn take_not_written(&self) -> Option<String> {
        self.answers.not_written.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S: Solver> Solver for Cached<S> {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        Compact::of(request).solve(&Open(self), request, watch)
    }
}

/// The solver for requests without settled columns.
struct Open<'a, S>(&'a Cached<S>);

impl<S: Solver> Solver for Open<'_, S> {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        let Cached { solver, seed, answers } = self.0;
        let key = key(request, *seed);
        if let Some(answer) = answers.get(&key, request) {
            return Ok(answer.outcome());
        }
        let mut is_stopped = false;
        let outcome = solver.solve(request, &mut |progress| {
            let going = watch(progress);
            is_stopped |= going == Going::Stop;
            going
        })?;
        if !is_stopped && is_final(&outcome, request) {
            answers.put(key, Answer::of(&outcome));
        }
        Ok(outcome)
    }
}

/// Whether the same question would be answered alike on any machine: without a time limit always, with one where the
/// question was settled before it.
fn is_final(outcome: &Outcome, request: &Request<'_>) -> bool {
    request.limits.deadline.is_none()
        || match &outcome.status {
            Status::Optimal(_) | Status::Infeasible => true,
            Status::Stopped(found) => request.limits.target.is_some() && request.reaches_target(found.value),
            Status::Nothing => false,
        }
}

/// The digest of all that an answer depends on: the versions too, and the work allowed, but no time.
fn key(request: &Request<'_>, seed: u16) -> String {
    let mut timeless = *request;
    timeless.limits.deadline = None;
    let task = Task::of(&timeless, seed, request.limits.attempt);
    let task = serde_json::to_string(&task).expect("a task can be written");
    digest(format!("{} {} {task}", env!("CARGO_PKG_VERSION"), version()).as_bytes())
}

impl Answers {
    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer under `key`, if it fits `request`.
    fn get(&self, key: &str, request: &Request<'_>) -> Option<Answer> {
        if let Some(answer) = self.memory().answers.get(key) {
            return Some(answer.clone());
        }
        let text = self.folder.as_ref()?.read(key, KIND)?;
        let answer: Answer = serde_json::from_str(&text).ok().filter(|answer: &Answer| answer.fits(request))?;
        self.from_folder.fetch_add(1, Ordering::Relaxed);
        self.memory().put(key.to_owned(), answer.clone());
        Some(answer)
    }

    fn put(&self, key: String, answer: Answer) {
        if let Some(folder) = &self.folder {
            let text = serde_json::to_string(&answer).expect("an answer can be written");
            if let Err(error) = folder.write(&key, KIND, &text) {
                let mut first = self.not_written.lock().unwrap_or_else(PoisonError::into_inner);
                first.get_or_insert_with(|| error.to_string());
            }
        }
        self.memory().put(key, answer);
    }
}

impl Memory {
    fn put(&mut self, key: String, answer: Answer) {
        self.numbers += answer.values.len();
        if let Some(before) = self.answers.insert(key.clone(), answer) {
            self.numbers -= before.values.len();
            return;
        }
        self.order.push_back(key);
        while self.numbers > MOST_NUMBERS {
            let Some(oldest) = self.order.pop_front() else { return };
            self.numbers -= self.answers.remove(&oldest).map_or(0, |answer| answer.values.len());
        }
    }
}

impl Answer {
    fn of(outcome: &Outcome) -> Self {
        let (status, found) = match &outcome.status {
            Status::Optimal(found) => (Kind::Optimal, Some(found)),
            Status::Stopped(found) => (Kind::Stopped, Some(found)),
            Status::Nothing => (Kind::Nothing, None),
            Status::Infeasible => (Kind::Infeasible, None),
        };
        let values = found.map_or(&[][..], |found| &found.values);
        Self {
            status,
            columns: values.len(),
            values: values.iter().copied().enumerate().filter(|(_, value)| *value != 0).collect(),
            value: found.map_or(0, |found| found.value),
            bound: found.map_or(0, |found| found.bound),
            work: outcome.work,
        }
    }

    /// Whether it may be an answer to `request`: values that keep every row and, where all are whole, come to what is said.
    fn fits(&self, request: &Request<'_>) -> bool {
        let columns = request.program.columns();
        if matches!(self.status, Kind::Nothing | Kind::Infeasible) {
            return true;
        }
        if self.columns != columns.len() || self.values.iter().any(|&(at, _)| at >= columns.len()) {
            return false;
        }
        let values = self.every_value();
        let is_whole = columns.iter().all(|column| column.kind == ColumnKind::Whole);
        request.program.broken_by(&values).is_none()
            && !(is_whole && request.objective.sum.value(&values) != self.value)
    }

    /// A value for each column.
    fn every_value(&self) -> Vec<i64> {
        let mut values = vec![0; self.columns];
        for &(at, value) in &self.values {
            values[at] = value;
        }
        values
    }

    fn outcome(self) -> Outcome {
        let found = || Found { values: self.every_value(), value: self.value, bound: self.bound };
        let status = match self.status {
            Kind::Optimal => Status::Optimal(found()),
            Kind::Stopped => Status::Stopped(found()),
            Kind::Nothing => Status::Nothing,
            Kind::Infeasible => Status::Infeasible,
        };
        Outcome { status, work: self.work }
    }
}
