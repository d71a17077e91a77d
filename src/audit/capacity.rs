//! No more children are served at a site than there are places.

use std::collections::BTreeMap;

use super::Finding;
use super::selection::funded;
use crate::domain::{CareType, Index, Plan, Site};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let mut used: BTreeMap<(Index<Site>, Index<CareType>), u64> = BTreeMap::new();
    for flow in &plan.flows {
        *used.entry((flow.site, flow.care_type)).or_insert(0) += u64::from(flow.places.count());
    }
    let places = places(question, plan);
    let broken = used.into_iter().filter_map(|(at, used)| {
        let there = places.get(&at).copied().unwrap_or(0);
        let (site, care) = (&question.problem[at.0].id, &question.problem[at.1].id);
        (used > there).then(|| format!("{site} serves {used} with {there} places of {care}"))
    });
    vec![Finding::none_broken(
        "capacity",
        "No more children are served at a site than there are places.",
        broken.collect(),
    )]
}

/// The places there are with `plan` at the horizon: what exists, less what falls away, plus what opens or is protected.
fn places(question: &Question<'_>, plan: &Plan) -> BTreeMap<(Index<Site>, Index<CareType>), u64> {
    let (problem, horizon) = (question.problem, question.model.horizon.ends_in());
    let mut places = BTreeMap::new();
    for (position, site) in problem.sites().iter().enumerate() {
        if let Some(home) = site.home.map(|home| &problem[home]) {
            let falls_away = home.at_risk_from.is_some_and(|from| from.ends_in() <= horizon);
            let lost = if falls_away { home.at_risk.count() } else { 0 };
            places.insert((Index::new(position), home.care_type), u64::from(home.places.count() - lost));
        }
    }
    for option in funded(problem, plan) {
        if option.opens.ends_in() <= horizon {
            let brings = option.additional.at(question.model.estimate).count() + option.protected.count();
            let site = problem[option.project].site;
            *places.entry((site, option.care_type)).or_insert(0) += u64::from(brings);
        }
    }
    places
}
