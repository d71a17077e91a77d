//! What is made as large as it can be, and the floor under every region.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use crate::domain::{FinancialYear, GroupId, common_divisor};

/// What is made as large as it can be. Ties always go to the cheaper plan, then to the one that opens earlier, then to the
/// nearer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Well-located places.
    WellLocated,
    /// The share of demand that is well located in the region where it is smallest; then well-located places.
    WorstRegion,
    /// Well-located places at the end of each year, from this one to the horizon, summed over the years.
    PlaceYears {
        /// The first year that counts.
        first: FinancialYear,
    },
}

impl Goal {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::WellLocated => "well-located",
            Self::WorstRegion => "worst-region",
            Self::PlaceYears { .. } => "place-years",
        }
    }
}

/// A share, exactly: from none to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In lowest terms, so that equal shares are the same.
    part: u64,
    whole: u64,
}

impl Share {
    /// All.
    pub const ALL: Self = Self { part: 1, whole: 1 };

    /// What `part` is of `whole`, or nothing where it is more, or where there is no whole.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let common = common_divisor(part, whole);
        let share = Self { part: part.checked_div(common)?, whole: whole.checked_div(common)? };
        (part <= whole && whole > 0).then_some(share)
    }

    /// This many thousandths, or nothing over 1,000.
    #[must_use]
    pub fn from_thousandths(thousandths: u32) -> Option<Self> {
        Self::of(thousandths.into(), 1_000)
    }

    /// The whole thousandths, rounded down.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "no share is more than all")]
    pub fn thousandths(self) -> u32 {
        let thousandths = u128::from(self.part).checked_mul(1_000).and_then(|all| all.checked_div(self.whole.into()));
        thousandths.and_then(|thousandths| u32::try_from(thousandths).ok()).expect("no share is more than all")
    }

    /// The part and the whole that it is of, in lowest terms.
    #[must_use]
    pub const fn terms(self) -> (u64, u64) {
        (self.part, self.whole)
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let across = |one: &Self, other: &Self| {
            u128::from(one.part)
                .checked_mul(other.whole.into())
                .expect("128 bits hold the product of two numbers of 64")
        };
        across(self, other).cmp(&across(other, self))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Share {
    /// Writes `42.5%`, rounded down.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.thousandths();
        f.pad(&format!("{}.{}%", thousandths / 10, thousandths % 10))
    }
}

/// The least share that must be well located of each region's demand, and of each group's of areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageFloor {
    /// The share.
    pub share: Share,
    /// The regions it holds in; where neither regions nor groups are named, every region with demand.
    pub regions: BTreeSet<String>,
    /// The groups of areas it holds in.
    pub groups: BTreeSet<GroupId>,
    /// Who says so.
    pub source: String,
}

impl CoverageFloor {
    /// Whether it holds in every region with demand.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.regions.is_empty() && self.groups.is_empty()
    }

    /// Whether it holds in a region.
    #[must_use]
    pub fn holds_in(&self, region: &str) -> bool {
        self.is_everywhere() || self.regions.contains(region)
    }
}

impl fmt::Display for CoverageFloor {
    /// Writes where it holds: `every region`, `London and greater-manchester`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.regions.iter().map(String::as_str).chain(self.groups.iter().map(GroupId::as_str));
        let named: Vec<&str> = named.collect();
        f.pad(&if named.is_empty() { "every region".to_owned() } else { named.join(" and ") })
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_that_look_alike_in_print_are_compared_exactly() {
        let [more, less] = [(201, 2_000), (200, 2_000)].map(|(part, whole)| Share::of(part, whole).expect("a share"));
        assert!(less < more && less.to_string() == more.to_string());
        assert_eq!(Some(less), Share::from_thousandths(100));
        assert_eq!([Share::of(3, 2), Share::of(0, 0)], [None; 2]);
    }
}
