//! Areas as equal hexagons, one an area, each as near as may be to where its area is among the others.
//!
//! Half of where a hexagon should be is where its area is, and half its rank from west to east and from north to south: so
//! crowded areas get room and neighbours stay near. Each then takes the nearest hexagon that is free, and two change places,
//! or one moves, as long as that brings them nearer in all. Nothing of it is chance.

use std::collections::BTreeMap;

use crate::domain::Point;

/// From one hexagon to the next of its row.
pub(super) const ACROSS: i64 = 100;

/// From one row to the next.
pub(super) const DOWN: i64 = 87;

/// From the middle of a hexagon to its corners: from the top, as a clock goes.
pub(super) const CORNERS: [(i64, i64); 6] = [(0, -58), (50, -29), (50, 29), (0, 58), (-50, 29), (-50, -29)];

/// Hexagons to choose from, in hundredths of those that are needed.
const ROOM: i64 = 135;

/// How often every pair is looked at; far fewer are enough.
const PASSES: usize = 40;

/// A hexagon: its column and its row.
pub(super) type Cell = (i64, i64);

/// Where the middle of a hexagon is; every second row is half a hexagon to the right.
pub(super) const fn middle((column, row): Cell) -> (i64, i64) {
    (column * ACROSS + (row & 1) * (ACROSS / 2), row * DOWN)
}

/// The neighbour across the side between a corner and the one after it, from the top as a clock goes.
pub(super) const fn neighbours((column, row): Cell) -> [Cell; 6] {
    let left = column - 1 + (row & 1);
    [(left + 1, row - 1), (column + 1, row), (left + 1, row + 1), (left, row + 1), (column - 1, row), (left, row - 1)]
}

/// The hexagon of each point.
pub(super) fn layout(points: &[Point]) -> Vec<Cell> {
    let east: Vec<i64> = points.iter().map(|point| i64::from(point.easting())).collect();
    let south: Vec<i64> = points.iter().map(|point| -i64::from(point.northing())).collect();
    let (columns, rows) = size(points.len(), span(&east), span(&south));
    let across = wanted(&east, (columns - 1) * ACROSS);
    let down = wanted(&south, (rows - 1) * DOWN);
    let targets: Vec<(i64, i64)> = across.into_iter().zip(down).collect();
    let mut free: Vec<Cell> = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).collect();
    let mut taken = Vec::new();
    for &target in &targets {
        let nearest = (0..free.len()).min_by_key(|&at| apart(target, free[at])).unwrap_or_default();
        taken.push(free.remove(nearest));
    }
    for _ in 0..PASSES {
        if !improved(&targets, &mut taken, &mut free) {
            break;
        }
    }
    taken
}

/// From the least to the most.
fn span(numbers: &[i64]) -> i64 {
    let (least, most) = (numbers.iter().min(), numbers.iter().max());
    least.zip(most).map_or(1, |(least, most)| (most - least).max(1))
}

/// How many columns and rows there are to choose from, about as wide and as high as the points lie.
fn size(count: usize, wide: i64, high: i64) -> (i64, i64) {
    let needed = i64::try_from(count).unwrap_or(i64::MAX / ROOM).max(1);
    let (wide, high) = (wide.max(high / 3), high.max(wide / 3));
    let columns = (needed * ROOM * wide * DOWN / (high * ACROSS * 100)).isqrt();
    // Of four or more some lie beside each other, or east and west could not be told apart.
    let columns = columns.clamp(if needed > 3 { 2 } else { 1 }, needed);
    let rows = ((needed * ROOM + 99) / 100).max(needed).div_euclid(columns) + 1;
    (columns, rows)
}

/// Where each number should be on a line of this length: half by what it is, half by its rank.
fn wanted(numbers: &[i64], length: i64) -> Vec<i64> {
    let least = numbers.iter().copied().min().unwrap_or_default();
    let span = span(numbers);
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by_key(|&at| (numbers[at], at));
    let ranks: BTreeMap<usize, i64> = order.into_iter().zip(0_i64..).collect();
    let steps = i64::try_from(numbers.len()).unwrap_or(i64::MAX).max(2) - 1;
    let place = |at: usize| i64::midpoint((numbers[at] - least) * length / span, ranks[&at] * length / steps);
    (0..numbers.len()).map(place).collect()
}

/// How far a hexagon is from where it should be, squared.
const fn apart((x, y): (i64, i64), cell: Cell) -> i64 {
    let (across, down) = middle(cell);
    (x - across) * (x - across) + (y - down) * (y - down)
}

/// Lets each change places with another or move to a free hexagon where that is nearer in all; whether any did.
fn improved(targets: &[(i64, i64)], taken: &mut [Cell], free: &mut [Cell]) -> bool {
    let mut is_better = false;
    for one in 0..taken.len() {
        for cell in free.iter_mut() {
            if apart(targets[one], *cell) < apart(targets[one], taken[one]) {
                std::mem::swap(cell, &mut taken[one]);
                is_better = true;
            }
        }
        for other in one + 1..taken.len() {
            let now = apart(targets[one], taken[one]) + apart(targets[other], taken[other]);
            let then = apart(targets[one], taken[other]) + apart(targets[other], taken[one]);
            if then < now {
                taken.swap(one, other);
                is_better = true;
            }
        }
    }
    is_better
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(places: &[(u32, u32)]) -> Vec<Point> {
        places.iter().map(|&(east, north)| Point::new(east, north).expect("in England")).collect()
    }

    #[test]
    fn every_area_has_a_hexagon_of_its_own_however_many_there_are_and_wherever_they_lie() {
        for count in [0_u32, 1, 2, 3, 7, 40, 153, 300] {
            let line = (0..count).map(|at| (100_000 + at * 7 % 900, 400_000)).collect::<Vec<_>>();
            let spread =
                (0..count).map(|at| (100_000 + at * 7_919 % 500_000, 10_000 + at * 104_729 % 600_000)).collect();
            let same = vec![(300_000, 300_000); usize::try_from(count).expect("a few")];
            for places in [line, spread, same] {
                let mut cells = layout(&points(&places));
                assert_eq!(cells, layout(&points(&places)), "the same again");
                cells.sort_unstable();
                cells.dedup();
                assert_eq!(cells.len(), places.len());
            }
        }
    }

    #[test]
    fn what_is_north_stands_above_and_what_is_east_stands_to_the_right() {
        let [north, south, east, west] =
            [(400_000, 600_000), (400_000, 100_000), (600_000, 350_000), (200_000, 350_000)];
        let cells = layout(&points(&[north, south, east, west]));
        let at: Vec<(i64, i64)> = cells.into_iter().map(middle).collect();
        assert!(at[0].1 < at[1].1 && at[2].0 > at[3].0, "{at:?}");
    }

    #[test]
    fn the_neighbour_across_each_side_shares_its_two_corners() {
        for cell in [(3, 2), (3, 3)] {
            for (side, other) in neighbours(cell).into_iter().enumerate() {
                let corner = |cell, at: usize| {
                    let ((x, y), (right, down)) = (middle(cell), CORNERS[at % 6]);
                    (x + right, y + down)
                };
                let shared = |at: usize| {
                    let (x, y) = corner(cell, at);
                    (0..6).any(|its| {
                        let (its_x, its_y) = corner(other, its);
                        (x - its_x).abs() <= 1 && (y - its_y).abs() <= 1
                    })
                };
                assert!(shared(side) && shared(side + 1), "side {side} of {cell:?} and {other:?}");
            }
        }
    }
}
