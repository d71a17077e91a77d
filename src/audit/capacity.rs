//! No more children are served at a site than there are places.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::balance::built;
use super::selection::funded;
use crate::domain::{CareType, FinancialYear, Index, Plan, ProjectOption, Site};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let mut used: BTreeMap<(Index<Site>, Index<CareType>), u64> = BTreeMap::new();
    for flow in &plan.flows {
        *used.entry((flow.site, flow.care_type)).or_insert(0) += u64::from(flow.places.count());
    }
    let (places, built) = (places(question, plan, question.model.horizon), built(question, plan));
    let broken = used.into_iter().filter_map(|(at, used)| {
        // Two readings of what is there, apart: a plan keeps to the smaller.
        let there = [&places, &built].map(|read| read.get(&at).copied().unwrap_or(0)).into_iter().min().unwrap_or(0);
        let (site, care) = (&question.instance[at.0].id, &question.instance[at.1].id);
        (used > there).then(|| format!("{site} serves {used} with {there} places of {care}"))
    });
    vec![Finding::none_broken(
        "capacity",
        "No more children are served at a site than there are places.",
        broken.collect(),
    )]
}

/// The places there are with `plan` at the end of `year`: what exists, less what falls away, plus what opens, plus what is
/// kept of what falls away; of a home that is closed for works, only what opens.
pub(super) fn places(
    question: &Question<'_>,
    plan: &Plan,
    year: FinancialYear,
) -> BTreeMap<(Index<Site>, Index<CareType>), u64> {
    let (instance, horizon) = (question.instance, year.ends_in());
    let is_closed = |option: &&ProjectOption| {
        option.closed.is_some_and(|(from, to)| from.ends_in() <= horizon && horizon <= to.ends_in())
    };
    let closed: BTreeSet<Index<Site>> =
        funded(instance, plan).into_iter().filter(is_closed).map(|option| instance[option.project].site).collect();
    let mut places = BTreeMap::new();
    let mut lost = BTreeMap::new();
    for (position, site) in instance.sites().iter().enumerate() {
        if let Some(home) = site.home.map(|home| &instance[home]) {
            let falls_away = home.at_risk_from.is_some_and(|from| from.ends_in() <= horizon);
            let gone = if falls_away { home.at_risk.count() } else { 0 };
            let at = (Index::new(position), home.care_type);
            let is_closed = closed.contains(&at.0);
            places.insert(at, if is_closed { 0 } else { u64::from(home.places.count() - gone) });
            lost.insert(at, u64::from(gone));
        }
    }
    for option in funded(instance, plan).into_iter().filter(|option| option.opens.ends_in() <= horizon) {
        let at = (instance[option.project].site, option.care_type);
        let left = lost.entry(at).or_insert(0);
        let kept = u64::from(option.protected.count()).min(*left);
        *left -= kept;
        *places.entry(at).or_insert(0) += u64::from(option.additional.at(question.model.estimate).count()) + kept;
    }
    places
}
