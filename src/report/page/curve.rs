//! A frontier as a drawing: what was found at each setting, what is possible there, and between the settings.
//!
//! Everything is in whole units of the drawing. What is proved is a filled dot and what is not a ring with a line up to
//! its bound, so that nothing is told by colour alone; the same numbers are in the table below it.

use serde::Serialize;

use super::axis::{Axis, STEPS, Tick, label, sides, ticks};
use crate::domain::WellLocated;
use crate::model::Model;
use crate::report::whatif::frontier::own_setting;
use crate::whatif::frontier::{Frontier, How, Point};
use crate::whatif::parameter::{Relaxes, Setting};

/// The drawing, and the part of it in which points are.
const SIZE: (i64, i64) = (7_200, 3_900);
const LEFT: i64 = 800;
const RIGHT: i64 = 7_000;
const TOP: i64 = 620;
const BOTTOM: i64 = 3_150;

/// The drawing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Curve {
    size: (i64, i64),
    /// The sides of the part with points: left, right, top and bottom.
    sides: (i64, i64, i64, i64),
    /// What is counted to the right.
    across: String,
    /// Numbers along the bottom and up the side.
    ticks: [Vec<Tick>; 2],
    /// Where the best plan of a setting between two others must be: left, top, width and height.
    between: Vec<(i64, i64, i64, i64)>,
    points: Vec<Dot>,
    /// Where the setting of this run is, if it is within the drawing.
    own: Option<i64>,
    /// Whether the side begins with nought.
    is_from_nought: bool,
    /// Whether anything is not proved, for the key.
    is_open: bool,
    /// Whether there is a setting without a plan, for the key.
    is_impossible: bool,
    /// What it shows, for who does not see it, and the rows of the table that it names.
    words: String,
    rows: String,
}

/// A setting.
#[derive(Clone, Debug, Serialize)]
struct Dot {
    /// Its row of the table.
    row: usize,
    across: i64,
    /// Where what was found is, and its bound.
    found: Option<i64>,
    bound: Option<i64>,
    kind: &'static str,
    words: String,
}

impl Curve {
    /// The drawing of a frontier, if two of its settings or more have a plan or a bound.
    pub fn of(frontier: &Frontier, across: &str, model: &Model) -> Option<Self> {
        let points = &frontier.points;
        let numbers: Vec<i64> =
            points.iter().flat_map(|point| [found(point), point.bound.map(units)]).flatten().collect();
        let (lowest, most) = (numbers.iter().min()?, numbers.iter().max()?);
        let has_number = |point: &&Point| point.found.is_some() || point.bound.is_some();
        let [first, .., last] = points.as_slice() else { return None };
        if points.iter().filter(has_number).count() < 2 || first.setting == last.setting {
            return None;
        }
        let up = Axis { numbers: sides(*lowest, *most), places: (BOTTOM, TOP) };
        let right = Axis { numbers: (first.setting.amount, last.setting.amount), places: (LEFT + 250, RIGHT - 250) };
        let own = own_setting(&frontier.parameter, model).map(|setting| setting.amount);
        let own = own.filter(|own| (right.numbers.0..=right.numbers.1).contains(own));
        let is = |kind: &str| points.iter().any(|point| self::kind(point) == kind);
        Some(Self {
            size: SIZE,
            sides: (LEFT, RIGHT, TOP, BOTTOM),
            across: across.to_owned(),
            ticks: [
                ticks(right, STEPS[1], |amount| label(Setting { amount, ..first.setting })),
                ticks(up, STEPS[0], |number| places(number).to_string()),
            ],
            between: points
                .windows(2)
                .filter_map(|pair| between(&pair[0], &pair[1], frontier.relaxes, (right, up)))
                .collect(),
            points: points.iter().enumerate().map(|(at, point)| dot(at, point, (right, up))).collect(),
            own: own.map(|own| right.place(own)),
            is_from_nought: up.numbers.0 == 0,
            is_open: is("open"),
            is_impossible: is("none"),
            words: words(points),
            rows: rows(points),
        })
    }
}

/// What was found at a point, in hundredths.
fn found(point: &Point) -> Option<i64> {
    point.found.as_ref().map(|found| units(found.well_located))
}

fn units(places: WellLocated) -> i64 {
    i64::try_from(places.hundredths()).expect("places are counted in memory")
}

fn places(hundredths: i64) -> WellLocated {
    WellLocated::from_hundredths(hundredths.unsigned_abs())
}

/// Where the best plan of a setting between two others must be: where more is allowed it has no less than was found where
/// less is, and where less is allowed no more than is possible where more is.
fn between(one: &Point, two: &Point, relaxes: Relaxes, (right, up): (Axis, Axis)) -> Option<(i64, i64, i64, i64)> {
    let (tight, loose) = match relaxes {
        Relaxes::Rising => (one, two),
        Relaxes::Falling => (two, one),
    };
    let (low, high) = (up.place(found(tight)?), up.place(units(loose.bound?)));
    let (from, to) = (right.place(one.setting.amount), right.place(two.setting.amount));
    Some((from, high, to - from, low - high))
}

/// How a point is drawn.
fn kind(point: &Point) -> &'static str {
    match (&point.found, &point.how) {
        (_, How::Impossible) => "none",
        (Some(_), _) if point.is_proved() => "proved",
        (_, _) => "open",
    }
}

fn dot(at: usize, point: &Point, (right, up): (Axis, Axis)) -> Dot {
    Dot {
        row: at + 1,
        across: right.place(point.setting.amount),
        found: found(point).map(|found| up.place(found)),
        bound: point.bound.map(|bound| up.place(units(bound))),
        kind: kind(point),
        words: format!("{}: {}", point.setting, known(point)),
    }
}

/// What is known of a point, in words.
fn known(point: &Point) -> String {
    let none_has = |bound: WellLocated| format!("no plan has more than {bound}");
    match (&point.found, point.bound) {
        (_, _) if point.how == How::Impossible => "no plan can keep all the rules".to_owned(),
        (Some(found), Some(bound)) => {
            let proved = if point.is_proved() { "proved best in whole places" } else { "not proved best" };
            format!("{} well-located places found, {proved}; {}", found.well_located, none_has(bound))
        }
        (Some(found), None) => format!("{} well-located places found, not proved best", found.well_located),
        (None, Some(bound)) => format!("no plan found; {}", none_has(bound)),
        (None, None) => "no plan found".to_owned(),
    }
}

/// The drawing in a sentence or two: its ends.
fn words(points: &[Point]) -> String {
    let ends = points.first().zip(points.last());
    let end = |point: &Point| format!("At {}: {}.", point.setting, known(point));
    ends.map(|(first, last)| format!("{} {}", end(first), end(last))).unwrap_or_default()
}

/// The rows that these words are of.
fn rows(points: &[Point]) -> String {
    format!("frontier 1 {}", points.len())
}
