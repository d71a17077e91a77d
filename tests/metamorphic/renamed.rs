//! The same question with other ids, which turn the order of every table round.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use placewell::domain::{Demand, Distances, Id, Index, Kind, Link, LinkKind, Parts, Project};
use placewell::model::{AnyClause, Model, Selector};

use super::asked::Asked;

/// The same question under other names.
pub fn renamed(asked: &Asked) -> Asked {
    let Asked { parts, model, distances } = asked;
    let areas = parts.areas.len();
    let rows = (0..parts.sites.len()).rev().map(|site| {
        let row = distances.from_site(Index::new(site)).iter();
        row.map(|&(area, miles)| (flip(area, areas), miles)).collect()
    });
    Asked { distances: Distances::new(rows.collect()), parts: tables(parts), model: rules(model) }
}

/// Another id, which comes before those that it came after.
fn other<K: Kind>(id: &Id<K>) -> Id<K> {
    let turned = id.as_str().bytes().map(|byte| match byte {
        b'a'..=b'z' => char::from(b'z' - (byte - b'a')),
        _ => char::from(b'9' - (byte - b'0')),
    });
    turned.collect::<String>().parse().expect("a plain id")
}

/// The position of the same row in a table of this many rows that has been turned round.
fn flip<T>(index: Index<T>, rows: usize) -> Index<T> {
    Index::new(rows - 1 - index.position())
}

/// The rows from the last to the first, each with something changed.
fn turned<T: Clone>(rows: &[T], change: impl Fn(&mut T)) -> Vec<T> {
    let mut rows: Vec<T> = rows.iter().rev().cloned().collect();
    rows.iter_mut().for_each(change);
    rows
}

fn tables(parts: &Parts) -> Parts {
    let [cares, areas, lines] = [parts.care_types.len(), parts.areas.len(), parts.lines.len()];
    let [homes, sites, projects] = [parts.homes.len(), parts.sites.len(), parts.projects.len()];
    let span = |range: &Range<usize>| parts.options.len() - range.end..parts.options.len() - range.start;
    let need = |need: &mut Demand| {
        need.area = flip(need.area, areas);
        need.care_type = flip(need.care_type, cares);
    };
    Parts {
        own: parts.own.clone(),
        about: parts.about.clone(),
        care_types: turned(&parts.care_types, |care| care.id = other(&care.id)),
        areas: turned(&parts.areas, |area| {
            area.id = other(&area.id);
            area.region = region(&area.region);
        }),
        groups: turned(&parts.groups, |group| {
            group.id = other(&group.id);
            group.areas = group.areas.iter().map(|area| flip(*area, areas)).collect();
        }),
        lines: turned(&parts.lines, |line| line.id = other(&line.id)),
        homes: turned(&parts.homes, |home| {
            home.id = other(&home.id);
            home.area = flip(home.area, areas);
            home.care_type = flip(home.care_type, cares);
        }),
        sites: turned(&parts.sites, |site| {
            site.id = other(&site.id);
            site.area = flip(site.area, areas);
            site.home = site.home.map(|home| flip(home, homes));
        }),
        projects: turned(&parts.projects, |project| {
            project.id = other(&project.id);
            project.line = flip(project.line, lines);
            project.area = flip(project.area, areas);
            project.site = flip(project.site, sites);
            project.options = span(&project.options);
        }),
        options: turned(&parts.options, |option| {
            option.id = other(&option.id);
            option.project = flip(option.project, projects);
            option.care_type = flip(option.care_type, cares);
        }),
        demand: turned(&parts.demand, need),
        demand_from: parts.demand_from.iter().map(|(year, demand)| (*year, turned(demand, need))).collect(),
        // No layer is chosen: the question is of demand as it stands.
        demand_read: Vec::new(),
        demand_read_from: BTreeMap::new(),
        demand_layers: Vec::new(),
        links: turned(&parts.links, |link| *link = other_link(link, projects)),
    }
}

fn other_link(link: &Link, projects: usize) -> Link {
    let flip = |project: &Index<Project>| flip(*project, projects);
    let kind = match &link.kind {
        LinkKind::Requires(one, needed) => LinkKind::Requires(flip(one), flip(needed)),
        LinkKind::Excludes(one, another) => LinkKind::Excludes(flip(one), flip(another)),
        LinkKind::OneOf(group) => LinkKind::OneOf(group.iter().rev().map(flip).collect()),
    };
    Link { id: other(&link.id), kind }
}

/// Another name for a region, which turns their order round.
fn region(name: &str) -> String {
    if name == "North" { "West".to_owned() } else { "East".to_owned() }
}

fn rules(model: &Model) -> Model {
    let mut model = model.clone();
    model.funds = turned(&model.funds, |fund| {
        fund.id = other(&fund.id);
        fund.lines = fund.lines.iter().map(other).collect();
    });
    model.reach = model.reach.iter().map(|(care, reach)| (other(care), reach.clone())).collect::<BTreeMap<_, _>>();
    model.fixes = turned(&model.fixes, |fix| {
        fix.id = other(&fix.id);
        fix.selector = selector(&fix.selector);
    });
    model.rules = turned(&model.rules, |rule| {
        rule.id = other(&rule.id);
        rule.selector = selector(&rule.selector);
    });
    for clause in &mut model.clauses {
        match clause {
            AnyClause::Pace(pace) => pace.selector = selector(&pace.selector),
        }
    }
    if let Some(floor) = &mut model.coverage_floor {
        floor.regions = floor.regions.iter().map(|name| region(name)).collect();
        floor.groups = floor.groups.iter().map(other).collect();
    }
    model
}

fn selector(selector: &Selector) -> Selector {
    fn others<K: Kind>(ids: Option<&BTreeSet<Id<K>>>) -> Option<BTreeSet<Id<K>>> {
        ids.map(|ids| ids.iter().map(other).collect())
    }
    Selector {
        lines: others(selector.lines.as_ref()),
        regions: selector.regions.as_ref().map(|names| names.iter().map(|name| region(name)).collect()),
        groups: others(selector.groups.as_ref()),
        areas: others(selector.areas.as_ref()),
        projects: others(selector.projects.as_ref()),
        homes: others(selector.homes.as_ref()),
        care_types: others(selector.care_types.as_ref()),
        ..selector.clone()
    }
}
