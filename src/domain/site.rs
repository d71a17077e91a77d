//! Sites: where places are.

use super::{Area, Home, Index, Point, SiteId};

/// An existing home or the ground of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The id of its home, or else of its project.
    pub id: SiteId,
    /// Where it is.
    pub point: Point,
    /// The authority it stands in.
    pub area: Index<Area>,
    /// The home that stands there, if one does.
    pub home: Option<Index<Home>>,
}
