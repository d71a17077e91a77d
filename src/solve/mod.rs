//! Solvers: a program and an objective in, the best values out, and an honest word on how good they are.

mod answer;
mod cached;
mod compact;
mod highs;
mod process;
mod task;

use std::time::Instant;

use serde::{Deserialize, Serialize};

pub use cached::Cached;
pub use highs::{Highs, version};
pub use process::SolverProcess;
pub use task::{decline, perform};

use crate::milp::{Direction, Milp, Objective, Row};

/// Something that can solve a [`Milp`].
pub trait Solver: Sync {
    /// The best values of the columns for the objective.
    ///
    /// `watch` is told of progress from time to time and says whether to go on.
    ///
    /// # Errors
    ///
    /// When the solver fails: not when there is no plan, which is an [`Outcome`].
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError>;

    /// Rows that whatever keeps the rows of `request` keeps too, and the point at which its relaxation stands does not.
    ///
    /// They are an aid: a solver that knows of none, or fails, tells none.
    ///
    /// # Errors
    ///
    /// When the program cannot be told.
    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        let _ = (request, watch);
        Ok(Cuts::default())
    }

    /// The same without what was found in a folder, and not by the solver; nothing if there is nothing of the kind.
    fn afresh(&self) -> Option<Box<dyn Solver + '_>> {
        None
    }
    /// Puts aside what was found in a folder, as it led to what is not so.
    fn put_aside(&self) {}
}

/// What a solver is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The columns and rows.
    pub milp: &'a Milp,
    /// What is sought.
    pub objective: &'a Objective,
    /// Values of every column that keep every row, to start from.
    pub start: Option<&'a [i64]>,
    /// When to stop.
    pub limits: Limits,
}

impl Request<'_> {
    /// Whether a value of the objective reaches the target; any does where there is none.
    #[must_use]
    pub fn reaches_target(&self, value: i64) -> bool {
        self.limits.target.is_none_or(|target| match self.objective.direction {
            Direction::Maximise => value >= target,
            Direction::Minimise => value <= target,
        })
    }
}

/// Rows that make a relaxation closer, and the work that it took to find them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cuts {
    /// The rows.
    pub rows: Vec<Row>,
    /// The work done.
    pub work: Work,
}

/// When to stop without a proof.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// At this moment.
    pub deadline: Option<Instant>,
    /// After this many nodes of the search, which is the same work on any machine.
    pub nodes: Option<u32>,
    /// How much work the last fraction of a place and the ties are worth.
    pub effort: Effort,
    /// Whether better values are looked for, or only a closer bound.
    pub seek: Seek,
    /// How often it was begun anew before: each time its random choices are others.
    pub attempt: u16,
    /// What is good enough to stop at before a proof.
    pub enough: Option<Enough>,
    /// What values must reach on the objective to be worth finding. With a target the question is another: are there
    /// such values? [`Status::Stopped`] with values that reach it says yes, and [`Status::Infeasible`] says no; bounds
    /// of such an answer say nothing.
    pub target: Option<i64>,
}

impl Limits {
    /// Whether the time is over.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }
}

/// What is good enough to stop at before a proof. It is told by the work done, and not by a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enough {
    /// The best so far is no further than this from the bound, in the unit of the objective.
    Within(i64),
    /// This many iterations of the simplex method.
    Iterations(u64),
}

impl Enough {
    /// Whether a search that has come so far has come far enough.
    #[must_use]
    pub fn holds(self, progress: Progress) -> bool {
        match self {
            Self::Within(gap) => {
                progress.best.zip(progress.bound).is_some_and(|(best, bound)| (best - bound).abs() <= gap)
            }
            Self::Iterations(most) => progress.iterations >= most,
        }
    }
}

/// What a solver spends its work on besides the search itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seek {
    /// Better values and a closer bound.
    #[default]
    Both,
    /// A closer bound on the values it starts from.
    Bound,
}

/// How much work the last fraction of a place and the ties are worth. Work is counted in nodes, so an answer does not
/// depend on the speed of a machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// Whatever it takes.
    #[default]
    Exact,
    /// After a while, a proof in whole places is enough, and so is the cheapest plan found with the gap that is left.
    Usual,
    /// Some seconds of it: for questions that are asked by the dozen, whatever gap is left.
    Little,
}

/// How far a search has come. Numbers are in the unit of the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The best plan so far, if there is one.
    pub best: Option<i64>,
    /// No plan is better than this, once that is known.
    pub bound: Option<i64>,
    /// Nodes searched.
    pub nodes: u64,
    /// Iterations of the simplex method.
    pub iterations: u64,
}

/// Whether a search is to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// Go on.
    On,
    /// Stop, and keep the best so far.
    Stop,
}

/// What came of a search that did not fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What is known of the best values.
    pub status: Status,
    /// The work done.
    pub work: Work,
}

impl Outcome {
    /// What came of a search that ended with `found`: the best where it reaches its bound.
    #[must_use]
    pub fn of(found: Found, work: Work) -> Self {
        let is_best = found.value == found.bound;
        Self { status: if is_best { Status::Optimal(found) } else { Status::Stopped(found) }, work }
    }
}

/// What is known of the best values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// These are best.
    Optimal(Found),
    /// These are the best found before a limit.
    Stopped(Found),
    /// A limit came before any values were found.
    Nothing,
    /// No values keep every row.
    Infeasible,
}

impl Status {
    /// The values, where there are any.
    #[must_use]
    pub fn found(self) -> Option<Found> {
        match self {
            Self::Optimal(found) | Self::Stopped(found) => Some(found),
            Self::Nothing | Self::Infeasible => None,
        }
    }
}

/// Values that keep every row, as far as the solver can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// By column, rounded to whole numbers; only whole columns were whole before.
    pub values: Vec<i64>,
    /// What they come to on the objective, in whole steps of it that they reach.
    pub value: i64,
    /// No values do better than this on the objective, in whole steps of it.
    pub bound: i64,
}

/// Work done, which is the same on any machine; of a solver that was killed or crashed, what it had told of by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Nodes searched.
    pub nodes: u64,
    /// Iterations of the simplex method.
    pub iterations: u64,
}

/// Why a solver failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SolverError {
    /// A number is too large to be told exactly.
    #[error("{0} is too large a number for the solver to keep exact")]
    TooLarge(i64),
    /// The solver says it failed.
    #[error("the solver failed: {0}")]
    Failed(String),
    /// The process that it works in could not be begun, or ended without an answer.
    #[error("the solver failed: {0}")]
    Gone(String),
}

impl std::ops::AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.iterations += other.iterations;
    }
}

impl std::ops::Add for Work {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}
