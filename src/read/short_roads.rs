//! Roads that no road can be: shorter than the straight line between their ends, or many times longer throughout.

use super::proportion::{is_short, median_of_straight};
use crate::domain::{Doubt, RoadEdge, RoadMap, counted, grouped};

/// Millionths of the straight line below which half of all roads cannot be, however roughly their ends are known.
const SHORT: u64 = 900_000;

/// Millionths of the straight line beyond which half of all roads are not: the straightest have a million.
const LONG: u64 = 3_000_000;

/// What roads are in whose number, taken as metres, is from so many to so many millionths of the straight line.
const UNITS: [(u64, u64, &str); 5] = [
    (400, 850, "miles"),
    (851, 3_000, "kilometres"),
    (LONG, 6_500_000, "feet"),
    (80_000_000, 300_000_000, "centimetres"),
    (800_000_000, 3_000_000_000, "millimetres"),
];

/// What is doubtful of the roads.
pub(super) fn doubts(map: &RoadMap) -> Vec<Doubt> {
    let straight = |road: &RoadEdge| map.nodes[road.from].metres_to(map.nodes[road.to]);
    let Some(median) = median_of_straight(map.edges.iter().map(|road| (road.metres, straight(road)))) else {
        return Vec::new();
    };
    let unit = UNITS.iter().find(|(least, most, _)| (*least..=*most).contains(&median)).map(|(_, _, unit)| *unit);
    let meant =
        unit.map_or_else(|| "are they in metres?".to_owned(), |unit| format!("are they in {unit}, and not in metres?"));
    let all = map.edges.len();
    let count = |count: usize| grouped(u64::try_from(count).unwrap_or(u64::MAX));
    let rounding = if median < SHORT { 0 } else { rounding(map) };
    let short: Vec<&RoadEdge> =
        map.edges.iter().filter(|road| is_short(road.metres, straight(road), rounding)).collect();
    let short = short.first().map(|first| {
        let from = map.nodes[first.from];
        let words = format!(
            "{} of {} shorter than the straight line between the ends, which no road is: {meant} The first, from {}, \
             {}, is of {} where the straight line is of {}",
            count(short.len()),
            if all == 1 { "1 road is".to_owned() } else { format!("{} roads are", count(all)) },
            from.easting(),
            from.northing(),
            counted_metres(first.metres),
            counted_metres(straight(first)),
        );
        Doubt::new("short-roads", words)
    });
    let long = (median > LONG).then(|| {
        let words = format!(
            "half of the {} in road_edges.csv are {} times as long as the straight line or longer: {meant}",
            counted(all, "road", "roads"),
            median / 1_000_000
        );
        Doubt::new("long-roads", words)
    });
    short.into_iter().chain(long).collect()
}

/// Metres that the ends of a road may be off by: each by half of what all co-ordinates are rounded to, both ways.
fn rounding(map: &RoadMap) -> u32 {
    let is_round = |(grain, _): &(u32, u32)| {
        map.nodes.iter().all(|node| node.easting().is_multiple_of(*grain) && node.northing().is_multiple_of(*grain))
    };
    // Half as much again, for the way from corner to corner, and a metre.
    [(1_000, 1_501), (100, 151), (10, 16)].into_iter().find(is_round).map_or(2, |(_, metres)| metres)
}

fn counted_metres(metres: u32) -> String {
    format!("{} {}", grouped(metres.into()), if metres == 1 { "metre" } else { "metres" })
}
