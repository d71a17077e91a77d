//! What must hold between tables.

use std::collections::{BTreeMap, BTreeSet};

use super::care_types::CareTypes;
use super::circles::circles;
use super::homes::Homes;
use super::options::Options;
use super::projects::{Ground, Projects};
use super::table::Table;
use crate::domain::{Home, Index, Link, LinkKind, Places, Project};

/// Notes projects without an option.
pub(super) fn every_project_has_an_option(projects: &Projects, options: &Options) {
    if !options.names_all {
        return;
    }
    for (line, bid) in projects.rows.values() {
        if !options.keys.contains_key(bid.id.as_str()) {
            let mistake = format!("`{}` has no option in options.csv, and should have at least one", bid.id);
            projects.table.say(*line, "project", &mistake);
        }
    }
}

/// Notes projects of which two options are planned: at most one is funded.
pub(super) fn one_option_is_planned(options: &Options) {
    let mut planned: BTreeMap<Index<Project>, (u64, &str)> = BTreeMap::new();
    let mut in_order: Vec<_> = options.rows.iter().filter(|(_, (_, option))| option.planned).collect();
    in_order.sort_by_key(|(_, (line, _))| *line);
    for ((project, id), (line, option)) in in_order {
        if let Some((first, other)) = planned.get(&option.project) {
            let mistake = format!("option `{other}` of `{project}`, on line {first}, is planned too; at most one is");
            options.table.say(*line, "planned", &mistake);
        } else {
            planned.insert(option.project, (*line, id));
        }
    }
}

/// Notes projects whose status says that they are in the published plan and of which no option is planned, or the other
/// way round.
pub(super) fn status_agrees_with_the_plan(projects: &Projects, options: &Options) {
    if !options.names_all {
        return;
    }
    let planned: BTreeMap<Index<Project>, &str> = options
        .rows
        .iter()
        .filter(|(_, (_, option))| option.planned)
        .map(|((_, id), (_, option))| (option.project, id.as_str()))
        .collect();
    let seen: BTreeSet<Index<Project>> = options.rows.values().map(|(_, option)| option.project).collect();
    for (index, (line, bid)) in &projects.rows {
        let Some(status) = bid.status.filter(|_| seen.contains(index)) else { continue };
        let mistake = match planned.get(index) {
            None if status.is_in_the_plan() => {
                format!("`{status}`, and no option of it is planned: say in options.csv which one is, or write `bid`")
            }
            Some(option) if !status.is_in_the_plan() => {
                format!("`{status}`, and its option `{option}` is planned: write `announced`, or how far it has come")
            }
            Some(_) | None => continue,
        };
        projects.table.say(*line, "status", &mistake);
    }
}

/// Notes places protected that are of another care type than the home they are at: what is kept of a home is its own.
pub(super) fn protected_places_are_of_the_home(
    care_types: &CareTypes,
    homes: &Homes,
    projects: &Projects,
    options: &Options,
) {
    for (line, option) in options.rows.values().filter(|(_, option)| option.protected > Places::ZERO) {
        let Some(Ground::Home(index)) = projects.get(option.project).map(|bid| bid.ground) else { continue };
        let Some(home) = homes.get(index).filter(|home| home.care_type != option.care_type) else { continue };
        let [given, own] = [option.care_type, home.care_type].map(|index| care_types.keys.id(index));
        let mistake =
            format!("`{given}` is not the care type of the places it protects: those of `{}` are for `{own}`", home.id);
        options.table.say(*line, "care_type", &mistake);
    }
}

/// Notes places protected that are not at risk, or are protected twice.
pub(super) fn protected_places_are_at_risk(homes: &Homes, projects: &Projects, options: &Options) {
    // By home: the most places that an option of each project protects.
    let mut most: BTreeMap<Index<Home>, BTreeMap<Index<Project>, Places>> = BTreeMap::new();
    let mut in_excess = Vec::new();
    for (line, option) in options.rows.values() {
        let Some(bid) = projects.get(option.project) else { continue };
        match bid.ground {
            Ground::New(_) if option.protected > Places::ZERO => {
                let mistake = format!("`{}` at a new site, where no place is at risk", option.protected);
                options.table.say(*line, "protected", &mistake);
            }
            Ground::New(_) => {}
            Ground::Home(index) => {
                let Some(home) = homes.get(index) else { continue };
                if option.protected > home.at_risk {
                    let mistake = format!(
                        "{} is more than the {} places at risk at `{}`",
                        option.protected, home.at_risk, home.id
                    );
                    options.table.say(*line, "protected", &mistake);
                    in_excess.push(index);
                }
                let own = most.entry(index).or_default().entry(option.project).or_default();
                *own = option.protected.max(*own);
            }
        }
    }
    most.retain(|index, _| !in_excess.contains(index));
    no_place_is_protected_twice(homes, projects, &most);
}

/// Notes homes whose projects together protect more than is at risk, given the most places that each protects.
fn no_place_is_protected_twice(
    homes: &Homes,
    projects: &Projects,
    most: &BTreeMap<Index<Home>, BTreeMap<Index<Project>, Places>>,
) {
    for (index, (line, home)) in &homes.rows {
        let Some(by_project) = most.get(index) else { continue };
        // In 64 bits: the most places of the most projects are more than `Places` can hold.
        let together: u64 = by_project.values().map(|places| u64::from(places.count())).sum();
        if together > u64::from(home.at_risk.count()) {
            let named = by_project.iter().filter(|(_, places)| **places > Places::ZERO);
            let named: Vec<String> = named
                .filter_map(|(&project, places)| Some(format!("{} ({places})", projects.get(project)?.id)))
                .collect();
            let mistake = format!(
                "{} places are at risk, and {together} are protected: {}; each would count more than once",
                home.at_risk,
                named.join(", ")
            );
            homes.table.say(*line, "places_at_risk", &mistake);
        }
    }
}

/// Notes projects that require one another in a circle.
pub(super) fn nothing_requires_itself(table: &Table, links: &[(u64, Link)], projects: &Projects) {
    let requires = links.iter().filter_map(|(line, link)| match link.kind {
        LinkKind::Requires(project, other) => Some((project.position(), other.position(), *line)),
        LinkKind::Excludes(..) | LinkKind::OneOf(_) => None,
    });
    let edges: Vec<(usize, usize, u64)> = requires.collect();
    for mut circle in circles(edges.iter().map(|&(project, other, _)| (project, other))) {
        let line = edges.iter().find(|(project, other, _)| circle[..2] == [*project, *other]).map_or(0, |edge| edge.2);
        circle.push(circle[0]);
        let ids: Vec<&str> = circle.iter().map(|&node| projects.keys.id(Index::new(node))).collect();
        table.say(line, "project", &format!("these require one another in a circle: {}", ids.join(" -> ")));
    }
}
