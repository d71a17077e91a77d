//! Ids in a model, checked against what the dataset knows.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::document::Value;
use super::section::{Section, items, parse};
use crate::domain::{Malformed, RuleId, code_points};
use crate::model::Selector;
use crate::read::{Mistake, Vocabulary, fate, nearest};

/// The key whose values are words and not ids.
pub(super) const REGION: &str = "region";

/// How many mistakes there may be before what was meant is no longer looked for.
const FEW: usize = 50;

/// What the dataset knows.
pub(in crate::model) struct Known<'a> {
    pub vocabulary: &'a Vocabulary,
}

impl Known<'_> {
    /// The selector under `where`; without one, it speaks of all options.
    pub fn selector(&self, section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Selector {
        let Some(entry) = section.find("where") else { return Selector::default() };
        let Some(mut section) = Section::new(&entry.key, entry.node, mistakes) else { return Selector::default() };
        let words = self.vocabulary;
        check(&mut section, "line", words.lines.as_ref(), mistakes);
        check(&mut section, REGION, words.regions.as_ref(), mistakes);
        check(&mut section, "area", words.areas.as_ref(), mistakes);
        check(&mut section, "project", words.projects.as_ref(), mistakes);
        check(&mut section, "home", words.homes.as_ref(), mistakes);
        check(&mut section, "care_type", words.care_types.as_ref(), mistakes);
        let selector = Selector {
            lines: section.set("line", mistakes),
            regions: texts(&mut section, REGION, mistakes),
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

/// Notes every id under `key` that is not among the `known`, where all of those are known. What is no id at all is told
/// of where it is read.
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
            && (key == REGION || text.parse::<RuleId>().is_ok())
        {
            // So many mistakes are read by nobody: what was meant is looked for no more.
            let few = if mistakes.len() < FEW { known } else { &BTreeSet::new() };
            mistakes.push(entry.mistake(&unknown(text, few)));
        }
    }
}

/// Says that the dataset has no such word, with the nearest that it has, and which letters only look like plain ones.
pub(super) fn unknown(text: &str, known: &BTreeSet<String>) -> String {
    let nearest = || nearest(text, known.iter().map(String::as_str));
    let hint = fate(text, |code| known.contains(code)).or_else(|| Some(format!("; did you mean `{}`?", nearest()?)));
    let odd = code_points(text).map_or_else(String::new, |odd| format!("; it holds {odd}"));
    format!("the dataset has no `{text}`{odd}{}", hint.unwrap_or_default())
}

/// Every text under `key`, alone or in a list; `None` if the key is not there.
pub(super) fn texts(
    section: &mut Section<'_>,
    key: &'static str,
    mistakes: &mut Vec<Mistake>,
) -> Option<BTreeSet<String>> {
    Some(section.set::<Words>(key, mistakes)?.into_iter().map(|Words(text)| text).collect())
}

/// A text that is no id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Words(String);

impl FromStr for Words {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Ok(Self(text.to_owned()))
    }
}
