//! No more children are served at a site than there are places of which one may be sure.

use std::collections::BTreeMap;

use super::Finding;
use super::capacity::places;
use super::place_years::counted;
use crate::domain::{CareType, Index, Plan, Site};
use crate::model::{Deliverability, Question};

const FAMILY: &str = "deliverability";

/// What is found where a model asks how sure one must be of places.
pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    question.model.deliverability.iter().map(|asked| finding(question, plan, asked)).collect()
}

fn finding(question: &Question<'_>, plan: &Plan, asked: &Deliverability) -> Finding {
    let mut served: BTreeMap<(Index<Site>, Index<CareType>), u64> = BTreeMap::new();
    for flow in &plan.flows {
        *served.entry((flow.site, flow.care_type)).or_default() += u64::from(flow.places.count());
    }
    // A plan that serves nobody yet is looked at often, and the chances take long to work out.
    let sure = if served.is_empty() { BTreeMap::new() } else { sure(question, plan) };
    let broken = served.into_iter().filter_map(|((site, care), served)| {
        let sure = sure.get(&(site, care)).copied().unwrap_or(0);
        let (site, care) = (&question.instance[site].id, &question.instance[care].id);
        (served > sure).then(|| format!("{site} serves {served} with {sure} places of {care} to be sure of"))
    });
    let horizon = question.model.horizon;
    let rule = format!(
        "No more children are served at a site than there are places that are open by {horizon} with a chance of at least \
         {asked}."
    );
    Finding { source: asked.source.clone(), ..Finding::none_broken(FAMILY, &rule, broken.collect()) }
}

/// The places of each site and care type that stand at the horizon, and those that funded options add there or keep, where
/// it is as sure as is asked that they are open by then.
fn sure(question: &Question<'_>, plan: &Plan) -> BTreeMap<(Index<Site>, Index<CareType>), u64> {
    let horizon = question.model.horizon;
    places(question, &counted(question, plan, horizon), horizon)
}
