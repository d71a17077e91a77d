//! # Dry land: whether a straight line could be a local road
//!
//! A line is cut where it meets an outline, and each piece is inside one or in the water. Outlines are simplified, so
//! two kinds of wet piece are forgiven:
//!
//! - pieces between dry ones, of [`GAP_METRES`] in all: neighbours' borders need not meet exactly;
//! - a piece at an end that stands off the outline, up to twice as long as that end is far from it, and at most
//!   [`SHORE_METRES`]: a town on the coast gets ashore, but not across the strait.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{BoundingRect, Coord, Distance, Euclidean, Intersects, Length, Line, LineString, LinesIter, Rect};

use crate::domain::{Land, Point, Polygon};

/// How wide a gap within a line is no water, in metres; narrower than any estuary that is outlined.
const GAP_METRES: f64 = 250.0;
/// How far off the outline a point may stand and yet get ashore, in metres: the shipped outlines are drawn to about 2 km.
const SHORE_METRES: f64 = 3_000.0;

/// Land, prepared for many questions.
pub(super) struct Ground {
    outlines: Vec<(Rect, geo::Polygon)>,
}

impl Ground {
    /// The ground of these outlines; an outline of no corners covers nothing.
    pub(super) fn new(land: &Land) -> Self {
        let outlines = land.polygons.iter().map(outline);
        Self { outlines: outlines.filter_map(|polygon| Some((polygon.bounding_rect()?, polygon))).collect() }
    }

    /// Whether the straight line from `a` to `b` keeps to dry land, as far as simplified outlines can tell.
    pub(super) fn joins(&self, a: Point, b: Point) -> bool {
        let way = Line::new(coord(a), coord(b));
        let metres = Euclidean.length(&way);
        if metres == 0.0 {
            return true;
        }
        let mut between = 0.0;
        for (start, end) in wet(self.dry(way)) {
            let length = (end - start) * metres;
            let ends = [(start <= 0.0).then_some(way.start), (end >= 1.0).then_some(way.end)];
            if ends == [None, None] {
                between += length;
            } else if length > ends.into_iter().flatten().map(|end| self.ashore(end)).fold(GAP_METRES, f64::max) {
                return false;
            }
        }
        between <= GAP_METRES
    }

    /// How long a wet piece may be that starts at `point`.
    fn ashore(&self, point: Coord) -> f64 {
        let off = |(_, outline): &(Rect, geo::Polygon)| Euclidean.distance(&geo::Point(point), outline);
        let off = self.outlines.iter().map(off).fold(f64::INFINITY, f64::min);
        (2.0 * off).min(SHORE_METRES)
    }

    /// The dry parts of a line, each as fractions of its length, in order of where they start.
    fn dry(&self, way: Line) -> Vec<(f64, f64)> {
        let box_of_way = way.bounding_rect();
        let near = self.outlines.iter().filter(|(bounds, _)| bounds.intersects(&box_of_way));
        let mut dry: Vec<(f64, f64)> = near.flat_map(|(_, outline)| inside(outline, way)).collect();
        dry.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        dry
    }
}

/// The parts of `way` that are inside one outline.
fn inside(outline: &geo::Polygon, way: Line) -> Vec<(f64, f64)> {
    let mut cuts = vec![0.0, 1.0];
    for side in outline.lines_iter() {
        match line_intersection(way, side) {
            Some(LineIntersection::SinglePoint { intersection, .. }) => cuts.push(fraction(way, intersection)),
            Some(LineIntersection::Collinear { intersection }) => {
                cuts.extend([intersection.start, intersection.end].map(|end| fraction(way, end)));
            }
            None => {}
        }
    }
    cuts.sort_unstable_by(f64::total_cmp);
    let pieces = cuts.windows(2).map(|piece| (piece[0], piece[1])).filter(|(start, end)| start < end);
    pieces.filter(|(start, end)| outline.intersects(&(way.start + way.delta() * f64::midpoint(*start, *end)))).collect()
}

/// The parts between dry parts that are in order of where they start.
fn wet(dry: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut wet = Vec::new();
    let mut reached = 0.0;
    for (start, end) in dry.into_iter().chain([(1.0, 1.0)]) {
        if start > reached {
            wet.push((reached, start));
        }
        reached = end.max(reached);
    }
    wet
}

/// How far along `way` a point on it is.
fn fraction(way: Line, point: Coord) -> f64 {
    let (delta, gone) = (way.delta(), point - way.start);
    ((gone.x * delta.x + gone.y * delta.y) / (delta.x * delta.x + delta.y * delta.y)).clamp(0.0, 1.0)
}

/// An outline as `geo` has it.
fn outline(polygon: &Polygon) -> geo::Polygon {
    let ring = |points: &Vec<Point>| points.iter().map(|&point| coord(point)).collect::<LineString>();
    geo::Polygon::new(ring(&polygon.outer), polygon.holes.iter().map(ring).collect())
}

/// A point as `geo` has it.
fn coord(point: Point) -> Coord {
    Coord { x: f64::from(point.easting()), y: f64::from(point.northing()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(easting: u32, northing: u32) -> Point {
        Point::new(300_000 + easting, 300_000 + northing).expect("in England")
    }

    /// A rectangle from its south-west to its north-east corner.
    fn block(west: u32, south: u32, east: u32, north: u32) -> Vec<Point> {
        [(west, south), (east, south), (east, north), (west, north), (west, south)].map(|(e, n)| at(e, n)).to_vec()
    }

    fn ground(outlines: &[Vec<Point>]) -> Ground {
        let polygons = outlines.iter().map(|outer| Polygon { outer: outer.clone(), holes: Vec::new() }).collect();
        Ground::new(&Land { polygons })
    }

    #[test]
    fn a_line_on_land_is_a_road_and_one_across_a_bay_is_not() {
        let around_a_bay = ground(&[
            block(0, 0, 50_000, 20_000),
            block(0, 20_000, 10_000, 40_000),
            block(40_000, 20_000, 50_000, 40_000),
        ]);
        assert!(around_a_bay.joins(at(5_000, 35_000), at(5_000, 5_000)));
        assert!(around_a_bay.joins(at(45_000, 35_000), at(45_000, 5_000)));
        assert!(!around_a_bay.joins(at(5_000, 35_000), at(45_000, 35_000)));
    }

    #[test]
    fn a_gap_between_neighbours_is_no_sea_and_a_strait_is() {
        for (gap, joined) in [(0, true), (200, true), (249, true), (251, false), (2_000, false)] {
            let neighbours = ground(&[block(0, 0, 10_000, 10_000), block(10_000 + gap, 0, 20_000, 10_000)]);
            assert_eq!(neighbours.joins(at(4_000, 5_000), at(16_000, 5_000)), joined, "across {gap} m");
        }
    }

    #[test]
    fn overlapping_outlines_are_one_land() {
        let overlapping = ground(&[block(0, 0, 12_000, 10_000), block(8_000, 0, 20_000, 10_000)]);
        assert!(overlapping.joins(at(1_000, 5_000), at(19_000, 5_000)));
    }

    #[test]
    fn a_lake_is_not_crossed() {
        let holes = vec![block(4_000, 4_000, 6_000, 6_000)];
        let lakeland = Ground::new(&Land { polygons: vec![Polygon { outer: block(0, 0, 10_000, 10_000), holes }] });
        assert!(!lakeland.joins(at(5_000, 1_000), at(5_000, 9_000)));
        assert!(lakeland.joins(at(1_000, 1_000), at(9_000, 1_000)));
    }

    #[test]
    fn a_town_off_the_outline_gets_ashore_but_not_across_the_strait() {
        let strait = ground(&[block(0, 0, 10_000, 10_000), block(15_000, 0, 25_000, 10_000)]);
        let town = at(11_000, 5_000);
        assert!(strait.joins(town, at(5_000, 5_000)));
        assert!(strait.joins(at(5_000, 6_000), town));
        assert!(!strait.joins(town, at(20_000, 5_000)));
        assert!(!strait.joins(at(14_500, 5_000), at(5_000, 5_000)), "4.5 km of water");
        assert!(!strait.joins(at(25_500, 5_000), town), "both ends off the outline");
    }

    #[test]
    fn two_points_on_an_island_without_an_outline_reach_each_other_when_near() {
        let mainland = ground(&[block(0, 0, 10_000, 10_000)]);
        assert!(mainland.joins(at(60_000, 60_000), at(62_000, 60_000)));
        assert!(!mainland.joins(at(60_000, 60_000), at(64_000, 60_000)));
        assert!(mainland.joins(at(60_000, 60_000), at(60_000, 60_000)));
    }

    #[test]
    fn a_line_along_a_shore_or_through_a_corner_stays_on_land() {
        let square = ground(&[block(0, 0, 10_000, 10_000)]);
        assert!(square.joins(at(0, 2_000), at(0, 8_000)));
        assert!(square.joins(at(0, 0), at(10_000, 10_000)));
        assert!(square.joins(at(0, 10_000), at(10_000, 10_000)));
    }
}
