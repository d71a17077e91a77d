//! Links between projects.

use super::{Index, LinkId, Project};

/// A link between projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The id.
    pub id: LinkId,
    /// What it says.
    pub kind: LinkKind,
}

/// What a link says of its projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The first is funded only if the second is.
    Requires(Index<Project>, Index<Project>),
    /// Not both are funded.
    Excludes(Index<Project>, Index<Project>),
    /// Exactly one of these is funded.
    OneOf(Vec<Index<Project>>),
}
