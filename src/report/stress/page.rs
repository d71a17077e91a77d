//! The page of a plan put to draws.

use super::{OF_LIMITS, Stressed, limits, measures, order, per_cent, rank};
use crate::domain::Risk;
use crate::report::table::{Cell, Table};
use crate::report::text::wrapped;
use crate::report::{WIDTH, span};
use crate::whatif::Span;
use crate::whatif::stress::{Outcome, Regret};

/// The page.
#[must_use]
pub fn page(stressed: &Stressed<'_>, risks: &[Risk]) -> String {
    let count = stressed.draws.len();
    let broken = stressed.draws.iter().filter(|draw| draw.findings.iter().any(|finding| !finding.holds())).count();
    let opening = format!(
        "{count} draws of the {} risks of risks.csv, seed {}. In {broken} of them the plan breaks a limit.",
        risks.len(),
        stressed.seed
    );
    let error = format!(
        "P10, P50 and P90: a tenth, half and nine tenths of the draws have no more. A chance from {count} draws is \
         within {} points of the chance itself 95 times in 100; the risks themselves are assumptions.",
        error(count)
    );
    let limits = on_paper(stressed);
    let broken = if limits.rows.is_empty() {
        "No limit was broken in any draw.\n".to_owned()
    } else {
        format!("Limits that were broken (stress_limits.csv has each)\n{}", limits.to_text(WIDTH))
    };
    let paragraphs = [opening, error].map(|text| wrapped(&text, WIDTH.into(), 0) + "\n");
    let regret = regret(stressed).map(|text| wrapped(&text, WIDTH.into(), 0) + "\n");
    let parts = [Some(paragraphs[0].clone()), Some(measures(stressed).to_text(WIDTH)), Some(broken), regret];
    let parts: Vec<String> = parts.into_iter().flatten().chain([paragraphs[1].clone()]).collect();
    parts.join("\n")
}

/// Half the width of a 95% interval of a share of `count` draws, at its widest, in per cent with one decimal: 98 over
/// the square root of the count, rounded up.
fn error(count: usize) -> String {
    let count = u64::try_from(count.max(1)).expect("draws are counted in memory");
    let square = (980 * 980_u64).div_ceil(count);
    let root = square.isqrt();
    let tenths = if root * root < square { root + 1 } else { root };
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn regret(stressed: &Stressed<'_>) -> Option<String> {
    let spans: Vec<Span> = stressed.regrets.iter().map(Regret::span).collect();
    let mut least: Vec<_> = spans.iter().map(|span| span.least).collect();
    let mut most: Vec<_> = spans.iter().map(|span| span.most).collect();
    least.sort_unstable();
    most.sort_unstable();
    let half = rank(spans.len(), 50);
    let median = Span::new(*least.get(half)?, *most.get(half)?);
    let worst = Span::new(*least.last()?, *most.last()?);
    Some(format!(
        "Regret, in the first {}: a plan made with foresight, for the same money and within the same limits, would \
         have had more well-located places: {} at the median, {} at the worst.",
        if spans.len() == 1 { "draw".to_owned() } else { format!("{} draws", spans.len()) },
        span::words(median),
        span::words(worst)
    ))
}

/// The families of which there is a limit for every authority, or for every link: one row on paper, of any of them.
const TOGETHER: [(&str, &str); 2] =
    [("match_funding", "local match, in any authority"), ("links", "links between projects, any")];

/// The limits that were broken, the most often broken first.
fn on_paper(stressed: &Stressed<'_>) -> Table {
    let mut limits = limits(stressed);
    let is_alone = |row: &Vec<Cell>| TOGETHER.iter().all(|(family, _)| row[1] != Cell::text(family));
    limits.rows.retain(|row| is_alone(row) && row[6] != Cell::Whole(0));
    for (family, name) in TOGETHER {
        let is_broken = |outcome: &&Outcome| outcome.findings.iter().any(|one| one.family == family && !one.holds());
        let count = stressed.draws.iter().filter(is_broken).count();
        if count > 0 {
            let share = per_cent(count, stressed.draws.len());
            let mut row = vec![Cell::Empty; OF_LIMITS.len()];
            (row[0], row[6], row[7]) = (Cell::text(name), count.into(), share);
            limits.rows.push(row);
        }
    }
    limits.rows.sort_by_key(|row| std::cmp::Reverse(order(&row[6])));
    limits
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn the_error_of_a_chance_falls_with_the_root_of_the_draws() {
        assert_eq!([100, 1_000, 10_000].map(error), ["9.8", "3.1", "1.0"]);
    }
}
