//! `spend.csv`: what each option costs the department, by year.

use std::collections::{BTreeMap, BTreeSet};

use super::format::{Format, Tolerance};
use super::options::Options;
use super::projects::Projects;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{FinancialYear, Money, ProjectOption};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "spend.csv",
    noun: "a year's spend",
    columns: &["project", "option", "year", "spend_gbp"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// A project and an option, as written.
type Key = (String, String);

/// Reads the spend into the options, and notes those whose spend does not come to their cost.
pub(super) fn read(table: &Table, projects: &Projects, options: &mut Options) {
    let mut seen = Seen::default();
    let mut spend: BTreeMap<Key, Vec<(FinancialYear, Money)>> = BTreeMap::new();
    // Spend that could not be read, by the options it may be of: the rest of their spend says nothing of their cost.
    let mut unsure =
        Unsure { all: !table.shows_all(FORMAT.columns) || table.lost_rows().next().is_some(), ..Unsure::default() };
    for row in table.rows() {
        let key: Key = ["project", "option"].map(|column| row.written(column).to_owned()).into();
        if let Ok(year) = read_row(&row, &key, projects, options, &mut seen) {
            spend.entry(key).or_default().push(year);
        } else {
            unsure.add(key, options);
        }
    }
    for (key, (line, option)) in &mut options.rows {
        option.spend = spend.remove(key).unwrap_or_default();
        option.spend.sort_unstable();
        if !unsure.is_of(key) {
            check_sum(&options.table, *line, option);
        }
    }
}

/// The options some of whose spend may not have been read.
#[derive(Default)]
struct Unsure {
    all: bool,
    projects: BTreeSet<String>,
    options: BTreeSet<Key>,
}

impl Unsure {
    /// Adds spend that could not be read and says that it is of this option.
    fn add(&mut self, key: Key, options: &Options) {
        match options.keys.get(&key.0) {
            Some(own) if own.find(&key.1).is_some() => self.options.extend([key]),
            Some(_) => self.projects.extend([key.0]),
            None => self.all = true,
        }
    }

    /// Whether some spend of an option may not have been read.
    fn is_of(&self, key: &Key) -> bool {
        self.all || self.projects.contains(&key.0) || self.options.contains(key)
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
) -> Result<(FinancialYear, Money), Noted> {
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
fn find(row: &Row, key: &Key, projects: &Projects, options: &Options) -> Result<(), Noted> {
    match options.keys.get(&key.0) {
        Some(own) if own.find(&key.1).is_some() => Ok(()),
        Some(_) | None if !options.names_all => Err(Noted),
        // The project has options, so whatever is wrong with its name is said of them.
        Some(own) => row.find("option", own).map(|_| ()),
        None => row.find("project", &projects.keys).map(|_| ()),
    }
}
