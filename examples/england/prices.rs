//! What open places cost.

use super::bid::Year;
use super::facts::Facts;

/// The price of an open home or extension before it is scaled to its line's published total.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    /// Regional price level, per cent of England's.
    region: i64,
    /// Part of the cost that does not depend on the places, in tenths of a place's worth.
    fixed: i64,
    /// How dear this site is beside others like it, per cent.
    site: i64,
}

/// The year whose prices need no uplift.
const BASE: Year = Year(2022);

impl Price {
    /// The price of a site in `region`.
    pub(super) fn new(facts: &Facts, region: &str, site: i64) -> Self {
        let id = format!("price-{}", region.to_lowercase().replace(' ', "-"));
        Self { region: facts.number(&id), fixed: facts.number("price-fixed-tenths"), site }
    }

    /// A weight in proportion to the cost of this many places begun in `starts`.
    pub(super) fn weight(self, places: i64, starts: Year, uplift: i64) -> i64 {
        let level = (self.fixed + 10 * places) * self.region * self.site;
        (BASE.0..starts.0).fold(level, |level, _| level * (100 + uplift) / 100)
    }
}

/// `number × part / whole`, to the nearest whole.
pub(super) fn scaled(number: i64, part: i64, whole: i64) -> i64 {
    let product = 2 * i128::from(number) * i128::from(part) + i128::from(whole);
    i64::try_from(product.div_euclid(2 * i128::from(whole))).expect("costs are far from the largest number")
}
