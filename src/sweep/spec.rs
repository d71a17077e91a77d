//! The file of a sweep.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Task;
use crate::model::{Entry, Node, Section, Value, items, tree_of};
use crate::read::{Mistake, Mistakes, read_text};

/// The most bytes of the file.
const LARGEST: u64 = 16 << 20;

/// The most tasks of a sweep: more would be a file of hundreds of megabytes.
const MOST_TASKS: usize = 1_000_000;

/// The limits that are numbers.
const NUMBERS: [&str; 3] = ["time_limit", "node_limit", "gap"];

/// What the file holds.
#[derive(Debug, Default)]
struct Spec {
    models: Vec<PathBuf>,
    with: Vec<String>,
    seeds: Vec<u16>,
    set: BTreeMap<String, Vec<String>>,
    limits: BTreeMap<String, String>,
    tasks: Vec<Task>,
}

/// The tasks of the sweep in `file`, whose digests are not known yet, and their limits.
///
/// # Errors
///
/// If it cannot be read, asks for nothing or for too much.
pub(super) fn read(file: &Path) -> Result<(Vec<Task>, BTreeMap<String, String>), Mistakes> {
    let mistake = |why: &str| Mistakes::from(Mistake::of_file(file, why));
    let (text, _) = read_text(file, LARGEST).map_err(Mistakes::from)?;
    let root = tree_of(file, &text).map_err(Mistakes::new)?;
    let mut mistakes = Vec::new();
    let spec = Spec::of(&root, &mut mistakes).filter(|_| mistakes.is_empty()).ok_or_else(|| Mistakes::new(mistakes))?;
    let has_no_models = spec.models.is_empty();
    if has_no_models && !(spec.with.is_empty() && spec.seeds.is_empty() && spec.set.is_empty()) {
        return Err(mistake("`with`, `seeds` and [set] are combined with `models`, and it names none"));
    }
    let mut tasks = grid(&spec);
    if tasks.len().checked_add(spec.tasks.len()).is_none_or(|all| all > MOST_TASKS) {
        return Err(mistake("these are more than a million tasks"));
    }
    tasks.extend(spec.tasks);
    if tasks.is_empty() {
        return Err(mistake("this asks for nothing: name `models`, or list tasks under [[task]]"));
    }
    Ok((tasks, spec.limits))
}

impl Spec {
    /// What a file says; what is wrong with it is noted.
    fn of(root: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        let mut section = Section::new("", root, mistakes)?;
        let set = section
            .find("set")
            .map(|entry| set_of(&entry, &|entry, mistakes| Some(listed(entry, value, mistakes)), mistakes));
        let spec = Self {
            models: under(&mut section, "models", path, mistakes),
            with: under(&mut section, "with", text, mistakes),
            seeds: under(&mut section, "seeds", seed, mistakes),
            set: set.unwrap_or_default(),
            limits: limits(&mut section, mistakes),
            tasks: section.find("task").map_or_else(Vec::new, |entry| tasks(&entry, mistakes)),
        };
        section.finish(mistakes);
        Some(spec)
    }
}

/// How one value is read.
type Reading<T> = fn(&Entry<'_>) -> Result<T, Mistake>;

/// What is listed under `key`, or the one value there; nothing if the key is not there.
fn under<T>(section: &mut Section<'_>, key: &'static str, read: Reading<T>, mistakes: &mut Vec<Mistake>) -> Vec<T> {
    section.find(key).map_or_else(Vec::new, |entry| listed(&entry, read, mistakes))
}

/// What is listed, or the one value.
fn listed<T>(entry: &Entry<'_>, read: Reading<T>, mistakes: &mut Vec<Mistake>) -> Vec<T> {
    let items = items(entry);
    if items.is_empty() {
        mistakes.push(entry.mistake("this list is empty: write at least one value, or leave the key out"));
    }
    items.iter().filter_map(|item| read(item).map_err(|mistake| mistakes.push(mistake)).ok()).collect()
}

fn text(entry: &Entry<'_>) -> Result<String, Mistake> {
    match &entry.node.value {
        Value::Text(text) => Ok(text.clone()),
        other => Err(entry.mistake(&format!("this is {}, and should be a text, in quotes", other.noun()))),
    }
}

fn path(entry: &Entry<'_>) -> Result<PathBuf, Mistake> {
    let path = text(entry)?;
    if path.trim().is_empty() { Err(entry.mistake("this text is blank")) } else { Ok(path.into()) }
}

fn seed(entry: &Entry<'_>) -> Result<u16, Mistake> {
    let Value::Number(number) = &entry.node.value else {
        return Err(entry.mistake(&format!("this is {}, and should be a whole number", entry.node.value.noun())));
    };
    number
        .parse()
        .map_err(|_| entry.mistake(&format!("`{number}` is no seed: a seed is a whole number from 0 to 65,535")))
}

fn value(entry: &Entry<'_>) -> Result<String, Mistake> {
    match &entry.node.value {
        Value::Text(text) | Value::Number(text) => Ok(text.clone()),
        Value::Truth(truth) => Ok(truth.to_string()),
        Value::List(_) | Value::Table(_) => Err(entry.mistake("write each value as text, a number, or true or false")),
    }
}

/// The values under each key, whether it is written `"a.b" = …` or as `b` in a table `a`.
fn set_of<T>(
    entry: &Entry<'_>,
    read: &dyn Fn(&Entry<'_>, &mut Vec<Mistake>) -> Option<T>,
    mistakes: &mut Vec<Mistake>,
) -> BTreeMap<String, T> {
    let mut all = BTreeMap::new();
    let mut open = vec![(String::new(), entry.node)];
    while let Some((name, node)) = open.pop() {
        if let Value::Table(table) = &node.value {
            let within = |key: &String| if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
            open.extend(table.iter().map(|(key, node)| (within(key), node)));
            continue;
        }
        let entry = Entry { key: if name.is_empty() { entry.key.clone() } else { name.clone() }, node };
        if name.is_empty() {
            mistakes.push(entry.mistake("this should be a table of keys and their values"));
        } else if let Some(values) = read(&entry, mistakes)
            && all.insert(name, values).is_some()
        {
            mistakes.push(entry.mistake("this key is set twice"));
        }
    }
    all
}

/// The limits of every task, as texts; how large they may be is for whoever solves to say.
fn limits(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> BTreeMap<String, String> {
    let mut limits = BTreeMap::new();
    let entry = root.find("limits");
    let Some(mut section) = entry.and_then(|entry| Section::new(&entry.key, entry.node, mistakes)) else {
        return limits;
    };
    for key in NUMBERS {
        let Some(entry) = section.find(key) else { continue };
        match &entry.node.value {
            Value::Number(number) if number.parse::<u64>().is_ok() => {
                limits.insert(key.to_owned(), number.clone());
            }
            _ => mistakes.push(entry.mistake("this should be a whole number, without quotes")),
        }
    }
    if section.truth("exact", mistakes) == Some(true) {
        limits.insert("exact".to_owned(), true.to_string());
    }
    section.finish(mistakes);
    limits
}

/// The tasks that are listed.
fn tasks(entry: &Entry<'_>, mistakes: &mut Vec<Mistake>) -> Vec<Task> {
    if !matches!(entry.node.value, Value::List(_)) {
        mistakes.push(entry.mistake("this should be a list of tables, as in [[task]]"));
        return Vec::new();
    }
    let of = |(at, item): (usize, &Entry<'_>)| {
        let mut section = Section::new(&format!("task[{at}]"), item.node, mistakes)?;
        let model =
            section.need("model", mistakes).and_then(|entry| path(&entry).map_err(|why| mistakes.push(why)).ok());
        let with = under(&mut section, "with", text, mistakes).join(",");
        let one = |entry: &Entry<'_>, mistakes: &mut Vec<Mistake>| value(entry).map_err(|why| mistakes.push(why)).ok();
        let set = section.find("set").map_or_else(BTreeMap::new, |entry| set_of(&entry, &one, mistakes));
        let seed = section.find("seed").and_then(|entry| seed(&entry).map_err(|why| mistakes.push(why)).ok());
        section.finish(mistakes);
        Some(task(&model?, &with, set, seed))
    };
    (1..).zip(&items(entry)).filter_map(of).collect()
}

/// Every combination of models, overlays, values and seeds.
fn grid(spec: &Spec) -> Vec<Task> {
    let mut tasks: Vec<Task> = spec.models.iter().map(|model| task(model, "", BTreeMap::new(), None)).collect();
    if !spec.with.is_empty() {
        tasks = each(&tasks, &spec.with, |known, with| task(&known.model, with, BTreeMap::new(), None));
    }
    for (key, values) in &spec.set {
        tasks = each(&tasks, values, |known, value| {
            let mut set = known.set.clone();
            set.insert(key.clone(), value.clone());
            Task { set, ..known.clone() }
        });
    }
    if !spec.seeds.is_empty() {
        tasks = each(&tasks, &spec.seeds, |known, seed| Task { seed: Some(*seed), ..known.clone() });
    }
    tasks
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
