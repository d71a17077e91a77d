//! Who hears how a search goes, and in which unit.

use num_traits::ToPrimitive;

use crate::milp::Direction;
use crate::solve::{Enough, Going, Progress};

/// The last whole step that a bound allows, give or take a rounding error.
pub(super) fn in_steps(bound: f64, direction: Direction) -> Option<i64> {
    let slip = 1e-6 * bound.abs().max(1.0).sqrt();
    match direction {
        Direction::Maximise => (bound + slip).floor().to_i64(),
        Direction::Minimise => (bound - slip).ceil().to_i64(),
    }
}

/// Who is told of progress, and in which unit.
pub(super) struct Watcher<'a> {
    pub watch: &'a mut dyn FnMut(Progress) -> Going,
    pub better: &'a mut dyn FnMut(Vec<i64>),
    pub enough: Option<Enough>,
    pub direction: Direction,
    pub step: i64,
}

impl Watcher<'_> {
    pub fn hear(&mut self, best: f64, bound: f64, nodes: i64, iterations: i64) -> Going {
        let number = |value: f64, steps: Option<i64>| {
            if value.is_finite() { steps.map(|steps| steps * self.step) } else { None }
        };
        let progress = Progress {
            best: number(best, best.round().to_i64()),
            bound: number(bound, in_steps(bound, self.direction)),
            nodes: nodes.to_u64().unwrap_or(0),
            iterations: iterations.to_u64().unwrap_or(0),
        };
        match self.enough {
            Some(enough) if enough.holds(progress) => Going::Stop,
            Some(_) | None => (self.watch)(progress),
        }
    }

    pub fn hear_better(&mut self, values: &[f64]) {
        let whole: Option<Vec<i64>> = values.iter().map(|value| value.round().to_i64()).collect();
        if let Some(whole) = whole {
            (self.better)(whole);
        }
    }
}
