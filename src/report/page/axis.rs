//! An axis of a drawing: its ends, its round numbers and where these are.

use serde::Serialize;

use crate::domain::{Money, grouped};
use crate::whatif::parameter::{Scale, Setting};

/// A place in hundredths.
const PLACE: i64 = 100;

/// About how many steps an axis has, upwards and to the right.
pub(super) const STEPS: [i64; 2] = [6, 8];

/// A number on an axis.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Tick {
    /// Where it is.
    pub at: i64,
    /// How it is read.
    pub text: String,
    /// The number in the units of its axis: hundredths of a place, pounds, or as settings are counted.
    pub value: i64,
}

/// An axis: numbers from one to another, and where these are.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    /// From the first number to the last.
    pub numbers: (i64, i64),
    /// Where these two are.
    pub places: (i64, i64),
}

impl Axis {
    /// Where a number is, to the nearest unit.
    pub fn place(self, number: i64) -> i64 {
        let ((from, to), (least, most)) = (self.numbers, self.places);
        let (part, all) = (i128::from(number - from), i128::from((to - from).max(1)));
        let length = i128::from(most - least);
        least + i64::try_from((2 * part * length + all).div_euclid(2 * all)).expect("it is within the drawing")
    }
}

/// From where to where the side goes that has these numbers, in hundredths: from nought, if they are near it.
pub(super) fn sides(lowest: i64, most: i64) -> (i64, i64) {
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
pub(super) fn ticks(axis: Axis, steps: i64, text: impl Fn(i64) -> String) -> Vec<Tick> {
    let (from, to) = axis.numbers;
    let step = step((to - from + steps - 1) / steps);
    let first = (from + step - 1).div_euclid(step) * step;
    let numbers = std::iter::successors(Some(first), |number| Some(number + step)).take_while(|number| *number <= to);
    numbers.map(|value| Tick { at: axis.place(value), text: text(value), value }).collect()
}

/// A setting in few letters.
pub(super) fn label(setting: Setting) -> String {
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
