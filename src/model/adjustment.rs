//! Changes to what is known, before anything is asked of it: what if costs rise, or a scheme is late?

use std::fmt;

use super::Selector;
use crate::domain::{Money, RuleId};

/// A named change to the dataset, with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The id.
    pub id: RuleId,
    /// What it changes, as the dataset has it before any adjustment.
    pub selector: Selector,
    /// How.
    pub effect: Effect,
    /// Who says so.
    pub source: String,
}

/// What an adjustment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Options cost the department, and whoever matches it, so much of what they did.
    Cost(Percent),
    /// Options start, are paid for and open so many years later.
    Delay(u16),
    /// Authorities have no money to match grants with.
    WithdrawMatch,
    /// So many children need a place, of those who did.
    Demand(Percent),
}

/// A per cent with one decimal, kept in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent {
    tenths: u32,
}

impl Percent {
    /// This many tenths of a per cent, or nothing outside 1% to 1,000%.
    #[must_use]
    pub fn from_tenths(tenths: u32) -> Option<Self> {
        (10..=10_000).contains(&tenths).then_some(Self { tenths })
    }

    /// The tenths.
    #[must_use]
    pub const fn tenths(self) -> u32 {
        self.tenths
    }

    /// So much of an amount that is not below nought, to the nearest whole pound; halves go up. Nothing where that is more
    /// than any amount may be.
    #[must_use]
    pub fn of(self, amount: Money) -> Option<Money> {
        let thousandths = i128::from(amount.pounds()).checked_mul(i128::from(self.tenths))?.checked_add(500)?;
        let pounds = i64::try_from(thousandths.div_euclid(1_000)).ok()?;
        Some(Money::from_pounds(pounds)).filter(|money| *money <= Money::LARGEST)
    }
}

impl fmt::Display for Percent {
    /// Writes `108%` and `107.5%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tenths % 10 {
            0 => f.pad(&format!("{}%", self.tenths / 10)),
            tenth => f.pad(&format!("{}.{tenth}%", self.tenths / 10)),
        }
    }
}

impl fmt::Display for Adjustment {
    /// Writes what is other than the dataset has it, as in `costs-up: 108% of the cost of options in open-new`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, selector, effect, .. } = self;
        let whose = selector.to_string().replacen("of options ", "", 1);
        f.pad(&match effect {
            Effect::Cost(percent) => format!("{id}: {percent} of the cost and the match {selector}"),
            Effect::Delay(1) => format!("{id}: a year's delay {selector}"),
            Effect::Delay(years) => format!("{id}: a delay of {years} years {selector}"),
            Effect::WithdrawMatch => format!("{id}: no local match {}", whose.replacen("bid by", "in", 1)),
            Effect::Demand(percent) => {
                let whose = whose.replacen("bid by", "in", 1).replacen("of all options", "everywhere", 1);
                format!("{id}: {percent} of the children who need a place {whose}")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_an_amount_is_the_nearest_pound_and_halves_go_up() {
        let percent = |tenths| Percent::from_tenths(tenths).expect("it is between 1% and 1,000%");
        let of = |tenths, pounds| percent(tenths).of(Money::from_pounds(pounds)).map_or(-1, Money::pounds);
        assert_eq!(
            [of(1_080, 104_000_000), of(1_075, 1_000), of(1_080, 6), of(1_005, 100)],
            [112_320_000, 1_075, 6, 101]
        );
        assert_eq!([of(1_000, 7), of(10, 49), of(10, 50), of(10_000, 10_000_000_000)], [7, 0, 1, 100_000_000_000]);
        assert_eq!([of(10_000, 10_000_000_001), of(10_000, i64::MAX)], [-1, -1], "more than any amount may be");
        assert_eq!([Percent::from_tenths(9), Percent::from_tenths(10_001)], [None, None]);
    }
}
