//! What a bid costs: of a total, the department's part and the match whatever the sheet has, and the spend by year.

use super::bids::amount;
use super::reader::{Noted, Place, Reader};
use crate::domain::{FinancialYear, Money};
use crate::read::GridRow;
use crate::read::lenient;

/// What a bid costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// To the department.
    pub department: Money,
    /// Locally.
    pub local_match: Money,
    /// To the department by year, in order, without years of nothing; none where no year is said.
    pub by_year: Vec<(FinancialYear, Money)>,
}

/// What the row says that the bid costs.
///
/// # Errors
///
/// If it does not say so, or not in a way that adds up.
pub fn cost(reader: &Reader<'_>, row: &GridRow) -> Result<Cost, Noted> {
    let [total, department, local_match] =
        ["total_gbp", "dfe_cost_gbp", "match_gbp"].map(|column| amount(reader, row, column));
    let by_year = by_year(reader, row);
    let (total, department, local_match, by_year) = (total?, department?, local_match?, by_year?);
    let spent: Money = by_year.iter().map(|(_, money)| *money).sum();
    let (department, local_match) = match (total, department) {
        (Some(total), Some(department)) => (department, parts(reader, row, total, department, local_match)?),
        (None, Some(department)) => (department, local_match.unwrap_or(Money::ZERO)),
        (Some(total), None) => {
            let local_match = local_match.unwrap_or(Money::ZERO);
            if local_match > total {
                return Err(reader.say(
                    row,
                    "match_gbp",
                    &format!("the match of {local_match} is more than the total of {total}"),
                ));
            }
            if local_match > Money::ZERO {
                reader.note("the department's cost is the total less the match".to_owned());
            }
            (total - local_match, local_match)
        }
        (None, None) if reader.columns.contains_key("total_gbp") || reader.columns.contains_key("dfe_cost_gbp") => {
            return Err(reader.blank(row, column_of_cost(reader)));
        }
        (None, None) => (spent, local_match.unwrap_or(Money::ZERO)),
    };
    if !by_year.is_empty() && spent != department {
        let with_match = spent == department + local_match;
        let hint = if with_match { ": the match is in them, and should be taken off" } else { "" };
        let why = format!("the department's cost is {department}, and its years come to {spent}{hint}");
        return Err(reader.say(row, column_of_cost(reader), &why));
    }
    Ok(Cost { department, local_match, by_year })
}

/// The column of which it is said that a cost is wrong: the department's where there is one, and else the total.
fn column_of_cost(reader: &Reader<'_>) -> &'static str {
    if reader.columns.contains_key("dfe_cost_gbp") { "dfe_cost_gbp" } else { "total_gbp" }
}

/// The match where a total and the department's part of it are said, and the match may be.
fn parts(
    reader: &Reader<'_>,
    row: &GridRow,
    total: Money,
    department: Money,
    local_match: Option<Money>,
) -> Result<Money, Noted> {
    if department > total {
        return Err(reader.say(row, "dfe_cost_gbp", &format!("{department} is more than the total of {total}")));
    }
    match local_match {
        Some(local_match) if local_match != total - department => {
            let why = format!(
                "the total is {total}, and {department} and a match of {local_match} come to {}",
                department + local_match
            );
            Err(reader.say(row, "total_gbp", &why))
        }
        Some(local_match) => Ok(local_match),
        None => {
            reader.note("the match is the total less the department's cost".to_owned());
            Ok(total - department)
        }
    }
}

/// What is spent in each year, without years of nothing.
fn by_year(reader: &Reader<'_>, row: &GridRow) -> Result<Vec<(FinancialYear, Money)>, Noted> {
    // A dash is nought in a column of accounts; what it stands for is known where the years have to come to a total.
    let is_summed = reader.columns.contains_key("total_gbp") || reader.columns.contains_key("dfe_cost_gbp");
    let (mut spend, mut all) = (Vec::new(), Ok(()));
    for (year, (at, unit)) in &reader.years {
        let cell = row.cells.get(*at).map_or("", |cell| cell.trim());
        if cell.is_empty() {
            continue;
        }
        if is_summed && ["-", "–", "£-", "£ -"].contains(&cell) {
            reader.note("a dash under a year is no spend in it".to_owned());
            continue;
        }
        let read = lenient::money(cell, *unit, reader.grid.commas);
        match reader.value(row, "", Place::Cell(*at), ("amount", "amounts"), read) {
            Ok(Money::ZERO) => {}
            Ok(money) => spend.push((*year, money)),
            Err(Noted) => all = Err(Noted),
        }
    }
    all.map(|()| spend)
}
