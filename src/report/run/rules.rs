//! `rules.csv`: the value of every rule beside its bound, kept or broken.

use super::state::Run;
use crate::audit::{Finding, Unit};
use crate::domain::Money;
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 12] = [
    Column::words("family", "Family"),
    Column::words("id", "Rule"),
    Column::words("rule", "In words"),
    Column::number("value", "Value"),
    Column::words("comparison", "Must be"),
    Column::number("bound", "Bound"),
    Column::number("slack", "Slack"),
    Column::words("unit", "Unit"),
    Column::words("holds", "Holds"),
    Column::words("binding", "Binding"),
    Column::words("where_broken", "Where broken"),
    Column::words("source", "Source"),
];

/// A row for each rule that was checked, in the order of the audit.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    Table::new("rules", &COLUMNS, run.findings.iter().map(row).collect())
}

fn row(finding: &Finding) -> Vec<Cell> {
    let amount = |amount| amount_of(finding.unit, amount);
    let broken = Some(finding.where_broken.join("; ")).filter(|places| !places.is_empty());
    vec![
        Cell::text(finding.family),
        Cell::text(&finding.id),
        Cell::text(&finding.rule),
        amount(finding.value),
        Cell::text(&finding.limit),
        amount(finding.bound),
        amount(finding.slack()),
        Cell::text(unit(finding.unit)),
        finding.holds().into(),
        finding.binding.into(),
        broken.map_or(Cell::Empty, Cell::Text),
        Cell::text(&finding.source),
    ]
}

/// An amount in its unit.
pub(crate) fn amount_of(unit: Unit, amount: i64) -> Cell {
    match unit {
        Unit::Pounds => Cell::Money(Money::from_pounds(amount)),
        Unit::HundredthsOfPlaces => Cell::Hundredths(amount),
        Unit::Places | Unit::Projects | Unit::Homes | Unit::Breaches => Cell::Whole(amount),
    }
}

/// The word for a unit: well-located places are written with their decimals, not in hundredths.
const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::HundredthsOfPlaces => "well-located places",
        Unit::Pounds | Unit::Places | Unit::Projects | Unit::Homes | Unit::Breaches => unit.word(),
    }
}
