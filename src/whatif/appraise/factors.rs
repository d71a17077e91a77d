//! What a pound of each year is worth in the base year, and in the prices of the price year.
//!
//! ```text
//! discount[y] = 1 / (1+r)^n                     n = y − base ≤ 30;  (1+r)^−n of years before the base year
//! discount[y] = 1 / ((1+r)^30 · (1+r₃₀)^(n−30))   n > 30
//! price[y]    = 1 / (1+g)^(y − prices)          (1+g)^(prices − y) of years before the price year
//! cash[y]     = price[y] · discount[y]
//! ```
//!
//! Each is rounded to nine decimals, halves up, and used as rounded: a spreadsheet that rounds so has the same.

use std::collections::BTreeMap;

use super::terms::Terms;
use crate::domain::FinancialYear;

/// Parts in one of a factor: nine decimals.
pub const ONE: i128 = 1_000_000_000;

/// Parts in one while a power is worked out.
const FINE: i128 = 1_000_000_000_000_000_000_000_000_000;

/// Hundredths of a per cent in one.
pub(super) const WHOLE: i128 = 10_000;

/// The last year, counted from the base year, for which the second rate is that of the Green Book.
pub const LAST: i128 = 75;

/// The year until which the first rate holds, counted from the base year.
const FIRST: i128 = 30;

/// The factors of a year, in parts of [`ONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What a pound of that year's money is in the prices of the price year.
    pub price: i128,
    /// What a pound of that year, in those prices, is worth in the base year.
    pub discount: i128,
    /// Both together.
    pub cash: i128,
}

/// The factors of every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factors {
    /// By year.
    pub years: BTreeMap<FinancialYear, Factor>,
}

impl Factors {
    /// Of the years from `first` to `last`.
    pub(super) fn of(terms: &Terms, first: FinancialYear, last: FinancialYear) -> Self {
        let years = std::iter::successors(Some(first), |year| year.later(1)).take_while(|year| *year <= last);
        let factor = |year| {
            let price = nine(power(FINE, terms.inflation, between(terms.prices, year)));
            let discount = nine(discount(terms, between(terms.base, year)));
            (year, Factor { price, discount, cash: rounded(price * discount, ONE) })
        };
        Self { years: years.map(factor).collect() }
    }

    /// The sum of the discount factors of so many years from `first`.
    pub(super) fn sum(&self, first: FinancialYear, years: u16) -> i128 {
        let counted = |year: &FinancialYear| (0..i128::from(years)).contains(&between(first, *year));
        self.years.iter().filter(|(year, _)| counted(year)).map(|(_, factor)| factor.discount).sum()
    }
}

/// How many years the second is after the first.
pub(super) fn between(first: FinancialYear, second: FinancialYear) -> i128 {
    i128::from(second.ends_in()) - i128::from(first.ends_in())
}

fn discount(terms: &Terms, n: i128) -> i128 {
    power(power(FINE, terms.discount, n.min(FIRST)), terms.later, (n - FIRST).max(0))
}

/// `parts` divided so many times by one and a rate in hundredths of a per cent; multiplied where it is below nought.
fn power(parts: i128, rate: i64, times: i128) -> i128 {
    let more = WHOLE + i128::from(rate);
    (0..times.abs()).fold(
        parts,
        |parts, _| {
            if times > 0 { rounded(parts * WHOLE, more) } else { rounded(parts * more, WHOLE) }
        },
    )
}

fn nine(parts: i128) -> i128 {
    rounded(parts, FINE / ONE)
}

/// A quotient to the nearest whole number, halves away from nought.
pub(super) fn rounded(parts: i128, by: i128) -> i128 {
    let half = (parts.abs() * 2 + by.abs()) / (by.abs() * 2);
    if (parts < 0) == (by < 0) { half } else { -half }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whatif::appraise::terms::tests::terms;

    #[test]
    fn factors_are_those_that_the_treasury_prints() {
        let year = |text: &str| text.parse::<FinancialYear>().expect("a year");
        let factors = Factors::of(&terms(), year("2020-21"), year("2099-00"));
        let discount = |text: &str| factors.years[&year(text)].discount;
        // HM Treasury prints four decimals of 1/1.035^n: 0.9662, 0.8420, 0.7089, 0.3563, and 0.3459 of year 31.
        let years = ["2025-26", "2026-27", "2030-31", "2035-36", "2055-56", "2056-57"];
        assert_eq!(
            years.map(discount),
            [1_000_000_000, 966_183_575, 841_973_167, 708_918_814, 356_278_411, 345_901_370]
        );
        assert_eq!(discount("2024-25"), 1_035_000_000, "money of before is worth more");
        let price = |text: &str| factors.years[&year(text)].price;
        assert_eq!(["2023-24", "2025-26", "2022-23"].map(price), [1_000_000_000, 961_168_781, 1_020_000_000]);
        assert_eq!(factors.sum(year("2025-26"), 2), 1_966_183_575);
    }

    #[test]
    fn a_quotient_is_rounded_to_the_nearest_and_halves_away_from_nought() {
        assert_eq!([rounded(5, 2), rounded(-5, 2), rounded(5, -2), rounded(4, 3), rounded(0, 7)], [3, -3, -3, 1, 0]);
    }
}
