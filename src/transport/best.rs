//! The best chain for a place more, and for a place less.
//!
//! Beside the flow stand dual prices `u[s]`, `v[d]` ≥ 0 with `u[s] + v[d] ≥ weight[s,d]`, equal where the pair is used,
//! `u[s] = 0` where a place is idle and `v[d] = 0` where one is wanted. They show that the flow is best, and make every step
//! of a chain cost nothing or more: `u[s] + v[d] - weight[s,d]` where a pair serves more, nothing where it serves less. A
//! chain is worth what its ends are worth less what its steps cost, so the best is the shortest, found nearest first
//! (Dijkstra 1959), and no more is seen of the network than lies nearer than its end. Prices are then brought up to date
//! as far as the search came (Edmonds and Karp 1972; Tomizawa 1971).

use super::paths::{Path, Step};
use super::{End, Pair, Transport};

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
        if self.at_once(supply).is_some() {
            return self.most[supply];
        }
        self.best_gain(supply);
        self.state.prices[supply]
    }

    /// The best use of one more place of `supply`, if there is one.
    pub(super) fn gain(&mut self, supply: usize) -> Option<Path> {
        if let Some(pair) = self.at_once(supply) {
            self.add_price(supply, self.most[supply] - self.state.prices[supply]);
            return Some(self.one_step(pair, 1));
        }
        self.best_gain(supply).map(|end| self.path(end, 1))
    }

    /// Where the chain of the best use of one more place of `supply` ends, if there is one: at a demand that wants a place, or
    /// at a supply that has one idle from then on. The price of `supply` is what that adds, or nought.
    fn best_gain(&mut self, supply: usize) -> Option<End> {
        let Self { pairs, of_supply, state, paths, .. } = self;
        // So far it is to leave the place idle.
        let (mut nearest, mut end) = (state.prices[supply], None);
        paths.begin(supply);
        while let Some((node, far)) = paths.next().filter(|(_, far)| *far < nearest) {
            if let Some(demand) = node.checked_sub(paths.supplies) {
                if state.unmet[demand] > 0 {
                    (nearest, end) = (far, Some(End::Unmet(demand)));
                    break;
                }
                for &pair in &state.used_of_demand[demand] {
                    paths.nearer(pairs[pair].supply, far, pair);
                }
                continue;
            }
            let idle = far + state.prices[node];
            if node != supply && idle < nearest {
                (nearest, end) = (idle, Some(End::Idle(node)));
            }
            for pair in of_supply[node].clone() {
                let to = paths.supplies + pairs[pair].demand;
                let at = idle + state.prices[to] - pairs[pair].weight;
                if at < nearest {
                    paths.nearer(to, at, pair);
                }
            }
        }
        self.update_prices(nearest, -1);
        end
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

    /// Where the least bad chain that frees a place of `supply` ends: at a supply that has a place idle, or at a demand that
    /// wants one from then on.
    fn best_loss(&mut self, supply: usize) -> Option<End> {
        let Self { pairs, of_demand, state, paths, .. } = self;
        let (mut nearest, mut end) = (i64::MAX, None);
        paths.begin(supply);
        while let Some((node, far)) = paths.next().filter(|(_, far)| *far < nearest) {
            let Some(demand) = node.checked_sub(paths.supplies) else {
                if state.idle[node] > 0 {
                    (nearest, end) = (far, Some(End::Idle(node)));
                    break;
                }
                for &pair in &state.used_of_supply[node] {
                    paths.nearer(paths.supplies + pairs[pair].demand, far, pair);
                }
                continue;
            };
            let unmet = far + state.prices[node];
            if unmet < nearest {
                (nearest, end) = (unmet, Some(End::Unmet(demand)));
            }
            for &pair in &of_demand[demand] {
                let Pair { supply, weight, .. } = pairs[pair];
                let at = unmet + state.prices[supply] - weight;
                if at < nearest {
                    paths.nearer(supply, at, pair);
                }
            }
        }
        if end.is_some() {
            self.update_prices(nearest, 1);
        }
        end
    }

    /// Moves the prices of all that is nearer than `end` by how much nearer: of supplies up or down by `sign`, of demands the
    /// other way.
    fn update_prices(&mut self, end: i64, sign: i64) {
        for at in 0..self.paths.touched().len() {
            let node = self.paths.touched()[at];
            let nearer = end - self.paths.far(node);
            if nearer > 0 {
                let sign = if node < self.paths.supplies { sign } else { -sign };
                self.add_price(node, sign * nearer);
            }
        }
    }
}
