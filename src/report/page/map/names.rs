//! The names of regions on the map of bids, each as near to the middle of its areas as leaves symbols and other names free;
//! a name for which there is no room near it is left to the other map.

use std::collections::BTreeMap;

use super::frame::Frame;
use super::symbols::Spot;
use crate::domain::{Instance, Point};

/// The width of a letter and the height of a line, in units on a map of a country.
const LETTER: i64 = 98;
const LINE: i64 = 150;

/// How far a name may go from its middle, in steps of half a line and of three letters.
const STEPS: i64 = 8;

/// A box: left, top, right and bottom.
type Box = (i64, i64, i64, i64);

/// The regions, each with where the middle of the foot of its name is.
pub(super) fn names(
    instance: &Instance,
    frame: &Frame,
    symbols: &[Spot],
    (mark, size): (u32, u32),
) -> Vec<(String, Spot)> {
    let mut regions: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for area in instance.areas() {
        regions.entry(&area.region).or_default().push(area.centre);
    }
    let half = i64::from(mark);
    let around = |&(x, y): &Spot| (i64::from(x) - half, i64::from(y) - half, i64::from(x) + half, i64::from(y) + half);
    let mut taken: Vec<Box> = symbols.iter().map(around).collect();
    let name = |(name, points): (&str, Vec<Point>)| {
        let middle = middle(&points, frame);
        let letters = i64::try_from(name.chars().count()).unwrap_or(i64::MAX / LETTER);
        let (wide, high) = (letters * LETTER * i64::from(size) / 200, LINE * i64::from(size) / 100);
        let covers = |(x, y): (i64, i64)| (x - wide, y - high, x + wide, y + high / 4);
        let is_free = |at: &(i64, i64)| {
            let own = covers(*at);
            let is_on = own.0 >= 0 && own.1 >= 0 && own.2 <= i64::from(frame.width) && own.3 <= i64::from(frame.height);
            is_on && taken.iter().all(|other| !is_over(own, *other))
        };
        let found = places(middle, high).into_iter().find(is_free);
        let at = found.unwrap_or(middle);
        taken.extend(found.map(covers));
        let unit = |number: i64| u32::try_from(number).unwrap_or_default();
        (found.map_or_else(String::new, |_| name.to_owned()), (unit(at.0), unit(at.1)))
    };
    regions.into_iter().map(name).collect()
}

/// The places about a middle, the nearest first.
fn places((x, y): (i64, i64), high: i64) -> Vec<(i64, i64)> {
    let steps = |by: i64| (-STEPS..=STEPS).map(move |step| step * by);
    let mut places: Vec<(i64, i64)> =
        steps(high / 2).flat_map(|down| steps(high).map(move |right| (right, down))).collect();
    places.sort_by_key(|&(right, down)| (right * right + down * down, right, down));
    places.into_iter().map(|(right, down)| (x + right, y + down)).collect()
}

/// Whether two boxes lie over each other.
const fn is_over(one: Box, other: Box) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// The middle of points in the drawing.
fn middle(points: &[Point], frame: &Frame) -> (i64, i64) {
    let count = i64::try_from(points.len()).unwrap_or(i64::MAX).max(1);
    let places = points.iter().map(|&point| frame.place(point));
    let (x, y) = places.fold((0, 0), |(x, y), (right, down)| (x + i64::from(right), y + i64::from(down)));
    (x / count, y / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_the_middle_and_the_next_are_the_nearest() {
        let places = places((100, 100), 10);
        assert_eq!(places[0], (100, 100));
        assert_eq!(places[1..3], [(100, 95), (100, 105)]);
        assert!(is_over((0, 0, 2, 2), (1, 1, 3, 3)) && !is_over((0, 0, 2, 2), (2, 0, 3, 2)));
    }
}
