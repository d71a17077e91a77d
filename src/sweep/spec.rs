//! The file of a sweep.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Value;

use super::Task;
use crate::read::{Mistake, Mistakes, read_text};

/// The most bytes of the file.
const LARGEST: u64 = 16 << 20;

/// The most tasks of a sweep: more would be a file of hundreds of megabytes.
const MOST_TASKS: usize = 1_000_000;

/// What the file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Spec {
    models: Vec<PathBuf>,
    with: Vec<String>,
    seeds: Vec<u16>,
    set: BTreeMap<String, Vec<Value>>,
    limits: BTreeMap<String, Value>,
    task: Vec<Entry>,
}

/// One task that is listed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    model: PathBuf,
    #[serde(default)]
    with: String,
    #[serde(default)]
    set: BTreeMap<String, Value>,
    seed: Option<u16>,
}

/// The tasks of the sweep in `file`, whose digests are not known yet, and their limits.
///
/// # Errors
///
/// If it cannot be read, asks for nothing, for too much, or for the same task twice.
pub(super) fn read(file: &Path) -> Result<(Vec<Task>, BTreeMap<String, String>), Mistakes> {
    let mistake = |why: &str| Mistakes::from(Mistake::of_file(file, why));
    let (text, _) = read_text(file, LARGEST).map_err(Mistakes::from)?;
    let spec: Spec = toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or_else(String::new, |before| format!("line {}: ", before.matches('\n').count() + 1));
        mistake(&format!("{line}{}", error.message().trim()))
    })?;
    let word = |key: &str, value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => Ok(value.to_string()),
        Value::Datetime(_) | Value::Array(_) | Value::Table(_) => {
            Err(mistake(&format!("{key}: write each value as text, a number, or true or false")))
        }
    };
    let limits: Result<BTreeMap<String, String>, Mistakes> =
        spec.limits.iter().map(|(key, value)| Ok((key.clone(), word(key, value)?))).collect();
    let mut tasks = grid(&spec, &word).and_then(|tasks| {
        let all: Option<usize> = tasks.len().checked_add(spec.task.len());
        all.filter(|all| *all <= MOST_TASKS)
            .map(|_| tasks)
            .ok_or_else(|| mistake("these are more than a million tasks"))
    })?;
    for entry in &spec.task {
        let set: Result<_, Mistakes> =
            entry.set.iter().map(|(key, value)| Ok((key.clone(), word(key, value)?))).collect();
        tasks.push(task(&entry.model, &entry.with, set?, entry.seed));
    }
    if tasks.is_empty() {
        return Err(mistake("this asks for nothing: name `models`, or list tasks under [[task]]"));
    }
    if let Some(twice) = twice(&tasks) {
        return Err(mistake(&format!("two tasks are the same: {}", told(twice))));
    }
    Ok((tasks, limits?))
}

/// Every combination of models, overlays, values and seeds.
fn grid(spec: &Spec, word: &dyn Fn(&str, &Value) -> Result<String, Mistakes>) -> Result<Vec<Task>, Mistakes> {
    let mut tasks: Vec<Task> = spec.models.iter().map(|model| task(model, "", BTreeMap::new(), None)).collect();
    if !spec.with.is_empty() {
        tasks = each(&tasks, &spec.with, |known, with| task(&known.model, with, BTreeMap::new(), None));
    }
    for (key, values) in &spec.set {
        let values: Vec<String> = values.iter().map(|value| word(key, value)).collect::<Result<_, _>>()?;
        tasks = each(&tasks, &values, |known, value| {
            let mut set = known.set.clone();
            set.insert(key.clone(), value.clone());
            Task { set, ..known.clone() }
        });
    }
    if !spec.seeds.is_empty() {
        tasks = each(&tasks, &spec.seeds, |known, seed| Task { seed: Some(*seed), ..known.clone() });
    }
    Ok(tasks)
}

/// Every task with every one of `all`; no more than can be too many.
fn each<T>(tasks: &[Task], all: &[T], of: impl Fn(&Task, &T) -> Task) -> Vec<Task> {
    let of = &of;
    tasks.iter().flat_map(|known| all.iter().map(move |one| of(known, one))).take(MOST_TASKS + 1).collect()
}

fn task(model: &Path, with: &str, set: BTreeMap<String, String>, seed: Option<u16>) -> Task {
    let with = with.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Task { digest: String::new(), model: model.to_owned(), with, set, seed }
}

/// A task that is there twice.
fn twice(tasks: &[Task]) -> Option<&Task> {
    let mut seen = std::collections::BTreeSet::new();
    tasks.iter().find(|task| !seen.insert((&task.model, &task.with, &task.set, task.seed)))
}

/// A task in words.
fn told(task: &Task) -> String {
    let with = if task.with.is_empty() { String::new() } else { format!(" with {}", task.with.join(", ")) };
    let set = task.set.iter().fold(String::new(), |told, (key, value)| format!("{told}, {key}={value}"));
    let seed = task.seed.map_or_else(String::new, |seed| format!(", seed {seed}"));
    format!("{}{with}{set}{seed}", task.model.display())
}
