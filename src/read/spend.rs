//! `spend.csv`: what each option costs the department, by year.

use std::collections::{BTreeMap, BTreeSet};

use super::format::{Format, Tolerance};
use super::options::Options;
use super::projects::Projects;
use super::row::{Row, Told};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{FinancialYear, Money, ProjectOption};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "spend.csv",
    noun: "a year's spend",
    columns: &["project", "option", "year", "spend_gbp"],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// A project and an option, as written.
type Key = (String, String);

/// Reads the spend into the options, and notes those whose spend does not come to their cost.
pub(super) fn read(table: &Table, projects: &Projects, options: &mut Options) {
    let mut seen = Seen::default();
    let mut spend: BTreeMap<Key, Vec<(FinancialYear, Money)>> = BTreeMap::new();
    // Options some of whose spend could not be read: the rest of it says nothing.
    let mut unsure: BTreeSet<Key> = BTreeSet::new();
    // Projects of which some spend is on an option that they have not, and so lacks where it belongs.
    let mut confused: BTreeSet<String> = BTreeSet::new();
    for row in table.rows() {
        let key = ["project", "option"].map(|column| row.written(column).to_owned()).into();
        if let Ok(year) = read_row(&row, &key, projects, options, &mut seen) {
            spend.entry(key).or_default().push(year);
        } else {
            if !options.rows.contains_key(&key) {
                confused.insert(key.0.clone());
            }
            unsure.insert(key);
        }
    }
    let whole = table.shows_all(FORMAT.columns);
    for (key, (line, option)) in &mut options.rows {
        option.spend = spend.remove(key).unwrap_or_default();
        option.spend.sort_unstable();
        let sure = !unsure.contains(key) && !confused.contains(&key.0) && !projects.keys.is_suspect(option.project);
        if whole && sure {
            check_sum(&options.table, *line, option);
        }
    }
}

/// Notes a cost that is not the sum of the spend.
fn check_sum(table: &Table, line: u64, option: &ProjectOption) {
    let total: Money = option.spend.iter().map(|&(_, spend)| spend).sum();
    let (gap, side) = if total < option.cost { (option.cost - total, "less") } else { (total - option.cost, "more") };
    if gap > Money::ZERO {
        let mistake = format!("{} is not the sum of its spend: spend.csv has {total}, {gap} {side}", option.cost);
        table.say(line, "dfe_cost_gbp", &mistake);
    }
}

/// What an option spends in a year.
fn read_row(
    row: &Row,
    key: &Key,
    projects: &Projects,
    options: &Options,
    seen: &mut Seen,
) -> Result<(FinancialYear, Money), Told> {
    let found = find(row, key, projects, options);
    let year = row.read::<FinancialYear>("year").and_then(|year| match options.rows.get(key) {
        Some((_, option)) if year < option.starts || option.opens < year => {
            let mistake =
                format!("`{year}` is outside {} to {}, when the option starts and opens", option.starts, option.opens);
            Err(row.say("year", &mistake))
        }
        Some(_) | None => Ok(year),
    });
    let spend = row.read::<Money>("spend_gbp").and_then(|spend| match spend {
        Money::ZERO => Err(row.say("spend_gbp", "`0` is no spend; leave the row out")),
        _ => Ok(spend),
    });
    found?;
    let (year, spend) = (year?, spend?);
    seen.meet(row, "year", &format!("{}, {}, {year}", key.0, key.1)).map(|()| (year, spend))
}

/// Notes an option that is not there.
fn find(row: &Row, key: &Key, projects: &Projects, options: &Options) -> Result<(), Told> {
    match options.keys.get(&key.0) {
        Some(own) if own.find(&key.1).is_some() => Ok(()),
        Some(_) | None if !options.table.shows_all(&["project", "option"]) => Err(Told),
        // The project has options, so whatever is wrong with its name is said of them.
        Some(own) => row.find("option", own).map(|_| ()),
        None => row.find("project", &projects.keys).map(|_| ()),
    }
}
