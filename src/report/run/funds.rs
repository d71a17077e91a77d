//! `funds.csv`: what each tranche of the envelope pays, and what is left of it.

use super::state::Run;
use crate::audit::paid_by_fund;
use crate::domain::FinancialYear;
use crate::model::Fund;
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    Column::words("fund", "Fund"),
    Column::millions("amount_gbp", "Amount, £m"),
    Column::millions("paid_gbp", "Paid, £m"),
    Column::millions("left_gbp", "Left, £m"),
    Column::words("lines", "Lines"),
    Column::words("first_year", "From"),
    Column::words("last_year", "To"),
    Column::words("source", "Source"),
    Column::words("years_over", "Years over"),
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
            run.question.model.as_of.map_or(Cell::Empty, |as_of| Cell::Text(years_over(fund, as_of))),
        ]
    });
    Table::new("funds", &COLUMNS, rows.collect()).summing("amount_gbp").summing("paid_gbp").differing(
        "left_gbp",
        "amount_gbp",
        "paid_gbp",
    )
}

/// Which of the years of a fund are over: what it has left of them stays in it for the others.
fn years_over(fund: &Fund, as_of: FinancialYear) -> String {
    let years = std::iter::successors(Some(fund.first_year), |year| year.later(1));
    let over: Vec<FinancialYear> = years.take_while(|year| *year < as_of.min(fund.last_year)).collect();
    match over.as_slice() {
        _ if fund.last_year < as_of => "all".to_owned(),
        [] => "none".to_owned(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first} to {last}"),
    }
}
