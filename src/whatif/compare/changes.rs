//! What two runs state that is not the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::sheet::Sheet;
use super::{StatedRun, TABLES, TOGETHER};
use crate::runs::in_units;

/// Something that two runs do not state alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The table, or `asked` and `plan` of the run as a whole.
    pub table: &'static str,
    /// The row; empty of the whole.
    pub item: String,
    /// The column or the key.
    pub measure: String,
    /// What the base states; nothing where it states nothing.
    pub base: String,
    /// What the other states.
    pub value: String,
    /// How much more the other states, where both are numbers.
    pub difference: Option<String>,
}

/// Where a change is: the table and the row.
type Place<'a> = (&'static str, &'a str);

impl Change {
    /// The change of a measure, if there is one.
    fn of((table, item): Place<'_>, measure: &str, base: &str, value: &str) -> Option<Self> {
        let owned = |text: &str| text.to_owned();
        (base != value).then(|| Self {
            table,
            item: owned(item),
            measure: owned(measure),
            base: owned(base),
            value: owned(value),
            difference: less(value, base),
        })
    }
}

/// `value` less `base`, where both are decimal numbers, in as many decimals as the one that has more.
pub(super) fn less(value: &str, base: &str) -> Option<String> {
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, part)| part.len());
    let most = decimals(value).max(decimals(base));
    let difference = in_units(value, most)?.checked_sub(in_units(base, most)?)?;
    let sign = if difference < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", difference.unsigned_abs(), width = most + 1);
    let (whole, part) = digits.split_at(digits.len() - most);
    Some(if most == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

/// What was asked that is not the same.
pub(super) fn asked(base: &StatedRun, other: &StatedRun) -> Vec<Change> {
    let [one, two] = [base, other].map(|run| {
        let mut leaves = BTreeMap::new();
        for key in ["model", "options", "seed", "solver", "tool", "crates"] {
            collect(key, run.manifest.get(key), &mut leaves);
        }
        // A title says the same in words, and models are compared by what came of them.
        leaves.remove("model.title");
        leaves.extend(inputs(run));
        leaves.extend(by_hand(run));
        leaves
    });
    between(("asked", ""), &one, &two)
}

/// The digests of the tables of the dataset, by their beginning.
fn inputs(run: &StatedRun) -> impl Iterator<Item = (String, String)> {
    let list = run.manifest.get("inputs").as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let files = list.map(move |input| (text(&input["file"]), text(&input["sha256"])));
    let tables = files.filter(|(file, _)| Path::new(file).extension().is_none_or(|ending| ending != "toml"));
    tables.map(|(file, digest)| (format!("inputs.{file}"), digest.chars().take(12).collect()))
}

/// What was changed by hand in a workbook, from what to what.
fn by_hand(run: &StatedRun) -> impl Iterator<Item = (String, String)> {
    let list = run.manifest.get("by_hand").as_array().into_iter().flatten();
    list.map(|one| {
        (format!("by_hand.{}", plain(&one["what"])), format!("{} -> {}", plain(&one["was"]), plain(&one["now"])))
    })
}

/// Every leaf of a value by its path; those of a list of tables by their ids.
fn collect(path: &str, value: &Value, leaves: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                collect(&format!("{path}.{key}"), value, leaves);
            }
        }
        Value::Array(list) if list.iter().any(|item| item["id"].is_string()) => {
            for item in list {
                collect(&format!("{path}.{}", item["id"].as_str().unwrap_or_default()), item, leaves);
            }
        }
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(plain).collect();
            leaves.insert(path.to_owned(), items.join(", "));
        }
        Value::Null => {}
        _ => {
            leaves.insert(path.to_owned(), plain(value));
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let entries: Vec<String> = table.iter().map(|(key, value)| format!("{key} {}", plain(value))).collect();
            entries.join(" ")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The numbers of the whole plan, in the order in which they are told.
pub(super) fn numbers(run: &StatedRun) -> Vec<(String, String)> {
    let leaf = |path: &[&str]| path.iter().fold(run.manifest.json(), |value, key| &value[*key]);
    let stated = |path: &[&str]| match leaf(path) {
        Value::Null => None,
        value => Some(plain(value)),
    };
    let funded: Vec<_> = run.sheet("plan").rows().filter(|row| row.text("funded") == "yes").collect();
    let sum = |column: &str| {
        let all: i64 = funded.iter().filter_map(|row| row.text(column).parse::<i64>().ok()).sum();
        Some(all.to_string())
    };
    let envelope = stated(&["model", "envelope", "total_gbp"]);
    let cost = stated(&["dfe_cost_gbp", "value"]);
    let left = envelope.as_ref().zip(cost.as_ref()).and_then(|(envelope, cost)| less(envelope, cost));
    let numbers = [
        ("status", stated(&["status"])),
        ("broken_rules", run.manifest.get("broken_rules").as_array().map(|rules| rules.len().to_string())),
        ("well_located_places", stated(&["well_located_places", "value"])),
        ("well_located_places_bound", stated(&["well_located_places", "bound"])),
        ("place_years", stated(&["place_years", "value"])),
        ("place_years_bound", stated(&["place_years", "bound"])),
        ("worst_region_percent", stated(&["worst_region_percent", "value"])),
        ("dfe_cost_gbp", cost),
        ("dfe_cost_bound_gbp", stated(&["dfe_cost_gbp", "bound"])),
        ("envelope_gbp", envelope),
        ("left_gbp", left),
        ("match_gbp", sum("match_gbp")),
        ("projects", Some(funded.len().to_string())),
        ("additional_low", sum("additional_low")),
        ("additional_likely", sum("additional_likely")),
        ("additional_high", sum("additional_high")),
        ("protected", sum("protected")),
        ("improved", sum("improved")),
        ("travel_miles", stated(&["travel_miles", "value"])),
    ];
    numbers.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

pub(super) fn of_numbers(base: &StatedRun, other: &StatedRun) -> Vec<Change> {
    let values: BTreeMap<String, String> = numbers(other).into_iter().collect();
    let there: BTreeMap<String, String> = numbers(base).into_iter().collect();
    let order = numbers(base).into_iter().chain(numbers(other)).map(|(name, _)| name);
    let mut seen = BTreeSet::new();
    let names: Vec<String> = order.filter(|name| seen.insert(name.clone())).collect();
    let text = |map: &BTreeMap<String, String>, name: &str| map.get(name).cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| Change::of(("numbers", ""), name, &text(&there, name), &text(&values, name)))
        .collect()
}

/// What else of the manifest and the summary is not the same; of two runs of the same it all is, but for what tells how one
/// of them was made.
pub(super) fn of_all_else(base: &StatedRun, other: &StatedRun) -> Vec<Change> {
    const OF_THE_MAKING: [&str; 5] =
        ["timings_ms", "answers_from_folder", "distances_from_folder", "roles", "solver_work"];
    let [one, two] = [base, other].map(|run| {
        let mut leaves = BTreeMap::new();
        let keys = run.manifest.json().as_object().into_iter().flatten();
        for (key, value) in keys.filter(|(key, _)| !OF_THE_MAKING.contains(&key.as_str())) {
            collect(key, value, &mut leaves);
        }
        for (line, text) in (1..).zip(run.summary.lines()) {
            let line: usize = line;
            leaves.insert(format!("summary.txt, line {line}"), text.to_owned());
        }
        leaves
    });
    between(("numbers", ""), &one, &two)
}

/// The keys at which two maps differ.
fn between(place: Place<'_>, one: &BTreeMap<String, String>, two: &BTreeMap<String, String>) -> Vec<Change> {
    let keys: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    let text = |map: &BTreeMap<String, String>, key: &str| map.get(key).cloned().unwrap_or_default();
    keys.into_iter().filter_map(|key| Change::of(place, key, &text(one, key), &text(two, key))).collect()
}

/// Every cell of the tables that is not the same.
pub(super) fn cells(base: &StatedRun, other: &StatedRun) -> Vec<Change> {
    let of_both = |(name, _): &(&str, usize)| Some(of_sheets(base.find(name)?, other.find(name)?));
    TABLES.iter().chain(&TOGETHER).filter_map(of_both).flatten().collect()
}

fn of_sheets(base: &Sheet, other: &Sheet) -> Vec<Change> {
    let ids: BTreeSet<&[String]> = base.rows().chain(other.rows()).map(|row| row.id).collect();
    let mut columns: Vec<&String> = base.columns.iter().collect();
    columns.extend(other.columns.iter().filter(|column| !base.columns.contains(column)));
    let mut changes = Vec::new();
    for id in ids {
        let (one, two) = (base.row(id), other.row(id));
        for column in &columns {
            let [one, two] = [one, two].map(|row| row.and_then(|row| row.cell(column)).unwrap_or_default());
            changes.extend(Change::of((base.name, &id.join("/")), column, one, two));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::less;

    #[test]
    fn a_difference_is_exact_and_of_numbers_only() {
        let cases = [
            (("1012.50", "908.5"), Some("104.00")),
            (("908.5", "1012.50"), Some("-104.00")),
            (("0.05", "0.10"), Some("-0.05")),
            (("-3", "4"), Some("-7")),
            (("562000000", "508000000"), Some("54000000")),
            (("yes", "no"), None),
            (("2028-29", "2027-28"), None),
            (("", "4"), None),
        ];
        for ((value, base), wanted) in cases {
            assert_eq!(less(value, base).as_deref(), wanted, "{value} less {base}");
        }
    }
}
