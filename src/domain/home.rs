//! Existing homes.

use super::{Area, CareType, FinancialYear, HomeId, Index, Places, Point};

/// An existing home and the places it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The id.
    pub id: HomeId,
    /// The name people use.
    pub name: String,
    /// The authority it stands in.
    pub area: Index<Area>,
    /// The care its places give.
    pub care_type: Index<CareType>,
    /// Where it is.
    pub point: Point,
    /// Its places today.
    pub places: Places,
    /// Those of its places that fall away unless a project protects them; never more than `places`.
    pub at_risk: Places,
    /// The year from which they fall away; without one, none do.
    pub at_risk_from: Option<FinancialYear>,
}

impl Home {
    /// The places that have fallen away by the end of `year` if nothing is done.
    #[must_use]
    pub fn lost_by(&self, year: FinancialYear) -> Places {
        match self.at_risk_from {
            Some(from) if from <= year => self.at_risk,
            Some(_) | None => Places::ZERO,
        }
    }

    /// The places that still stand at the end of `year` if nothing is done.
    #[must_use]
    pub fn standing_at(&self, year: FinancialYear) -> Places {
        self.places.less(self.lost_by(year))
    }
}
