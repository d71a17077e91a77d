//! Single values set from the command line: `envelope.total_gbp=600000000`, `rule.open-new-ceiling.at_most_gbp=70000000`.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use super::document::{Node, Value, Written, id, parse};
use crate::domain::{Money, one_more};
use crate::model::{CLAUSES, Layers};
use crate::read::{Mistake, nearest_or_all};

/// The sections with a source of their own: at how many keys down, by the first.
const SOURCED: [(&str, usize); 10] = [
    ("envelope", 1),
    ("match_funding", 1),
    ("coverage_floor", 1),
    ("deliverability", 1),
    ("fund", 2),
    ("commit", 2),
    ("exclude", 2),
    ("rule", 2),
    ("adjust", 2),
    ("reach", 2),
];

/// The option by which a value is set.
const SET: &str = "--set";

/// The most keys of a path: more than any value of a model needs.
const DEEPEST: usize = 8;

impl Written {
    /// The place of the value that is set at this position among those on the command line, counting from 1.
    fn of_set(position: usize) -> Self {
        let line = u64::try_from(position).expect("a command line is short");
        Self { file: Rc::from(Path::new(SET)), line }
    }

    /// The place of a value that an option of its own stands for.
    fn of_option(option: &str) -> Self {
        Self { file: Rc::from(Path::new(option)), line: 0 }
    }

    /// Whether it is one of those that are set one by one.
    pub fn is_set(&self) -> bool {
        *self.file == *Path::new(SET)
    }
}

/// Sets in `root` all that is set on the command line, in order: the values, as texts. What an earlier one set is not set
/// again.
pub(super) fn set_all(root: &mut Node, layers: &Layers) -> Result<Vec<String>, Mistake> {
    let set = layers.set.iter().zip(1..).map(|(text, position)| (text, Written::of_set(position)));
    let options = layers.options.iter().map(|(option, text)| (text, Written::of_option(option)));
    let mut before: Vec<String> = Vec::new();
    for (text, written) in set.chain(options) {
        let keys = keys_of(text);
        if let Some(other) = before.iter().find(|other| keys_of(other).starts_with(&keys)) {
            let mistake = format!("`{}` here undoes `{}`: set it once", text.trim(), other.trim());
            return Err(written.mistake(&keys.join("."), &mistake));
        }
        set_one(root, text, &written)?;
        before.push(text.clone());
    }
    Ok(before)
}

/// The keys of what is set.
fn keys_of(text: &str) -> Vec<&str> {
    text.split_once('=').map_or(text, |(path, _)| path).trim().split('.').map(str::trim).collect()
}

/// Sets in `root` what `text` says, which is written there.
///
/// Where the section has a source, that then says so: a number that was set here is not from whoever said the other.
fn set_one(root: &mut Node, text: &str, written: &Written) -> Result<(), Mistake> {
    let Some((path, value)) = text.split_once('=') else {
        let mistake = format!("`{text}` should be a key and its value, as in envelope.total_gbp=600000000");
        return Err(written.mistake("", &mistake));
    };
    let keys = keys_of(text);
    let Some((last, sections)) = keys.split_last().filter(|_| keys.iter().all(|key| !key.is_empty())) else {
        return Err(written.mistake(path, "this should be keys with dots between them, as in envelope.total_gbp"));
    };
    if keys.len() > DEEPEST {
        let mistake = format!("there are {} keys here, and no value is more than {DEEPEST} deep", keys.len());
        return Err(written.mistake(keys[0], &mistake));
    }
    let clauses = CLAUSES.iter().map(|family| (family.name, 1));
    let mut sourced = SOURCED.into_iter().chain(clauses);
    let depth = sourced.find(|(first, _)| *first == keys[0]).map(|(_, depth)| depth);
    let mut node = root;
    for (at, key) in sections.iter().enumerate() {
        node = under(node, key, &keys[..at], written)?;
        if depth == Some(one_more(at)) && *last != "source" {
            resource(node, text, written);
        }
    }
    *under(node, last, sections, written)? = read(last, value.trim(), written);
    Ok(())
}

/// What stands under `key`, made if it is not there; whether there may be such a key is told of later.
fn under<'a>(node: &'a mut Node, key: &str, before: &[&str], written: &Written) -> Result<&'a mut Node, Mistake> {
    let path = if before.is_empty() { key.to_owned() } else { format!("{}.{key}", before.join(".")) };
    match &mut node.value {
        Value::Table(table) => Ok(table
            .entry(key.to_owned())
            .or_insert_with(|| Node { written: written.clone(), value: Value::Table(BTreeMap::new()) })),
        Value::List(items) => {
            if let Some(at) = items.iter().position(|item| id(item) == Some(key)) {
                return Ok(&mut items[at]);
            }
            let ids: Vec<&str> = items.iter().filter_map(id).collect();
            let hint = nearest_or_all(key, &ids, "known here:");
            Err(written.mistake(&path, &format!("the model has no `{key}` there; {hint}")))
        }
        other => {
            let found = other.noun();
            Err(written.mistake(&before.join("."), &format!("this is {found}, and has no `{key}` in it")))
        }
    }
}

/// Has the source of a section say that a value of it was set.
fn resource(node: &mut Node, text: &str, written: &Written) {
    let Value::Table(table) = &mut node.value else { return };
    let before = match table.get("source").map(|node| &node.value) {
        Some(Value::Text(source)) => format!("; before: {source}"),
        _ => String::new(),
    };
    let value = Value::Text(format!("{SET} {text}{before}"));
    table.insert("source".to_owned(), Node { written: written.clone(), value });
}

/// A value as TOML has it, or else the words as they are: `low` needs no quotes here, and money may be short.
fn read(key: &str, text: &str, written: &Written) -> Node {
    let tree = parse(&written.file, &format!("value = {text}")).ok();
    let value = tree.and_then(|tree| match tree.value {
        Value::Table(mut table) if table.len() == 1 => table.remove("value"),
        _ => None,
    });
    let value = value.unwrap_or_else(|| {
        let value = pounds(key, text).map_or_else(|| Value::Text(text.to_owned()), Value::Number);
        Node { written: written.clone(), value }
    });
    moved(value, written)
}

/// The pounds of `540m`, `563.5m` or `£750k` under a key of money. With a comma it could be read in two ways, and is not.
fn pounds(key: &str, text: &str) -> Option<String> {
    let is_short = key.ends_with("_gbp") && !text.contains([',', ' ']);
    let money = is_short.then(|| Money::of_short(text)).flatten()?;
    Some(money.pounds().to_string())
}

/// The same, written here.
fn moved(node: Node, written: &Written) -> Node {
    let value = match node.value {
        Value::List(items) => Value::List(items.into_iter().map(|item| moved(item, written)).collect()),
        Value::Table(table) => Value::Table(table.into_iter().map(|(key, node)| (key, moved(node, written))).collect()),
        value => value,
    };
    Node { written: written.clone(), value }
}
