//! A frontier as a drawing: what was found at each setting, what is possible there, and between the settings.
//!
//! Everything is in whole units of the drawing. What is proved is a filled dot and what is not a ring with a line up to
//! its bound, so that nothing is told by colour alone; the same numbers are in the table below it.

use serde::Serialize;

use super::super::frontier::own_setting;
use crate::domain::{Money, WellLocated, grouped};
use crate::model::Model;
use crate::whatif::dial::{Relaxes, Scale, Setting};
use crate::whatif::frontier::{Frontier, How, Point};

/// The drawing, and the part of it in which points are.
const SIZE: (i64, i64) = (7_200, 3_900);
const LEFT: i64 = 800;
const RIGHT: i64 = 7_000;
const TOP: i64 = 620;
const BOTTOM: i64 = 3_150;

/// A place in hundredths.
const PLACE: i64 = 100;

/// About how many steps an axis has, upwards and to the right.
const STEPS: [i64; 2] = [6, 8];

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

/// A number on an axis.
#[derive(Clone, Debug, Serialize)]
struct Tick {
    at: i64,
    text: String,
    /// The number in the units of its axis: hundredths of a place, pounds, or as settings are counted.
    value: i64,
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

/// An axis: numbers from one to another, and where these are.
#[derive(Clone, Copy)]
struct Axis {
    numbers: (i64, i64),
    places: (i64, i64),
}

impl Axis {
    /// Where a number is, to the nearest unit.
    fn place(self, number: i64) -> i64 {
        let ((from, to), (least, most)) = (self.numbers, self.places);
        let (part, all) = (i128::from(number - from), i128::from((to - from).max(1)));
        let length = i128::from(most - least);
        least + i64::try_from((2 * part * length + all).div_euclid(2 * all)).expect("it is within the drawing")
    }
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
        let own = own_setting(&frontier.dial, model).map(|setting| setting.amount);
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

/// From where to where the side goes that has these numbers, in hundredths: from nought, if they are near it.
fn sides(lowest: i64, most: i64) -> (i64, i64) {
    let from = if lowest * 3 <= most { 0 } else { lowest };
    let step = step((most - from).max(PLACE) / STEPS[0]);
    let (from, to) = (from.div_euclid(step) * step, (most + step - 1).div_euclid(step) * step);
    if from < to { (from, to) } else { ((from - step).max(0), to + step) }
}

/// The least of 1, 2 and 5, ten times these, and so on, that is no less.
fn step(least: i64) -> i64 {
    let mut decade = 1;
    loop {
        if let Some(step) = [decade, 2 * decade, 5 * decade].into_iter().find(|step| *step >= least) {
            return step;
        }
        decade *= 10;
    }
}

/// The round numbers of an axis, each with its words.
fn ticks(axis: Axis, steps: i64, text: impl Fn(i64) -> String) -> Vec<Tick> {
    let (from, to) = axis.numbers;
    let step = step((to - from + steps - 1) / steps);
    let first = (from + step - 1).div_euclid(step) * step;
    let numbers = std::iter::successors(Some(first), |number| Some(number + step)).take_while(|number| *number <= to);
    numbers.map(|value| Tick { at: axis.place(value), text: text(value), value }).collect()
}

/// A setting in few letters.
fn label(setting: Setting) -> String {
    let amount = setting.amount;
    let whole = |amount: i64| grouped(amount.unsigned_abs());
    match setting.scale {
        Scale::Pounds if amount % 1_000_000 == 0 => format!("£{}m", whole(amount / 1_000_000)),
        Scale::Pounds => Money::from_pounds(amount).to_string(),
        Scale::Count => whole(amount),
        Scale::Thousandths if amount % 10 == 0 => format!("{}%", amount / 10),
        Scale::Tenths if amount % 10 == 0 => format!("{} miles", amount / 10),
        Scale::Thousandths | Scale::Tenths => setting.to_string(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_no_smaller_than_asked() {
        let steps = [0, 1, 2, 3, 5, 6, 10, 11, 21, 60, 1_000_001].map(step);
        assert_eq!(steps, [1, 1, 2, 5, 5, 10, 10, 20, 50, 100, 2_000_000]);
    }

    #[test]
    fn an_axis_has_round_numbers_within_it_and_its_ends_are_its_ends() {
        let axis = Axis { numbers: (503_000_000, 573_000_000), places: (0, 700) };
        let at: Vec<i64> = ticks(axis, 4, |amount| label(Setting { scale: Scale::Pounds, amount }))
            .iter()
            .map(|tick| tick.at)
            .collect();
        assert_eq!((axis.place(503_000_000), axis.place(573_000_000), at), (0, 700, vec![170, 370, 570]));
    }
}
