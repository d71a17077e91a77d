//! A frontier as a page, and as files.

use super::super::number::millions;
use super::super::plot::{Dot, Letters, plot};
use super::super::summary::WIDTH;
use super::super::text::wrapped;
use super::manifest::{Circumstances, json};
use super::{difference, nearest, on_paper, plans, setting, table};
use crate::case::Case;
use crate::domain::WellLocated;
use crate::whatif::dial::Scale;
use crate::whatif::frontier::{Frontier, How, Point};

/// How many settings there may be for each step to be told in a sentence.
const FEW: usize = 5;

/// The fewest points that are drawn as a line.
const LINE: usize = 3;

/// The rows of a drawing.
const ROWS: usize = 10;

/// The files of a frontier, by name.
#[must_use]
pub fn files(case: &Case, frontier: &Frontier, circumstances: &Circumstances<'_>) -> Vec<(String, Vec<u8>)> {
    let problem = &case.dataset.problem;
    vec![
        ("frontier.csv".to_owned(), table(problem, frontier).to_csv()),
        ("plans.csv".to_owned(), plans(problem, frontier).to_csv()),
        ("run.json".to_owned(), json(case, frontier, circumstances)),
    ]
}

/// The page: the table, a drawing of it, and what a step buys in sentences.
#[must_use]
pub fn text(case: &Case, frontier: &Frontier, letters: Letters) -> String {
    let width = usize::from(WIDTH);
    let title = format!("{} Over {}.", case.model.title, frontier.dial.word());
    let mut parts = vec![wrapped(&title, width, 0) + "\n", on_paper(&case.dataset.problem, frontier).to_text(WIDTH)];
    if let Some(drawing) = drawing(frontier, letters) {
        parts.push(drawing);
    }
    let is_known = |point: &&Point| point.found.is_some() && point.is_known();
    let with_a_plan: Vec<&Point> = frontier.points.iter().filter(is_known).collect();
    let pairs: Vec<(&Point, &Point)> = match with_a_plan.as_slice() {
        [first, .., last] if with_a_plan.len() > FEW => vec![(first, last)],
        few => few.windows(2).map(|pair| (pair[0], pair[1])).collect(),
    };
    let sentences: Vec<String> =
        pairs.into_iter().map(|(one, two)| wrapped(&step(frontier, one, two), width, 2)).collect();
    if !sentences.is_empty() {
        parts.push(sentences.join("\n") + "\n");
    }
    let open = frontier.points.iter().filter(|point| !point.is_proved()).count();
    let all = frontier.points.len();
    let impossible = frontier.points.iter().filter(|point| point.how == How::Impossible).count();
    let proved = match open {
        0 => format!("Proved at all {all} settings, in whole places."),
        _ => format!("Proved at {} of {all} settings, in whole places.", all - open),
    };
    let none = match impossible {
        0 => String::new(),
        _ => format!(" At {impossible} of them no plan can keep all the rules."),
    };
    let checked = " Every plan keeps every rule of its setting, checked without the solver.";
    let proved = format!("{proved}{none}{checked}");
    parts.push(wrapped(&proved, width, 0) + "\n");
    parts.join("\n")
}

/// The frontier as a drawing, if it has points enough to be a line.
fn drawing(frontier: &Frontier, letters: Letters) -> Option<String> {
    let dot = |point: &Point| {
        let found = point.found.as_ref().filter(|_| point.is_known())?;
        Some(Dot { across: setting(point.setting), up: found.well_located.into(), is_proved: point.is_proved() })
    };
    let dots: Vec<Dot> = frontier.points.iter().filter_map(dot).collect();
    let unit = match frontier.points.first()?.setting.scale {
        Scale::Pounds => ", £m",
        Scale::Count | Scale::Thousandths | Scale::Tenths => "",
    };
    let across = format!("{}{unit}", frontier.dial.word());
    (dots.len() >= LINE).then(|| plot(&dots, &across, "Well-located places", (usize::from(WIDTH), ROWS), letters))
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
            format!(", {} for each £1m; £{}m more is spent", signed(each), millions(spent))
        }
        Scale::Pounds | Scale::Count | Scale::Thousandths | Scale::Tenths => String::new(),
    };
    format!("From {} to {}: {} well-located places{within}{each}.", one.setting, two.setting, signed(found))
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
