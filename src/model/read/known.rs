//! Ids in a model, checked against what the dataset knows.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::section::{Section, items};
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
        self.check(&mut section, "line", &words.lines, mistakes);
        self.check(&mut section, "region", &words.regions, mistakes);
        self.check(&mut section, "area", &words.areas, mistakes);
        self.check(&mut section, "project", &words.projects, mistakes);
        self.check(&mut section, "home", &words.homes, mistakes);
        self.check(&mut section, "care_type", &words.care_types, mistakes);
        let selector = Selector {
            lines: section.set("line", mistakes),
            regions: texts(&mut section, "region"),
            areas: section.set("area", mistakes),
            projects: section.set("project", mistakes),
            homes: section.set("home", mistakes),
            care_types: section.set("care_type", mistakes),
            planned: section.truth("planned", mistakes),
            opens_after: section.find("opens_after").and_then(|entry| super::section::parse(&entry, mistakes)),
            starts: section.set("starts", mistakes),
        };
        section.finish(mistakes);
        selector
    }

    /// Notes every text under `key` that is not among the `known`.
    pub fn check<T: Display>(
        &self,
        section: &mut Section<'_>,
        key: &'static str,
        known: &BTreeSet<T>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let known: BTreeSet<String> = known.iter().map(ToString::to_string).collect();
        for entry in section.find(key).iter().flat_map(items) {
            if let super::document::Value::Text(text) = &entry.node.value
                && !known.contains(text)
            {
                let hint = nearest(text, known.iter().map(String::as_str));
                let hint = hint.map_or_else(String::new, |hint| format!("; did you mean `{hint}`?"));
                mistakes.push(entry.mistake(&format!("the dataset has no `{text}`{hint}")));
            }
        }
    }
}

/// Every text under `key`, alone or in a list; `None` if the key is not there.
pub(super) fn texts(section: &mut Section<'_>, key: &'static str) -> Option<BTreeSet<String>> {
    let entry = section.find(key)?;
    let text = |entry: &super::section::Entry<'_>| match &entry.node.value {
        super::document::Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    Some(items(&entry).iter().filter_map(text).collect())
}
