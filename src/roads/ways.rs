//! # Ways by road between points
//!
//! ```text
//! metres(a, b) = min( min over junctions j, k of  leg(a, j) + network(j, k) + leg(k, b),   local(a, b) )
//! ```
//!
//! | symbol          | meaning                                                   | unit   | source                       |
//! |-----------------|-----------------------------------------------------------|--------|------------------------------|
//! | `network(j, k)` | the shortest way along main roads                         | metres | `road_edges.csv`             |
//! | `local(a, b)`   | the local road: a percentage of the straight line         | metres | `local_road_percent`, model  |
//! | `leg(a, j)`     | the local road to a junction up to [`LEG_METRES`] away    | metres | the same                     |
//!
//! There is a local road only where the straight line keeps to land. A point with no junction that near has one leg, to
//! the nearest junction over land however far; an island without junctions has none.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::local::LocalRoads;
use super::network::{Leg, Network};
use crate::domain::{Point, RoadMap};

/// How far a point looks for junctions, in metres in a straight line: 12 to 20 km measure alike.
const LEG_METRES: u32 = 15_000;

/// The way from one point to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The shortest there is, in whole metres.
    Metres(u32),
    /// Further than was asked.
    Beyond,
    /// None at all, though the straight line is no further than was asked: there is water between.
    Nowhere,
}

/// Main roads and local roads, ready to be measured.
pub struct Roads {
    network: Network,
    local: LocalRoads,
}

/// A point and its ways onto the network.
struct Joined {
    point: Point,
    legs: Vec<Leg>,
    /// The pieces of the network that the legs lead to.
    pieces: BTreeSet<usize>,
}

impl Roads {
    /// The roads of a map, with local roads `local_road_percent` of the straight line.
    ///
    /// 130 is nearest the truth below 32 km; 135 to 140 are 0.2 points nearer beyond, and as much as a point further below.
    ///
    /// # Panics
    ///
    /// If a road leads to a junction that is not there: the reader has a bug.
    #[must_use]
    pub fn new(map: &RoadMap, local_road_percent: u32) -> Self {
        let local = LocalRoads::new(&map.land, local_road_percent);
        Self { network: Network::new(map, &local), local }
    }

    /// The ways from each of `from` to each of `to`, in order, as far as `most` metres.
    ///
    /// # Accuracy
    ///
    /// At 130, against 2,480 road distances between hospitals in England (45 more need a ferry and are nowhere): 4.9% out
    /// on average; 7.1% from 5 to 32 km, 6.9% to 100, 5.4% to 300. The rules were chosen on the same distances.
    #[must_use]
    pub fn ways(&self, from: &[Point], to: &[Point], most: u32) -> Vec<Vec<Way>> {
        let to: Vec<Joined> = to.par_iter().map(|&point| self.joined(point)).collect();
        let row = |&point: &Point| {
            let start = self.joined(point);
            let best = self.network.search(&start.legs, most);
            to.iter().map(|end| self.way(&start, end, &best, most)).collect()
        };
        from.par_iter().map(row).collect()
    }

    /// The metres in a straight line to the nearest junction, over land or water; `None` if there are no junctions.
    #[must_use]
    pub fn metres_to_junction(&self, point: Point) -> Option<u32> {
        self.network.junctions().map(|(_, junction)| point.metres_to(junction)).min()
    }

    /// The way between two points, given the metres from the first to every junction.
    fn way(&self, start: &Joined, end: &Joined, best: &[u32], most: u32) -> Way {
        let last = end.legs.iter().map(|&(junction, metres)| best[junction.index()].saturating_add(metres)).min();
        let by_network = last.filter(|&metres| metres <= most);
        let straight = self.local.metres(start.point, end.point);
        // The land is asked only where its answer counts.
        if by_network.is_none_or(|metres| straight < metres)
            && start.point.metres_to(end.point) <= most
            && self.local.join(start.point, end.point)
        {
            return if straight <= most { Way::Metres(straight) } else { Way::Beyond };
        }
        match by_network {
            Some(metres) => Way::Metres(metres),
            None if start.pieces.is_disjoint(&end.pieces) && start.point.metres_to(end.point) <= most => Way::Nowhere,
            None => Way::Beyond,
        }
    }

    /// A point with its legs.
    fn joined(&self, point: Point) -> Joined {
        let legs = self.legs(point);
        let pieces = legs.iter().map(|&(junction, _)| self.network.piece(junction)).collect();
        Joined { point, legs, pieces }
    }

    /// The legs of a point: to every junction near it, or else to the nearest.
    fn legs(&self, point: Point) -> Vec<Leg> {
        let mut far: Vec<_> = self.network.junctions().map(|(name, at)| (point.metres_to(at), name, at)).collect();
        far.sort_unstable();
        let near = far.partition_point(|(metres, _, _)| *metres <= LEG_METRES);
        let over_land = |(_, name, at): &(u32, _, Point)| {
            self.local.join(point, *at).then(|| (*name, self.local.metres(point, *at)))
        };
        let legs: Vec<Leg> = far[..near].iter().filter_map(over_land).collect();
        if legs.is_empty() { far[near..].iter().find_map(over_land).into_iter().collect() } else { legs }
    }
}
