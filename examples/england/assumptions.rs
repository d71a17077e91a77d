//! The assumptions log, which is also where the generator takes its numbers from.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::facts::rows;

/// The values of the log, by id.
///
/// The log cannot drift from the dataset: what it says is what is used.
pub(super) struct Assumptions {
    values: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    value: String,
}

impl Assumptions {
    /// Reads the log.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        Ok(Self { values: rows::<Row>(file)?.into_iter().map(|row| (row.id, row.value)).collect() })
    }

    /// What the log says of `id`.
    pub(super) fn text(&self, id: &str) -> &str {
        self.values.get(id).unwrap_or_else(|| panic!("assumptions.csv has no {id}"))
    }

    /// The whole number the log says of `id`.
    pub(super) fn number(&self, id: &str) -> i64 {
        let text = self.text(id);
        text.parse().unwrap_or_else(|_| panic!("the value of {id} in assumptions.csv is not whole: {text}"))
    }
}
