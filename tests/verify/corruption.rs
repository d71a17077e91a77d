//! Small changes to the files of a run, each of which makes it say something that is not so.

use csv::StringRecord;
use serde_json::Value;

/// A file with one thing in it changed.
pub struct Corruption {
    /// What was changed, for whoever reads of it.
    pub what: String,
    /// The text of the file with the change.
    pub text: String,
}

/// The top keys of a manifest that are worked out again.
pub const CHECKED: [&str; 18] = [
    "schema_version",
    "model_name",
    "asked",
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
    "broken_rules",
    "by_hand",
    "doubts",
    "inputs",
    "model",
];

/// The top keys of a manifest that only its writer can know.
pub const TAKEN_AS_STATED: [&str; 13] = [
    "tool",
    "solver",
    "crates",
    "refused_proposals",
    "solver_size",
    "reduced_size",
    "solver_work",
    "seed",
    "options",
    "roles",
    "answers_from_folder",
    "distances_from_folder",
    "timings_ms",
];

/// Every corruption of a file of a run.
pub fn all(name: &str, text: &str) -> Vec<Corruption> {
    match name.rsplit_once('.') {
        Some((_, "csv")) => of_table(text),
        Some((_, "json")) => of_manifest(text),
        _ => of_lines(text),
    }
}

/// Every cell changed in its last letter, every row left out, every row there twice.
fn of_table(text: &str) -> Vec<Corruption> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records: Vec<StringRecord> = reader.into_records().map(|record| record.expect("a row")).collect();
    let mut corruptions = Vec::new();
    for (row, record) in records.iter().enumerate() {
        for column in 0..record.len() {
            let mut changed = records.clone();
            changed[row] = record.iter().enumerate().map(|(at, cell)| other(cell, at == column)).collect();
            let what = format!("line {}, {}: `{}`", row + 1, &records[0][column], &record[column]);
            corruptions.push(Corruption { what, text: written(&changed) });
        }
        let [mut without, mut twice] = [records.clone(), records.clone()];
        without.remove(row);
        twice.insert(row, record.clone());
        corruptions.push(Corruption { what: format!("line {} left out", row + 1), text: written(&without) });
        corruptions.push(Corruption { what: format!("line {} twice", row + 1), text: written(&twice) });
    }
    corruptions
}

/// The cell, with its last letter changed if it is the one: a digit by one.
fn other(cell: &str, is_changed: bool) -> String {
    if is_changed { changed(cell) } else { cell.to_owned() }
}

/// The same with its last letter changed: a digit by one, anything else by another letter after it.
fn changed(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let last = letters.iter().rposition(char::is_ascii_digit).filter(|at| at + 1 == letters.len());
    match last.map(|at| (at, letters[at])) {
        Some((at, '9')) => letters[at] = '8',
        Some((at, digit)) => letters[at] = char::from_u32(u32::from(digit) + 1).expect("the next digit"),
        None => letters.push('1'),
    }
    letters.into_iter().collect()
}

fn written(records: &[StringRecord]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in records {
        writer.write_record(record).expect("writing to memory");
    }
    String::from_utf8(writer.into_inner().expect("writing to memory")).expect("it was text")
}

/// Every line changed in its last letter, and every line that says something left out.
fn of_lines(text: &str) -> Vec<Corruption> {
    let lines: Vec<&str> = text.lines().collect();
    let mut corruptions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut other: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        other[at] = changed(line);
        corruptions.push(Corruption { what: format!("line {}: `{line}`", at + 1), text: other.join("\n") });
        other.remove(at);
        corruptions.push(Corruption { what: format!("line {} left out", at + 1), text: other.join("\n") });
    }
    corruptions
}

/// Every value that can be worked out again changed, and every key of those left out.
fn of_manifest(text: &str) -> Vec<Corruption> {
    let manifest: Value = serde_json::from_str(text).expect("a manifest is JSON");
    let mut places = Vec::new();
    for key in CHECKED {
        leaves(&manifest[key], &format!("/{key}"), &mut places);
    }
    let mut corruptions = Vec::new();
    for place in places {
        let mut other = manifest.clone();
        let value = other.pointer_mut(&place).expect("it was found there");
        let what = format!("{place}: {value}");
        *value = other_value(value);
        corruptions.push(Corruption { what, text: other.to_string() });
    }
    for key in CHECKED {
        let mut other = manifest.clone();
        let there = other.as_object_mut().and_then(|object| object.remove(key)).expect("a key of a manifest");
        // Runs of before have neither list, where there was nothing to list.
        let may_miss = ["by_hand", "doubts"].contains(&key) && there.as_array().is_some_and(Vec::is_empty);
        if !there.is_null() && !may_miss {
            corruptions.push(Corruption { what: format!("{key} left out"), text: other.to_string() });
        }
    }
    corruptions
}

/// Where every value is that holds no others.
fn leaves(value: &Value, place: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            for (key, inner) in object {
                leaves(inner, &format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        Value::Array(array) if !array.is_empty() => {
            for (at, inner) in array.iter().enumerate() {
                leaves(inner, &format!("{place}/{at}"), places);
            }
        }
        _ => places.push(place.to_owned()),
    }
}

/// Another value of the same kind.
fn other_value(value: &Value) -> Value {
    match value {
        Value::Null => Value::from(1),
        Value::Bool(told) => Value::from(!told),
        Value::Number(number) => serde_json::from_str(&changed(&number.to_string())).expect("it is still a number"),
        Value::String(text) => Value::from(changed(text)),
        Value::Array(_) => Value::from(vec!["something"]),
        Value::Object(_) => serde_json::json!({ "something": 1 }),
    }
}
