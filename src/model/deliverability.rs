//! How sure one must be that places open in time for them to count.

use std::fmt;

use super::{Question, Share};
use crate::domain::{CareType, FinancialYear, Index, Opening, Places, ProjectOption};

/// Places count only where they are open in time with a chance of at least this share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deliverability {
    /// The share: of so many of all cases that are as likely.
    pub share: Share,
    /// Who says so.
    pub source: String,
}

impl Deliverability {
    /// How sure one is to be of the places that are told beside the likely ones where no model says.
    pub const UNASKED: u32 = 800;

    /// Whether a place that opens in time in so many thousandths of all cases counts.
    #[must_use]
    pub fn counts(&self, opening: &Opening) -> bool {
        opening.chance().thousandths() >= self.share.thousandths().into()
    }
}

impl fmt::Display for Deliverability {
    /// Writes `80%`, and `82.5%` where there is a part of one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&percent(self.share.thousandths()))
    }
}

/// Thousandths in per cents: `80%`, `82.5%`.
#[must_use]
pub fn percent(thousandths: u32) -> String {
    let whole = thousandths / 10;
    if thousandths.is_multiple_of(10) { format!("{whole}%") } else { format!("{whole}.{}%", thousandths % 10) }
}

impl Question<'_> {
    /// The places there are at the end of `year` because of `option`, as far as they count: none where one may not be as
    /// sure of them as the model asks.
    #[must_use]
    pub fn places_at(&self, option: Index<ProjectOption>, year: FinancialYear) -> Places {
        let places = self.instance.places_at(&self.instance[option], year, self.model.estimate);
        let Some(asked) = self.model.deliverability.as_ref().filter(|_| places > Places::ZERO) else { return places };
        let counts = asked.counts(&Opening::of(self.instance, option, year, self.model.as_of));
        if counts { places } else { Places::ZERO }
    }

    /// What `option` changes at its site at the end of `year`, by care type: the places that there are because of it, as far as
    /// they count, less those that are closed for its works. Nothing where it changes nothing.
    pub fn changes_at(
        &self,
        option: Index<ProjectOption>,
        year: FinancialYear,
    ) -> impl Iterator<Item = (Index<CareType>, i64)> + use<> {
        let (instance, own) = (self.instance, &self.instance[option]);
        let opened = i64::from(self.places_at(option, year).count());
        let closed = i64::from(instance.closed_at(own, year).count()).saturating_neg();
        let home = instance[instance[own.project].site].home.map(|home| instance[home].care_type);
        let changes = [(Some(own.care_type), opened), (home, closed)];
        changes
            .into_iter()
            .filter_map(|(care_type, places)| Some((care_type?, places)))
            .filter(|(_, places)| *places != 0)
    }

    /// How sure one is to be of places, in thousandths: as the model asks, or else four times in five.
    #[must_use]
    pub fn sureness(&self) -> u32 {
        self.model.deliverability.as_ref().map_or(Deliverability::UNASKED, |asked| asked.share.thousandths())
    }
}
