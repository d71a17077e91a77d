//! The best chain of moves from a supply that gains or loses a place, by label correction.
//!
//! A chain goes from a supply to a demand it may serve, and back from a demand to a supply that serves it. While the
//! flow is best no chain comes back to its start with a gain, so the labels settle (Bellman 1958).

use std::collections::VecDeque;

use super::{End, Transport};

/// A chain of moves.
#[derive(Debug)]
pub(super) struct Path {
    /// Whether its supply gains places, or loses them.
    pub gains: bool,
    /// Pairs that serve a place more or a place less.
    pub steps: Vec<Step>,
    /// Where it ends.
    pub end: End,
}

/// A pair that serves a place more or a place less.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub pair: usize,
    /// 1 for more, -1 for less.
    pub sign: i64,
}

/// Labels, kept between searches so that no memory is asked for.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    /// By supply, then by demand: the best value of a chain to it, and the pair by which it comes.
    labels: Vec<Option<Label>>,
    touched: Vec<usize>,
    queue: VecDeque<usize>,
    is_queued: Vec<bool>,
    pub supplies: usize,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    value: i64,
    by: Option<usize>,
}

impl Scratch {
    pub fn new(supplies: usize, demands: usize) -> Self {
        let nodes = supplies + demands;
        Self {
            labels: vec![None; nodes],
            touched: Vec::new(),
            queue: VecDeque::new(),
            is_queued: vec![false; nodes],
            supplies,
        }
    }

    pub fn begin(&mut self, node: usize) {
        for touched in self.touched.drain(..) {
            self.labels[touched] = None;
        }
        for queued in self.queue.drain(..) {
            self.is_queued[queued] = false;
        }
        self.better(node, 0, None);
    }

    /// Takes a value of a node if it is better than what is known.
    pub fn better(&mut self, node: usize, value: i64, by: Option<usize>) {
        match self.labels[node] {
            Some(label) if label.value >= value => return,
            Some(_) => {}
            None => self.touched.push(node),
        }
        self.labels[node] = Some(Label { value, by });
        if !self.is_queued[node] {
            self.is_queued[node] = true;
            self.queue.push_back(node);
        }
    }

    pub fn next(&mut self) -> Option<(usize, i64)> {
        let node = self.queue.pop_front()?;
        self.is_queued[node] = false;
        Some((node, self.labels[node].expect("what is queued has a label").value))
    }
}

impl Transport {
    /// The chain to `end`, followed back; `outwards` is the sign of a step from a supply to a demand.
    pub(super) fn path(&self, end: End, outwards: i64) -> Path {
        let mut steps = Vec::new();
        let mut node = match end {
            End::Unmet(demand) => self.paths.supplies + demand,
            End::Idle(supply) => supply,
        };
        while let Some(pair) = self.paths.labels[node].and_then(|label| label.by) {
            let to_demand = node >= self.paths.supplies;
            steps.push(Step { pair, sign: if to_demand { outwards } else { -outwards } });
            node = if to_demand { self.pairs[pair].supply } else { self.paths.supplies + self.pairs[pair].demand };
        }
        Path { gains: outwards > 0, steps, end }
    }
}
