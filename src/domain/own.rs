//! Columns that a dataset has besides those that are read: carried along under their own names.

use std::collections::BTreeMap;

use super::{OptionId, ProjectId};

/// The columns of others in a table, and what each row holds in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumns<K: Ord> {
    /// Their names.
    pub names: Vec<&'static str>,
    /// What a row holds, in the order of the names.
    pub rows: BTreeMap<K, Vec<String>>,
}

impl<K: Ord> Default for OwnColumns<K> {
    fn default() -> Self {
        Self { names: Vec::new(), rows: BTreeMap::new() }
    }
}

impl<K: Ord> OwnColumns<K> {
    /// What the row of this key holds, a text for each name.
    pub fn of<'a>(&'a self, key: &K) -> impl Iterator<Item = &'a str> + use<'a, K> {
        let row = self.rows.get(key);
        (0..self.names.len()).map(move |at| row.and_then(|row| row.get(at)).map_or("", String::as_str))
    }
}

/// The columns of others in the tables of projects and of options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Those of projects.
    pub projects: OwnColumns<ProjectId>,
    /// Those of options.
    pub options: OwnColumns<(ProjectId, OptionId)>,
}
