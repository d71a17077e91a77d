//! Groups of areas, such as a regional care co-operative.

use std::collections::BTreeSet;

use super::{Area, GroupId, Index};

/// Areas that go together. An area may be in several groups, or in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id.
    pub id: GroupId,
    /// The name people use.
    pub name: String,
    /// Its areas.
    pub areas: BTreeSet<Index<Area>>,
    /// Who says that they go together.
    pub source: String,
}
