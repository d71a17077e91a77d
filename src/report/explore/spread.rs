//! Where bids are drawn, so that none hides another: each at the nearest free crossing of a grid of triangles.

use std::collections::BTreeSet;

/// A crossing: its row, and its place in that row.
type Crossing = (u32, u32);

/// How many rows there are to as many steps along a row: a row is 7/8 of a step below the one before, which is the height of
/// a triangle whose sides are a step.
const ROWS: (u32, u32) = (8, 7);

/// Where each of `points` is drawn on a map of this width and height, `apart` or more from any other. Those that come first
/// are the nearest to where they are; where no crossing is free, a point stays where it is.
pub(super) fn spread(points: &[(u32, u32)], (width, height): (u32, u32), apart: u32) -> Vec<(u32, u32)> {
    let (rows, columns) = (height * ROWS.0 / (apart * ROWS.1).max(1), width / apart.max(1));
    let place = |(row, column): Crossing| {
        let indent = if row % 2 == 0 { 0 } else { apart / 2 };
        (column * apart + indent, row * apart * ROWS.1 / ROWS.0)
    };
    let mut taken: BTreeSet<Crossing> = BTreeSet::new();
    let mut nearest = |&(across, down): &(u32, u32)| {
        let home = (down * ROWS.0 / (apart * ROWS.1).max(1), across / apart.max(1));
        let free = (1..=rows.max(columns)).find_map(|reach| {
            let within = |middle: u32, most: u32| middle.saturating_sub(reach)..=(middle + reach).min(most);
            let all = within(home.0, rows).flat_map(|row| within(home.1, columns).map(move |column| (row, column)));
            let free = all.filter(|crossing| !taken.contains(crossing)).map(|crossing| {
                let (x, y) = place(crossing);
                (u64::from(x.abs_diff(across)).pow(2) + u64::from(y.abs_diff(down)).pow(2), crossing)
            });
            // One beyond the square of rows and columns that was looked at may be nearer than one in its corner.
            let sure = apart * (reach - 1) * ROWS.1 / ROWS.0;
            free.min().filter(|(square, _)| *square <= u64::from(sure).pow(2))
        });
        let Some((_, crossing)) = free else { return (across, down) };
        taken.insert(crossing);
        place(crossing)
    };
    points.iter().map(&mut nearest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bids_of_one_town_stand_side_by_side_and_near_it() {
        let points: Vec<(u32, u32)> = (0..60).map(|_| (2_000, 3_000)).chain([(500, 500)]).collect();
        let drawn = spread(&points, (4_000, 6_000), 80);
        let square = |one: (u32, u32), other: (u32, u32)| {
            u64::from(one.0.abs_diff(other.0)).pow(2) + u64::from(one.1.abs_diff(other.1)).pow(2)
        };
        for (at, one) in drawn.iter().enumerate() {
            assert!(drawn[..at].iter().all(|other| square(*one, *other) >= 79 * 79), "{one:?}");
            // Sixty of them fill a disc of some four and a half steps.
            assert!(square(*one, points[at]) <= 440 * 440, "{one:?} is far from {:?}", points[at]);
        }
        assert!(square(drawn[60], (500, 500)) <= 80 * 80);
        assert_eq!(spread(&[(0, 0), (0, 0)], (1, 1), 80).len(), 2, "a map without room has them all");
    }
}
