//! What the words of a sheet mean: authorities, lines, care types and homes of the dataset, by id, by name, or as the map
//! says.

use std::collections::BTreeMap;

use super::authority::folded_authority;
use super::columns::folded;
use super::map::Words;
use crate::domain::Instance;
use crate::read::{carried, nearest};

/// The things of one kind that a dataset has.
#[derive(Debug)]
pub struct Names {
    /// The section of the map for words that mean one of them.
    pub section: &'static str,
    /// What one is, as in "an authority".
    pub noun: &'static str,
    /// Ids by the folded name or id.
    by_word: BTreeMap<String, Vec<String>>,
    /// Each id, with its name.
    known: BTreeMap<String, String>,
    fold: fn(&str) -> String,
}

/// What a word means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The thing with this id.
    Of(String),
    /// The thing with this id, which it was carried to, and why.
    Carried(String, String),
    /// Nothing that is known; what was probably meant, and the end of a sentence that says so.
    Nothing(Option<String>, String),
}

impl Names {
    fn of<'a>(
        section: &'static str,
        noun: &'static str,
        fold: fn(&str) -> String,
        things: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let known: BTreeMap<String, String> = things.map(|(id, name)| (id.to_owned(), name.to_owned())).collect();
        let mut by_word: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, name) in &known {
            let mut words = [folded(id), fold(name)].to_vec();
            words.dedup();
            for word in words {
                by_word.entry(word).or_default().push(id.clone());
            }
        }
        Self { section, noun, by_word, known, fold }
    }

    /// The authorities of a dataset.
    #[must_use]
    pub fn authorities(instance: &Instance) -> Self {
        let areas = instance.areas().iter().map(|area| (area.id.as_str(), area.name.as_str()));
        Self::of("authorities", "an authority", folded_authority, areas)
    }

    /// The lines of a dataset.
    #[must_use]
    pub fn lines(instance: &Instance) -> Self {
        let lines = instance.lines().iter().map(|line| (line.id.as_str(), line.name.as_str()));
        Self::of("lines", "a line of the programme", folded, lines)
    }

    /// The care types of a dataset.
    #[must_use]
    pub fn care_types(instance: &Instance) -> Self {
        let types = instance.care_types().iter().map(|own| (own.id.as_str(), own.name.as_str()));
        Self::of("care_types", "a care type", folded, types)
    }

    /// The homes of a dataset.
    #[must_use]
    pub fn homes(instance: &Instance) -> Self {
        let homes = instance.homes().iter().map(|home| (home.id.as_str(), home.name.as_str()));
        Self::of("homes", "a home", folded, homes)
    }

    /// Whether there is a thing with this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// What things go by, as in `Leeds (E08000035)`.
    #[must_use]
    pub fn named(&self, id: &str) -> String {
        match self.known.get(id) {
            Some(name) if name != id => format!("{name} ({id})"),
            _ => id.to_owned(),
        }
    }

    /// Every id, with its name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.known.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// What a word means, where the map has `words`.
    #[must_use]
    pub fn meaning(&self, word: &str, words: &Words) -> Meaning {
        if let Some(id) = words.get(word) {
            return Meaning::Of(id.clone());
        }
        let word = word.trim();
        if self.known.contains_key(word) {
            return Meaning::Of(word.to_owned());
        }
        let found = [folded(word), (self.fold)(word)].into_iter().find_map(|word| self.by_word.get(&word));
        if let Some([id]) = found.map(Vec::as_slice) {
            return Meaning::Of(id.clone());
        }
        if self.section == "authorities"
            && let Some((id, why)) = carried(word, |code| self.known.contains_key(code))
        {
            return Meaning::Carried(id.to_owned(), why);
        }
        if let Some(several) = found {
            return Meaning::Nothing(None, format!("; it may be {}", several.join(" or ")));
        }
        self.nothing(word)
    }

    fn nothing(&self, word: &str) -> Meaning {
        let ids = self.by_word.iter().filter(|(_, ids)| ids.len() == 1);
        let meant = nearest(&(self.fold)(word), ids.clone().map(|(word, _)| word.as_str()));
        let meant = meant.and_then(|word| self.by_word.get(word)?.first().cloned());
        let hint = match &meant {
            Some(id) => format!("; did you mean {}?", self.named(id)),
            None if self.known.len() <= 6 => {
                format!("; there are {}", self.known.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
            }
            None => String::new(),
        };
        Meaning::Nothing(meant, hint)
    }
}
