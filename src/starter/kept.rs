//! What of a dataset is of some regions.

use std::collections::BTreeSet;

use crate::domain::{Instance, Link, LinkKind, Point, Project};

/// How far beyond the outermost place roads are kept, in metres: 25 miles, so that a way round is not lost.
const MARGIN: u32 = 40_000;

/// The ids that are kept, and where they are.
#[derive(Debug)]
pub(super) struct Kept {
    pub areas: BTreeSet<String>,
    pub homes: BTreeSet<String>,
    pub projects: BTreeSet<String>,
    pub lines: BTreeSet<String>,
    pub care_types: BTreeSet<String>,
    pub links: BTreeSet<String>,
    /// How many links of projects that are kept are left out, as others of their projects are.
    pub severed: usize,
    pub ground: Ground,
}

/// A rectangle of the National Grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    pub east: (u32, u32),
    pub north: (u32, u32),
}

impl Ground {
    /// The least that holds these points, and the margin about them.
    fn about(points: &[Point]) -> Self {
        let side = |of: fn(Point) -> u32| {
            let all = || points.iter().map(|point| of(*point));
            (all().min().unwrap_or(0).saturating_sub(MARGIN), all().max().unwrap_or(0).saturating_add(MARGIN))
        };
        Self { east: side(Point::easting), north: side(Point::northing) }
    }

    /// Whether a place is in it.
    pub fn holds(&self, easting: u32, northing: u32) -> bool {
        (self.east.0..=self.east.1).contains(&easting) && (self.north.0..=self.north.1).contains(&northing)
    }
}

impl Kept {
    /// What of `instance` is of `regions`: a bid is if both its authority and its home are.
    pub fn of(instance: &Instance, regions: &BTreeSet<&str>) -> Self {
        let areas = instance.areas().iter().filter(|area| regions.contains(area.region.as_str()));
        let homes = instance.homes().iter().filter(|home| regions.contains(instance[home.area].region.as_str()));
        let is_kept = |project: &Project| {
            let home = instance[project.site].home.map(|home| instance[home].area);
            [Some(project.area), home]
                .into_iter()
                .flatten()
                .all(|area| regions.contains(instance[area].region.as_str()))
        };
        let projects: Vec<&Project> = instance.projects().iter().filter(|project| is_kept(project)).collect();
        let (whole, severed) = links(instance, &projects);
        let options = projects.iter().flat_map(|project| project.option_indices());
        let demand = instance.demand().iter().filter(|need| regions.contains(instance[need.area].region.as_str()));
        let care_types = options.map(|option| instance[option].care_type);
        let care_types = care_types.chain(homes.clone().map(|home| home.care_type));
        let care_types = care_types.chain(demand.map(|need| need.care_type));
        let points: Vec<Point> = areas.clone().map(|area| area.centre).collect();
        let sites = homes.clone().map(|home| home.point).chain(projects.iter().map(|bid| instance[bid.site].point));
        Self {
            ground: Ground::about(&points.into_iter().chain(sites).collect::<Vec<_>>()),
            areas: areas.map(|area| area.id.to_string()).collect(),
            homes: homes.map(|home| home.id.to_string()).collect(),
            lines: projects.iter().map(|project| instance[project.line].id.to_string()).collect(),
            care_types: care_types.map(|care_type| instance[care_type].id.to_string()).collect(),
            projects: projects.into_iter().map(|project| project.id.to_string()).collect(),
            links: whole,
            severed,
        }
    }
}

/// The links all of whose projects are kept, and how many others there are of any of these.
fn links(instance: &Instance, projects: &[&Project]) -> (BTreeSet<String>, usize) {
    let kept: BTreeSet<&str> = projects.iter().map(|project| project.id.as_str()).collect();
    let (mut whole, mut severed) = (BTreeSet::new(), 0);
    for Link { id, kind } in instance.links() {
        let ends = match kind {
            LinkKind::Requires(one, other) | LinkKind::Excludes(one, other) => vec![*one, *other],
            LinkKind::OneOf(all) => all.clone(),
        };
        match ends.iter().filter(|end| kept.contains(instance[**end].id.as_str())).count() {
            0 => {}
            count if count == ends.len() => {
                whole.insert(id.to_string());
            }
            _ => severed += 1,
        }
    }
    (whole, severed)
}
