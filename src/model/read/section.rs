//! A table of a model, read key by key: what is missing, malformed or unknown is noted with its line.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::document::{Node, Value, Written, id};
use crate::domain::{Malformed, one_more};
use crate::read::{Mistake, nearest, nearest_or_all};

/// A table being read.
pub(crate) struct Section<'a> {
    /// Its name, as in `rule[open-new-ceiling]`; empty for the whole model.
    name: String,
    node: &'a Node,
    asked: BTreeSet<&'static str>,
}

/// A value with the key it stands under, for whoever finds fault with it later.
pub(crate) struct Entry<'a> {
    /// The key, with its section: `rule[open-new-ceiling].measure`.
    pub key: String,
    /// The value.
    pub node: &'a Node,
}

impl Entry<'_> {
    /// A mistake in this value.
    pub fn mistake(&self, mistake: &str) -> Mistake {
        self.node.written.mistake(&self.key, mistake)
    }
}

impl<'a> Section<'a> {
    /// The section that `node` is, if it is a table.
    pub fn new(name: &str, node: &'a Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        if let Value::Table(_) = node.value {
            return Some(Self { name: name.to_owned(), node, asked: BTreeSet::new() });
        }
        let found = node.value.noun();
        mistakes.push(node.written.mistake(name, &format!("this is {found}, and should be a table, as in [{name}]")));
        None
    }

    /// Where the section starts.
    pub fn written(&self) -> &Written {
        &self.node.written
    }

    /// The name of a key of this section, in full.
    pub fn key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The value under `key`, if there is one.
    pub fn find(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.insert(key);
        let Value::Table(table) = &self.node.value else { return None };
        table.get(key).map(|node| Entry { key: self.key(key), node })
    }

    /// The value under `key`, which must be there.
    pub fn need(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Option<Entry<'a>> {
        let found = self.find(key);
        if found.is_none() {
            mistakes.push(self.node.written.mistake(&self.key(key), "this key is missing"));
        }
        found
    }

    /// The value of `key` as a `T`, if it is there and well formed.
    pub fn read<T: FromStr<Err = Malformed>>(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Option<T> {
        let entry = self.need(key, mistakes)?;
        parse(&entry, mistakes)
    }

    /// The text of `key`, which must not be blank.
    pub fn text(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Option<String> {
        let entry = self.need(key, mistakes)?;
        match &entry.node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Text(_) => note(mistakes, entry.mistake("this text is blank")),
            other => note(mistakes, entry.mistake(&format!("this is {}, and should be a text", other.noun()))),
        }
    }

    /// Every text of `key`, alone or in a list, as a `T`; `None` if the key is not there.
    pub fn set<T: FromStr<Err = Malformed> + Ord>(
        &mut self,
        key: &'static str,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<BTreeSet<T>> {
        let texts = self.texts(key, mistakes)?;
        Some(texts.iter().filter_map(|(entry, _)| parse(entry, mistakes)).collect())
    }

    /// Every text of `key`, alone or in a list; `None` if the key is not there.
    pub fn texts(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Option<Vec<(Entry<'a>, &'a str)>> {
        let entry = self.find(key)?;
        let items = items(&entry);
        if items.is_empty() {
            mistakes.push(entry.mistake("this list is empty; leave the key out to mean all"));
        }
        Some(items.into_iter().filter_map(|item| text_of(item, mistakes)).collect())
    }

    /// The tables under `key`, each with a name by its id; those that are switched off are left out.
    pub fn tables(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Vec<Section<'a>> {
        let Some(entry) = self.find(key) else { return Vec::new() };
        let Value::List(list) = &entry.node.value else {
            mistakes.push(entry.mistake(&format!("this should be a list of tables, as in [[{key}]]")));
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut sections = Vec::new();
        for (at, node) in list.iter().enumerate() {
            let name = id(node).map_or_else(|| format!("{key}[{}]", one_more(at)), |id| format!("{key}[{id}]"));
            if id(node).is_some_and(|id| !seen.insert(id)) {
                mistakes.push(node.written.mistake(&name, "this id is used twice"));
            }
            let Some(mut section) = Section::new(&name, node, mistakes) else { continue };
            if section.truth("off", mistakes) != Some(true) {
                sections.push(section);
            } else if section.is_bare() {
                let others = list.iter().filter(|other| id(other) != id(node)).filter_map(id);
                let hint = nearest(id(node).unwrap_or_default(), others);
                let hint = hint.map_or_else(String::new, |hint| format!("; did you mean `{hint}`?"));
                mistakes.push(node.written.mistake(&name, &format!("there is no such {key} to take away{hint}")));
            }
        }
        sections
    }

    /// Whether it says nothing but that it is off: it was laid over nothing.
    fn is_bare(&self) -> bool {
        matches!(&self.node.value, Value::Table(table) if table.keys().all(|key| ["id", "off", "source"].contains(&key.as_str())))
    }

    /// The truth of `key`, if it is there.
    pub fn truth(&mut self, key: &'static str, mistakes: &mut Vec<Mistake>) -> Option<bool> {
        let entry = self.find(key)?;
        match entry.node.value {
            Value::Truth(truth) => Some(truth),
            _ => note(mistakes, entry.mistake("this should be true or false, without quotes")),
        }
    }

    /// Notes every key that nobody asked for, with the nearest one that somebody did.
    pub fn finish(self, mistakes: &mut Vec<Mistake>) {
        let Value::Table(table) = &self.node.value else { return };
        for (key, node) in table.iter().filter(|(key, _)| !self.asked.contains(key.as_str())) {
            let hint = nearest_or_all(key, &self.asked.iter().copied().collect::<Vec<_>>(), "known here:");
            mistakes.push(node.written.mistake(&self.key(key), &format!("there is no such key; {hint}")));
        }
    }
}

/// The value alone or, of a list, each of its items.
pub(crate) fn items<'a>(entry: &Entry<'a>) -> Vec<Entry<'a>> {
    let entry_of = |node: &'a Node| Entry { key: entry.key.clone(), node };
    match &entry.node.value {
        Value::List(list) => list.iter().map(entry_of).collect(),
        _ => vec![entry_of(entry.node)],
    }
}

/// The value with its text, if it is one: an id or a year is never a number.
fn text_of<'a>(entry: Entry<'a>, mistakes: &mut Vec<Mistake>) -> Option<(Entry<'a>, &'a str)> {
    match &entry.node.value {
        Value::Text(text) => Some((entry, text)),
        other => note(mistakes, entry.mistake(&format!("this is {}, and should be a text, in quotes", other.noun()))),
    }
}

/// The value as a `T`, if it is well formed.
pub(super) fn parse<T: FromStr<Err = Malformed>>(entry: &Entry<'_>, mistakes: &mut Vec<Mistake>) -> Option<T> {
    match &entry.node.value {
        Value::Text(text) | Value::Number(text) => match text.parse() {
            Ok(value) => Some(value),
            Err(malformed) => note(mistakes, entry.mistake(&malformed.to_string())),
        },
        other => note(mistakes, entry.mistake(&format!("this is {}, and should be a text or a number", other.noun()))),
    }
}

/// Notes a mistake, and has nothing instead.
pub(super) fn note<T>(mistakes: &mut Vec<Mistake>, mistake: Mistake) -> Option<T> {
    mistakes.push(mistake);
    None
}
