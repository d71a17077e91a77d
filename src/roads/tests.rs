//! Surveys of small made-up countries, beside what a plain search over everything says.

use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use proptest::prelude::*;

use crate::domain::{Land, Parts, Polygon, RoadEdge};
use crate::roads::*;

fn at(easting: u32, northing: u32) -> Point {
    Point::new(300_000 + easting, 300_000 + northing).expect("in England")
}

/// A rectangle from its south-west to its north-east corner.
fn block(west: u32, south: u32, east: u32, north: u32) -> Polygon {
    let outer = [(west, south), (east, south), (east, north), (west, north)].map(|(e, n)| at(e, n)).to_vec();
    Polygon { outer, holes: Vec::new() }
}

/// A problem of nothing but sites and areas.
fn instance(sites: &[Point], centres: &[Point]) -> Instance {
    let site = |(number, &point)| Site {
        id: format!("s{number:03}").parse().expect("an id"),
        point,
        area: Index::new(0),
        home: None,
    };
    let area = |(number, &centre)| Area {
        id: format!("a{number:03}").parse().expect("an id"),
        name: String::new(),
        region: String::new(),
        centre,
        match_limit: None,
    };
    Instance::new(Parts {
        sites: sites.iter().enumerate().map(site).collect(),
        areas: centres.iter().enumerate().map(area).collect(),
        ..Parts::default()
    })
}

/// Two blocks of land 10 km apart, with a road on each, and roads between them only if `bridge` has a length.
fn strait(bridge: Option<u32>) -> RoadMap {
    let nodes = vec![at(2_000, 5_000), at(18_000, 5_000), at(32_000, 5_000), at(48_000, 5_000)];
    let roads = [Some((0, 1, 16_000)), Some((2, 3, 16_000)), bridge.map(|metres| (1, 2, metres))];
    let edges = roads.into_iter().flatten().map(|(from, to, metres)| RoadEdge { from, to, metres }).collect();
    RoadMap {
        nodes,
        edges,
        land: Land { polygons: vec![block(0, 0, 20_000, 10_000), block(30_000, 0, 50_000, 10_000)] },
    }
}

fn by_road_at_130(map: &RoadMap) -> Metric<'_> {
    Metric::Road { map, local_road_percent: 130 }
}

#[test]
fn pairs_across_the_sea_are_reported_and_not_dropped() {
    let instance = instance(&[at(3_000, 5_000)], &[at(10_000, 5_000), at(40_000, 5_000)]);
    let [site, near, far] = [0, 0, 1];
    let survey = survey(&instance, &by_road_at_130(&strait(None)), Miles::from_tenths(1_000));
    assert_eq!(survey.no_way, [(Index::new(site), Index::new(far))]);
    let seven_km = survey.distances.between(Index::new(site), Index::new(near));
    assert_eq!(seven_km, Some(Miles::from_metres(9_100)), "1 km back at 130% and then the road is no nearer");
}

#[test]
fn a_pair_that_a_bridge_joins_beyond_reach_has_a_way() {
    let instance = instance(&[at(3_000, 5_000)], &[at(40_000, 5_000)]);
    let survey = survey(&instance, &by_road_at_130(&strait(Some(200_000))), Miles::from_tenths(1_000));
    assert_eq!(survey.no_way, []);
    assert_eq!(survey.distances.from_site(Index::new(0)), []);
}

#[test]
fn a_pair_too_far_apart_in_a_straight_line_is_not_reported() {
    let instance = instance(&[at(3_000, 5_000)], &[at(40_000, 5_000)]);
    let survey = survey(&instance, &by_road_at_130(&strait(None)), Miles::from_tenths(200));
    assert_eq!(survey.no_way, [], "37 km is more than 20 miles");
}

#[test]
fn the_reach_is_kept_to_the_metre() {
    let map = strait(Some(14_000));
    let instance = instance(&[at(18_000, 5_000)], &[at(32_000, 5_000)]);
    for (tenths, within) in [(86, false), (87, true), (88, true)] {
        let survey = survey(&instance, &by_road_at_130(&map), Miles::from_tenths(tenths));
        let kept = survey.distances.between(Index::new(0), Index::new(0));
        assert_eq!(kept, within.then_some(Miles::from_tenths(87)), "14 km is 8.7 miles; the reach is {tenths} tenths");
    }
    let most = Miles::from_tenths(100).most_metres();
    for (bridge, way) in [(most, Way::Metres(most)), (most + 1, Way::Beyond)] {
        let roads = Roads::new(&strait(Some(bridge)), 130);
        assert_eq!(dense(&roads, &[at(18_000, 5_000)], &[at(32_000, 5_000)], most), [[way]]);
    }
}

#[test]
fn a_site_at_its_areas_centre_is_no_miles_away() {
    for map in [strait(None), RoadMap::default()] {
        let instance = instance(&[at(70_000, 70_000)], &[at(70_000, 70_000)]);
        let survey = survey(&instance, &by_road_at_130(&map), Miles::from_tenths(200));
        assert_eq!(survey.distances.between(Index::new(0), Index::new(0)), Some(Miles::from_tenths(0)));
    }
}

#[test]
fn every_place_has_a_snap_to_its_nearest_junction() {
    let instance = instance(&[at(3_000, 5_000)], &[at(2_000, 9_000)]);
    let survey = survey(&instance, &by_road_at_130(&strait(None)), Miles::from_tenths(200));
    let snap = |place, metres| Snap { place, metres };
    assert_eq!(survey.snaps, [snap(Place::Site(Index::new(0)), 1_000), snap(Place::Area(Index::new(0)), 4_000)]);
}

#[test]
fn straight_lines_cross_the_sea() {
    let instance = instance(&[at(0, 0)], &[at(30_000, 40_000), at(30_000, 44_000)]);
    let survey = survey(&instance, &Metric::StraightLine, Miles::from_metres(50_000));
    assert_eq!(survey.distances.from_site(Index::new(0)), [(Index::new(0), Miles::from_metres(50_000))]);
}

#[test]
fn a_matrix_is_cut_at_the_reach() {
    let instance = instance(&[at(0, 0)], &[at(1, 1), at(2, 2), at(3, 3)]);
    let given =
        Distances::new(vec![vec![(Index::new(0), Miles::from_tenths(201)), (Index::new(2), Miles::from_tenths(200))]]);
    let survey = survey(&instance, &Metric::Matrix(&given), Miles::from_tenths(200));
    assert_eq!(survey.distances.from_site(Index::new(0)), [(Index::new(2), Miles::from_tenths(200))]);
}

/// The ways from each of `from` to each of `to`, also those beyond.
fn dense(roads: &Roads, from: &[Point], to: &[Point], most: u32) -> Vec<Vec<Way>> {
    let row = |row: Vec<(usize, Way)>| {
        let mut ways = vec![Way::Beyond; to.len()];
        for (end, way) in row {
            ways[end] = way;
        }
        ways
    };
    roads.ways(from, to, most).into_iter().map(row).collect()
}

/// The metres from each of `from` to each of `to` by a search over one graph that holds every leg and local road.
fn plainly(map: &RoadMap, from: &[Point], to: &[Point]) -> Vec<Vec<Option<u32>>> {
    let local = |a: Point, b: Point| (a.metres_to(b) * 130 + 50) / 100;
    let mut graph: UnGraph<Point, u32> = UnGraph::new_undirected();
    let junctions: Vec<NodeIndex> = map.nodes.iter().map(|&point| graph.add_node(point)).collect();
    for road in &map.edges {
        graph.add_edge(junctions[road.from], junctions[road.to], road.metres);
    }
    let distance = |&a: &Point, &b: &Point| {
        let mut graph = graph.clone();
        let ends = [a, b].map(|point| (point, graph.add_node(point)));
        for (point, end) in ends {
            let mut far: Vec<_> =
                junctions.iter().map(|&junction| (graph[junction].metres_to(point), junction)).collect();
            far.sort_unstable();
            let near = far.iter().filter(|(metres, _)| *metres <= 15_000).count();
            for &(_, junction) in &far[..near.max(1)] {
                graph.add_edge(end, junction, local(point, graph[junction]));
            }
        }
        graph.add_edge(ends[0].1, ends[1].1, local(a, b));
        dijkstra(&graph, ends[0].1, None, |road| *road.weight()).get(&ends[1].1).copied()
    };
    from.iter().map(|a| to.iter().map(|b| distance(a, b)).collect()).collect()
}

fn points(number: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Vec<Point>> {
    let point = (0_u32..30_000, 0_u32..30_000).prop_map(|(easting, northing)| at(easting, northing));
    prop::collection::vec(point, number)
}

prop_compose! {
    /// Junctions in a ring, so that none is a dead end, with more roads across, all on land.
    fn any_map()(nodes in points(4..10))(
        lengths in prop::collection::vec(1_u32..30_000, nodes.len()),
        across in prop::collection::vec((0..nodes.len(), 0..nodes.len(), 1_u32..30_000), 0..8),
        nodes in Just(nodes),
    ) -> RoadMap {
        let ring = lengths.iter().enumerate().map(|(from, &metres)| (from, (from + 1) % nodes.len(), metres));
        let edges = ring.chain(across).map(|(from, to, metres)| RoadEdge { from, to, metres }).collect();
        RoadMap { nodes, edges, land: Land { polygons: vec![block(0, 0, 30_000, 30_000)] } }
    }
}

#[test]
fn pairs_are_counted_as_far_as_it_matters() {
    let places: Vec<Point> = (0..5).map(|kilometre| at(kilometre * 1_000, 0)).collect();
    let instance = instance(&places, &places);
    let reaches = |tenths| instance.site_indices().map(move |site| (site, Miles::from_tenths(tenths)));
    let more = |tenths, most| has_more_pairs(&instance, reaches(tenths), most);
    assert_eq!([more(0, 4), more(0, 5)], [true, false], "each is at one of the others");
    assert_eq!([more(100, 24), more(100, 25)], [true, false]);
}

proptest! {
    #[test]
    fn ways_agree_with_a_plain_search_over_everything(
        map in any_map(), from in points(1..4), to in points(1..4), most in 0_u32..60_000,
    ) {
        let plain = plainly(&map, &from, &to);
        for (row, plain) in dense(&Roads::new(&map, 130), &from, &to, most).iter().zip(plain) {
            for (way, metres) in row.iter().zip(plain) {
                let wanted = metres.filter(|metres| *metres <= most).map_or(Way::Beyond, Way::Metres);
                prop_assert_eq!(*way, wanted);
            }
        }
    }

    #[test]
    fn a_survey_is_the_same_on_one_thread_and_on_two(map in any_map(), sites in points(1..9), centres in points(1..9)) {
        let instance = instance(&sites, &centres);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| survey(&instance, &by_road_at_130(&map), Miles::from_tenths(150)))
        };
        prop_assert_eq!(on(1), on(2));
    }
}
