//! What is near a point, of many points.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::domain::Point;

/// Points, ready to be asked which of them are near.
#[derive(Debug)]
pub(super) struct Near {
    tree: RTree<GeomWithData<[i64; 2], usize>>,
}

impl Near {
    /// These points, each known by its position.
    pub(super) fn new(points: impl Iterator<Item = Point>) -> Self {
        let known = points.enumerate().map(|(position, point)| GeomWithData::new(metres(point), position));
        Self { tree: RTree::bulk_load(known.collect()) }
    }

    /// The positions of the points up to so many whole metres from `point`, rounded down, in no order.
    pub(super) fn within(&self, point: Point, most: u32) -> impl Iterator<Item = usize> {
        // A distance that rounds down to `most` is less than a metre more.
        let beyond = i64::from(most) + 1;
        self.tree.locate_within_distance(metres(point), beyond * beyond - 1).map(|known| known.data)
    }

    /// The position of the nearest.
    pub(super) fn nearest(&self, point: Point) -> Option<usize> {
        self.tree.nearest_neighbor(&metres(point)).map(|known| known.data)
    }
}

fn metres(point: Point) -> [i64; 2] {
    [point.easting().into(), point.northing().into()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(number: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Vec<Point>> {
        let point = (0_u32..3_000, 0_u32..3_000);
        let point = point.prop_map(|(east, north)| Point::new(300_000 + east, 300_000 + north).expect("in England"));
        prop::collection::vec(point, number)
    }

    proptest! {
        #[test]
        fn what_is_near_is_what_looking_at_all_of_them_finds(all in points(0..40), to in points(1), most in 0_u32..3_000) {
            let (near, to) = (Near::new(all.iter().copied()), to[0]);
            let mut found: Vec<usize> = near.within(to, most).collect();
            found.sort_unstable();
            let wanted: Vec<usize> = (0..all.len()).filter(|&at| all[at].metres_to(to) <= most).collect();
            prop_assert_eq!(found, wanted);
            let nearest = near.nearest(to).map(|at| all[at].metres_to(to));
            prop_assert_eq!(nearest, all.iter().map(|point| point.metres_to(to)).min());
        }
    }
}
