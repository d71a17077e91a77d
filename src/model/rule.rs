//! Named limits, in one general form: over the options that match, the sum of a measure is at least or at most a bound.

use std::collections::BTreeSet;

use super::Selector;
use crate::domain::{Estimate, FinancialYear, Money, RuleId};

/// A named limit with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The id.
    pub id: RuleId,
    /// The options it speaks of.
    pub selector: Selector,
    /// What is added up over the funded ones.
    pub measure: Measure,
    /// Which way it limits.
    pub sense: Sense,
    /// The limit.
    pub bound: Bound,
    /// Who says so.
    pub source: String,
}

/// What a rule adds up over funded options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Cost to the department, in all years or in these.
    Cost(Option<BTreeSet<FinancialYear>>),
    /// Cost met locally.
    Match,
    /// Cost met by partners.
    Partner,
    /// Places that are kept for partners' children.
    PartnerPlaces,
    /// Places added, at an end of their range.
    Additional(Estimate),
    /// Places at risk that are kept.
    Protected,
    /// Places improved.
    Improved,
    /// Projects.
    Projects,
    /// Different sites: two projects at one home count once.
    Homes,
}

impl Measure {
    /// Every measure, over all years: whoever goes through measures goes through these.
    pub const ALL: [Self; 11] = [
        Self::Cost(None),
        Self::Match,
        Self::Additional(Estimate::Low),
        Self::Additional(Estimate::Likely),
        Self::Additional(Estimate::High),
        Self::Protected,
        Self::Improved,
        Self::Projects,
        Self::Homes,
        Self::Partner,
        Self::PartnerPlaces,
    ];

    /// The words for them in files, without the years.
    #[must_use]
    pub fn words() -> [&'static str; 11] {
        Self::ALL.map(|measure| measure.word())
    }

    /// The measure of this name, over all years.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.word() == word)
    }

    /// The word for it in files.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Cost(_) => "cost",
            Self::Match => "match",
            Self::Additional(Estimate::Low) => "additional-low",
            Self::Additional(Estimate::Likely) => "additional-likely",
            Self::Additional(Estimate::High) => "additional-high",
            Self::Protected => "protected",
            Self::Improved => "improved",
            Self::Projects => "projects",
            Self::Homes => "homes",
            Self::Partner => "partner",
            Self::PartnerPlaces => "partner-places",
        }
    }

    /// Whether it is counted in pounds.
    #[must_use]
    pub const fn is_money(&self) -> bool {
        matches!(self, Self::Cost(_) | Self::Match | Self::Partner)
    }
}

/// Which way a rule limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The sum is this or more.
    AtLeast,
    /// The sum is this or less.
    AtMost,
}

/// The limit of a rule, in the unit of its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// For a measure in pounds.
    Money(Money),
    /// For a measure that counts things.
    Count(u32),
}

impl Bound {
    /// The number: pounds, or a count.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Money(money) => money.pounds(),
            Self::Count(count) => count.into(),
        }
    }

    /// A bound of the same kind with another number; a count is nought at least.
    #[must_use]
    pub fn at(self, number: i64) -> Self {
        match self {
            Self::Money(_) => Self::Money(Money::from_pounds(number)),
            Self::Count(_) => Self::Count(u32::try_from(number.max(0)).unwrap_or(u32::MAX)),
        }
    }
}

/// Something settled beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The id.
    pub id: RuleId,
    /// Whether it is funded or kept out.
    pub kind: FixKind,
    /// What it speaks of.
    pub selector: Selector,
    /// Whether matching options themselves are settled, or the projects they belong to.
    pub scope: Scope,
    /// Who says so.
    pub source: String,
}

/// Whether something is funded or kept out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// It is funded.
    Commit,
    /// It is not funded.
    Exclude,
}

/// How much of a project is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The very options that match.
    Options,
    /// The projects with an option that matches: of a committed one, any option may be funded.
    Projects,
}

#[cfg(test)]
mod tests {
    use super::Measure;
    use crate::domain::Estimate;

    #[test]
    fn every_measure_is_in_the_list_once_and_is_found_by_its_word() {
        // A new measure does not compile here until it has its place.
        let place = |measure: &Measure| match measure {
            Measure::Cost(_) => 0,
            Measure::Match => 1,
            Measure::Additional(Estimate::Low) => 2,
            Measure::Additional(Estimate::Likely) => 3,
            Measure::Additional(Estimate::High) => 4,
            Measure::Protected => 5,
            Measure::Improved => 6,
            Measure::Projects => 7,
            Measure::Homes => 8,
            Measure::Partner => 9,
            Measure::PartnerPlaces => 10,
        };
        assert_eq!(Measure::ALL.each_ref().map(place), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        for measure in Measure::ALL {
            assert_eq!(Measure::from_word(measure.word()), Some(measure));
        }
    }
}
