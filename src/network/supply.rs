//! The places that stand at each site, and those that options could bring.

use std::collections::BTreeMap;

use crate::domain::{CareType, Index, Places, ProjectOption, Site};
use crate::model::Question;

/// The places of a care type at a site at the horizon.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Where.
    pub site: Index<Site>,
    /// What care.
    pub care_type: Index<CareType>,
    /// The places that stand whatever is funded.
    pub standing: Places,
    /// What each option brings by the horizon, added and kept together; those that bring none are left out.
    pub offers: Vec<(Index<ProjectOption>, Places)>,
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

/// The places at every site, in order of site and care type.
#[must_use]
pub fn supplies(question: &Question<'_>) -> Vec<Supply> {
    let (instance, model) = (question.instance, question.model);
    let mut found: BTreeMap<(Index<Site>, Index<CareType>), Supply> = BTreeMap::new();
    for site in instance.site_indices() {
        if let Some(home) = instance[site].home.map(|home| &instance[home]) {
            let supply = Supply::none(site, home.care_type);
            found.insert((site, home.care_type), Supply { standing: home.standing_at(model.horizon), ..supply });
        }
    }
    for index in instance.option_indices() {
        let option = &instance[index];
        let places = question.places_at(index, model.horizon);
        let site = instance[option.project].site;
        if places > Places::ZERO {
            let supply = found.entry((site, option.care_type)).or_insert_with(|| Supply::none(site, option.care_type));
            supply.offers.push((index, places));
        }
    }
    for supply in found.values_mut() {
        let mut largest = BTreeMap::new();
        for &(option, places) in &supply.offers {
            let offer = largest.entry(instance[option].project).or_insert(Places::ZERO);
            *offer = places.max(*offer);
        }
        supply.most = supply.standing + largest.into_values().sum();
    }
    found.into_values().collect()
}

impl Supply {
    fn none(site: Index<Site>, care_type: Index<CareType>) -> Self {
        Self { site, care_type, standing: Places::ZERO, offers: Vec::new(), most: Places::ZERO }
    }
}
