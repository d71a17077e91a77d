//! Outlines of land, simplified to what can be seen.
//!
//! Points are moved to the nearest crossing of a square grid and those that fall together are one. Regions that share a
//! border share its points, so it stays shared: that is why no other method is used, which would treat each alone.

use super::frame::Frame;
use crate::domain::{Land, Point};

/// The spacing of the finest grid, in units of the drawing: 400 m, under half of what a pixel shows.
const FINEST: u32 = 4;

/// The most points of all outlines together; a coarser grid is taken until they are no more.
const MOST: usize = 6_000;

/// A ring of points in the drawing.
type Ring = Vec<(u32, u32)>;

/// The outlines as a path of SVG.
pub(in crate::report) fn path(land: &Land, frame: &Frame) -> String {
    let rings: Vec<&Vec<Point>> =
        land.polygons.iter().flat_map(|polygon| [&polygon.outer].into_iter().chain(&polygon.holes)).collect();
    let steps = (0..).map(|doubled| FINEST << doubled).take_while(|&step| step <= frame.width.max(FINEST));
    let drawn =
        steps.map(|step| on_grid(&rings, frame, step)).find(|rings| rings.iter().map(Vec::len).sum::<usize>() <= MOST);
    drawn.unwrap_or_default().iter().map(|ring| closed(ring)).collect()
}

fn on_grid(rings: &[&Vec<Point>], frame: &Frame, step: u32) -> Vec<Ring> {
    let nearest = |unit: u32| (unit + step / 2) / step * step;
    let moved = |ring: &&Vec<Point>| {
        let mut ring: Ring =
            ring.iter().map(|&point| frame.place(point)).map(|(x, y)| (nearest(x), nearest(y))).collect();
        ring.dedup();
        if ring.first() == ring.last() {
            ring.pop();
        }
        ring
    };
    // Two points enclose nothing.
    rings.iter().map(moved).filter(|ring| ring.len() > 2).collect()
}

/// A closed line.
fn closed(ring: &[(u32, u32)]) -> String {
    let points: Vec<String> = ring.iter().map(|(x, y)| format!("{x} {y}")).collect();
    format!("M{}z", points.join("L"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Polygon;

    fn point(easting: u32, northing: u32) -> Point {
        Point::new(easting, northing).expect("in England")
    }

    #[test]
    fn points_that_fall_together_are_one_and_a_shared_border_stays_shared() {
        let square = |west: u32| {
            let corners = [(0, 0), (20_000, 0), (20_000, 90), (20_000, 20_000), (0, 20_000), (0, 0)];
            let outer = corners.map(|(x, y)| point(west + x, 200_000 + y)).to_vec();
            Polygon { outer, holes: vec![vec![point(west, 200_000); 4]] }
        };
        let land = Land { polygons: vec![square(300_000), square(320_000)] };
        let frame = Frame::around(land.polygons.iter().flat_map(|polygon| polygon.outer.iter().copied()), 0);
        let path = path(&land, &frame.expect("a frame"));
        assert_eq!(path, "M0 200L200 200L200 0L0 0zM200 200L400 200L400 0L200 0z");
    }

    #[test]
    fn an_outline_of_very_many_points_is_drawn_with_few() {
        let along = |metres: u32| point(200_000 + metres, 300_000 + metres * 7 % 90_001);
        let outer: Vec<Point> = (0..200_000).map(along).chain([along(0)]).collect();
        let land = Land { polygons: vec![Polygon { outer, holes: Vec::new() }] };
        let frame = Frame::around(land.polygons[0].outer.iter().copied(), 0).expect("a frame");
        let path = path(&land, &frame);
        assert!(path.len() < 80_000 && path.matches('L').count() > 100, "{} bytes", path.len());
    }
}
