//! Switching values: what a parameter would have to be, with all else as in the central case, for a plan to be worth
//! nothing.
//!
//! A net present value is a straight line in each of the parameters below, so that the value at which it is nought
//! follows from the present values that depend on it:
//!
//! ```text
//! all capital              100% · (1 + net/capital)            of what is counted of it; all running costs likewise
//! a running cost           x · (1 + net/running)               of the lines that the row speaks of, as all below
//! occupancy                x · (1 − net/counted)
//! real resources           x · (1 − net/counted)               to society only: to the purse no share matters
//! placement, unregistered  x · (1 − net/part)                  its part of what is counted
//! share unregistered       x − net·x·(1−x) / (unregistered·(1−x) − placement·x)
//! ```
//!
//! To the public purse all that is avoided counts, in the place of what is counted. Rounded to the nearest hundredth of
//! a per cent, and of a pound. Where the part is nought no value switches. Inflation, rates and years bend the line: of
//! them there is the range of the cases, and the payback.

use super::factors::{WHOLE, rounded};
use super::sums::Sums;
use super::terms::row_of;
use super::{Appraised, Level};
use crate::domain::{AppraisalKind, AppraisalParameter, Figure, Index, Instance};

/// What is turned until a plan is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// This row of the parameters.
    Row(usize),
    /// All capital, in per cent of what is counted.
    Capital,
    /// All running costs, likewise.
    Running,
}

/// At what of it a plan is worth nothing; hundredths, which may be below nought or beyond what is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// What is turned.
    pub turned: Turned,
    /// For society.
    pub social: Option<i64>,
    /// For the public purse.
    pub purse: Option<i64>,
}

/// Whose value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Society,
    Purse,
}

/// The switching values of all capital, of all running costs and of every parameter that has one, in the order of the
/// rows; `case` is the central one.
///
/// # Panics
///
/// If it is another.
#[must_use]
pub fn switching(instance: &Instance, parameters: &[AppraisalParameter], case: &Appraised) -> Vec<Switch> {
    assert_eq!(case.level, Level::Central, "the others are ends of ranges");
    let all: Sums = case.options.iter().map(|valued| valued.sums).sum();
    let of = |(row, parameter): (usize, &AppraisalParameter)| {
        let Figure::Hundredths(value) = parameter.central else { return None };
        let is_straight = parameter.kind.is_of_lines() || parameter.kind == AppraisalKind::RealShare;
        let part = part(instance, parameters, row, case);
        let at = |whose| switched((parameter.kind, value), (&all, &part), whose);
        let turned = Turned::Row(row);
        is_straight.then(|| Switch { turned, social: at(Whose::Society), purse: at(Whose::Purse) })
    };
    let whole = |turned, part: i64| {
        let at = |net: i64| off(WHOLE, ratio(-i128::from(net) * WHOLE, part.into()));
        Switch { turned, social: at(all.social()), purse: at(all.purse()) }
    };
    let wholes = [whole(Turned::Capital, all.capital + all.local_match), whole(Turned::Running, all.running)];
    wholes.into_iter().chain(parameters.iter().enumerate().filter_map(of)).collect()
}

/// The present values of the lines that a row speaks of.
fn part(instance: &Instance, parameters: &[AppraisalParameter], row: usize, case: &Appraised) -> Sums {
    let kind = parameters[row].kind;
    let is_of = |line| row_of(parameters, kind, Some(line)) == Some(row);
    let lines: Vec<bool> = (0..instance.lines().len()).map(Index::new).map(is_of).collect();
    let line_of = |valued: &&super::Valued| lines[instance[instance[valued.option].project].line.position()];
    case.options.iter().filter(line_of).map(|valued| valued.sums).sum()
}

fn switched((kind, value): (AppraisalKind, i64), (all, part): (&Sums, &Sums), whose: Whose) -> Option<i64> {
    let is_social = whose == Whose::Society;
    let net = i128::from(if is_social { all.social() } else { all.purse() });
    let [placement, unregistered] = if is_social {
        [part.counted_placement, part.counted_unregistered]
    } else {
        [part.placement, part.unregistered]
    }
    .map(i128::from);
    let x = i128::from(value);
    let by = match kind {
        AppraisalKind::RunningCost => ratio(-net * x, part.running.into()),
        AppraisalKind::Occupancy => ratio(net * x, placement + unregistered),
        AppraisalKind::RealShare if is_social => ratio(net * x, placement + unregistered),
        AppraisalKind::PlacementCost => ratio(net * x, placement),
        AppraisalKind::UnregisteredCost => ratio(net * x, unregistered),
        AppraisalKind::UnregisteredShare => {
            let rest = WHOLE - x;
            ratio(net * x * rest, unregistered * rest - placement * x)
        }
        _ => None,
    };
    off(x, by)
}

/// A value less that by which it is off.
fn off(x: i128, by: Option<i128>) -> Option<i64> {
    by.and_then(|by| i64::try_from(x - by).ok())
}

/// A quotient, rounded; nothing by nought.
fn ratio(parts: i128, by: i128) -> Option<i128> {
    (by != 0).then(|| rounded(parts, by))
}
