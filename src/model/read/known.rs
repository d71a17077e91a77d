//! Ids in a model, checked against what the dataset knows.

use std::collections::BTreeSet;

use super::document::Value;
use super::section::{Entry, Section, items, parse};
use crate::model::Selector;
use crate::read::{Mistake, Vocabulary, nearest};

/// What the dataset knows.
pub(super) struct Known<'a> {
    pub vocabulary: &'a Vocabulary,
}

impl Known<'_> {
    /// The selector under `where`; without one, it speaks of all options.
    pub fn selector(&self, section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Selector {
        let Some(entry) = section.find("where") else { return Selector::default() };
        let Some(mut section) = Section::new(&entry.key, entry.node, mistakes) else { return Selector::default() };
        let words = self.vocabulary;
        check(&mut section, "line", words.lines.as_ref(), mistakes);
        check(&mut section, "region", words.regions.as_ref(), mistakes);
        check(&mut section, "area", words.areas.as_ref(), mistakes);
        check(&mut section, "project", words.projects.as_ref(), mistakes);
        check(&mut section, "home", words.homes.as_ref(), mistakes);
        check(&mut section, "care_type", words.care_types.as_ref(), mistakes);
        let selector = Selector {
            lines: section.set("line", mistakes),
            regions: texts(&mut section, "region"),
            areas: section.set("area", mistakes),
            projects: section.set("project", mistakes),
            homes: section.set("home", mistakes),
            care_types: section.set("care_type", mistakes),
            planned: section.truth("planned", mistakes),
            opens_after: section.find("opens_after").and_then(|entry| parse(&entry, mistakes)),
            starts: section.set("starts", mistakes),
        };
        section.finish(mistakes);
        selector
    }
}

/// Notes every text under `key` that is not among the `known`, where all of those are known.
pub(super) fn check(
    section: &mut Section<'_>,
    key: &'static str,
    known: Option<&BTreeSet<String>>,
    mistakes: &mut Vec<Mistake>,
) {
    let (Some(entry), Some(known)) = (section.find(key), known) else { return };
    for entry in items(&entry) {
        if let Value::Text(text) = &entry.node.value
            && !known.contains(text)
        {
            mistakes.push(entry.mistake(&unknown(text, known)));
        }
    }
}

/// Says that the dataset has no such word, with the nearest that it has.
pub(super) fn unknown(text: &str, known: &BTreeSet<String>) -> String {
    let hint = nearest(text, known.iter().map(String::as_str));
    let hint = hint.map_or_else(String::new, |hint| format!("; did you mean `{hint}`?"));
    format!("the dataset has no `{text}`{hint}")
}

/// Every text under `key`, alone or in a list; `None` if the key is not there.
pub(super) fn texts(section: &mut Section<'_>, key: &'static str) -> Option<BTreeSet<String>> {
    let entry = section.find(key)?;
    let text = |entry: &Entry<'_>| match &entry.node.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    Some(items(&entry).iter().filter_map(text).collect())
}
