//! The words a dataset knows, for whoever refers to them.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::Areas;
use super::care_types::CareTypes;
use super::homes::Homes;
use super::lines::Lines;
use super::projects::Projects;
use super::table::Table;
use crate::domain::FinancialYear;

/// Every id and name of a dataset, also those of rows with mistakes.
///
/// `None` where a file could not be read whole: then what is not seen may yet be there, and is not to be complained of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Areas.
    pub areas: Option<BTreeSet<String>>,
    /// Regions.
    pub regions: Option<BTreeSet<String>>,
    /// Groups of areas.
    pub groups: Option<BTreeSet<String>>,
    /// Programme lines.
    pub lines: Option<BTreeSet<String>>,
    /// Projects.
    pub projects: Option<BTreeSet<String>>,
    /// Homes.
    pub homes: Option<BTreeSet<String>>,
    /// Care types.
    pub care_types: Option<BTreeSet<String>>,
    /// Layers of demand.
    pub layers: Option<BTreeSet<String>>,
    /// The names of those that have one, by their ids, under the word for what they are: `area`, `project`.
    pub names: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Years in which options start, open or spend.
    pub years: Option<BTreeSet<FinancialYear>>,
}

impl Vocabulary {
    /// The words of these tables.
    pub(super) fn of(
        areas: &Areas,
        care_types: &CareTypes,
        lines: &Lines,
        homes: &Homes,
        projects: &Projects,
        spending: [&Table; 2],
    ) -> Self {
        Self {
            areas: areas.keys.names(),
            regions: words(&areas.table, &["region"]).map(|regions| regions.into_iter().collect()),
            groups: Some(BTreeSet::new()),
            lines: lines.keys.names(),
            projects: projects.keys.names(),
            homes: homes.keys.names(),
            care_types: care_types.keys.names(),
            layers: None,
            names: [
                ("area", names(&areas.table, "area")),
                ("line", names(&lines.table, "line")),
                ("project", names(&projects.table, "project")),
                ("home", names(&homes.table, "home")),
                ("care_type", names(&care_types.table, "care_type")),
            ]
            .into(),
            years: years(spending),
        }
    }

    /// The same, with the groups of areas in a table, where there is one.
    pub(super) fn grouped(mut self, table: Option<&Table>) -> Self {
        if let Some(table) = table {
            self.groups = words(table, &["group"]).map(|groups| groups.into_iter().collect());
            self.names.insert("group", names(table, "group"));
        }
        self
    }
}

impl Vocabulary {
    /// The same with the layers of demand in a table, also those whose rows have mistakes.
    pub(super) fn with(self, layers: &Table) -> Self {
        Self { layers: words(layers, &["layer"]), ..self }
    }
}

/// The names in a table, by the ids in a column of it.
fn names(table: &Table, id: &'static str) -> BTreeMap<String, String> {
    table.every_row().map(|row| (row.written(id).to_owned(), row.written("name").to_owned())).collect()
}

/// Every word in these columns, or nothing where some could not be seen.
fn words(table: &Table, columns: &[&'static str]) -> Option<BTreeSet<String>> {
    let whole = table.shows_all(columns);
    let mut words = BTreeSet::new();
    for row in table.every_row() {
        for word in columns.iter().map(|column| row.written(column)) {
            if !words.contains(word) {
                words.insert(word.to_owned());
            }
        }
    }
    (whole && !words.contains("")).then_some(words)
}

/// Every year in which options start, open or spend.
fn years(spending: [&Table; 2]) -> Option<BTreeSet<FinancialYear>> {
    let columns: [&[&'static str]; 2] = [&["starts", "opens"], &["year"]];
    let mut years = BTreeSet::new();
    for (table, columns) in spending.into_iter().zip(columns) {
        for word in words(table, columns)? {
            years.insert(word.parse().ok()?);
        }
    }
    Some(years)
}
