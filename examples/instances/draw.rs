//! Where things are, and what they cost: draws in whole numbers.

use super::instance::Point;
use super::random::Random;

/// Towns and regions of a made-up country.
pub(super) struct Country {
    towns: Vec<Town>,
    /// The middle of each of nine regions.
    regions: Vec<Point>,
}

struct Town {
    middle: Point,
    weight: i64,
    /// How far it spreads, in metres.
    spread: i64,
}

/// The corners of the country, in metres.
const WEST_EAST: [i64; 2] = [200_000, 540_000];
const SOUTH_NORTH: [i64; 2] = [120_000, 600_000];

/// In a hundred places, how many are in no town.
const RURAL: i64 = 12;

/// Per cents of the middle price of a place, each as likely: a log-normal of deviation 0.75, from its 2.5th percentile
/// by steps of five.
const PRICES: [i64; 20] = [23, 34, 42, 50, 57, 64, 71, 79, 87, 95, 105, 115, 127, 141, 157, 177, 202, 237, 294, 435];

/// Per cents of the middle need of an area, each as likely: a log-normal of deviation 0.6.
const NEEDS: [i64; 20] = [31, 42, 50, 57, 64, 70, 76, 83, 89, 96, 104, 112, 121, 132, 144, 158, 175, 199, 237, 324];

impl Country {
    /// A country of 120 towns, the next always smaller, and nine regions.
    pub(super) fn new(random: &mut Random) -> Self {
        let town = |rank: i64, random: &mut Random| {
            let weight = 120_000 / rank;
            Town { middle: anywhere(random), weight, spread: 6_000 + weight / 5 }
        };
        let towns = (1..=120).map(|rank| town(rank, random)).collect();
        Self { towns, regions: (0..9).map(|_| anywhere(random)).collect() }
    }

    /// A point, more likely where towns are.
    pub(super) fn point(&self, random: &mut Random) -> Point {
        if random.between(1, 100) <= RURAL {
            return anywhere(random);
        }
        let Town { middle, spread, .. } = random.pick(&self.towns, |town| town.weight);
        // The sum of four even draws is near enough to a bell.
        let mut off = || (0..4).map(|_| random.between(-spread, *spread)).sum::<i64>();
        let (east, north) = (off(), off());
        let inside = |metres: i64, [least, most]: [i64; 2]| metres.clamp(least - 60_000, most + 50_000);
        Point {
            easting: inside(middle.easting + east, WEST_EAST),
            northing: inside(middle.northing + north, SOUTH_NORTH),
        }
    }

    /// The region of a point: that of the nearest middle.
    pub(super) fn region(&self, point: Point) -> String {
        let (at, _) = nearest(self.regions.iter().copied(), point);
        format!("Region {}", at + 1)
    }
}

/// The position of the point nearest to `to`, and that point; of equals the first.
pub(super) fn nearest(points: impl Iterator<Item = Point>, to: Point) -> (usize, Point) {
    points.enumerate().min_by_key(|(_, point)| point.square_to(to)).expect("there are some")
}

fn anywhere(random: &mut Random) -> Point {
    let [easting, northing] = [WEST_EAST, SOUTH_NORTH].map(|[least, most]| random.between(least, most));
    Point { easting, northing }
}

/// How many places a project brings: 2 to 48, most often a dozen.
pub(super) fn places(random: &mut Random) -> i64 {
    let usual = 2 + random.between(0, 12) + random.between(0, 12);
    if random.between(1, 8) == 1 { usual + random.between(0, 22) } else { usual }
}

/// The cost of so many places at a middle price, in whole £1,000s.
pub(super) fn thousands(places: i64, middle: i64, random: &mut Random) -> i64 {
    (places * middle * random.pick(&PRICES, |_| 1) / 100).max(200)
}

/// The weight of the need of an area.
pub(super) fn need(random: &mut Random) -> i64 {
    *random.pick(&NEEDS, |_| 1)
}
