//! The page of a plan put to draws.

use super::{OF_LIMITS, Stressed, limits, measures, order, per_cent, rank};
use crate::audit::{Finding, Unit};
use crate::domain::{Money, Risk, counted};
use crate::model::Question;
use crate::report::run::rules::amount_of;
use crate::report::whatif::order::at_horizon;
use crate::report::whatif::span;
use crate::table::{Cell, Table, wrapped};
use crate::whatif::Span;
use crate::whatif::stress::{Outcome, Regret};

/// The page, in at most `columns`.
#[must_use]
pub fn page(question: &Question<'_>, stressed: &Stressed<'_>, risks: &[Risk], columns: u16) -> String {
    let paragraph = |text: String| wrapped(&text, columns.into(), 0) + "\n";
    let count = stressed.draws.len();
    let of_spare = |finding: &Finding| !finding.holds() && !is_met_exactly(stressed, finding);
    let in_draws = |is: &dyn Fn(&Finding) -> bool| {
        let draws = stressed.draws.iter().filter(|draw| draw.findings.iter().any(is));
        draws.count()
    };
    let opening = format!(
        "{count} draws of the {} risks of risks.csv, seed {}. In {} of them the plan breaks a limit that it keeps with \
         something to spare as planned.",
        risks.len(),
        stressed.seed,
        in_draws(&of_spare)
    );
    let error = format!(
        "P10, P50 and P90: a tenth, half and nine tenths of the draws have no more. A chance from {count} draws is \
         within {} points of the chance itself 95 times in 100; the risks themselves are assumptions.",
        error(count)
    );
    let broken = broken_limits(stressed, columns);
    let paragraphs = [opening, error].map(paragraph);
    let regret = regret(stressed).map(paragraph);
    let parts = [Some(paragraphs[0].clone()), Some(measures(stressed).to_text(columns)), Some(broken), regret];
    let parts = parts.into_iter().flatten().chain([paragraphs[1].clone()]);
    let parts: Vec<String> = parts.chain(at_horizon(question).map(paragraph)).collect();
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

/// Whether a plan meets a limit with nothing to spare as planned, so that whatever goes the wrong way breaks it.
fn is_met_exactly(stressed: &Stressed<'_>, limit: &Finding) -> bool {
    let is_it = |planned: &&Finding| (planned.family, &planned.id) == (limit.family, &limit.id);
    stressed.planned.findings.iter().find(is_it).is_some_and(|planned| planned.slack() == 0)
}

/// The families of which there is a limit for every authority, or for every link: one row on paper, of any of them, with
/// what each must be.
const TOGETHER: [(&str, &str, &str); 2] = [
    ("match_funding", "match, of any authority", "at most what each has"),
    ("links", "links, any of them", "all kept"),
];

/// The limits that were broken: those with something to spare as planned, each with how often; and by name those that are
/// what the plan comes to, of which that would say nothing.
fn broken_limits(stressed: &Stressed<'_>, columns: u16) -> String {
    let paragraph = |text: &str| wrapped(text, columns.into(), 0) + "\n";
    let (spare, exact) = (on_paper(stressed, false), on_paper(stressed, true));
    let heading = "Limits kept with something to spare as planned, and broken in some draws";
    let headings = "Broken, %: in how many of a hundred draws. Broken by: how far beyond the limit the plan then is, at the \
                   median of those draws; of a row of many limits, the one furthest beyond. stress_limits.csv has every limit.";
    let told = (!spare.rows.is_empty())
        .then(|| format!("{}{}{}", paragraph(heading), spare.to_text(columns), paragraph(headings)));
    let names: Vec<String> = exact.rows.iter().map(|row| row[0].in_files()).collect();
    let by_construction = (!names.is_empty()).then(|| {
        paragraph(&format!(
            "Not counted: {} that the plan meets with nothing to spare as planned, so that any change the wrong way breaks \
             {}: {}.",
            counted(names.len(), "limit", "limits"),
            if names.len() == 1 { "it" } else { "them" },
            names.join("; ")
        ))
    });
    let none = told.is_none().then(|| paragraph("No limit kept with something to spare was broken in any draw."));
    [told, none, by_construction].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The limits that were broken, the most often broken first: those that are met exactly as planned, or the others.
fn on_paper(stressed: &Stressed<'_>, are_exact: bool) -> Table {
    let mut limits = limits(stressed);
    let to_spare = limits.position("spare_as_planned");
    let is_exact =
        |row: &Vec<Cell>| matches!(row[to_spare], Cell::Whole(0) | Cell::Hundredths(0) | Cell::Money(Money::ZERO));
    limits.rows.retain(|row| {
        let is_alone = TOGETHER.iter().all(|(family, ..)| row[1] != Cell::text(family));
        is_alone && row[6] != Cell::Whole(0) && is_exact(row) == are_exact
    });
    let (must, broken_by) = (limits.position("must_be"), limits.position("median_breach"));
    for (family, name, must_be) in TOGETHER {
        let is_broken =
            |one: &&Finding| one.family == family && !one.holds() && is_met_exactly(stressed, one) == are_exact;
        let worst = |outcome: &Outcome| {
            let broken = outcome.findings.iter().filter(is_broken);
            broken.map(|one| (-one.slack(), one.unit)).max_by_key(|(by, _)| *by)
        };
        let mut breaches: Vec<(i64, Unit)> = stressed.draws.iter().filter_map(worst).collect();
        breaches.sort_by_key(|(by, _)| *by);
        let Some(&(by, unit)) = breaches.get(rank(breaches.len(), 50)) else { continue };
        let mut row = vec![Cell::Empty; OF_LIMITS.len()];
        (row[0], row[5], row[6]) = (Cell::text(name), Cell::text("kept"), breaches.len().into());
        row[7] = per_cent(breaches.len(), stressed.draws.len());
        (row[must], row[broken_by]) = (Cell::text(must_be), amount_of(unit, by));
        limits.rows.push(row);
    }
    limits.rows.sort_by_key(|row| std::cmp::Reverse(order(&row[6])));
    limits.only(&["id", "must_be", "as_planned", "broken_percent", "median_breach"])
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn the_error_of_a_chance_falls_with_the_root_of_the_draws() {
        assert_eq!([100, 1_000, 10_000].map(error), ["9.8", "3.1", "1.0"]);
    }
}
