//! No more children are served at a site than there are places of which one may be sure.

use std::collections::BTreeMap;

use super::Finding;
use super::chance::is_sure;
use super::selection::funded;
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
    let broken = served.into_iter().filter_map(|((site, care), served)| {
        let sure = sure_places(question, plan, asked, (site, care));
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

/// The places of a site that stand at the horizon, and those that funded options add there or keep, where it is as sure as
/// is asked that they are open by then.
fn sure_places(
    question: &Question<'_>,
    plan: &Plan,
    asked: &Deliverability,
    (site, care): (Index<Site>, Index<CareType>),
) -> u64 {
    let (instance, model) = (question.instance, question.model);
    let here = instance[site].home.map(|home| &instance[home]).filter(|home| home.care_type == care);
    let (today, goes) = here.map_or((0, 0), |home| {
        let goes = home.at_risk_from.is_some_and(|from| from <= model.horizon);
        (home.places.count(), if goes { home.at_risk.count() } else { 0 })
    });
    let own = funded(instance, plan).into_iter().filter(|option| option.care_type == care);
    let own = own.filter(|option| instance[option.project].site == site && option.opens <= model.horizon);
    let when = (model.horizon, model.as_of);
    let (mut added, mut kept) = (0, 0);
    for option in own.filter(|option| is_sure(instance, option, when, asked.share.thousandths())) {
        added += u64::from(option.additional.at(model.estimate).count());
        kept += u64::from(option.protected.count());
    }
    u64::from(today - goes) + added + kept.min(goes.into())
}
