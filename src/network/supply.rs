//! The places that stand at each site, and those that options could bring.

use std::collections::BTreeMap;

use crate::domain::{CareType, FinancialYear, Index, Places, ProjectOption, Site};
use crate::model::Question;

/// The places of a care type at a site at the end of a year.
#[derive(Clone, Debug)]
pub struct Supply {
    /// The year.
    pub year: FinancialYear,
    /// Where.
    pub site: Index<Site>,
    /// What care.
    pub care_type: Index<CareType>,
    /// The places that stand whatever is funded.
    pub standing: Places,
    /// What each option changes: the places there are because of it, or, below nought, those that are closed for its works.
    /// Those that change none are left out.
    pub offers: Vec<(Index<ProjectOption>, i64)>,
    /// The most there can be: what stands, and the largest offer of each project.
    most: Places,
}

impl Supply {
    /// The most places there can be.
    #[must_use]
    pub const fn most(&self) -> Places {
        self.most
    }
}

/// The places at every site at the end of `year`, in order of site and care type.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "the largest offer is nought or more, and a number of places")]
pub fn supplies(question: &Question<'_>, year: FinancialYear) -> Vec<Supply> {
    let instance = question.instance;
    let mut found: BTreeMap<(Index<Site>, Index<CareType>), Supply> = BTreeMap::new();
    for site in instance.site_indices() {
        if let Some(home) = instance[site].home.map(|home| &instance[home]) {
            let supply = Supply::none(year, site, home.care_type);
            found.insert((site, home.care_type), Supply { standing: home.standing_at(year), ..supply });
        }
    }
    for index in instance.option_indices() {
        let option = &instance[index];
        let site = instance[option.project].site;
        for (care_type, places) in question.changes_at(index, year) {
            let supply = found.entry((site, care_type)).or_insert_with(|| Supply::none(year, site, care_type));
            supply.offers.push((index, places));
        }
    }
    for supply in found.values_mut() {
        let mut largest = BTreeMap::new();
        for &(option, places) in &supply.offers {
            let offer = largest.entry(instance[option].project).or_insert(0);
            *offer = places.max(*offer);
        }
        let places =
            |offer: i64| Places::new(u32::try_from(offer).expect("an offer is of places, and nought or more here"));
        supply.most = supply.standing + largest.into_values().map(places).sum();
    }
    found.into_values().collect()
}

impl Supply {
    fn none(year: FinancialYear, site: Index<Site>, care_type: Index<CareType>) -> Self {
        Self { year, site, care_type, standing: Places::ZERO, offers: Vec::new(), most: Places::ZERO }
    }
}
