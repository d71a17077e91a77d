//! How far each site is from each area: by road, in a straight line, or as given.
//!
//! [`survey`] answers for a whole problem, [`survey_kept`] once for many commands; [`Roads`] measures between any points. The answer is the same on any number
//! of threads.

mod ground;
mod kept;
mod local;
mod near;
mod network;
mod search;
mod ways;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::domain::{Area, Distances, Index, Instance, Miles, Point, RoadMap, Site};
pub use kept::{Origin, survey_kept};
use near::Near;
pub use ways::{Roads, Way};

/// What counts as the distance between a site and an area.
pub enum Metric<'a> {
    /// The shortest way by main and local roads.
    Road {
        /// The roads and the land.
        map: &'a RoadMap,
        /// The length of a local road, as a percentage of the straight line: see [`Roads::new`].
        local_road_percent: u32,
    },
    /// The straight line on the National Grid, over land and water.
    StraightLine,
    /// The miles given; a pair that is not given is beyond reach.
    Matrix(&'a Distances),
}

/// The distances of a problem, and what its reader should know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Every pair within the bound, which is kept after rounding to tenths of a mile.
    pub distances: Distances,
    /// By road only: how far each site, and then each area, stands from the network.
    pub snaps: Vec<Snap>,
    /// By road only: the pairs within the bound in a straight line that no road joins at all, as across the sea.
    pub no_way: Vec<(Index<Site>, Index<Area>)>,
}

/// How far a place stands from the road network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    /// The place.
    pub place: Place,
    /// Metres in a straight line to the nearest junction, over land or water.
    pub metres: u32,
}

/// A place that distances are measured from or to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A site.
    Site(Index<Site>),
    /// The centre of an area.
    Area(Index<Area>),
}

/// The miles from every site of `instance` to every area `within` reach of it.
#[must_use]
pub fn survey(instance: &Instance, metric: &Metric<'_>, within: Miles) -> Survey {
    match metric {
        Metric::Road { map, local_road_percent } => by_road(instance, &Roads::new(map, *local_road_percent), within),
        Metric::StraightLine => in_a_straight_line(instance, within),
        Metric::Matrix(given) => plain(instance, within, |site| given.from_site(site).to_vec()),
    }
}

/// Whether more than `most` areas in all are within these reaches of sites in a straight line. No more are counted.
#[must_use]
pub fn has_more_pairs(
    instance: &Instance,
    reaches: impl IntoIterator<Item = (Index<Site>, Miles)>,
    most: usize,
) -> bool {
    let near = Near::new(instance.areas().iter().map(|area| area.centre));
    let pairs = reaches.into_iter().flat_map(|(site, within)| near.within(instance[site].point, within.most_metres()));
    pairs.take(most.saturating_add(1)).count() > most
}

/// The survey by road.
fn by_road(instance: &Instance, roads: &Roads, within: Miles) -> Survey {
    let sites: Vec<Point> = instance.sites().iter().map(|site| site.point).collect();
    let centres: Vec<Point> = instance.areas().iter().map(|area| area.centre).collect();
    let ways = roads.ways(&sites, &centres, within.most_metres());
    let areas: Vec<Index<Area>> = instance.area_indices().collect();
    let pairs = || instance.site_indices().zip(&ways).flat_map(|(site, row)| row.iter().map(move |way| (site, way)));
    let no_way =
        pairs().filter(|(_, (_, way))| *way == Way::Nowhere).map(|(site, (area, _))| (site, areas[*area])).collect();
    let rows = ways.iter().map(|row| within_reach(row, &areas));
    let places = instance.site_indices().map(Place::Site).chain(instance.area_indices().map(Place::Area));
    let snaps = places
        .zip(sites.iter().chain(&centres))
        .filter_map(|(place, &point)| roads.metres_to_junction(point).map(|metres| Snap { place, metres }));
    Survey { distances: Distances::new(rows.collect()), snaps: snaps.collect(), no_way }
}

/// The miles by road from some sites, each in a row.
fn rows_by_road(
    instance: &Instance,
    roads: &Roads,
    sites: &[Index<Site>],
    within: Miles,
) -> Vec<Vec<(Index<Area>, Miles)>> {
    let from: Vec<Point> = sites.iter().map(|site| instance[*site].point).collect();
    let centres: Vec<Point> = instance.areas().iter().map(|area| area.centre).collect();
    let areas: Vec<Index<Area>> = instance.area_indices().collect();
    roads.ways(&from, &centres, within.most_metres()).iter().map(|row| within_reach(row, &areas)).collect()
}

/// The areas that a way leads to which is not too long, and the miles of it.
fn within_reach(ways: &[(usize, Way)], areas: &[Index<Area>]) -> Vec<(Index<Area>, Miles)> {
    let miles = |(area, way): &(usize, Way)| match way {
        Way::Metres(metres) => Some((areas[*area], Miles::from_metres(*metres))),
        Way::Beyond | Way::Nowhere => None,
    };
    ways.iter().filter_map(miles).collect()
}

/// The survey in a straight line.
fn in_a_straight_line(instance: &Instance, within: Miles) -> Survey {
    let areas: Vec<Index<Area>> = instance.area_indices().collect();
    let near = Near::new(instance.areas().iter().map(|area| area.centre));
    plain(instance, within, |site| {
        let point = instance[site].point;
        let areas = near.within(point, within.most_metres()).map(|area| areas[area]);
        areas.map(|area| (area, Miles::from_metres(point.metres_to(instance[area].centre)))).collect()
    })
}

/// The survey by a metric that needs no roads, and knows the `miles` from a site to every area that is within reach.
fn plain(
    instance: &Instance,
    within: Miles,
    miles: impl Fn(Index<Site>) -> Vec<(Index<Area>, Miles)> + Sync,
) -> Survey {
    let row = |site| miles(site).into_iter().filter(|(_, miles)| *miles <= within).collect();
    let sites: Vec<Index<Site>> = instance.site_indices().collect();
    let rows = sites.into_par_iter().map(row).collect();
    Survey { distances: Distances::new(rows), snaps: Vec::new(), no_way: Vec::new() }
}
