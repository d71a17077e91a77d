//! The balance of places: what stands, less what falls away, plus what is kept and what is added, is never more than is
//! built.
//!
//! It is read apart from the count of places at the horizon, and looks neither at what is at risk nor at what is
//! protected: to keep a place builds none.

use std::collections::BTreeMap;

use crate::domain::{CareType, Index, Plan, Site};
use crate::model::Question;

/// The places that are built at each site once `plan` is carried out: those that homes have today and those that options
/// open by the horizon.
pub(super) fn built(question: &Question<'_>, plan: &Plan) -> BTreeMap<(Index<Site>, Index<CareType>), u64> {
    let (instance, model) = (question.instance, question.model);
    let sites = instance.site_indices().filter_map(|site| Some((site, &instance[instance[site].home?])));
    let today = sites.map(|(site, home)| ((site, home.care_type), home.places));
    let opened = plan.options(instance).filter(|option| option.opens <= model.horizon);
    let added =
        opened.map(|option| ((instance[option.project].site, option.care_type), option.additional.at(model.estimate)));
    let mut built = BTreeMap::new();
    for (at, places) in today.chain(added) {
        *built.entry(at).or_insert(0) += u64::from(places.count());
    }
    built
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::audit::breaches;
    use crate::case::Case;
    use crate::domain::{Flow, Index, Places, Plan};

    #[test]
    fn a_home_serves_no_more_children_than_it_has_places_built() {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/protected-early/model.toml");
        let case = Case::open(&model).expect("a golden run");
        let serves = |places| {
            let flow = Flow { site: Index::new(0), area: Index::new(0), care_type: Index::new(0), places };
            let plan = Plan { funded: [Index::new(0)].into(), flows: vec![flow] };
            breaches(&case.question(), &plan)
        };
        assert_eq!(serves(Places::new(6)), Vec::<String>::new());
        let broken = serves(Places::new(7));
        assert!(broken.len() == 1 && broken[0].contains("old serves 7 with 6 places of open"), "{broken:?}");
    }
}
