//! A made-up country of roads, sites and areas of any size; and the shortest ways in it by a plain search over everything,
//! to hold ours against.

use std::collections::BTreeMap;

use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use placewell::domain::{Area, Index, Instance, Land, Miles, Parts, Point, Polygon, RoadEdge, RoadMap, Site};
use placewell::roads::Survey;

/// The corner of the country, and how wide and high it is, in metres.
const CORNER: (u32, u32) = (150_000, 100_000);
const SIZE: (u32, u32) = (400_000, 480_000);

/// Local roads, in per cents of a straight line, and how far a point looks for junctions, in metres.
pub(crate) const LOCAL_PERCENT: u32 = 130;
const LEG_METRES: u32 = 15_000;

/// Roads, and a problem of nothing but sites and areas.
pub(crate) struct Country {
    pub(crate) map: RoadMap,
    pub(crate) instance: Instance,
}

/// A country of about so many junctions, with so many sites and areas: the same every time.
pub(crate) fn country(junctions: usize, sites: usize, areas: usize) -> Country {
    let mut random = fastrand::Rng::with_seed(1);
    let map = roads(junctions, &mut random);
    let mut point = || at(random.u32(0..SIZE.0), random.u32(0..SIZE.1));
    let site = |number| Site { id: id(number), point: point(), area: Index::new(0), home: None };
    let sites = (0..sites).map(site).collect();
    let area = |number: usize| Area {
        id: format!("a{number:06}").parse().expect("an id"),
        name: String::new(),
        region: String::new(),
        centre: point(),
        match_limit: None,
    };
    let areas = (0..areas).map(area).collect();
    Country { map, instance: Instance::new(Parts { sites, areas, ..Parts::default() }) }
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(number: usize) -> T {
    format!("s{number:06}").parse().expect("an id")
}

fn at(east: u32, north: u32) -> Point {
    Point::new(CORNER.0 + east, CORNER.1 + north).expect("in England")
}

/// A bent lattice: every road along a row, two in three between rows, and all of those at its ends, so that no junction is
/// a dead end. A road is 5% to 45% longer than the straight line.
fn roads(junctions: usize, random: &mut fastrand::Rng) -> RoadMap {
    let side = junctions.isqrt().max(2);
    let step = |metres: u32| metres / u32::try_from(side).expect("a small number");
    let (east, north) = (step(SIZE.0), step(SIZE.1));
    let mut nodes = Vec::with_capacity(side * side);
    for row in 0..u32::try_from(side).expect("a small number") {
        for column in 0..u32::try_from(side).expect("a small number") {
            nodes.push(at(column * east + random.u32(0..east), row * north + random.u32(0..north)));
        }
    }
    let mut edges = Vec::new();
    for from in 0..nodes.len() {
        let column = from % side;
        let is_end = column == 0 || column + 1 == side;
        let up = from + side < nodes.len() && (is_end || random.u32(0..3) > 0);
        let nexts = [(column + 1 < side).then_some(from + 1), up.then_some(from + side)];
        for to in nexts.into_iter().flatten() {
            let metres = nodes[from].metres_to(nodes[to]) * random.u32(105..145) / 100;
            edges.push(RoadEdge { from, to, metres });
        }
    }
    let corners = [(0, 0), (SIZE.0, 0), SIZE, (0, SIZE.1)].map(|(east, north)| at(east, north));
    let land = Land { polygons: vec![Polygon { outer: corners.to_vec(), holes: Vec::new() }] };
    RoadMap { nodes, edges, land }
}

/// The areas of which `survey` and a plain search over everything do not say the same, from every so manieth site.
pub(crate) fn differences(country: &Country, survey: &Survey, within: Miles, every: usize) -> Vec<String> {
    let Country { map, instance } = country;
    let mut graph: UnGraph<Point, u32> = UnGraph::new_undirected();
    let junctions: Vec<NodeIndex> = map.nodes.iter().map(|&point| graph.add_node(point)).collect();
    for road in &map.edges {
        graph.add_edge(junctions[road.from], junctions[road.to], road.metres);
    }
    let local = |a: Point, b: Point| (a.metres_to(b) * LOCAL_PERCENT + 50) / 100;
    let legs = |point: Point| {
        let near =
            junctions.iter().filter(move |&&junction| map.nodes[junction.index()].metres_to(point) <= LEG_METRES);
        near.map(move |&junction| (junction, local(point, map.nodes[junction.index()])))
    };
    let mut differences = Vec::new();
    for site in instance.site_indices().step_by(every) {
        let point = instance[site].point;
        let mut with_site = graph.clone();
        let start = with_site.add_node(point);
        for (junction, metres) in legs(point) {
            with_site.add_edge(start, junction, metres);
        }
        let best: BTreeMap<NodeIndex, u32> =
            dijkstra(&with_site, start, None, |road| *road.weight()).into_iter().collect();
        for area in instance.area_indices() {
            let centre = instance[area].centre;
            let by_road = legs(centre).filter_map(|(junction, leg)| Some(best.get(&junction)? + leg)).min();
            let all = by_road.into_iter().chain([local(point, centre)]).min().map(Miles::from_metres);
            let (wanted, found) = (all.filter(|miles| *miles <= within), survey.distances.between(site, area));
            if wanted != found {
                differences
                    .push(format!("{} to {}: {found:?}, and plainly {wanted:?}", instance[site].id, instance[area].id));
            }
        }
    }
    differences
}
