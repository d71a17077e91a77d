//! Where modelled homes and sites stand.

use super::bid::Point;
use super::facts::{Authority, Facts};
use super::random::Random;

/// A point within a few kilometres of the authority's centre, on the way to a neighbour in its own region.
///
/// A neighbour's centre is inland of a coast, so that the point stays on land without a map of the coast. Islands have
/// no such neighbour and keep within a kilometre.
pub(super) fn near(facts: &Facts, authority: &Authority, random: &mut Random) -> Point {
    let centre = Point { easting: authority.easting, northing: authority.northing };
    if is_island(authority) {
        return shifted(centre, random.between(-800, 800), random.between(-800, 800));
    }
    let mut others: Vec<&Authority> =
        facts.authorities.iter().filter(|other| other.region == authority.region && !is_island(other)).collect();
    others.retain(|other| other.code != authority.code);
    others.sort_by_key(|other| (square(centre, other), &other.code));
    others.truncate(4);
    let neighbour = random.pick(&others, |_| 1);
    let most = if authority.kind == "county" { 9_000 } else { 3_000 };
    let metres = random.between(300, most).min(root(square(centre, others[0])) / 3);
    let whole = root(square(centre, neighbour)).max(1);
    let along = |from: i64, to: i64| (to - from) * metres / whole;
    let [east, north] = [random.between(-250, 250), random.between(-250, 250)];
    shifted(centre, along(centre.easting, neighbour.easting) + east, along(centre.northing, neighbour.northing) + north)
}

/// Whether the authority is an island.
fn is_island(authority: &Authority) -> bool {
    matches!(authority.name.as_str(), "Isle of Wight" | "Isles of Scilly")
}

fn shifted(point: Point, east: i64, north: i64) -> Point {
    Point { easting: point.easting + east, northing: point.northing + north }
}

fn square(from: Point, to: &Authority) -> i64 {
    (from.easting - to.easting).pow(2) + (from.northing - to.northing).pow(2)
}

/// The square root, rounded down.
fn root(number: i64) -> i64 {
    i64::try_from(number.unsigned_abs().isqrt()).expect("a root is less than its square")
}
