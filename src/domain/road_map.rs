//! Roads and the land they cross, as given.

use super::Point;

/// The road network and the land it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoadMap {
    /// Junctions, in order of their id.
    pub nodes: Vec<Point>,
    /// Roads between junctions, both ways.
    pub edges: Vec<RoadEdge>,
    /// Where a local road may be.
    pub land: Land,
}

/// A road between two junctions, open both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoadEdge {
    /// The position of one end in [`RoadMap::nodes`].
    pub from: usize,
    /// The position of the other end.
    pub to: usize,
    /// Its length in whole metres.
    pub metres: u32,
}

/// Dry land, as outlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Land {
    /// The outlines; they may touch and overlap.
    pub polygons: Vec<Polygon>,
}

/// An outline and the holes in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polygon {
    /// The outer ring; its last point joins its first.
    pub outer: Vec<Point>,
    /// Rings of water within it.
    pub holes: Vec<Vec<Point>>,
}
