//! What an appraisal of a plan is reckoned with, as a dataset says it.

use std::fmt;

use super::{FinancialYear, Index, ProgrammeLine};

/// A parameter of an appraisal: a figure with its range, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppraisalParameter {
    /// What it is.
    pub kind: AppraisalKind,
    /// The programme line that it is of; `None` of every line that has none of its own.
    pub line: Option<Index<ProgrammeLine>>,
    /// The least that it may be.
    pub low: Figure,
    /// What it is taken to be.
    pub central: Figure,
    /// The most that it may be.
    pub high: Figure,
    /// Whether somebody counted or published it.
    pub is_observed: bool,
    /// Who says so.
    pub source: String,
}

impl AppraisalParameter {
    /// The word for whether somebody counted or published it.
    #[must_use]
    pub const fn basis(&self) -> &'static str {
        if self.is_observed { "observed" } else { "modelled" }
    }
}

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A number in hundredths: of a pound, of a per cent or of a year.
    Hundredths(i64),
    /// A financial year.
    Year(FinancialYear),
}

impl fmt::Display for Figure {
    /// Writes `318400`, `3.5`, `-77.4` and `2025-26`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => year.fmt(f),
            Self::Hundredths(hundredths) => {
                let size = hundredths.unsigned_abs();
                let (whole, part) =
                    (size.checked_div(100).unwrap_or_default(), size.checked_rem(100).unwrap_or_default());
                let sign = if *hundredths < 0 { "-" } else { "" };
                let part = format!("{part:02}");
                let part = part.trim_end_matches('0');
                let written = if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
                f.pad(&written)
            }
        }
    }
}

/// What a parameter of an appraisal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AppraisalKind {
    /// The year that present values are as of.
    BaseYear,
    /// The year in whose prices money is told.
    PriceYear,
    /// For how many years a place counts, from that in which it opens.
    Period,
    /// By how much prices rise in a year: bids are in the money of the years they are spent in.
    Inflation,
    /// The discount rate of the first thirty years.
    DiscountRate,
    /// The discount rate after them.
    LaterRate,
    /// How much of an avoided cost is resources that are saved; the rest is a transfer.
    RealShare,
    /// What a place costs to run for a year, whether or not a child is in it.
    RunningCost,
    /// How much of the time there is a child in a place.
    Occupancy,
    /// What a year of a child in a registered home costs the public purse.
    PlacementCost,
    /// What a year of a child in an unregistered home costs the public purse.
    UnregisteredCost,
    /// How many of the children would otherwise be in an unregistered home; the others would be in a registered one.
    UnregisteredShare,
}

/// What the figures of a parameter count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppraisalUnit {
    /// Pounds for a year.
    Pounds,
    /// Per cent.
    Percent,
    /// Whole years.
    Years,
    /// A financial year.
    Year,
}

impl AppraisalUnit {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pounds => "gbp",
            Self::Percent => "percent",
            Self::Years => "years",
            Self::Year => "financial-year",
        }
    }
}

impl AppraisalKind {
    /// Each of them, with its word in files, in order.
    pub const ALL: [(&str, Self); 12] = [
        ("base-year", Self::BaseYear),
        ("price-year", Self::PriceYear),
        ("appraisal-years", Self::Period),
        ("inflation", Self::Inflation),
        ("discount-rate", Self::DiscountRate),
        ("discount-rate-after-30", Self::LaterRate),
        ("real-resource-share", Self::RealShare),
        ("running-cost", Self::RunningCost),
        ("occupancy", Self::Occupancy),
        ("placement-cost", Self::PlacementCost),
        ("unregistered-cost", Self::UnregisteredCost),
        ("unregistered-share", Self::UnregisteredShare),
    ];

    /// Its word in files.
    ///
    /// # Panics
    ///
    /// Never: each is in the list.
    #[must_use]
    pub fn word(self) -> &'static str {
        let known = Self::ALL.into_iter().find(|(_, kind)| *kind == self);
        known.map(|(word, _)| word).expect("each is in the list")
    }

    /// What it is, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::BaseYear => "The year that present values are as of",
            Self::PriceYear => "The year in whose prices money is told",
            Self::Period => "Years for which a place counts, from that in which it opens",
            Self::Inflation => "Rise in prices in a year, by which bids are put into the prices of the price year",
            Self::DiscountRate => "Discount rate of the first 30 years",
            Self::LaterRate => "Discount rate after 30 years",
            Self::RealShare => "How much of an avoided cost is resources saved; the rest is a transfer",
            Self::RunningCost => "What a place costs to run for a year, with or without a child in it",
            Self::Occupancy => "How much of the time there is a child in a place",
            Self::PlacementCost => "Cost of a year of a child in a registered home",
            Self::UnregisteredCost => "Cost of a year of a child in an unregistered home",
            Self::UnregisteredShare => "Children who would otherwise be in an unregistered home",
        }
    }

    /// What its figures count.
    #[must_use]
    pub const fn unit(self) -> AppraisalUnit {
        match self {
            Self::BaseYear | Self::PriceYear => AppraisalUnit::Year,
            Self::Period => AppraisalUnit::Years,
            Self::RunningCost | Self::PlacementCost | Self::UnregisteredCost => AppraisalUnit::Pounds,
            Self::Inflation
            | Self::DiscountRate
            | Self::LaterRate
            | Self::RealShare
            | Self::Occupancy
            | Self::UnregisteredShare => AppraisalUnit::Percent,
        }
    }

    /// Whether a programme line may have its own.
    #[must_use]
    pub const fn is_of_lines(self) -> bool {
        match self {
            Self::RunningCost
            | Self::Occupancy
            | Self::PlacementCost
            | Self::UnregisteredCost
            | Self::UnregisteredShare => true,
            Self::BaseYear
            | Self::PriceYear
            | Self::Period
            | Self::Inflation
            | Self::DiscountRate
            | Self::LaterRate
            | Self::RealShare => false,
        }
    }

    /// Whether a plan is worth the less, the higher it is.
    #[must_use]
    pub const fn is_a_burden(self) -> bool {
        matches!(self, Self::RunningCost | Self::DiscountRate | Self::LaterRate)
    }

    /// The least and the most hundredths that may be read; of years any are.
    #[must_use]
    pub const fn bounds(self) -> (i64, i64) {
        match self {
            Self::Period => (100, 7_000),
            Self::Inflation | Self::DiscountRate | Self::LaterRate => (0, 2_500),
            Self::RealShare | Self::Occupancy | Self::UnregisteredShare => (0, 10_000),
            Self::RunningCost | Self::PlacementCost | Self::UnregisteredCost | Self::BaseYear | Self::PriceYear => {
                (0, 1_000_000_000)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_they_are_read() {
        let written =
            [31_840_000, 350, 7_740, 25, 5, 0, -15_275].map(|hundredths| Figure::Hundredths(hundredths).to_string());
        assert_eq!(written, ["318400", "3.5", "77.4", "0.25", "0.05", "0", "-152.75"]);
        assert_eq!("2025-26".parse().map(|year| Figure::Year(year).to_string()), Ok("2025-26".to_owned()));
    }

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for (at, (word, kind)) in AppraisalKind::ALL.into_iter().enumerate() {
            assert_eq!(kind.word(), word);
            assert!(AppraisalKind::ALL.iter().skip(at).skip(1).all(|(other, _)| *other != word), "{word}");
        }
    }
}
