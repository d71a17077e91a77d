//! What a search of the roads has found, kept between searches so that its room is made once.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A way onto the network: a junction, and the metres to it.
pub(super) type Leg = (usize, u32);

/// What a search has found so far, to be used for many searches one after the other.
#[derive(Debug)]
pub(super) struct Search {
    /// By junction: the metres to it; `u32::MAX` where it was not reached.
    pub(super) best: Vec<u32>,
    /// The junctions that were reached.
    reached: Vec<usize>,
    /// The legs that the search went over: no other was nearer to where it leads.
    pub(super) taken: Vec<Leg>,
    /// What is to be looked at, the nearest first.
    pub(super) waiting: BinaryHeap<Reverse<(u32, Step, usize)>>,
}

/// How a search would come to a junction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// By a road.
    Road,
    /// By a leg.
    Leg,
}

impl Search {
    /// Room for searches over so many junctions.
    pub(super) fn of(junctions: usize) -> Self {
        let best = vec![u32::MAX; junctions];
        Self { best, reached: Vec::new(), taken: Vec::new(), waiting: BinaryHeap::new() }
    }

    /// The junctions that were reached, in no order, with the metres to each.
    pub(super) fn reached(&self) -> impl Iterator<Item = (usize, u32)> {
        self.reached.iter().map(|&junction| (junction, self.best[junction]))
    }

    /// The legs that the search went over.
    pub(super) fn taken(&self) -> &[Leg] {
        &self.taken
    }

    /// Notes a junction and the metres to it, which are fewer than before.
    pub(super) fn reach(&mut self, junction: usize, metres: u32) {
        if self.best[junction] == u32::MAX {
            self.reached.push(junction);
        }
        self.best[junction] = metres;
    }

    /// Forgets the search before.
    pub(super) fn clear(&mut self) {
        for junction in self.reached.drain(..) {
            self.best[junction] = u32::MAX;
        }
        self.taken.clear();
        self.waiting.clear();
    }
}
