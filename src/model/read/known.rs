//! Ids and names in a model, checked against what the dataset knows.

use std::collections::{BTreeMap, BTreeSet};

use super::section::{Entry, Section, parse};
use crate::domain::{Id, Kind, code_points};
use crate::model::Selector;
use crate::read::{Mistake, Vocabulary, fate, nearest, plain};

/// How many mistakes there may be before what was meant is no longer looked for.
const FEW: usize = 50;

/// How many ids are listed that a name may stand for.
const LISTED: usize = 3;

/// How many letters of what was written are told.
const LONGEST: usize = 60;

/// The names of things that have none.
static NO_NAMES: BTreeMap<String, String> = BTreeMap::new();

/// What the dataset knows.
pub(in crate::model) struct Known<'a> {
    pub vocabulary: &'a Vocabulary,
}

/// The things of one kind that a dataset has.
struct Things<'a> {
    /// Their ids.
    ids: &'a BTreeSet<String>,
    /// Their names, by id.
    names: &'a BTreeMap<String, String>,
    /// Ids by id and by name, spaces and capitals aside.
    by_word: BTreeMap<String, BTreeSet<&'a str>>,
}

impl Known<'_> {
    /// The selector under `where`; without one, it speaks of all options.
    pub fn selector(&self, section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Selector {
        let Some(entry) = section.find("where") else { return Selector::default() };
        let Some(mut section) = Section::new(&entry.key, entry.node, mistakes) else { return Selector::default() };
        let selector = Selector {
            lines: self.ids("line", &mut section, mistakes),
            regions: self.regions(&mut section, mistakes),
            groups: self.ids("group", &mut section, mistakes),
            areas: self.ids("area", &mut section, mistakes),
            projects: self.ids("project", &mut section, mistakes),
            homes: self.ids("home", &mut section, mistakes),
            care_types: self.ids("care_type", &mut section, mistakes),
            partners: section.set("partner", mistakes),
            planned: section.truth("planned", mistakes),
            opens_after: section.find("opens_after").and_then(|entry| parse(&entry, mistakes)),
            starts: section.set("starts", mistakes),
        };
        section.finish(mistakes);
        selector
    }

    /// The things under a key, alone or in a list, each given by its id or by a name that no other has; `None` if the key is
    /// not there. What the dataset does not have is noted, where all that it has is known.
    pub fn ids<K: Kind>(
        &self,
        key: &'static str,
        section: &mut Section<'_>,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<BTreeSet<Id<K>>> {
        let ids = match key {
            "line" => &self.vocabulary.lines,
            "area" => &self.vocabulary.areas,
            "group" | "planner" => &self.vocabulary.groups,
            "project" => &self.vocabulary.projects,
            "home" => &self.vocabulary.homes,
            "layers" => &self.vocabulary.layers,
            _ => &self.vocabulary.care_types,
        };
        let texts = section.texts(key, mistakes)?;
        let things = ids.as_ref().map(|ids| Things::of(ids, self.names(key)));
        let mut found = BTreeSet::new();
        for (entry, text) in texts {
            let id = match &things {
                // What is not known may be a name.
                None => text.parse().ok(),
                Some(things) => things.meant(&entry, text, mistakes).and_then(|id| id.parse().ok()),
            };
            found.extend(id);
        }
        Some(found)
    }

    /// The names of the things under a key, by id.
    pub fn names(&self, key: &str) -> &BTreeMap<String, String> {
        let key = if key == "planner" { "group" } else { key };
        self.vocabulary.names.get(key).unwrap_or(&NO_NAMES)
    }

    /// The regions under `region`, spaces and capitals aside.
    pub fn regions(&self, section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<BTreeSet<String>> {
        let texts = section.texts("region", mistakes)?;
        let things = self.vocabulary.regions.as_ref().map(|regions| Things::of(regions, self.names("region")));
        let meant = |(entry, text): (Entry<'_>, &str)| match &things {
            None => Some(text.to_owned()),
            Some(things) => things.meant(&entry, text, mistakes).map(str::to_owned),
        };
        Some(texts.into_iter().filter_map(meant).collect())
    }
}

impl<'a> Things<'a> {
    fn of(ids: &'a BTreeSet<String>, names: &'a BTreeMap<String, String>) -> Self {
        let mut by_word: BTreeMap<String, BTreeSet<&'a str>> = BTreeMap::new();
        for id in ids {
            for word in [Some(id), names.get(id)].into_iter().flatten() {
                by_word.entry(plain(word)).or_default().insert(id);
            }
        }
        Self { ids, names, by_word }
    }

    /// The id that is meant; else what is wrong is noted.
    fn meant(&self, entry: &Entry<'_>, text: &str, mistakes: &mut Vec<Mistake>) -> Option<&'a str> {
        if let Some(id) = self.ids.get(text) {
            return Some(id);
        }
        let several: Vec<&str> = self.by_word.get(&plain(text)).into_iter().flatten().copied().collect();
        let mistake = match several.as_slice() {
            [only] => return Some(only),
            // So many mistakes are read by nobody: what was meant is looked for no more.
            [] if mistakes.len() < FEW => unknown(text, self.ids, self.names),
            [] => unknown(text, &BTreeSet::new(), &BTreeMap::new()),
            many => {
                let more = if many.len() > LISTED { ", …" } else { "" };
                let listed: Vec<&str> = many.iter().take(LISTED).copied().collect();
                format!("{} are called `{text}`; give an id: {}{more}", many.len(), listed.join(", "))
            }
        };
        mistakes.push(entry.mistake(&mistake));
        None
    }
}

/// Says that the dataset has no such id or name, with the nearest that it has, and which letters only look like plain ones.
pub(super) fn unknown(text: &str, ids: &BTreeSet<String>, names: &BTreeMap<String, String>) -> String {
    let by_id = || Some(format!("; did you mean `{}`?", nearest(text, ids.iter().map(String::as_str))?));
    let by_name = || {
        let meant = nearest(text, names.values().map(String::as_str))?;
        let (id, _) = names.iter().find(|(_, name)| *name == meant)?;
        Some(format!("; did you mean `{id}` ({meant})?"))
    };
    let hint = fate(text, |code| ids.contains(code)).or_else(by_id).or_else(by_name);
    let odd = code_points(text)
        .map_or_else(String::new, |odd| format!("; it holds {odd}, which only looks like a plain letter or a space"));
    let short: String = text.chars().take(LONGEST).collect();
    let cut = if short.len() < text.len() { "..." } else { "" };
    format!("the dataset has no `{short}{cut}`{odd}{}", hint.unwrap_or_default())
}
