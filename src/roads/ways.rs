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
//!
//! A leg to where a shorter leg and main roads lead as soon is left out: no way is shorter by it. So a point keeps a few
//! legs of hundreds, the land is asked of few, and a search from a site meets an area at the junctions of its legs.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::local::LocalRoads;
use super::near::Near;
use super::network::Network;
use super::search::{Leg, Search};
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

/// Where ways may end.
struct Ends {
    joined: Vec<Joined>,
    near: Near,
    /// By junction: the ends with a leg to it, and the metres of that.
    at: Vec<Vec<(usize, u32)>>,
}

/// What one thread works with.
struct Room {
    search: Search,
    /// By end: the metres to it by the network; `u32::MAX` where it was not reached.
    arrivals: Vec<u32>,
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

    /// The ways from each of `from` to each of `to`, as far as `most` metres: for each start, the positions of the ends in
    /// order, without those that are [`Way::Beyond`].
    ///
    /// # Accuracy
    ///
    /// At 130, against 2,480 road distances between hospitals in England (45 more need a ferry and are nowhere): 4.9% out
    /// on average; 7.1% from 5 to 32 km, 6.9% to 100, 5.4% to 300. The rules were chosen on the same distances.
    #[must_use]
    pub fn ways(&self, from: &[Point], to: &[Point], most: u32) -> Vec<Vec<(usize, Way)>> {
        let ends = self.ends(to);
        let room = || Room { search: self.network.room(), arrivals: vec![u32::MAX; to.len()] };
        from.par_iter().map_init(room, |room, &point| self.row(room, point, &ends, most)).collect()
    }

    /// The metres in a straight line to the nearest junction, over land or water; `None` if there are no junctions.
    #[must_use]
    pub fn metres_to_junction(&self, point: Point) -> Option<u32> {
        self.network.near().nearest(point).map(|junction| point.metres_to(self.network.junctions()[junction]))
    }

    /// Where ways may end.
    fn ends(&self, to: &[Point]) -> Ends {
        let room = || self.network.room();
        let joined: Vec<Joined> = to.par_iter().map_init(room, |search, &point| self.joined(search, point)).collect();
        let mut at = vec![Vec::new(); self.network.junctions().len()];
        for (end, joined) in joined.iter().enumerate() {
            for &(junction, metres) in &joined.legs {
                at[junction].push((end, metres));
            }
        }
        Ends { joined, near: Near::new(to.iter().copied()), at }
    }

    /// The ways from `point` to the ends that are not beyond `most` metres.
    fn row(&self, room: &mut Room, point: Point, ends: &Ends, most: u32) -> Vec<(usize, Way)> {
        let Room { search, arrivals } = room;
        let start = self.joined(search, point);
        self.network.search(search, start.legs.iter().copied(), |_| true, most);
        // An end without a road may be near in a straight line, and one that is not may have a road that is shorter.
        let mut met: Vec<usize> = ends.near.within(point, most).collect();
        for (junction, metres) in search.reached() {
            for &(end, leg) in &ends.at[junction] {
                if arrivals[end] == u32::MAX {
                    met.push(end);
                }
                arrivals[end] = arrivals[end].min(metres.saturating_add(leg));
            }
        }
        met.sort_unstable();
        met.dedup();
        let ways = met.into_iter().map(|end| {
            let last = std::mem::replace(&mut arrivals[end], u32::MAX);
            (end, self.way(&start, &ends.joined[end], Some(last).filter(|last| *last <= most), most))
        });
        ways.filter(|(_, way)| *way != Way::Beyond).collect()
    }

    /// The way between two points, given the metres of the shortest by the network.
    fn way(&self, start: &Joined, end: &Joined, by_network: Option<u32>, most: u32) -> Way {
        let straight = self.local.metres(start.point, end.point);
        let is_near = start.point.metres_to(end.point) <= most;
        // The land is asked only where its answer counts.
        let by_land = || is_near && self.local.join(start.point, end.point);
        match by_network {
            Some(metres) if straight < metres && by_land() => Way::Metres(straight),
            Some(metres) => Way::Metres(metres),
            None if straight <= most && by_land() => Way::Metres(straight),
            None if is_near && start.pieces.is_disjoint(&end.pieces) && !by_land() => Way::Nowhere,
            None => Way::Beyond,
        }
    }

    /// A point with its legs.
    fn joined(&self, search: &mut Search, point: Point) -> Joined {
        let legs = self.legs(search, point);
        let pieces = legs.iter().map(|&(junction, _)| self.network.piece(junction)).collect();
        Joined { point, legs, pieces }
    }

    /// The legs of a point: to the junctions near it to which no way over another leg is as short, or else to the nearest.
    fn legs(&self, search: &mut Search, point: Point) -> Vec<Leg> {
        let junctions = self.network.junctions();
        let leg = |junction: usize| (junction, self.local.metres(point, junctions[junction]));
        let near = || self.network.near().within(point, LEG_METRES);
        let furthest = near().map(|junction| leg(junction).1).max().unwrap_or(0);
        let is_open = |junction: usize| self.local.join(point, junctions[junction]);
        self.network.search(search, near().map(leg), is_open, furthest);
        if !search.taken().is_empty() {
            return search.taken().to_vec();
        }
        let mut far: Vec<(u32, usize)> =
            junctions.iter().enumerate().map(|(junction, at)| (point.metres_to(*at), junction)).collect();
        far.sort_unstable();
        let beyond = far.partition_point(|(metres, _)| *metres <= LEG_METRES);
        let open = far[beyond..].iter().map(|(_, junction)| *junction).find(|&junction| is_open(junction));
        open.map(leg).into_iter().collect()
    }
}
