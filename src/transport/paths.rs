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
    supplies: usize,
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

    fn begin(&mut self, node: usize) {
        for touched in self.touched.drain(..) {
            self.labels[touched] = None;
        }
        self.better(node, 0, None);
    }

    /// Takes a value of a node if it is better than what is known.
    fn better(&mut self, node: usize, value: i64, by: Option<usize>) {
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

    fn next(&mut self) -> Option<(usize, i64)> {
        let node = self.queue.pop_front()?;
        self.is_queued[node] = false;
        Some((node, self.labels[node].expect("what is queued has a label").value))
    }
}

impl Transport {
    /// The best use of one more place of `supply`, if there is one.
    pub(super) fn gain(&mut self, supply: usize) -> Option<Path> {
        let Self { pairs, of_supply, of_demand, state, paths } = self;
        paths.begin(supply);
        let mut best: Option<(i64, End)> = None;
        while let Some((node, value)) = paths.next() {
            let is_best = value > best.map_or(0, |(value, _)| value);
            if let Some(demand) = node.checked_sub(paths.supplies) {
                if is_best && state.unmet[demand] > 0 {
                    best = Some((value, End::Unmet(demand)));
                }
                for &pair in of_demand[demand].iter().filter(|pair| state.flow[**pair] > 0) {
                    paths.better(pairs[pair].supply, value - pairs[pair].weight, Some(pair));
                }
            } else {
                if is_best && node != supply {
                    best = Some((value, End::Idle(node)));
                }
                for &pair in &of_supply[node] {
                    paths.better(paths.supplies + pairs[pair].demand, value + pairs[pair].weight, Some(pair));
                }
            }
        }
        best.map(|(_, end)| self.path(end, 1))
    }

    /// The least bad way to free a place of `supply`.
    pub(super) fn loss(&mut self, supply: usize) -> Option<Path> {
        let Self { pairs, of_supply, of_demand, state, paths } = self;
        if state.idle[supply] > 0 {
            return Some(Path { gains: false, steps: Vec::new(), end: End::Idle(supply) });
        }
        paths.begin(supply);
        let mut best: Option<(i64, End)> = None;
        while let Some((node, value)) = paths.next() {
            let is_best = best.is_none_or(|(best, _)| value > best);
            if let Some(demand) = node.checked_sub(paths.supplies) {
                if is_best {
                    best = Some((value, End::Unmet(demand)));
                }
                for &pair in &of_demand[demand] {
                    paths.better(pairs[pair].supply, value + pairs[pair].weight, Some(pair));
                }
            } else {
                if is_best && state.idle[node] > 0 {
                    best = Some((value, End::Idle(node)));
                }
                for &pair in of_supply[node].iter().filter(|pair| state.flow[**pair] > 0) {
                    paths.better(paths.supplies + pairs[pair].demand, value - pairs[pair].weight, Some(pair));
                }
            }
        }
        best.map(|(_, end)| self.path(end, -1))
    }

    /// The chain to `end`, followed back; `outwards` is the sign of a step from a supply to a demand.
    fn path(&self, end: End, outwards: i64) -> Path {
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

    /// By supply: the most that one more place could add. No change of capacities is worth more than these times it,
    /// all supplies together: they are dual prices, and the value is concave in the capacities.
    #[must_use]
    pub fn prices(&mut self) -> Vec<i64> {
        let Self { pairs, of_supply, of_demand, state, paths } = self;
        for touched in paths.touched.drain(..) {
            paths.labels[touched] = None;
        }
        let demands = (0..state.unmet.len()).filter(|&demand| state.unmet[demand] > 0);
        let ends: Vec<usize> = (0..paths.supplies).chain(demands.map(|demand| paths.supplies + demand)).collect();
        for end in ends {
            paths.better(end, 0, None);
        }
        while let Some((node, value)) = paths.next() {
            if let Some(demand) = node.checked_sub(paths.supplies) {
                for &pair in &of_demand[demand] {
                    paths.better(pairs[pair].supply, value + pairs[pair].weight, Some(pair));
                }
            } else {
                for &pair in of_supply[node].iter().filter(|pair| state.flow[**pair] > 0) {
                    paths.better(paths.supplies + pairs[pair].demand, value - pairs[pair].weight, Some(pair));
                }
            }
        }
        paths.labels[..paths.supplies].iter().map(|label| label.map_or(0, |label| label.value)).collect()
    }
}
