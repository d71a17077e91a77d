//! Columns of `projects.csv` and `options.csv` that are not ours: kept, and carried to `plan.csv` under their own names.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::options::{self, Options};
use super::projects::{self, Projects};
use super::row::Row;
use super::table::Table;
use crate::domain::{OptionId, Own, OwnColumns, ProjectId};

/// The tables whose columns of others are carried along.
pub(super) const OWN: [&str; 2] = [projects::FORMAT.file, options::FORMAT.file];

/// The columns of `plan.csv` that are of no table that is read.
pub const OF_PLANS: [&str; 5] = ["funded", "area_name", "region", "site", "well_located_places"];

/// Reads what the columns of others hold.
pub(super) fn read(projects: &Projects, options: &Options) -> Own {
    let ours = projects::FORMAT.columns.iter().chain(options::FORMAT.columns).chain(&OF_PLANS);
    let mut taken: BTreeSet<String> = ours.map(ToString::to_string).collect();
    let project = |row: &Row| row.written("project").parse::<ProjectId>().ok();
    let option = |row: &Row| Some((project(row)?, row.written("option").parse::<OptionId>().ok()?));
    Own {
        projects: columns(&projects.table, &mut taken, project),
        options: columns(&options.table, &mut taken, option),
    }
}

/// The columns of others in a table, whose rows go by a key; `taken` are names that `plan.csv` has already.
fn columns<K: Ord>(table: &Table<'_>, taken: &mut BTreeSet<String>, key: impl Fn(&Row) -> Option<K>) -> OwnColumns<K> {
    let names: Vec<&'static str> = table.own().iter().map(|(_, name)| kept(name)).collect();
    for name in &names {
        if !taken.insert(name.to_lowercase()) {
            table.say(table.heading(), name, "plan.csv has a column of this name already; call this one otherwise");
        }
    }
    if names.is_empty() {
        return OwnColumns::default();
    }
    let cells = |row: &Row| table.own().iter().map(|(at, name)| row.own(*at, name)).collect::<Result<Vec<_>, _>>();
    let rows = table.rows().filter_map(|row| Some((key(&row)?, cells(&row).ok()?)));
    OwnColumns { names, rows: rows.collect() }
}

/// A name that lasts as long as the program does, as the names of columns do: each is kept once.
pub(super) fn kept(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = names.get(name) {
        return kept;
    }
    let kept: &'static str = Box::leak(name.into());
    names.insert(kept);
    kept
}
