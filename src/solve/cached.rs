//! A solver that is asked nothing twice.
//!
//! Searches are the same on any machine: the same question, asked with the same limits on work, is answered alike. So an
//! answer is kept under the digest of everything that was asked, and given again. Whoever asks cannot tell the
//! difference but by the time it takes: no answer depends on what was asked before it.
//!
//! Kept in memory, an answer serves one command; in a folder, those to come as well. What a clock or a person stopped is
//! not kept; nor is there in a folder that nothing keeps the rows of a program, which nobody could see to be so. That a
//! limit came first is believed: less is proved by it, and nothing more. Once an answer from a folder has led to what is
//! not so, all that are there are deleted.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, may_be};
use super::compact::Compact;
use super::task::{Task, Wanted};
use super::{Cuts, Going, Outcome, Progress, Request, Solver, SolverError, Status, version};
use crate::kept::{Folder, digest};
use crate::milp::Row;

/// The ending of a file that holds an answer.
const KIND: &str = "answer";

/// The ending of a file that holds cuts.
const KIND_OF_CUTS: &str = "cuts";

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
    /// Whether the folder is to be read no more, and whether that was told.
    is_put_aside: AtomicBool,
    is_told: AtomicBool,
}

/// Answers in memory, the oldest of which go first.
#[derive(Debug, Default)]
struct Memory {
    answers: HashMap<String, Answer>,
    order: VecDeque<String>,
    cuts: HashMap<String, Cuts>,
    numbers: usize,
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

    /// What the random choices of the solver follow from.
    #[must_use]
    pub const fn seed(&self) -> u16 {
        self.seed
    }

    /// How many answers came from the folder.
    #[must_use]
    pub fn from_folder(&self) -> usize {
        self.answers.from_folder.load(Ordering::Relaxed)
    }

    /// Why an answer could not be written to the folder, told once.
    #[must_use]
    pub fn take_not_written(&self) -> Option<String> {
        held(&self.answers.not_written).take()
    }

    /// Whether what came from the folder was put aside, told once.
    #[must_use]
    pub fn take_put_aside(&self) -> bool {
        self.answers.is_put_aside.load(Ordering::Relaxed) && !self.answers.is_told.swap(true, Ordering::Relaxed)
    }
}

impl<S: Solver> Solver for Cached<S> {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        Compact::of(request).solve(&Open(self), request, watch)
    }

    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        Compact::of(request).cuts(&Open(self), request, watch)
    }

    fn afresh(&self) -> Option<Box<dyn Solver + '_>> {
        let is_told_of_any = self.from_folder() > 0 && !self.answers.is_put_aside.load(Ordering::Relaxed);
        is_told_of_any.then(|| -> Box<dyn Solver + '_> { Box::new(Cached::new(Bare(&self.solver), self.seed)) })
    }

    fn put_aside(&self) {
        self.answers.put_aside();
    }
}

/// A solver as it is.
struct Bare<'a>(&'a dyn Solver);

impl Solver for Bare<'_> {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        self.0.solve(request, watch)
    }

    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        self.0.cuts(request, watch)
    }
}

/// The solver for requests without settled columns.
struct Open<'a, S>(&'a Cached<S>);

impl<S: Solver> Solver for Open<'_, S> {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        let Cached { solver, seed, answers } = self.0;
        let key = key(Wanted::Values, request, *seed);
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
            answers.put(key, Answer::of(&outcome), request);
        }
        Ok(outcome)
    }

    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        let Cached { solver, seed, answers } = self.0;
        let key = key(Wanted::Cuts, request, *seed);
        if let Some(cuts) = answers.cuts(&key, request) {
            return Ok(cuts);
        }
        let mut is_stopped = false;
        let cuts = solver.cuts(request, &mut |progress| {
            let going = watch(progress);
            is_stopped |= going == Going::Stop;
            going
        })?;
        if !is_stopped && !request.limits.is_late() {
            answers.put_cuts(key, &cuts);
        }
        Ok(cuts)
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
fn key(wanted: Wanted, request: &Request<'_>, seed: u16) -> String {
    let mut timeless = *request;
    timeless.limits.deadline = None;
    let task = Task::of(wanted, &timeless, seed, request.limits.attempt);
    let task = serde_json::to_string(&task).expect("a task can be written");
    digest(format!("{} {} {task}", env!("CARGO_PKG_VERSION"), version()).as_bytes())
}

/// What is behind a lock, whoever held it and failed.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Answers {
    /// The folder, unless it is to be read no more.
    fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref().filter(|_| !self.is_put_aside.load(Ordering::Relaxed))
    }

    /// The answer under `key`, if it fits `request`.
    fn get(&self, key: &str, request: &Request<'_>) -> Option<Answer> {
        if let Some(answer) = held(&self.memory).answers.get(key) {
            return Some(answer.clone());
        }
        let text = self.folder()?.read(key, KIND)?;
        let answer: Answer = serde_json::from_str(&text).ok().filter(|answer: &Answer| answer.may_be_of(request))?;
        self.from_folder.fetch_add(1, Ordering::Relaxed);
        held(&self.memory).put(key.to_owned(), answer.clone());
        Some(answer)
    }

    fn put(&self, key: String, answer: Answer, request: &Request<'_>) {
        if let Some(folder) = self.folder().filter(|_| answer.may_be_of(request)) {
            let text = serde_json::to_string(&answer).expect("an answer can be written");
            if let Err(error) = folder.write(&key, KIND, &text) {
                held(&self.not_written).get_or_insert_with(|| error.to_string());
            }
        }
        held(&self.memory).put(key, answer);
    }

    /// The cuts under `key`, if each is one of a knapsack of `request`, which is seen in exact numbers.
    fn cuts(&self, key: &str, request: &Request<'_>) -> Option<Cuts> {
        if let Some(cuts) = held(&self.memory).cuts.get(key) {
            return Some(cuts.clone());
        }
        let text = self.folder()?.read(key, KIND_OF_CUTS)?;
        let cuts: Cuts = serde_json::from_str(&text).ok()?;
        let diagrams = request.milp.diagrams();
        let is_cut = |row: &Row| diagrams.iter().any(|diagram| diagram.implies(row));
        let cuts = Some(cuts).filter(|cuts| may_be(cuts.work) && cuts.rows.iter().all(is_cut))?;
        self.from_folder.fetch_add(1, Ordering::Relaxed);
        held(&self.memory).cuts.insert(key.to_owned(), cuts.clone());
        Some(cuts)
    }

    fn put_cuts(&self, key: String, cuts: &Cuts) {
        if let Some(folder) = self.folder() {
            let text = serde_json::to_string(cuts).expect("cuts can be written");
            if let Err(error) = folder.write(&key, KIND_OF_CUTS, &text) {
                held(&self.not_written).get_or_insert_with(|| error.to_string());
            }
        }
        held(&self.memory).cuts.insert(key, cuts.clone());
    }

    /// Reads the folder no more, deletes the answers that are there, and forgets those that were read.
    fn put_aside(&self) {
        if let Some(folder) = self.folder() {
            self.is_put_aside.store(true, Ordering::Relaxed);
            folder.clear(KIND);
            folder.clear(KIND_OF_CUTS);
            *held(&self.memory) = Memory::default();
        }
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
