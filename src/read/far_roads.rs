//! Roads that lead nowhere: junctions far from all that is to be reached, or cut off from one another.

use std::collections::BTreeSet;

use crate::domain::{Doubt, Instance, Point, RoadMap, counted, grouped, left_of};

/// Metres of a square of the grid: what has no junction in its own square and the eight about it is farther than that from any.
const SQUARE: u32 = 25_000;

/// One in so many that are far from any junction is no accident, nor are junctions that are cut off.
const ONE_IN: usize = 3;

/// What is doubtful of where the roads are.
pub(super) fn doubts(instance: &Instance, map: &RoadMap) -> impl Iterator<Item = Doubt> {
    far(instance, map).into_iter().chain(cut(map))
}

/// Sites and areas far from every junction.
fn far(instance: &Instance, map: &RoadMap) -> Option<Doubt> {
    let square = |point: Point| (point.easting() / SQUARE, point.northing() / SQUARE);
    let squares: BTreeSet<(u32, u32)> = map.nodes.iter().map(|node| square(*node)).collect();
    let is_near = |point: Point| {
        let (east, north) = square(point);
        let about = |middle: u32| [middle.checked_sub(1), Some(middle), middle.checked_add(1)].into_iter().flatten();
        about(east).any(|east| about(north).any(|north| squares.contains(&(east, north))))
    };
    let sites = instance.sites().iter().map(|site| (site.id.to_string(), site.point));
    let areas = instance.areas().iter().map(|area| (area.id.to_string(), area.centre));
    let all: Vec<(String, Point)> = sites.chain(areas).collect();
    let far: Vec<&String> = all.iter().filter(|(_, point)| !is_near(*point)).map(|(id, _)| id).collect();
    let first = far.first()?;
    (far.len() >= all.len().div_ceil(ONE_IN)).then(|| {
        let words = format!(
            "{} of {} (the first is `{first}`) are {} km or more from every junction in road_nodes.csv: are eastings and \
             northings swapped there, or in another grid?",
            count(far.len()),
            counted(all.len(), "site or area", "sites and areas"),
            SQUARE / 1_000
        );
        Doubt::new("far-roads", words)
    })
}

/// Junctions that no road joins to most of the others.
fn cut(map: &RoadMap) -> Option<Doubt> {
    let mut roots: Vec<usize> = (0..map.nodes.len()).collect();
    for road in &map.edges {
        let (from, to) = (root(&mut roots, road.from), root(&mut roots, road.to));
        roots[from] = to;
    }
    let mut joined: Vec<usize> = (0..map.nodes.len()).map(|node| root(&mut roots, node)).collect();
    joined.sort_unstable();
    let largest = joined.chunk_by(|one, other| one == other).map(<[usize]>::len).max()?;
    let cut = left_of(map.nodes.len(), largest);
    (cut > 0 && cut >= map.nodes.len().div_ceil(ONE_IN)).then(|| {
        let words = format!(
            "{} of {} not joined by road_edges.csv to the others: are roads missing?",
            count(cut),
            counted(map.nodes.len(), "junction is", "junctions are")
        );
        Doubt::new("cut-roads", words)
    })
}

/// The junction that stands for all that one is joined to.
fn root(roots: &mut [usize], mut node: usize) -> usize {
    while roots[node] != node {
        roots[node] = roots[roots[node]];
        node = roots[node];
    }
    node
}

fn count(count: usize) -> String {
    grouped(u64::try_from(count).unwrap_or(u64::MAX))
}
