//! The tables of a plan put to draws, and their page.

mod page;

pub use page::page;

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Finding;
use crate::domain::FinancialYear;
use crate::report::run::rules::amount_of;
use crate::table::{Cell, Column, Table};
use crate::whatif::Span;
use crate::whatif::stress::{Outcome, Regret};

/// A plan as planned, and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Stressed<'a> {
    /// What it comes to as planned.
    pub planned: &'a Outcome,
    /// What it came to in each draw.
    pub draws: &'a [Outcome],
    /// The regret in the first of the draws.
    pub regrets: &'a [Regret],
    /// The seed.
    pub seed: u64,
}

/// The tables: measures, limits, draws and regrets.
#[must_use]
pub fn tables(stressed: &Stressed<'_>) -> Vec<Table> {
    vec![measures(stressed), limits(stressed), draws(stressed), regrets(stressed)]
}

/// A number of an outcome.
type Measure = (&'static str, &'static str, fn(&Outcome) -> Cell);

const MEASURES: [Measure; 8] = [
    ("dfe_cost_gbp", "Cost to the department, £m", |outcome| outcome.cost.into()),
    ("match_gbp", "Local match, £m", |outcome| outcome.local_match.into()),
    ("projects", "Projects built", |outcome| outcome.projects.into()),
    ("additional_places", "Additional places by the horizon", |outcome| outcome.additional.into()),
    ("protected_places", "Protected places by the horizon", |outcome| outcome.protected.into()),
    ("well_located_places", "Well-located places", |outcome| outcome.well_located.into()),
    ("projects_late", "Projects open after the horizon", |outcome| outcome.late.into()),
    ("last_opening", "Last project opens", |outcome| year(outcome.opens)),
];

const OF_MEASURES: [Column; 6] = [
    Column::files_only("measure"),
    Column::words("name", "In numbers"),
    Column::millions("as_planned", "As planned"),
    Column::millions("p10", "P10"),
    Column::millions("p50", "P50"),
    Column::millions("p90", "P90"),
];

fn year(year: Option<FinancialYear>) -> Cell {
    year.map_or(Cell::Empty, |year| Cell::text(&year))
}

fn measures(stressed: &Stressed<'_>) -> Table {
    let row = |&(measure, name, of): &Measure| {
        let mut cells: Vec<Cell> = stressed.draws.iter().map(of).collect();
        cells.sort_by_key(order);
        let at = |per_cent: usize| cells.get(rank(cells.len(), per_cent)).cloned().unwrap_or(Cell::Empty);
        vec![Cell::text(measure), Cell::text(name), of(stressed.planned), at(10), at(50), at(90)]
    };
    Table::new("stress", &OF_MEASURES, MEASURES.iter().map(row).collect())
}

/// The place, from nought, of the smallest number that so many per cent of `count` do not exceed.
fn rank(count: usize, per_cent: usize) -> usize {
    (count * per_cent).div_ceil(100).saturating_sub(1)
}

/// Cells of one measure in order.
fn order(cell: &Cell) -> (i64, String) {
    match cell {
        Cell::Whole(number) | Cell::Hundredths(number) | Cell::Tenths(number) => (*number, String::new()),
        Cell::Money(money) => (money.pounds(), String::new()),
        Cell::Text(text) => (0, text.clone()),
        Cell::Yes | Cell::No | Cell::Empty => (i64::MIN, String::new()),
    }
}

const OF_LIMITS: [Column; 12] = [
    Column::words("id", "Limit"),
    Column::files_only("family"),
    Column::files_only("rule"),
    Column::files_only("unit"),
    Column::files_only("bound"),
    Column::number("as_planned", "As planned"),
    Column::files_only("draws_broken"),
    Column::number("broken_percent", "Broken, %"),
    Column::files_only("median_when_broken"),
    Column::words("must_be", "Must be"),
    Column::files_only("spare_as_planned"),
    Column::number("median_breach", "Broken by"),
];

/// How often each limit is broken.
fn limits(stressed: &Stressed<'_>) -> Table {
    let mut broken: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    let all = stressed.draws.iter().flat_map(|outcome| &outcome.findings);
    for finding in all.filter(|finding| !finding.holds()) {
        broken.entry((finding.family, &finding.id)).or_default().push(finding);
    }
    let planned = &stressed.planned.findings;
    let known: BTreeSet<(&str, &str)> = planned.iter().map(|finding| (finding.family, finding.id.as_str())).collect();
    let new = broken.iter().filter(|(key, _)| !known.contains(*key)).map(|(_, findings)| (findings[0], false));
    let rows = planned.iter().map(|finding| (finding, true)).chain(new).map(|(finding, is_planned)| {
        let found = || broken.get(&(finding.family, finding.id.as_str())).into_iter().flatten();
        let median = |of: fn(&Finding) -> i64| {
            let mut values: Vec<i64> = found().map(|one| of(one)).collect();
            values.sort_unstable();
            values.get(rank(values.len(), 50)).map_or(Cell::Empty, |&value| amount_of(finding.unit, value))
        };
        let planned = |amount: i64| if is_planned { amount_of(finding.unit, amount) } else { Cell::Empty };
        vec![
            Cell::text(&finding.id),
            Cell::text(finding.family),
            Cell::text(&finding.rule),
            Cell::text(finding.unit.word()),
            amount_of(finding.unit, finding.bound),
            planned(finding.value),
            found().count().into(),
            per_cent(found().count(), stressed.draws.len()),
            median(|one| one.value),
            Cell::Text(must_be(finding)),
            planned(finding.slack()),
            median(|one| -one.slack()),
        ]
    });
    Table::new("stress_limits", &OF_LIMITS, rows.collect())
}

/// What a limit asks, with its bound. What the funds are to pay is what the plan comes to, whatever that is.
fn must_be(finding: &Finding) -> String {
    match finding.family {
        "funds" => "all that it costs".to_owned(),
        _ => format!("{} {}", finding.limit, finding.unit.write(finding.bound)),
    }
}

/// What share of the draws so many are.
fn per_cent(count: usize, all: usize) -> Cell {
    let [count, all] = [count, all].map(|count| u64::try_from(count).expect("draws are counted in memory"));
    Cell::share(count, all)
}

const OF_DRAWS: [&str; 11] = [
    "draw",
    "dfe_cost_gbp",
    "match_gbp",
    "projects",
    "additional_places",
    "protected_places",
    "well_located_places",
    "projects_late",
    "last_opening",
    "limits_broken",
    "broken",
];

fn draws(stressed: &Stressed<'_>) -> Table {
    let columns = OF_DRAWS.map(Column::files_only);
    let rows = stressed.draws.iter().enumerate().map(|(at, outcome)| {
        let broken: Vec<&str> =
            outcome.findings.iter().filter(|finding| !finding.holds()).map(|finding| finding.id.as_str()).collect();
        let measures = MEASURES.iter().map(|(_, _, of)| of(outcome));
        let ends = [broken.len().into(), Cell::Text(broken.join(" "))];
        [Cell::from(at + 1)].into_iter().chain(measures).chain(ends).collect()
    });
    Table::new("stress_draws", &columns, rows.collect())
}

const OF_REGRETS: [&str; 6] =
    ["draw", "well_located_places", "best_found", "best_bound", "regret_at_least", "regret_at_most"];

fn regrets(stressed: &Stressed<'_>) -> Table {
    let columns = OF_REGRETS.map(Column::files_only);
    let rows = stressed.regrets.iter().enumerate().map(|(at, regret)| {
        let Span { least, most } = regret.span();
        vec![
            Cell::from(at + 1),
            regret.plan.into(),
            regret.best.least.into(),
            regret.best.most.into(),
            least.into(),
            most.into(),
        ]
    });
    Table::new("stress_regret", &columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_smallest_that_so_many_do_not_exceed() {
        assert_eq!([10, 50, 90].map(|per_cent| rank(1_000, per_cent)), [99, 499, 899]);
        assert_eq!([10, 50, 90].map(|per_cent| rank(5, per_cent)), [0, 2, 4]);
        assert_eq!(rank(1, 10), 0);
    }
}
