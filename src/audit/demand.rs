//! No child uses two places.

use std::collections::BTreeMap;

use super::Finding;
use crate::domain::Plan;
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let instance = question.instance;
    let mut used: BTreeMap<_, u64> = BTreeMap::new();
    for flow in &plan.flows {
        *used.entry((flow.area, flow.care_type)).or_insert(0) += u64::from(flow.places.count());
    }
    let needs = instance.demand().iter().map(|need| ((need.area, need.care_type), u64::from(need.children.count())));
    let needs: BTreeMap<_, u64> = needs.collect();
    let broken = used.into_iter().filter_map(|((area, care_type), used)| {
        let children = needs.get(&(area, care_type)).copied().unwrap_or(0);
        let (area, care) = (&instance[area].name, &instance[care_type].id);
        (used > children).then(|| format!("{area} uses {used} places of {care} for {children} children"))
    });
    vec![Finding::none_broken("demand", "No child uses two places.", broken.collect())]
}
