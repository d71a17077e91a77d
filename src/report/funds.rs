//! `funds.csv`: what each tranche of the envelope pays, and what is left of it.

use super::run::Run;
use super::table::{Cell, Column, Table};
use crate::audit::paid_by_fund;

const COLUMNS: [Column; 8] = [
    Column::words("fund", "Fund"),
    Column::millions("amount_gbp", "Amount, £m"),
    Column::millions("paid_gbp", "Paid, £m"),
    Column::millions("left_gbp", "Left, £m"),
    Column::words("lines", "Lines"),
    Column::words("first_year", "From"),
    Column::words("last_year", "To"),
    Column::words("source", "Source"),
];

/// A row for each fund, in the order of the model; earlier funds are used up first.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let rows = paid_by_fund(&run.question, run.plan).into_iter().map(|(fund, paid)| {
        let lines: Vec<&str> = fund.lines.iter().map(crate::domain::Id::as_str).collect();
        vec![
            Cell::text(&fund.id),
            fund.amount.into(),
            paid.into(),
            (fund.amount - paid).into(),
            Cell::Text(lines.join("; ")),
            Cell::text(&fund.first_year),
            Cell::text(&fund.last_year),
            Cell::text(&fund.source),
        ]
    });
    Table::new("funds", &COLUMNS, rows.collect())
}
