//! From metres on the National Grid to whole units of the drawing: hundreds of metres, from the top left.

use crate::domain::{Instance, Land, Point};

/// Metres to a unit of the drawing.
const METRES: u32 = 100;

/// What the map leaves free around everything, in units.
const MARGIN: u32 = 120;

/// The part of England that a map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Frame {
    west: u32,
    north: u32,
    /// Units from west to east.
    pub width: u32,
    /// Units from north to south.
    pub height: u32,
}

impl Frame {
    /// Everything that is drawn: land, demand centres and sites.
    pub fn of(instance: &Instance, land: Option<&Land>) -> Self {
        let land = land.into_iter().flat_map(|land| land.polygons.iter().flat_map(|polygon| polygon.outer.iter()));
        let areas = instance.areas().iter().map(|area| &area.centre);
        let sites = instance.sites().iter().map(|site| &site.point);
        Self::around(land.chain(areas).chain(sites).copied(), MARGIN).unwrap_or(Self {
            west: 0,
            north: 0,
            width: 1,
            height: 1,
        })
    }

    /// The box about some points, `margin` units wider on each side; nothing of no points.
    pub fn around(points: impl Iterator<Item = Point> + Clone, margin: u32) -> Option<Self> {
        let (eastings, northings) = (points.clone().map(Point::easting), points.map(Point::northing));
        let west = (eastings.clone().min()? / METRES).saturating_sub(margin);
        let south = (northings.clone().min()? / METRES).saturating_sub(margin);
        let (east, north) = (eastings.max()? / METRES + margin, northings.max()? / METRES + margin);
        Some(Self { west, north, width: east - west, height: north - south })
    }

    /// Where a point of England is in the drawing; what is beyond the frame is put on its edge.
    pub const fn place(&self, point: Point) -> (u32, u32) {
        ((point.easting() / METRES).saturating_sub(self.west), self.north.saturating_sub(point.northing() / METRES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_east_is_right() {
        let [plymouth, berwick] =
            [(247_500, 54_500), (399_600, 652_900)].map(|(e, n)| Point::new(e, n).expect("in England"));
        let frame = Frame::around([plymouth, berwick].into_iter(), 10).expect("a frame");
        assert_eq!((frame.width, frame.height), (1_541, 6_004));
        assert_eq!(frame.place(plymouth), (10, 5_994));
        assert_eq!(frame.place(berwick), (1_531, 10));
        assert_eq!(Frame::around([].into_iter(), 10), None);
    }
}
