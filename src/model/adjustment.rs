//! Changes to what is known, before anything is asked of it: what if costs rise, or a scheme is late?

use std::fmt;

use super::Selector;
use crate::domain::{
    Estimate, FinancialYear, Joint, Money, Partner, Places, ProjectOption, RuleId, product, wide_product,
};

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
    /// A partner builds with the department.
    Join(Terms),
}

/// On which terms a partner builds with the department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The partner.
    pub partner: Partner,
    /// How much it pays of what options cost the department.
    pub pays: Percent,
    /// How many places are built for its children besides, of the additional ones that are likely.
    pub places: Percent,
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
        let thousandths = wide_product(amount.pounds(), self.tenths.into()).checked_add(500)?;
        let pounds = i64::try_from(thousandths.div_euclid(1_000)).ok()?;
        Some(Money::from_pounds(pounds)).filter(|money| *money <= Money::LARGEST)
    }
}

impl Effect {
    /// Makes of an option what it makes of it, in years that are not over: `as_of` is the year before which they are, of
    /// an option that was planned and has begun by then, as the dataset has it. What was not planned has not begun, and
    /// may begin later. Nothing if it would cost more than anything may, or be paid for or open beyond the last year there is.
    #[must_use]
    pub fn on(self, option: &mut ProjectOption, as_read: &ProjectOption, as_of: Option<FinancialYear>) -> Option<()> {
        let over = as_of.filter(|&year| as_read.planned && as_read.begins_before(year));
        match self {
            Self::Cost(percent) => reprice(option, percent, over)?,
            Self::Delay(years) => delay(option, years, over)?,
            Self::Join(terms) => join(option, terms, over)?,
            Self::WithdrawMatch | Self::Demand(_) => {}
        }
        Some(())
    }
}

/// Gives an option another price, in years that are not over. What was spent by the end of each year is rounded to the
/// nearest pound, so that the years sum to the cost: that is the same per cent of the cost as it was, to the nearest pound.
/// Of the match the same part is over as of the cost. Nothing where that is more than anything may cost.
fn reprice(option: &mut ProjectOption, percent: Percent, over: Option<FinancialYear>) -> Option<()> {
    let is_paid = |year: FinancialYear| over.is_some_and(|over| year < over);
    let (mut before, mut after, mut paid) = (Money::ZERO, Money::ZERO, Money::ZERO);
    for (year, spend) in &mut option.spend {
        if is_paid(*year) {
            paid += *spend;
            continue;
        }
        before += *spend;
        let by_now = percent.of(before)?;
        *spend = by_now - after;
        after = by_now;
    }
    option.spend.retain(|(_, spend)| *spend > Money::ZERO);
    let matched = share(option.local_match, paid, option.cost);
    option.local_match = matched + percent.of(option.local_match - matched)?;
    option.cost = paid + after;
    (option.cost.max(option.local_match) <= Money::LARGEST).then_some(())
}

/// Has a partner pay a part of what an option costs the department in years that are not over, and builds places for its
/// children besides. Nothing where a partner does so already, or is to pay all of it.
fn join(option: &mut ProjectOption, terms: Terms, over: Option<FinancialYear>) -> Option<()> {
    if option.joint.is_some() {
        return None;
    }
    let (before, local_match) = (option.cost, option.local_match);
    // What is left to the department may be less than the least that an adjustment asks for.
    let tenths = 1_000_u32.checked_sub(terms.pays.tenths()).filter(|&tenths| tenths > 0)?;
    reprice(option, Percent { tenths }, over)?;
    option.local_match = local_match;
    let thousandths = product(option.additional.at(Estimate::Likely).count(), terms.places.tenths());
    let places = u32::try_from(thousandths.checked_add(500)?.div_euclid(1_000)).ok().map(Places::new)?;
    option.joint = Some(Joint { partner: terms.partner, pays: before - option.cost, places });
    Some(())
}

/// As much of `money` as `part` is of `whole`, rounded down; nothing of nothing.
fn share(money: Money, part: Money, whole: Money) -> Money {
    let share = wide_product(money.pounds(), part.pounds()).checked_div(whole.pounds().into()).unwrap_or(0);
    Money::from_pounds(i64::try_from(share).expect("a part of it is no more"))
}

/// Has an option start, be paid for and open later, as far as that is not over; nothing beyond the last year there is.
fn delay(option: &mut ProjectOption, years: u16, over: Option<FinancialYear>) -> Option<()> {
    let is_over = |year: FinancialYear| over.is_some_and(|over| year < over);
    let later = |year: FinancialYear| if is_over(year) { Some(year) } else { year.later(years) };
    option.starts = later(option.starts)?;
    option.opens = later(option.opens)?;
    for (year, _) in &mut option.spend {
        *year = later(*year)?;
    }
    if let Some((from, to)) = &mut option.closed {
        (*from, *to) = (later(*from)?, later(*to)?);
    }
    Some(())
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
            Effect::Join(Terms { partner, pays, places }) => {
                format!("{id}: {partner} pays {pays} of the cost {selector}, for {places} as many places besides")
            }
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
