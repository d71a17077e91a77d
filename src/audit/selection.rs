//! What a selector speaks of and what a measure adds up, read anew for the audit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Limit};
use crate::domain::{GroupId, Instance, Money, Plan, Project, ProjectOption};
use crate::model::{Measure, Selector};

/// Whether `selector` speaks of `option`: every key that it has must agree.
#[must_use]
pub fn speaks_of(instance: &Instance, selector: &Selector, option: &ProjectOption) -> bool {
    let project = &instance[option.project];
    let (bidder, site) = (&instance[project.area], &instance[project.site]);
    let is_of = |group: &GroupId| {
        instance.groups().iter().any(|known| known.id == *group && known.areas.contains(&project.area))
    };
    agrees(selector.lines.as_ref(), |line| *line == instance[project.line].id)
        && agrees(selector.regions.as_ref(), |region| *region == bidder.region)
        && agrees(selector.groups.as_ref(), is_of)
        && agrees(selector.areas.as_ref(), |area| *area == bidder.id)
        && agrees(selector.projects.as_ref(), |id| *id == project.id)
        && agrees(selector.homes.as_ref(), |home| site.home.is_some() && home.as_str() == site.id.as_str())
        && agrees(selector.care_types.as_ref(), |care| *care == instance[option.care_type].id)
        && agrees(selector.partners.as_ref(), |partner| option.joint.is_some_and(|joint| joint.partner == *partner))
        && selector.planned.is_none_or(|wanted| wanted == option.planned)
        && selector.opens_after.is_none_or(|year| option.opens.ends_in() > year.ends_in())
        && agrees(selector.starts.as_ref(), |year| *year == option.starts)
}

/// Whether one of the values of a key agrees; without the key, anything does.
fn agrees<T>(wanted: Option<&BTreeSet<T>>, agrees: impl Fn(&T) -> bool) -> bool {
    wanted.is_none_or(|wanted| wanted.iter().any(agrees))
}

/// The options that `selector` speaks of.
pub(super) fn spoken_of<'a>(instance: &'a Instance, selector: &'a Selector) -> Vec<&'a ProjectOption> {
    instance.options().iter().filter(|option| speaks_of(instance, selector, option)).collect()
}

/// The options that `plan` funds.
pub(super) fn funded<'a>(instance: &'a Instance, plan: &'a Plan) -> Vec<&'a ProjectOption> {
    plan.funded.iter().map(|&option| &instance[option]).collect()
}

/// The projects of which `plan` funds an option.
pub(super) fn funded_projects(instance: &Instance, plan: &Plan) -> BTreeSet<crate::domain::Index<Project>> {
    plan.funded.iter().map(|&option| instance[option].project).collect()
}

/// What `measure` makes of one option: pounds, or a count.
#[must_use]
pub fn amount(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            let by_year: BTreeMap<_, Money> = option.spend.iter().copied().collect();
            years.iter().filter_map(|year| by_year.get(year)).map(|spend| spend.pounds()).sum()
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Partner => option.joint.map_or(0, |joint| joint.pays.pounds()),
        Measure::PartnerPlaces => option.joint.map_or(0, |joint| joint.places.count().into()),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    }
}

/// Whether a rule holds the plan back: under an upper limit, no project left out would still fit; over a lower one,
/// nothing funded could be left out.
pub(super) fn is_binding(limit: Limit, slack: i64, funded: &[i64], left_out: &[i64]) -> bool {
    let amounts = match limit {
        Limit::AtMost => left_out,
        Limit::AtLeast | Limit::Exactly => funded,
    };
    let least = amounts.iter().copied().filter(|amount| *amount > 0).min();
    slack >= 0 && least.map_or(slack == 0, |least| least > slack)
}

impl Finding {
    /// Sets whether it holds the plan back, by the amounts of what is funded and of the projects left out.
    pub(super) fn bound_by(mut self, funded: &[i64], left_out: &[i64]) -> Self {
        self.binding = is_binding(self.limit, self.slack(), funded, left_out);
        self
    }
}
