//! In which of two plans a bid is.

use crate::domain::{Index, ProjectOption};

/// In which plans a bid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report::page) enum Standing {
    /// In this plan and not in the published one.
    OnlyHere,
    /// In the published plan and not in this one.
    OnlyPublished,
    /// In both, in another scope or year.
    AnotherWay,
    /// In both.
    InBoth,
}

impl Standing {
    /// How a bid stands that this plan does so, and the published one so.
    pub fn of(this: Option<Index<ProjectOption>>, published: Option<Index<ProjectOption>>) -> Self {
        match (this, published) {
            (_, None) => Self::OnlyHere,
            (None, _) => Self::OnlyPublished,
            (one, other) if one == other => Self::InBoth,
            _ => Self::AnotherWay,
        }
    }

    /// The words for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnlyHere => "only here",
            Self::OnlyPublished => "only published",
            Self::AnotherWay => "another way",
            Self::InBoth => "in both",
        }
    }
}
