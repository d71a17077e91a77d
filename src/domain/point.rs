//! A point on the British National Grid.

use super::product;

/// A point on the British National Grid (EPSG:27700), in whole metres east and north of the false origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    easting: u32,
    northing: u32,
}

impl Point {
    /// The most metres east at which England and its islands end.
    pub const MOST_EASTING: u32 = 660_000;
    /// The most metres north at which England ends.
    pub const MOST_NORTHING: u32 = 660_000;

    /// The point, or nothing outside the box that holds England and Wales.
    #[must_use]
    pub fn new(easting: u32, northing: u32) -> Option<Self> {
        let inside =
            (80_000..=Self::MOST_EASTING).contains(&easting) && (5_000..=Self::MOST_NORTHING).contains(&northing);
        inside.then_some(Self { easting, northing })
    }

    /// Metres east.
    #[must_use]
    pub const fn easting(self) -> u32 {
        self.easting
    }

    /// Metres north.
    #[must_use]
    pub const fn northing(self) -> u32 {
        self.northing
    }

    /// The straight line to `other` in whole metres, rounded down.
    ///
    /// # Accuracy
    ///
    /// By Pythagoras on the grid: within 0.04% of the geodesic in England, which is the grid's scale factor.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "two points of the box are under 900 km apart")]
    pub fn metres_to(self, other: Self) -> u32 {
        let (east, north) = (self.easting.abs_diff(other.easting), self.northing.abs_diff(other.northing));
        let square = product(east, east).checked_add(product(north, north));
        let metres = square.and_then(|square| u32::try_from(square.isqrt()).ok());
        metres.expect("two points of the box are under 900 km apart")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_or_missing_co_ordinates_are_outside_england() {
        assert!(Point::new(530_000, 180_000).is_some(), "London");
        assert!(Point::new(91_000, 10_500).is_some(), "the Isles of Scilly");
        assert!(Point::new(0, 0).is_none());
        assert!(Point::new(51, 1).is_none());
    }

    #[test]
    fn straight_lines_are_by_pythagoras() {
        let [a, b] = [(500_000, 200_000), (503_000, 204_000)].map(|(e, n)| Point::new(e, n).expect("in England"));
        assert_eq!(a.metres_to(b), 5_000);
    }
}
