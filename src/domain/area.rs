//! Areas, the children who need places there, and the kinds of care they need.

use super::{AreaId, CareTypeId, Index, Money, Places, Point};

/// An upper-tier local authority, with the point its children are measured from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The ONS code.
    pub id: AreaId,
    /// The name people use.
    pub name: String,
    /// The English region.
    pub region: String,
    /// The demand centre: the child-population-weighted point.
    pub centre: Point,
    /// The most local money there is to match grants with; `None` where it is not known, and then no limit applies.
    pub match_limit: Option<Money>,
}

/// A kind of care, such as a secure welfare place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareType {
    /// The id.
    pub id: CareTypeId,
    /// The name people use.
    pub name: String,
}

/// The children of an area who need a place of a care type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Where the children are from.
    pub area: Index<Area>,
    /// The care they need.
    pub care_type: Index<CareType>,
    /// How many places they need: at the horizon, in the table that [`Instance::demand`](super::Instance::demand) gives.
    pub children: Places,
}
