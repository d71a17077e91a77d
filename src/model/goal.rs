//! What is made as large as it can be, and the floor under every region.

use std::collections::BTreeSet;
use std::fmt;

/// What is made as large as it can be. Ties always go to the cheaper plan, then to the nearer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Well-located places.
    WellLocated,
    /// The share of demand that is well located in the region where it is smallest; then well-located places.
    WorstRegion,
}

impl Goal {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::WellLocated => "well-located",
            Self::WorstRegion => "worst-region",
        }
    }
}

/// A share in whole thousandths, from none to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    thousandths: u32,
}

impl Share {
    /// All.
    pub const ALL: Self = Self { thousandths: 1_000 };

    /// This many thousandths, or nothing over 1,000.
    #[must_use]
    pub fn from_thousandths(thousandths: u32) -> Option<Self> {
        (thousandths <= 1_000).then_some(Self { thousandths })
    }

    /// The thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.thousandths
    }
}

impl fmt::Display for Share {
    /// Writes `42.5%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}%", self.thousandths / 10, self.thousandths % 10))
    }
}

/// The least share of each region's demand that must be well located.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageFloor {
    /// The share.
    pub share: Share,
    /// The regions it holds in; an empty set means every region with demand.
    pub regions: BTreeSet<String>,
    /// Who says so.
    pub source: String,
}
