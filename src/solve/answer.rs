//! An answer as it is kept, and what of it can be doubted by whoever did not find it.
//!
//! Whoever writes into a folder may write what he likes. Values are therefore held against every row, and numbers against
//! the bounds of the columns; that nothing does better, or reaches a target, takes as much work to see as to find, and is
//! held against what is known of the program: the values that a search starts from.

use serde::{Deserialize, Serialize};

use super::{Found, Outcome, Request, Status, Work};
use crate::milp::{ColumnKind, Direction, Objective};

/// More nodes or iterations than any search takes: sums of millions of such numbers fit.
const MOST_WORK: u64 = 1 << 40;

/// Whether so much work may have been done.
pub(super) const fn may_be(work: Work) -> bool {
    work.nodes < MOST_WORK && work.iterations < MOST_WORK
}

/// An outcome, of whose values those that are nought are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    status: Kind,
    columns: usize,
    pub(super) values: Vec<(usize, i64)>,
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

impl Answer {
    pub(super) fn of(outcome: &Outcome) -> Self {
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

    /// Whether it may be an answer to `request`, as far as that can be seen without the work of finding it.
    pub(super) fn may_be_of(&self, request: &Request<'_>) -> bool {
        let is_possible = match self.status {
            Kind::Nothing => true,
            // Where there is no target it says that there is no plan at all, which is asked again.
            Kind::Infeasible => request.limits.target.is_some() && !starts_at_target(request),
            Kind::Optimal => self.has_values_of(request),
            Kind::Stopped => self.has_values_of(request) && request.reaches_target(self.value),
        };
        is_possible && may_be(self.work)
    }

    /// Whether its values keep every row and, where all are whole, come to what is said, which is no better than its
    /// bound; and neither is beyond what the columns allow.
    fn has_values_of(&self, request: &Request<'_>) -> bool {
        let (milp, objective) = (request.milp, request.objective);
        let columns = milp.columns();
        if self.columns != columns.len() || self.values.iter().any(|&(at, _)| at >= columns.len()) {
            return false;
        }
        let end = |direction| Objective::new(direction, objective.sum.clone()).trivial_bound(milp);
        let range = end(Direction::Minimise)..=end(Direction::Maximise);
        let is_bound = match objective.direction {
            Direction::Maximise => self.bound >= self.value,
            Direction::Minimise => self.bound <= self.value,
        };
        let values = self.every_value();
        let comes_to_it = || !is_whole(request) || objective.sum.value(&values) == self.value;
        let is_within = range.contains(&self.value) && range.contains(&self.bound);
        is_within && is_bound && milp.broken_by(&values).is_none() && comes_to_it()
    }

    /// A value for each column.
    fn every_value(&self) -> Vec<i64> {
        let mut values = vec![0; self.columns];
        for &(at, value) in &self.values {
            values[at] = value;
        }
        values
    }

    pub(super) fn outcome(self) -> Outcome {
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

fn is_whole(request: &Request<'_>) -> bool {
    request.milp.columns().iter().all(|column| column.kind == ColumnKind::Whole)
}

/// Whether the search starts from values that keep every row and reach the target.
fn starts_at_target(request: &Request<'_>) -> bool {
    let is_there = |start: &[i64]| {
        request.milp.broken_by(start).is_none() && request.reaches_target(request.objective.sum.value(start))
    };
    is_whole(request) && request.start.is_some_and(is_there)
}
