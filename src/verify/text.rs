//! What came of checking a run, for people: every rule with its numbers, and what does not follow.

use super::Verified;
use crate::audit::Finding;
use crate::report::rules::amount_of;
use crate::report::{Cell, Column, Table, WIDTH, wrapped};

const COLUMNS: [Column; 5] = [
    Column::words("holds", ""),
    Column::words("rule", "Rule"),
    Column::number("value", "Value"),
    Column::words("comparison", "Must be"),
    Column::number("bound", "Bound"),
];

/// How many differences are listed before the rest are only counted.
const LISTED: usize = 20;

/// The page of text: what is wrong comes last, where it is seen.
#[must_use]
pub fn text(verified: &Verified) -> String {
    let rows = verified.findings.iter().map(|finding| {
        vec![
            Cell::text(if finding.holds() { "pass" } else { "FAIL" }),
            Cell::text(&finding.rule),
            amount_of(finding.unit, finding.value),
            Cell::text(&finding.limit),
            amount_of(finding.unit, finding.bound),
        ]
    });
    let mut parts = vec![Table::new("verified", &COLUMNS, rows.collect()).to_text(WIDTH)];
    let breaches: Vec<String> = verified.findings.iter().filter_map(Finding::breach).collect();
    let differences: Vec<String> = verified.differences.iter().map(ToString::to_string).collect();
    parts.extend([&breaches, &differences].into_iter().filter(|list| !list.is_empty()).map(|list| listed(list)));
    let kept = verified.findings.len() - breaches.len();
    let rules = format!("It keeps {kept} of {} rules.", verified.findings.len());
    let what = match differences.len() {
        0 => "and say what follows from the plan and the inputs".to_owned(),
        count => format!("and {count} of their statements do not follow from the plan and the inputs"),
    };
    let files = format!("Its {} files were worked out again, {what}.", verified.files);
    let last = match verified.files {
        0 => rules,
        _ => format!("{rules} {files} Bounds are as the solver gave them."),
    };
    parts.push(wrapped(&last, usize::from(WIDTH), 0) + "\n");
    parts.join("\n")
}

fn listed(list: &[String]) -> String {
    let lines = list.iter().take(LISTED).map(|line| wrapped(&format!("- {line}"), usize::from(WIDTH), 2) + "\n");
    let more = (list.len() > LISTED).then(|| format!("and {} more\n", list.len() - LISTED));
    lines.chain(more).collect()
}
