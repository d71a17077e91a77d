//! The names of regions on the map of bids, each as near to the middle of its areas as leaves symbols and other names free,
//! with a line to that middle where it stands aside; a name for which there is no room near it is left to the other map.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cartogram::broken;
use super::frame::Frame;
use super::symbols::Spot;
use crate::domain::{Instance, Point};

/// The width of a letter and the height of a line, in units on a map of a country.
const LETTER: i64 = 98;
const LINE: i64 = 150;

/// How far a name may go from its middle, in steps of half a line and of three letters.
const STEPS: i64 = 8;

/// The name of a region.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Name {
    lines: Vec<String>,
    /// The middle of the foot of its first line.
    at: Spot,
    /// Where a line to its region begins.
    from: Spot,
    /// Where that line ends, the middle of its areas; nothing where the name stands over it.
    to: Option<Spot>,
}

/// A box: left, top, right and bottom.
type Box = (i64, i64, i64, i64);

/// The names for which there is room.
pub(super) fn names(instance: &Instance, frame: &Frame, symbols: &[Spot], (mark, size): (u32, u32)) -> Vec<Name> {
    let mut regions: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for area in instance.areas() {
        regions.entry(&area.region).or_default().push(area.centre);
    }
    let half = i64::from(mark);
    let around = |&(x, y): &Spot| (i64::from(x) - half, i64::from(y) - half, i64::from(x) + half, i64::from(y) + half);
    let mut taken: Vec<Box> = symbols.iter().map(around).collect();
    let name = |(name, points): (&str, Vec<Point>)| {
        let middle = middle(&points, frame);
        let lines: Vec<String> = broken(name).into_iter().filter(|line| !line.is_empty()).collect();
        let [letters, more] =
            [lines.iter().map(|line| line.chars().count()).max().unwrap_or_default(), lines.len() - 1]
                .map(|count| i64::try_from(count).unwrap_or(i64::MAX / LINE));
        let (wide, high) = (letters * LETTER * i64::from(size) / 200, LINE * i64::from(size) / 100);
        let covers = |(x, y): (i64, i64)| (x - wide, y - high, x + wide, y + more * high + high / 4);
        let is_free = |at: &(i64, i64)| {
            let own = covers(*at);
            let is_on = own.0 >= 0 && own.1 >= 0 && own.2 <= i64::from(frame.width) && own.3 <= i64::from(frame.height);
            is_on && taken.iter().all(|other| !is_over(own, *other))
        };
        let at = places(middle, high).into_iter().find(is_free)?;
        let own = covers(at);
        taken.push(own);
        let edge = (middle.0.clamp(own.0, own.2), middle.1.clamp(own.1, own.3));
        let is_aside = (edge.0 - middle.0).abs().max((edge.1 - middle.1).abs()) > high;
        Some(Name { lines, at: spot(at), from: spot(edge), to: is_aside.then(|| spot(middle)) })
    };
    regions.into_iter().filter_map(name).collect()
}

/// A place of the drawing, all of which are on it.
fn spot((x, y): (i64, i64)) -> Spot {
    let unit = |number: i64| u32::try_from(number).unwrap_or_default();
    (unit(x), unit(y))
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
