//! How far a project has come.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// How far a project has come, by the account that its dataset takes it from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Its places are open.
    Delivered,
    /// Work has begun, and its places are on their way.
    UnderWay,
    /// It is in the published plan, and its places come later; work may have begun.
    Announced,
    /// Money is asked for, and none is promised.
    Bid,
}

impl Status {
    /// Every status, from what is done to what is not.
    pub const ALL: [Self; 4] = [Self::Delivered, Self::UnderWay, Self::Announced, Self::Bid];

    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::UnderWay => "under way",
            Self::Announced => "announced",
            Self::Bid => "bid",
        }
    }

    /// Whether it is a part of the published plan.
    #[must_use]
    pub const fn is_in_the_plan(self) -> bool {
        match self {
            Self::Delivered | Self::UnderWay | Self::Announced => true,
            Self::Bid => false,
        }
    }
}

impl FromStr for Status {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let found = Self::ALL.into_iter().find(|status| status.word() == text);
        found.ok_or_else(|| Malformed::new(text, format!("one of {}", Self::ALL.map(Self::word).join(", "))))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
