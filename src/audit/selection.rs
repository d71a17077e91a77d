//! What a selector speaks of and what a measure adds up, read anew for the audit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Limit};
use crate::domain::{Instance, Money, Plan, Project, ProjectOption};
use crate::model::{Measure, Selector};

/// Whether `selector` speaks of `option`.
#[must_use]
pub fn speaks_of(instance: &Instance, selector: &Selector, option: &ProjectOption) -> bool {
    objections(instance, selector, option) == 0
}

/// Every reason for which `selector` passes `option` over; none if it speaks of it.
fn objections(instance: &Instance, selector: &Selector, option: &ProjectOption) -> usize {
    let project = &instance[option.project];
    let bidder = &instance[project.area];
    let site = &instance[project.site];
    let mut reasons = 0;
    let mut unless = |agrees: bool| reasons += usize::from(!agrees);
    if let Some(wanted) = &selector.lines {
        unless(wanted.iter().any(|line| *line == instance[project.line].id));
    }
    if let Some(wanted) = &selector.regions {
        unless(wanted.iter().any(|region| *region == bidder.region));
    }
    if let Some(wanted) = &selector.groups {
        let own = instance.groups().iter().filter(|group| group.areas.contains(&project.area));
        unless(own.map(|group| &group.id).any(|id| wanted.iter().any(|group| group == id)));
    }
    if let Some(wanted) = &selector.areas {
        unless(wanted.iter().any(|area| *area == bidder.id));
    }
    if let Some(wanted) = &selector.projects {
        unless(wanted.iter().any(|id| *id == project.id));
    }
    if let Some(wanted) = &selector.homes {
        unless(site.home.is_some() && wanted.iter().any(|home| home.as_str() == site.id.as_str()));
    }
    if let Some(wanted) = &selector.care_types {
        unless(wanted.iter().any(|care| *care == instance[option.care_type].id));
    }
    if let Some(wanted) = &selector.partners {
        unless(option.joint.iter().any(|joint| wanted.iter().any(|partner| *partner == joint.partner)));
    }
    unless(selector.planned.is_none_or(|wanted| wanted == option.planned));
    if let Some(year) = selector.opens_after {
        unless(option.opens.ends_in() > year.ends_in());
    }
    if let Some(wanted) = &selector.starts {
        unless(wanted.iter().any(|year| *year == option.starts));
    }
    reasons
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
