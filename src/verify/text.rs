//! What came of checking a run, for people: every rule with its numbers, and what does not follow.

use super::{ReadBack, Verified};
use crate::audit::Finding;
use crate::domain::counted;
use crate::report::run::rules::amount_of;
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::frontier::Frontier;

const COLUMNS: [Column; 5] = [
    Column::words("holds", ""),
    Column::words("rule", "Rule"),
    Column::number("value", "Value"),
    Column::words("comparison", "Must be"),
    Column::number("bound", "Bound"),
];

/// How many differences are listed before the rest are only counted.
const LISTED: usize = 20;

/// The page of text, in at most `columns`: what is wrong comes last, where it is seen.
#[must_use]
pub fn text(verified: &Verified, columns: u16) -> String {
    let paragraph = |text: &str| wrapped(text, columns.into(), 0) + "\n";
    let rows = verified.findings.iter().map(|finding| {
        vec![
            Cell::text(if finding.holds() { "pass" } else { "FAIL" }),
            Cell::text(&finding.rule),
            amount_of(finding.unit, finding.value),
            Cell::text(&finding.limit),
            amount_of(finding.unit, finding.bound),
        ]
    });
    let mut parts = vec![Table::new("verified", &COLUMNS, rows.collect()).to_text(columns)];
    let breaches: Vec<String> = verified.findings.iter().filter_map(Finding::breach).collect();
    let differences: Vec<String> = verified.differences.iter().map(ToString::to_string).collect();
    parts.extend(
        [&breaches, &differences].into_iter().filter(|list| !list.is_empty()).map(|list| listed(list, columns.into())),
    );
    if !verified.others.is_empty() {
        let others = format!("Not looked at, though it lies there: {}.", verified.others.join(", "));
        parts.push(paragraph(&others));
    }
    parts.push(paragraph(&conclusion(verified)));
    parts.join("\n")
}

/// What came of it in two sentences or three.
#[must_use]
pub fn conclusion(verified: &Verified) -> String {
    let kept = verified.findings.iter().filter(|finding| finding.holds()).count();
    let kept = format!("It keeps {kept} of {}.", counted(verified.findings.len(), "rule", "rules"));
    let follows = match (verified.files, verified.differences.len()) {
        (0, _) => String::new(),
        (files, 0) => again(files, "and say what follows from the plan and the inputs"),
        (files, count) => {
            again(files, &format!("and {count} of their statements do not follow from the plan and the inputs"))
        }
    };
    kept + &follows
}

/// What was worked out again, and what came of it.
fn again(files: usize, what: &str) -> String {
    format!(" Its {files} files were worked out again, {what}. Bounds are as the solver gave them.")
}

/// What came of checking a frontier, in at most `columns`: what does not follow, and a sentence.
#[must_use]
pub fn frontier_text(back: &ReadBack<Frontier>, columns: u16) -> String {
    let width = usize::from(columns);
    let differences: Vec<String> = back.differences.iter().map(ToString::to_string).collect();
    let plans = back.told.points.iter().filter(|point| point.found.is_some()).count();
    let said = match differences.len() {
        0 => "and say what follows from them and the inputs".to_owned(),
        count => format!(
            "and {} from them and the inputs",
            counted(count, "statement does not follow", "statements do not follow")
        ),
    };
    let files = counted(back.parsed.len(), "table was", "tables were");
    let plans = counted(plans, "plan", "plans");
    let words = format!(
        "Its {plans} were audited anew and its {files} worked out again, {said}. Bounds are as the solver gave them."
    );
    let list = (!differences.is_empty()).then(|| listed(&differences, width) + "\n");
    list.unwrap_or_default() + &wrapped(&words, width, 0) + "\n"
}

fn listed(list: &[String], width: usize) -> String {
    let lines = list.iter().take(LISTED).map(|line| wrapped(&format!("- {line}"), width, 2) + "\n");
    let more = (list.len() > LISTED).then(|| format!("and {} more\n", list.len() - LISTED));
    lines.chain(more).collect()
}
