//! The shortest chain of moves from a supply that gains or loses a place, nearest first.
//!
//! A chain goes from a supply to a demand it may serve, and back from a demand to a supply that serves it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    /// By supply, then by demand: how far it is, and the pair by which a chain comes to it.
    labels: Vec<Option<Label>>,
    touched: Vec<usize>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
    pub supplies: usize,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    far: i64,
    by: Option<usize>,
}

impl Scratch {
    pub fn new(supplies: usize, demands: usize) -> Self {
        let labels = vec![None; supplies + demands];
        Self { labels, touched: Vec::new(), queue: BinaryHeap::new(), supplies }
    }

    pub fn begin(&mut self, node: usize) {
        for touched in self.touched.drain(..) {
            self.labels[touched] = None;
        }
        self.queue.clear();
        self.label(node, Label { far: 0, by: None });
    }

    /// Takes `pair` as the way to a node if that is nearer than what is known.
    pub fn nearer(&mut self, node: usize, far: i64, pair: usize) {
        if self.labels[node].is_none_or(|label| far < label.far) {
            self.label(node, Label { far, by: Some(pair) });
        }
    }

    fn label(&mut self, node: usize, label: Label) {
        if self.labels[node].replace(label).is_none() {
            self.touched.push(node);
        }
        self.queue.push(Reverse((label.far, node)));
    }

    /// The nearest node that was not met yet, and how far it is.
    pub fn next(&mut self) -> Option<(usize, i64)> {
        while let Some(Reverse((far, node))) = self.queue.pop() {
            if self.far(node) == far {
                return Some((node, far));
            }
        }
        None
    }

    /// The nodes with a label.
    pub fn touched(&self) -> &[usize] {
        &self.touched
    }

    /// How far a node with a label is.
    pub fn far(&self, node: usize) -> i64 {
        self.labels[node].expect("it has a label").far
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
