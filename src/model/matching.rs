//! Which options a selector matches: for the rows, and whatever is not the audit.

use super::Selector;
use crate::domain::{Index, Problem, ProjectOption};

/// The options that `selector` matches, in order.
pub(crate) fn matching<'a>(problem: &'a Problem, selector: &'a Selector) -> impl Iterator<Item = Index<ProjectOption>> {
    problem.option_indices().filter(move |&option| matches(problem, selector, &problem[option]))
}

fn matches(problem: &Problem, selector: &Selector, option: &ProjectOption) -> bool {
    let project = &problem[option.project];
    let area = &problem[project.area];
    let home = problem[project.site].home.map(|home| &problem[home].id);
    selector.lines.as_ref().is_none_or(|lines| lines.contains(&problem[project.line].id))
        && selector.regions.as_ref().is_none_or(|regions| regions.contains(&area.region))
        && selector.areas.as_ref().is_none_or(|areas| areas.contains(&area.id))
        && selector.projects.as_ref().is_none_or(|projects| projects.contains(&project.id))
        && selector.homes.as_ref().is_none_or(|homes| home.is_some_and(|home| homes.contains(home)))
        && selector.care_types.as_ref().is_none_or(|types| types.contains(&problem[option.care_type].id))
        && selector.planned.is_none_or(|planned| planned == option.planned)
        && selector.opens_after.is_none_or(|year| option.opens > year)
        && selector.starts.as_ref().is_none_or(|years| years.contains(&option.starts))
}
