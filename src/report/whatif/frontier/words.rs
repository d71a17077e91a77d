//! A frontier in sentences.

use super::{difference, nearest};
use crate::case::Case;
use crate::domain::{WellLocated, counted};
use crate::table::millions;
use crate::whatif::frontier::{Frontier, How, Point};
use crate::whatif::parameter::Scale;

/// How many settings there may be for each step to be told in a sentence.
const FEW: usize = 5;

/// What is asked, and over which number.
pub(in crate::report) fn title(case: &Case, frontier: &Frontier) -> String {
    format!("{} Over {}.", case.model.title, frontier.parameter.word())
}

/// What each step buys, or of many steps what all of them do together.
pub(in crate::report) fn steps(frontier: &Frontier) -> Vec<String> {
    let is_known = |point: &&Point| point.found.is_some() && point.is_known();
    let with_a_plan: Vec<&Point> = frontier.points.iter().filter(is_known).collect();
    match with_a_plan.as_slice() {
        [first, .., last] if with_a_plan.len() > FEW => vec![step(frontier, first, last)],
        few => few.windows(2).map(|pair| step(frontier, pair[0], pair[1])).collect(),
    }
}

/// A frontier in sentences: what its steps buy, and what is proved.
#[must_use]
pub fn sentences(frontier: &Frontier) -> Vec<String> {
    steps(frontier).into_iter().chain([proved(frontier)]).collect()
}

/// How many of the settings are proved.
pub(in crate::report) fn proved(frontier: &Frontier) -> String {
    let open = frontier.points.iter().filter(|point| !point.is_proved()).count();
    let all = frontier.points.len();
    let impossible = frontier.points.iter().filter(|point| point.how == How::Impossible).count();
    let proved = match open {
        0 if all == 1 => "Proved at its one setting, in whole places.".to_owned(),
        0 => format!("Proved at all {all} settings, in whole places."),
        _ => format!("Proved at {} of {}, in whole places.", all - open, counted(all, "setting", "settings")),
    };
    let none = match impossible {
        0 => String::new(),
        _ => format!(" At {impossible} of them no plan can keep all the rules."),
    };
    let checked = " Every plan keeps every rule of its setting, checked without the solver.";
    format!("{proved}{none}{checked}")
}

/// What a step from one setting to another buys.
fn step(frontier: &Frontier, one: &Point, two: &Point) -> String {
    let (Some(then), Some(now)) = (&one.found, &two.found) else { return String::new() };
    let found = difference(now.well_located, then.well_located);
    let within = match frontier.step(one, two) {
        Some((least, most)) if (least, most) == (found, found) => " (proved)".to_owned(),
        Some((least, most)) => format!(" (what is proved leaves {} to {} possible)", signed(least), signed(most)),
        None => " (not proved)".to_owned(),
    };
    let pounds = two.setting.amount - one.setting.amount;
    let each = match one.setting.scale {
        Scale::Pounds if pounds > 0 => {
            let each = nearest(i128::from(found) * 1_000_000, i128::from(pounds));
            let spent = now.spend.pounds() - then.spend.pounds();
            format!(", {} for each £1m; {} is spent", signed(each), dearer(spent))
        }
        Scale::Pounds | Scale::Count | Scale::Thousandths | Scale::Tenths => String::new(),
    };
    format!("From {} to {}: {}{within}{each}.", one.setting, two.setting, gained(found))
}

/// So many pounds more or less: `£12.5m more`, `£0.3m less`, `no more`.
fn dearer(pounds: i64) -> String {
    let amount = millions(pounds.abs());
    match pounds {
        ..0 => format!("£{amount}m less"),
        0 => "no more".to_owned(),
        1.. => format!("£{amount}m more"),
    }
}

/// So many hundredths more or fewer: `34 more well-located places`, `1 fewer well-located place`.
fn gained(hundredths: i64) -> String {
    let places = if hundredths.abs() == 100 { "place" } else { "places" };
    let number = WellLocated::from_hundredths(hundredths.unsigned_abs());
    match hundredths {
        ..0 => format!("{number} fewer well-located {places}"),
        0 => format!("no more well-located {places}"),
        1.. => format!("{number} more well-located {places}"),
    }
}

/// A number of hundredths with its sign: `+1.5`, `-2`, `0`.
fn signed(amount: i64) -> String {
    let sign = match amount {
        ..0 => "-",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", WellLocated::from_hundredths(amount.unsigned_abs()))
}
