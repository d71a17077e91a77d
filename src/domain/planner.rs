//! A dataset as the planner of a group sees it.
//!
//! Its need counts, its places count, and its bids can be funded; all else is not there. Areas and sites keep their
//! positions, so that distances hold of the part as of the whole, and the whole is kept, to tell what neighbours take and
//! give.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Area, Group, Index, Instance, Link, LinkKind, Parts, Plan, Project, ProjectOption, Site};

/// Who plans, and what there is beyond what is planned for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planner {
    /// The group.
    pub group: Index<Group>,
    /// The dataset of all areas, as it is adjusted.
    pub whole: Arc<Instance>,
}

/// Where the rows that are kept of a table come to stand, by where they stood.
type Moved<T> = BTreeMap<Index<T>, Index<T>>;

impl Instance {
    /// This dataset as the planner of `group` sees it.
    #[must_use]
    pub fn planned_by(self, group: Index<Group>) -> Self {
        let mut parts = self.to_parts();
        let areas = self[group].areas.clone();
        // What was published of the whole says nothing of a part.
        parts.lines.iter_mut().for_each(|line| line.published = None);
        let of_years = parts.demand_from.values_mut().chain(parts.demand_read_from.values_mut());
        for demand in of_years.chain([&mut parts.demand, &mut parts.demand_read]) {
            demand.retain(|need| areas.contains(&need.area));
        }
        for layer in &mut parts.demand_layers {
            layer.rows.retain(|row| areas.contains(&row.area));
        }
        let homes = keep(&mut parts.homes, |home| areas.contains(&home.area));
        for site in &mut parts.sites {
            site.home = site.home.and_then(|home| homes.get(&home).copied());
        }
        let sites = parts.sites.clone();
        let is_own =
            |project: &Project| areas.contains(&project.area) && areas.contains(&sites[project.site.position()].area);
        let projects = keep(&mut parts.projects, is_own);
        keep_options(&mut parts, &projects);
        parts.links = parts.links.into_iter().filter_map(|link| moved(link, &projects)).collect();
        Self::new(parts).beside(Planner { group, whole: Arc::new(self) })
    }

    /// Whether the area is planned for: every one is, unless a group plans.
    #[must_use]
    pub fn plans_for(&self, area: Index<Area>) -> bool {
        self.planner().is_none_or(|planner| self[planner.group].areas.contains(&area))
    }

    /// Whether places at the site count.
    #[must_use]
    pub fn plans_at(&self, site: Index<Site>) -> bool {
        self.plans_for(self[site].area)
    }
}

impl Planner {
    /// What `plan` funds of a part, among the options of the whole.
    #[must_use]
    pub fn of_whole(&self, part: &Instance, plan: &Plan) -> Plan {
        let find = |option: &ProjectOption| {
            let id = &part[option.project].id;
            let at = self.whole.projects().binary_search_by(|project| project.id.cmp(id)).ok()?;
            self.whole.projects()[at].option_indices().find(|own| self.whole[*own].id == option.id)
        };
        Plan { funded: plan.options(part).filter_map(find).collect(), flows: Vec::new() }
    }
}

/// Keeps the rows of a table that are meant, and says where they then stand.
fn keep<T>(rows: &mut Vec<T>, is_meant: impl Fn(&T) -> bool) -> Moved<T> {
    let meant = rows.iter().enumerate().filter(|(_, row)| is_meant(row)).map(|(at, _)| Index::new(at));
    let moved = meant.enumerate().map(|(to, from)| (from, Index::new(to))).collect();
    rows.retain(is_meant);
    moved
}

/// Keeps the options of the projects that are kept.
fn keep_options(parts: &mut Parts, projects: &Moved<Project>) {
    parts.options.retain(|option| projects.contains_key(&option.project));
    for option in &mut parts.options {
        option.project = projects[&option.project];
    }
    for (at, project) in parts.projects.iter_mut().enumerate() {
        let first = parts.options.partition_point(|option| option.project.position() < at);
        let end = parts.options.partition_point(|option| option.project.position() <= at);
        project.options = first..end;
    }
}

/// A link among the projects that are kept; nothing where one of its own is not.
fn moved(link: Link, projects: &Moved<Project>) -> Option<Link> {
    let to = |project: Index<Project>| projects.get(&project).copied();
    let kind = match link.kind {
        LinkKind::Requires(one, other) => LinkKind::Requires(to(one)?, to(other)?),
        LinkKind::Excludes(one, other) => LinkKind::Excludes(to(one)?, to(other)?),
        LinkKind::OneOf(all) => LinkKind::OneOf(all.into_iter().map(to).collect::<Option<_>>()?),
    };
    Some(Link { id: link.id, kind })
}
