//! Which options a selector matches: for the rows, and whatever is not the audit.

use super::Selector;
use crate::domain::{Index, Instance, ProjectOption};

/// The options that `selector` matches, in order.
pub(crate) fn matching<'a>(
    instance: &'a Instance,
    selector: &'a Selector,
) -> impl Iterator<Item = Index<ProjectOption>> {
    instance.option_indices().filter(move |&option| matches(instance, selector, &instance[option]))
}

fn matches(instance: &Instance, selector: &Selector, option: &ProjectOption) -> bool {
    let project = &instance[option.project];
    let area = &instance[project.area];
    let home = instance[project.site].home.map(|home| &instance[home].id);
    selector.lines.as_ref().is_none_or(|lines| lines.contains(&instance[project.line].id))
        && selector.regions.as_ref().is_none_or(|regions| regions.contains(&area.region))
        && selector.groups.as_ref().is_none_or(|groups| groups.iter().any(|group| instance.is_in(project.area, group)))
        && selector.areas.as_ref().is_none_or(|areas| areas.contains(&area.id))
        && selector.projects.as_ref().is_none_or(|projects| projects.contains(&project.id))
        && selector.homes.as_ref().is_none_or(|homes| home.is_some_and(|home| homes.contains(home)))
        && selector.care_types.as_ref().is_none_or(|types| types.contains(&instance[option.care_type].id))
        && selector
            .partners
            .as_ref()
            .is_none_or(|partners| option.joint.is_some_and(|joint| partners.contains(&joint.partner)))
        && selector.planned.is_none_or(|planned| planned == option.planned)
        && selector.opens_after.is_none_or(|year| option.opens > year)
        && selector.starts.as_ref().is_none_or(|years| years.contains(&option.starts))
}
