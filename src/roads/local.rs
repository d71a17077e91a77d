//! Local roads: the lanes and streets that no map of main roads shows.

use super::ground::Ground;
use crate::domain::{Land, Point};

/// Local roads: where a straight line keeps to land, a road some per cent of its length.
pub(super) struct LocalRoads {
    ground: Ground,
    percent: u32,
}

impl LocalRoads {
    /// The local roads of this land, each `percent` of the straight line.
    pub(super) fn new(land: &Land, percent: u32) -> Self {
        Self { ground: Ground::new(land), percent }
    }

    /// How long a local road would be, in metres; a half goes up. Says nothing of whether there is one.
    pub(super) fn metres(&self, a: Point, b: Point) -> u32 {
        let hundredths = u64::from(a.metres_to(b)) * u64::from(self.percent);
        u32::try_from((hundredths + 50) / 100).unwrap_or(u32::MAX)
    }

    /// Whether there is one.
    pub(super) fn join(&self, a: Point, b: Point) -> bool {
        self.ground.joins(a, b)
    }
}
