//! # Transport: whom given places serve, so that what they are worth is most
//!
//! ```text
//! max Σ weight[s,d] · f[s,d]      Σ_d f[s,d] ≤ capacity[s],   Σ_s f[s,d] ≤ demand[d],   f ≥ 0 and whole
//! ```
//!
//! | symbol          | meaning                                             | unit              |
//! |-----------------|-----------------------------------------------------|-------------------|
//! | `f[s,d]`        | places of supply `s` used by demand `d`             | places            |
//! | `weight[s,d]`   | what one of them is worth; only given pairs may be  | the caller's      |
//! | `capacity[s]`   | places there are; changed one supply at a time      | places            |
//! | `demand[d]`     | places wanted                                       | places            |
//!
//! Solved in whole numbers by best paths: when a supply gains a place the best chain of moves that uses it is made, and
//! when it loses one the least bad chain that frees it. Each keeps the flow best for its capacities, so a change costs
//! a few paths and not a new solve (Busacker and Gowen 1960; Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapter
//! 9.7). Nothing here knows of programs or solvers: it is a second opinion on what they say of flows.

mod best;
mod journal;
mod paths;

use std::ops::Range;

use journal::Journal;
use paths::Path;

/// A pair that may be served.
#[derive(Clone, Copy, Debug)]
struct Pair {
    supply: usize,
    demand: usize,
    weight: i64,
}

/// Supplies, demands, the pairs between them, and the best flow for the capacities set so far.
#[derive(Clone, Debug)]
pub struct Transport {
    pairs: Vec<Pair>,
    /// By supply: its pairs.
    of_supply: Vec<Range<usize>>,
    /// By supply: the most that one of its places can be worth.
    most: Vec<i64>,
    /// By demand: its pairs.
    of_demand: Vec<Vec<usize>>,
    state: State,
    /// What changed since the mark.
    journal: Journal,
    paths: paths::Scratch,
}

/// A flow.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    /// By pair: places used.
    flow: Vec<i64>,
    /// By supply, and by demand: its pairs that are used, in order.
    used_of_supply: Vec<Vec<usize>>,
    used_of_demand: Vec<Vec<usize>>,
    /// By supply: places that nobody uses.
    idle: Vec<i64>,
    /// By demand: places wanted and not had.
    unmet: Vec<i64>,
    /// By supply, then by demand: its dual price.
    prices: Vec<i64>,
    value: i64,
}

impl State {
    /// Uses so many more places of a pair, or fewer.
    fn add(&mut self, pair: usize, Pair { supply, demand, weight }: Pair, places: i64) {
        let before = self.flow[pair];
        self.flow[pair] += places;
        self.value += places * weight;
        for used in [&mut self.used_of_supply[supply], &mut self.used_of_demand[demand]] {
            match (used.binary_search(&pair), before + places) {
                (Ok(at), 0) => {
                    used.remove(at);
                }
                (Err(at), 1..) => used.insert(at, pair),
                (Ok(_) | Err(_), _) => {}
            }
        }
    }
}

impl Transport {
    /// These demands, and supplies without capacity: of each, the demands it may serve and what a place is worth there.
    ///
    /// # Panics
    ///
    /// If a pair names a demand that is not there.
    #[must_use]
    pub fn new(demand: Vec<i64>, supplies: &[Vec<(usize, i64)>]) -> Self {
        let (mut pairs, mut of_demand) = (Vec::new(), vec![Vec::new(); demand.len()]);
        let mut of_supply = Vec::with_capacity(supplies.len());
        for (supply, serves) in supplies.iter().enumerate() {
            let first = pairs.len();
            for &(demand, weight) in serves {
                of_demand[demand].push(pairs.len());
                pairs.push(Pair { supply, demand, weight });
            }
            of_supply.push(first..pairs.len());
        }
        let most = |serves: &Vec<(usize, i64)>| serves.iter().map(|(_, weight)| *weight).max().unwrap_or(0).max(0);
        let most: Vec<i64> = supplies.iter().map(most).collect();
        let state = State {
            flow: vec![0; pairs.len()],
            used_of_supply: vec![Vec::new(); supplies.len()],
            used_of_demand: vec![Vec::new(); demand.len()],
            idle: vec![0; supplies.len()],
            prices: most.iter().copied().chain(demand.iter().map(|_| 0)).collect(),
            unmet: demand,
            value: 0,
        };
        Self {
            paths: paths::Scratch::new(supplies.len(), state.unmet.len()),
            most,
            journal: Journal::default(),
            pairs,
            of_supply,
            of_demand,
            state,
        }
    }

    /// What the flow is worth.
    #[must_use]
    pub const fn value(&self) -> i64 {
        self.state.value
    }

    /// The places used: supply, demand and number, by supply and in the order its pairs were given.
    pub fn flows(&self) -> impl Iterator<Item = (usize, usize, i64)> {
        let used = self.state.used_of_supply.iter().flatten();
        used.map(|&at| (self.pairs[at].supply, self.pairs[at].demand, self.state.flow[at]))
    }

    /// Gives `supply` more places, or takes some away, and makes the flow best again.
    ///
    /// # Panics
    ///
    /// If more places are taken than there are.
    pub fn change(&mut self, supply: usize, places: i64) {
        self.add_idle(supply, places.max(0));
        let mut left = places.abs();
        while left > 0 {
            let path = if places > 0 { self.gain(supply) } else { self.loss(supply) };
            let Some(path) = path else { break };
            left -= self.follow(&path, supply, left);
        }
        assert!(places >= 0 || left == 0, "a supply loses no more places than it has");
    }

    /// Moves up to `most` places along `path`; how many it was.
    fn follow(&mut self, path: &Path, supply: usize, most: i64) -> i64 {
        let State { flow, idle, unmet, .. } = &self.state;
        let room = path.steps.iter().filter(|step| step.sign < 0).map(|step| flow[step.pair]).min();
        let end = match path.end {
            End::Unmet(demand) if path.gains => unmet[demand],
            End::Idle(other) if !path.gains => idle[other],
            End::Unmet(_) | End::Idle(_) => i64::MAX,
        };
        let moved = most.min(room.unwrap_or(i64::MAX)).min(end);
        for step in &path.steps {
            self.add_flow(step.pair, step.sign * moved);
        }
        let sign = if path.gains { 1 } else { -1 };
        match path.end {
            End::Unmet(demand) => self.add_unmet(demand, -sign * moved),
            End::Idle(other) => self.add_idle(other, sign * moved),
        }
        if path.gains {
            self.add_idle(supply, -moved);
        }
        moved
    }
}

/// Where a chain of moves ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// A demand gets, or loses, a place.
    Unmet(usize),
    /// A supply has a place unused, or uses one that was not.
    Idle(usize),
}

#[cfg(test)]
mod tests;
