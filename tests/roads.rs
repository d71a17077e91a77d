//! The travel step on the shipped network: measured against real road distances, and at the water's edge.

#[path = "roads/at_scale.rs"]
mod at_scale;
#[path = "../benches/country/mod.rs"]
mod country;
#[path = "roads/kept.rs"]
mod kept;
#[path = "../examples/england_roads/land.rs"]
mod land;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use placewell::domain::{Land, Point, Polygon, RoadEdge, RoadMap};
use placewell::roads::{Roads, Way};
use serde::de::DeserializeOwned;

/// The hospital on the Isle of Wight.
const ON_THE_ISLE_OF_WIGHT: &str = "PO305TG";

fn inside(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn text(file: &str) -> String {
    fs::read_to_string(inside(file)).expect("a committed file")
}

fn rows<Row: DeserializeOwned>(file: &str) -> Vec<Row> {
    csv::Reader::from_reader(text(file).as_bytes()).deserialize().collect::<Result<_, _>>().expect("rows")
}

fn at(easting: u32, northing: u32) -> Point {
    Point::new(easting, northing).expect("in England")
}

/// The shipped network.
fn england() -> RoadMap {
    let nodes: Vec<(usize, u32, u32)> = rows("inputs/england/road_nodes.csv");
    let positions: BTreeMap<usize, usize> =
        nodes.iter().enumerate().map(|(position, node)| (node.0, position)).collect();
    let edges: Vec<(usize, usize, u32, String, String)> = rows("inputs/england/road_edges.csv");
    let edge = |(from, to, metres, ..): (usize, usize, u32, _, _)| RoadEdge {
        from: positions[&from],
        to: positions[&to],
        metres,
    };
    RoadMap {
        nodes: nodes.into_iter().map(|(_, easting, northing)| at(easting, northing)).collect(),
        edges: edges.into_iter().map(edge).collect(),
        land: Land { polygons: outlines() },
    }
}

/// The shipped outlines.
fn outlines() -> Vec<Polygon> {
    let land: serde_json::Value = serde_json::from_str(&text("inputs/england/land.geojson")).expect("JSON");
    let ring = |ring: Vec<(u32, u32)>| ring.into_iter().map(|(easting, northing)| at(easting, northing)).collect();
    let polygon = |rings: Vec<Vec<(u32, u32)>>| {
        let mut rings = rings.into_iter().map(ring);
        Polygon { outer: rings.next().expect("an outline"), holes: rings.collect() }
    };
    let outlines = land["features"].as_array().expect("features").iter().flat_map(|feature| {
        let coordinates = feature["geometry"]["coordinates"].clone();
        let polygons: Vec<Vec<Vec<(u32, u32)>>> = if feature["geometry"]["type"] == "Polygon" {
            vec![serde_json::from_value(coordinates).expect("rings")]
        } else {
            serde_json::from_value(coordinates).expect("polygons")
        };
        polygons
    });
    outlines.map(polygon).collect()
}

/// The metres between two points, if there is a way within 1,000 km.
fn metres(roads: &Roads, from: Point, to: Point) -> Option<u32> {
    match roads.ways(&[from], &[to], 1_000_000)[0].first() {
        Some((_, Way::Metres(metres))) => Some(*metres),
        Some((_, Way::Beyond | Way::Nowhere)) | None => None,
    }
}

/// For each pair of the table: its ends, its real metres and the way we find.
fn measured(folder: &str) -> Vec<(String, String, u32, Way)> {
    let points: Vec<(String, String, u32, u32)> = rows(&format!("{folder}/points.csv"));
    let positions: BTreeMap<&str, usize> = points.iter().enumerate().map(|(i, point)| (point.0.as_str(), i)).collect();
    let points: Vec<Point> = points.iter().map(|point| at(point.2, point.3)).collect();
    let ways = Roads::new(&england(), 130).ways(&points, &points, 1_000_000);
    let pairs: Vec<(String, String, String, String)> = rows(&format!("{folder}/distances.csv"));
    let pair = |(from, to, there, back): (String, String, String, String)| {
        let real = [there, back].map(|km| tenths(&km) * 100).into_iter().min().expect("two directions");
        let row = &ways[positions[from.as_str()]];
        let to_there = row.iter().find(|(end, _)| *end == positions[to.as_str()]);
        let way = to_there.map_or(Way::Beyond, |(_, way)| *way);
        (from, to, real, way)
    };
    pairs.into_iter().map(pair).collect()
}

/// `150.8` as 1,508.
fn tenths(km: &str) -> u32 {
    let (whole, tenth) = km.split_once('.').expect("one decimal");
    format!("{whole}{tenth}").parse().expect("a number")
}

/// The mean error in per cent over the pairs whose real length is within these km.
fn error(measured: &[(String, String, u32, Way)], from_km: u32, to_km: u32) -> f64 {
    let errors: Vec<f64> = measured
        .iter()
        .filter(|(_, _, real, _)| (from_km * 1_000..to_km * 1_000).contains(real))
        .filter_map(|(_, _, real, way)| match way {
            Way::Metres(metres) => Some(f64::from(metres.abs_diff(*real)) / f64::from(*real) * 100.0),
            Way::Beyond | Way::Nowhere => None,
        })
        .collect();
    errors.iter().sum::<f64>() / f64::from(u32::try_from(errors.len()).expect("few"))
}

#[test]
fn distances_are_near_the_real_ones_in_every_band() {
    let measured = measured("tests/data/check_distances");
    assert_eq!(measured.len(), 600);
    let bands = [(0, 10_000, 5.5), (5, 32, 9.0), (32, 100, 8.5), (100, 300, 6.0)];
    for (from, to, most) in bands {
        let error = error(&measured, from, to);
        println!("{from} to {to} km: {error:.2}% out");
        assert!(error <= most, "from {from} to {to} km the distances are {error:.2}% out, more than {most}%");
    }
}

#[test]
fn only_the_isle_of_wight_cannot_be_reached() {
    for (from, to, _, way) in measured("tests/data/check_distances") {
        let island = from == ON_THE_ISLE_OF_WIGHT || to == ON_THE_ISLE_OF_WIGHT;
        assert_eq!(way == Way::Nowhere, island, "{from} to {to}");
        assert_ne!(way, Way::Beyond);
    }
}

#[test]
fn no_local_road_crosses_an_estuary() {
    let roads = Roads::new(&england(), 130);
    let ends = [
        ("Grimsby", at(527_000, 410_000), "Hull", at(509_500, 428_500)),
        ("Eastham", at(336_500, 380_500), "Speke", at(343_000, 383_500)),
        ("Lydney", at(363_500, 203_000), "Berkeley", at(368_500, 199_500)),
        ("Tilbury", at(564_500, 176_500), "Gravesend", at(564_500, 174_000)),
        ("Southend", at(588_000, 185_500), "Sheerness", at(592_000, 174_000)),
        ("Morecambe", at(343_000, 464_500), "Grange", at(341_000, 478_000)),
    ];
    for (one, from, other, to) in ends {
        let local = from.metres_to(to) * 130 / 100;
        let found = metres(&roads, from, to).expect("a way round");
        assert!(found > local + 5_000, "{one} to {other} is {found} m, and the local road would be {local} m");
    }
}

#[test]
fn the_dartford_crossing_is_open() {
    let maidstone_to_basildon = metres(&Roads::new(&england(), 130), at(573_500, 155_500), at(569_500, 187_500));
    assert!(maidstone_to_basildon.expect("a way") < 75_000, "{maidstone_to_basildon:?}");
}

#[test]
fn two_points_on_the_isle_of_wight_reach_each_other() {
    let newport_to_ryde = metres(&Roads::new(&england(), 130), at(450_000, 89_000), at(459_000, 91_500));
    assert_eq!(newport_to_ryde, Some(12_142));
}

#[test]
fn a_coastal_town_off_the_outline_is_on_the_network() {
    let roads = Roads::new(&england(), 130);
    let portsmouth_to_southampton = metres(&roads, at(464_900, 100_300), at(442_000, 112_500));
    assert!((28_000..38_000).contains(&portsmouth_to_southampton.expect("a way")), "{portsmouth_to_southampton:?}");
}

#[test]
fn the_committed_land_is_made_from_the_committed_facts() {
    let fact = |name: &str| text(&format!("inputs/england/facts/{name}"));
    let made = land::land(&fact("regions.geojson"), &fact("estuaries.csv")).expect("sound facts");
    assert!(made == text("inputs/england/land.geojson"), "run `cargo run --release --example england_roads`");
}
