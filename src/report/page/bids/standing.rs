//! In which of two plans a bid is.

use crate::domain::{Index, ProjectOption};
use crate::report::run::Counterpart;

/// In which plans a bid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report::page) enum Standing {
    /// In this plan and not in the other.
    OnlyHere,
    /// In the other plan and not in this one.
    OnlyThere,
    /// In both, in another scope or year.
    AnotherWay,
    /// In both.
    InBoth,
}

impl Standing {
    /// How a bid stands that this plan does so, and the other one so.
    pub fn of(this: Option<Index<ProjectOption>>, that: Option<Index<ProjectOption>>) -> Self {
        match (this, that) {
            (_, None) => Self::OnlyHere,
            (None, _) => Self::OnlyThere,
            (one, other) if one == other => Self::InBoth,
            _ => Self::AnotherWay,
        }
    }

    /// The words for it, beside what a run is compared with.
    pub fn word(self, there: Option<&Counterpart<'_>>) -> &'static str {
        match self {
            Self::OnlyHere => "only here",
            Self::OnlyThere => there.map_or("only there", |there| there.alone),
            Self::AnotherWay => "another way",
            Self::InBoth => "in both",
        }
    }
}
