//! The files of a run beside what follows, cell by cell.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;
use serde_json::Value;

use super::Difference;
use crate::read::{Mistake, Mistakes, read_text};

/// The most bytes of a file of a run.
const LARGEST: u64 = 64 << 20;

/// The keys of a manifest that can be worked out again.
const KEYS: [&str; 18] = [
    "schema_version",
    "model_name",
    "asked",
    "by_hand",
    "title",
    "dataset",
    "meaning",
    "status",
    "worst_region_percent",
    "well_located_places",
    "place_years",
    "dfe_cost_gbp",
    "opened_place_years",
    "travel_miles",
    "deliverable",
    "broken_rules",
    "doubts",
    "model",
];

/// Those of them that runs of before have not.
const LATER: [&str; 6] = ["by_hand", "dataset", "meaning", "doubts", "place_years", "opened_place_years"];

/// What cannot be worked out again, and has the same keys in every manifest.
const SAME_KEYS: [&str; 3] = ["tool", "solver", "roles"];

/// Where the files in `folder` state something else than these files.
///
/// # Errors
///
/// If one of them cannot be read.
pub fn differences(folder: &Path, follows: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Difference>, Mistakes> {
    let mut differences = Vec::new();
    for (name, bytes) in follows {
        let (stated, _) = read_text(&folder.join(name), LARGEST).map_err(Mistakes::from)?;
        let follows = String::from_utf8_lossy(bytes);
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        let found = match extension {
            Some("csv") => of_tables(&stated, &follows),
            Some("json") => of_manifests(&stated, &follows)
                .map_err(|why| Mistakes::from(Mistake::of_file(&folder.join(name), &why)))?,
            _ => of_lines(&stated, &follows),
        };
        differences.extend(found.into_iter().map(|difference| Difference { file: name.clone(), ..difference }));
    }
    Ok(differences)
}

/// Something found, of a file that the caller names.
fn found(line: usize, column: &str, stated: &str, follows: &str) -> Difference {
    let [column, stated, follows] = [column, stated, follows].map(str::to_owned);
    Difference { file: String::new(), line, column, stated, follows }
}

/// Where a table says something else than another.
pub(super) fn of_tables(stated: &str, follows: &str) -> Vec<Difference> {
    let (stated, follows) = (records(stated), records(follows));
    let [Some(heading), Some(wanted)] = [stated.first(), follows.first()] else {
        return vec![found(0, "", "an empty file", "a table")];
    };
    let mut differences = Vec::new();
    if stated.len() != follows.len() {
        let rows = |records: &[StringRecord]| format!("{} rows", records.len() - 1);
        differences.push(found(0, "", &rows(&stated), &rows(&follows)));
    }
    for (place, column) in wanted.iter().enumerate() {
        let Some(there) = heading.iter().position(|name| name.trim() == column) else {
            differences.push(found(1, column, "nothing", "a column"));
            continue;
        };
        for (at, (row, right)) in stated.iter().zip(&follows).enumerate().skip(1) {
            let (written, right) = (row.get(there).unwrap_or_default(), right.get(place).unwrap_or_default());
            if plain(written) != plain(right) {
                differences.push(found(at + 1, column, written, right));
            }
        }
    }
    differences.sort_by_key(|difference| difference.line);
    differences
}

/// The rows of a table, its heading first, without rows of nothing.
pub(super) fn records(text: &str) -> Vec<StringRecord> {
    parted(text, b',')
}

/// The same of a table whose cells are parted by this mark.
pub(super) fn parted(text: &str, mark: u8) -> Vec<StringRecord> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
    let records = reader.into_records().filter_map(Result::ok);
    records.filter(|record| record.iter().any(|cell| !cell.trim().is_empty())).collect()
}

/// A cell without what a spreadsheet adds or takes: spaces about it, noughts at the end of decimals, other words for yes and no.
pub(super) fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let is_decimal =
        cell.contains('.') && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    let cell = if is_decimal { cell.trim_end_matches('0').trim_end_matches('.') } else { cell };
    let words = [("yes", "yes"), ("true", "yes"), ("no", "no"), ("false", "no")];
    let answer = words.into_iter().find(|(word, _)| cell.eq_ignore_ascii_case(word));
    answer.map_or(cell, |(_, answer)| answer).to_owned()
}

fn of_lines(stated: &str, follows: &str) -> Vec<Difference> {
    let (stated, follows): (Vec<&str>, Vec<&str>) = (stated.lines().collect(), follows.lines().collect());
    let line = |lines: &[&str], at: usize| lines.get(at).map_or("", |line| line.trim_end()).to_owned();
    let all = 0..stated.len().max(follows.len());
    let pairs = all.map(|at| (at + 1, line(&stated, at), line(&follows, at)));
    pairs.filter(|(_, one, other)| one != other).map(|(at, one, other)| found(at, "", &one, &other)).collect()
}

fn of_manifests(stated: &str, follows: &str) -> Result<Vec<Difference>, String> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| format!("this is not JSON: {error}"));
    let (stated, follows) = (parse(stated)?, parse(follows)?);
    let mut differences = Vec::new();
    // Runs of before say nothing of what was changed by hand or doubted, where nothing was.
    let is_older =
        |key: &str| LATER.contains(&key) && stated[key].is_null() && follows[key].as_array().is_some_and(Vec::is_empty);
    for key in KEYS.into_iter().filter(|key| !is_older(key)) {
        of_values(key, &stated[key], &follows[key], &mut differences);
    }
    of_inputs(&stated, &follows, &mut differences);
    unknown("", &stated, &follows, &mut differences);
    Ok(differences)
}

/// Keys that no manifest has, at the top and in what has the same keys in every one.
fn unknown(path: &str, stated: &Value, follows: &Value, differences: &mut Vec<Difference>) {
    let (Some(stated), Some(known)) = (stated.as_object(), follows.as_object()) else { return };
    for (key, value) in stated {
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match known.get(key) {
            None => differences.push(found(0, &inner, "a key", "nothing")),
            Some(known) if SAME_KEYS.contains(&key.as_str()) => unknown(&inner, value, known, differences),
            Some(_) => {}
        }
    }
}

/// Every input that is not as it was, that is not listed, or that is listed and was not read.
pub(super) fn of_inputs(stated: &Value, follows: &Value, differences: &mut Vec<Difference>) {
    let list = |manifest: &Value| manifest["inputs"].as_array().cloned().unwrap_or_default();
    let (listed, read) = (list(stated), list(follows));
    // A plan that was given to be measured is listed last; whether it is still there does not matter to the run.
    let given = usize::from(stated["status"] == "evaluated" && listed.len() == read.len() + 1);
    let unknown: Vec<&Value> = listed[..listed.len() - given].iter().filter(|input| !read.contains(input)).collect();
    let changed: Vec<&Value> = read.iter().filter(|input| !listed.contains(input)).collect();
    let name = |input: &Value| format!("inputs, {}", short(&input["file"]));
    for input in &changed {
        match unknown.iter().find(|other| other["file"] == input["file"]) {
            Some(other) => of_values(&name(input), other, input, differences),
            None => differences.push(found(0, &name(input), "nothing", "a file that was read")),
        }
    }
    for input in unknown.iter().filter(|input| !changed.iter().any(|other| other["file"] == input["file"])) {
        differences.push(found(0, &name(input), "a file that was read", "nothing"));
    }
}

/// Every leaf at which two values differ.
pub(super) fn of_values(key: &str, stated: &Value, follows: &Value, differences: &mut Vec<Difference>) {
    match (stated, follows) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for inner in keys {
                of_values(&format!("{key}.{inner}"), &stated[inner], &follows[inner], differences);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                of_values(&format!("{key}.{}", at + 1), one, other, differences);
            }
        }
        _ if stated == follows => {}
        _ => differences.push(found(0, key, &short(stated), &short(follows))),
    }
}

/// A value as it is told: digests and the like by their beginning.
fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > 60 { text.chars().take(12).chain("...".chars()).collect() } else { text }
}
