//! Where each named part of a model is written.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use super::document::{Node, Value, id};
use crate::model::CLAUSES;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The line, counting from 1; nought where it is not of a line, as an option is not.
    pub line: u64,
}

impl fmt::Display for Place {
    /// Writes `models/envelope-563.toml:12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if self.line > 0 { write!(f, ":{}", self.line) } else { Ok(()) }
    }
}

/// The sections that stand once, and those that are listed by id.
const ONCE: [&str; 6] = ["as_of", "planner", "envelope", "match_funding", "coverage_floor", "deliverability"];
const LISTED: [&str; 5] = ["fund", "commit", "exclude", "rule", "adjust"];

/// The keys that hold the number of a section: where there is one, that line is given, as it is the one to change.
const NUMBERS: [&str; 8] =
    ["total_gbp", "amount_gbp", "share", "share_percent", "at_most_gbp", "at_least_gbp", "at_most", "at_least"];

/// By section, as in `rule[open-new-places]`: where its number is written, or where it begins.
pub(super) fn places(root: &Node) -> BTreeMap<String, Place> {
    let Value::Table(table) = &root.value else { return BTreeMap::new() };
    let once = ONCE.into_iter().chain(CLAUSES.iter().map(|family| family.name));
    let once = once.filter_map(|key| Some((key.to_owned(), place(table.get(key)?))));
    let listed = LISTED.iter().flat_map(|key| {
        let items = match table.get(*key).map(|node| &node.value) {
            Some(Value::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(move |node| Some((format!("{}[{}]", section(key, node), id(node)?), place(node))))
    });
    once.chain(listed).collect()
}

/// The section that a table of a list is: a partner's fund is a rule.
fn section<'k>(key: &'k str, node: &Node) -> &'k str {
    let is_of_partner = matches!(&node.value, Value::Table(table) if table.contains_key("payer"));
    if key == "fund" && is_of_partner { "rule" } else { key }
}

fn place(section: &Node) -> Place {
    let number = match &section.value {
        Value::Table(table) => NUMBERS.iter().find_map(|key| table.get(*key)),
        _ => None,
    };
    let written = &number.unwrap_or(section).written;
    Place { file: written.file.to_path_buf(), line: written.line }
}
