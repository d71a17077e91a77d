//! No child is served beyond reach; and what a plan's places are worth.

use super::Finding;
use crate::domain::{Flow, Miles, Plan, WellLocated, Worth};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let instance = question.instance;
    let out = plan.flows.iter().filter(|flow| worth_of(question, flow).is_none());
    let broken = out.map(|flow| {
        let (site, area, care) = (&instance[flow.site].id, &instance[flow.area].name, &instance[flow.care_type].id);
        let far = miles_of(question, flow)
            .map_or_else(|| "with no way between".to_owned(), |miles| format!("{miles} miles off"));
        format!("{site} serves {area}, {far}, with {care}")
    });
    vec![Finding::none_broken("reach", "No child is served beyond the reach of a care type.", broken.collect())]
}

/// How far a flow goes, or `None` where that is not known or there is no way.
#[must_use]
pub fn miles_of(question: &Question<'_>, flow: &Flow) -> Option<Miles> {
    let row = question.distances.from_site(flow.site);
    // Rows are in order of area.
    let at = row.partition_point(|(area, _)| *area < flow.area);
    row.get(at).filter(|(area, _)| *area == flow.area).map(|&(_, miles)| miles)
}

/// Tenths of a mile from children to the places they use, all together.
#[must_use]
pub fn miles_travelled(question: &Question<'_>, plan: &Plan) -> u64 {
    let miles = |flow| miles_of(question, flow).map_or(0, |miles| u64::from(miles.tenths()));
    plan.flows.iter().map(|flow| miles(flow) * u64::from(flow.places.count())).sum()
}

/// What a place of a flow is worth, or `None` beyond reach.
#[must_use]
pub fn worth_of(question: &Question<'_>, flow: &Flow) -> Option<Worth> {
    let miles = miles_of(question, flow)?;
    let reach = question.model.reach.get(&question.instance[flow.care_type].id)?;
    let holding = reach.bands.iter().filter(|band| band.miles >= miles);
    holding.min_by_key(|band| band.miles).map(|band| band.worth)
}

/// The well-located places of `plan`; flows beyond reach count for nothing.
#[must_use]
pub fn well_located(question: &Question<'_>, plan: &Plan) -> WellLocated {
    plan.flows.iter().filter_map(|flow| Some(worth_of(question, flow)? * flow.places)).sum()
}
