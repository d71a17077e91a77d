//! The best chain for a place more, and for a place less.
//!
//! # What need not be looked at
//!
//! While the flow is best there are dual prices `u[s]`, `v[d]` ≥ 0 with `u[s] + v[d] ≥ weight[s,d]`, equal where the pair
//! is used, `u[s] = 0` where a place is idle and `v[d] = 0` where one is wanted. Added up along a chain they say how much
//! better it can still become:
//!
//! - of a gain, from a demand not at all, from a supply by `u[s]`, which need be no more than its best weight;
//! - of a loss, from a supply by `-u[s]`, which is no more than nought less its best weight to a demand that wants a
//!   place; from a demand that wants one not at all.
//!
//! So a label is dropped that cannot become better than the best end known, or as good as the best chain of one step.
//! Where there is demand all about, a search sees little more than the pairs of its supply.

use super::paths::{Path, Step};
use super::{End, Pair, State, Transport};

/// The best end of a chain so far, and the value of the best chain of one step.
struct Best {
    end: Option<(i64, End)>,
    one_step: i64,
}

impl Best {
    fn is_beaten_by(&self, value: i64) -> bool {
        self.end.is_none_or(|(best, _)| value > best)
    }

    /// Whether a chain that can become worth `value` is worth looking at.
    fn may_become(&self, value: i64) -> bool {
        value >= self.one_step && self.is_beaten_by(value)
    }
}

impl Transport {
    /// The first of the pairs of `supply` that are worth most to it whose demand wants a place: no chain gains more.
    fn at_once(&self, supply: usize) -> Option<usize> {
        let is_best = |&pair: &usize| {
            let Pair { demand, weight, .. } = self.pairs[pair];
            weight == self.most[supply] && weight > 0 && self.state.unmet[demand] > 0
        };
        self.of_supply[supply].clone().find(is_best)
    }

    /// The chain of one step over `pair`.
    fn one_step(&self, pair: usize, sign: i64) -> Path {
        Path { gains: sign > 0, steps: vec![Step { pair, sign }], end: End::Unmet(self.pairs[pair].demand) }
    }

    /// The most that one more place of `supply` could add. No change of capacities is worth more than these times it,
    /// all supplies together: they are dual prices, and the value is concave in the capacities.
    #[must_use]
    pub fn price(&mut self, supply: usize) -> i64 {
        match self.at_once(supply) {
            Some(_) => self.most[supply],
            None => self.best_gain(supply).map_or(0, |(value, _)| value),
        }
    }

    /// The best use of one more place of `supply`, if there is one.
    pub(super) fn gain(&mut self, supply: usize) -> Option<Path> {
        if let Some(pair) = self.at_once(supply) {
            return Some(self.one_step(pair, 1));
        }
        self.best_gain(supply).map(|(_, end)| self.path(end, 1))
    }

    /// What the best use of one more place of `supply` adds, and where its chain ends, if there is one.
    fn best_gain(&mut self, supply: usize) -> Option<(i64, End)> {
        let Self { pairs, of_supply, most, state, paths, .. } = self;
        // What gains nothing is no use.
        let one_step = state.best_unmet(&pairs[of_supply[supply].clone()], most[supply]).max(1);
        let mut best = Best { end: None, one_step };
        paths.begin(supply);
        while let Some((node, value)) = paths.next() {
            if let Some(demand) = node.checked_sub(paths.supplies) {
                if !best.may_become(value) {
                    continue;
                }
                if state.unmet[demand] > 0 {
                    best.end = Some((value, End::Unmet(demand)));
                    if value == most[supply] {
                        break;
                    }
                    continue;
                }
                for &pair in &state.used_of_demand[demand] {
                    let Pair { supply, weight, .. } = pairs[pair];
                    if best.may_become(value - weight + most[supply]) {
                        paths.better(supply, value - weight, Some(pair));
                    }
                }
            } else {
                if node != supply && best.may_become(value) {
                    best.end = Some((value, End::Idle(node)));
                }
                for pair in of_supply[node].clone() {
                    let Pair { demand, weight, .. } = pairs[pair];
                    if best.may_become(value + weight) {
                        paths.better(paths.supplies + demand, value + weight, Some(pair));
                    }
                }
            }
        }
        best.end
    }

    /// The least bad way to free a place of `supply`.
    pub(super) fn loss(&mut self, supply: usize) -> Option<Path> {
        if self.state.idle[supply] > 0 {
            return Some(Path { gains: false, steps: Vec::new(), end: End::Idle(supply) });
        }
        if self.at_once(supply).is_some() {
            // Its price is its best weight, and so is that of every pair it uses.
            return self.state.used_of_supply[supply].first().map(|&pair| self.one_step(pair, -1));
        }
        self.best_loss(supply).map(|end| self.path(end, -1))
    }

    /// Where the least bad chain that frees a place of `supply` ends.
    fn best_loss(&mut self, supply: usize) -> Option<End> {
        let Self { pairs, of_supply, most, of_demand, state, paths, .. } = self;
        let price = |supply: usize| state.best_unmet(&pairs[of_supply[supply].clone()], most[supply]);
        let of_one_step = state.used_of_supply[supply].iter().map(|&pair| -pairs[pair].weight);
        let mut best = Best { end: None, one_step: of_one_step.max()? };
        let least_bad = -price(supply);
        paths.begin(supply);
        while let Some((node, value)) = paths.next() {
            let end = match node.checked_sub(paths.supplies) {
                Some(demand) => Some(End::Unmet(demand)),
                None => (state.idle[node] > 0).then_some(End::Idle(node)),
            };
            if let Some(end) = end.filter(|_| best.may_become(value)) {
                best.end = Some((value, end));
                if value == least_bad {
                    break;
                }
            }
            match node.checked_sub(paths.supplies) {
                Some(demand) if state.unmet[demand] > 0 => {}
                Some(demand) => {
                    for &pair in &of_demand[demand] {
                        let Pair { supply, weight, .. } = pairs[pair];
                        if best.may_become(value + weight) {
                            paths.better(supply, value + weight, Some(pair));
                        }
                    }
                }
                None if end.is_some() || !best.may_become(value) || !best.may_become(value - price(node)) => {}
                None => {
                    for &pair in &state.used_of_supply[node] {
                        paths.better(paths.supplies + pairs[pair].demand, value - pairs[pair].weight, Some(pair));
                    }
                }
            }
        }
        best.end.map(|(_, end)| end)
    }
}

impl State {
    /// The best weight, of which `most` is the largest, of those of `pairs`, all of one supply, whose demand wants a
    /// place; nought if none does.
    fn best_unmet(&self, pairs: &[Pair], most: i64) -> i64 {
        let mut best = 0;
        for pair in pairs {
            if pair.weight > best && self.unmet[pair.demand] > 0 {
                best = pair.weight;
                if best == most {
                    break;
                }
            }
        }
        best
    }
}
