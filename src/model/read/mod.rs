//! `models/*.toml` to [`Model`]: overlays are laid over what they extend, then every key is read and checked.
//!
//! An overlay has `extends = "other.toml"` and names only what changes: tables are laid over key by key, and lists of
//! tables by their `id`; `off = true` takes one away. Paths are from the folder of the file that says them. Overlays can
//! be laid over a model from the command line too, and single values set.

mod adjustments;
mod document;
mod known;
mod name;
mod retold;
mod rules;
mod section;
mod set;
mod settings;
mod stack;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{LayerNames, Layers, Model, clause};
use crate::read::{Mistake, Parsed, Roads, Strictness, Vocabulary};
use adjustments::adjustments;
use document::id;
pub(crate) use document::{Node, Value, parse as tree_of};
pub(super) use known::Known;
pub(crate) use retold::retold;
pub(crate) use section::{Entry, Section, items};
use stack::Stack;
pub use written::Place;
use written::places;

/// The name of the model in `file`, which its run goes by.
///
/// # Errors
///
/// If no folder could go by it.
pub fn model_name(file: &Path) -> Result<String, Mistake> {
    name::name(file).map_err(|why| Mistake::of_file(file, &why))
}

/// The most bytes of a model: 256 KiB, thirty times the largest that is shipped.
const LARGEST: u64 = 256 << 10;

/// A model as written, with what it extends laid under it, before any id in it is checked.
#[derive(Debug)]
pub struct Draft {
    name: String,
    layers: LayerNames,
    root: Node,
    parsed: Vec<Parsed>,
}

impl Draft {
    /// Reads `file` and everything it extends.
    ///
    /// # Errors
    ///
    /// As [`Draft::read_layers`].
    pub fn read(file: &Path) -> Result<Self, Vec<Mistake>> {
        Self::read_layers(&Layers::of(file))
    }

    /// Reads a model, everything it extends, and what is laid over it.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, is not TOML, or extends itself, or no run could go by its name; if there is no such
    /// overlay, or it was made for another model; or if a value is set where there is none.
    pub fn read_layers(layers: &Layers) -> Result<Self, Vec<Mistake>> {
        let Stack { name, names, root, parsed } = stack::read(layers)?;
        Ok(Self { name, layers: names, root, parsed })
    }

    /// The folder of its dataset, if it names one.
    #[must_use]
    pub fn dataset(&self) -> Option<PathBuf> {
        let node = self.find(&["dataset"])?;
        match &node.value {
            Value::Text(text) => Some(node.written.relative(text)),
            _ => None,
        }
    }

    /// Whether it needs the roads of its dataset.
    #[must_use]
    pub fn roads(&self) -> Roads {
        match self.find(&["distance", "metric"]).map(|node| &node.value) {
            Some(Value::Text(metric)) if metric == "straight-line" || metric == "matrix" => Roads::NotNeeded,
            _ => Roads::Needed,
        }
    }

    /// Whether its dataset may only hold strict forms, and all tables and columns.
    #[must_use]
    pub fn strictness(&self) -> Strictness {
        match self.find(&["strict"]).map(|node| &node.value) {
            Some(Value::Truth(true)) => Strictness::Strict,
            _ => Strictness::Lenient,
        }
    }

    /// The files it was read from, with their digests: itself first, then what it extends.
    #[must_use]
    pub fn parsed(&self) -> &[Parsed] {
        &self.parsed
    }

    /// Where each named part is written, by its section, as in `rule[open-new-places]`: the line of its number, or the
    /// first.
    #[must_use]
    pub fn written(&self) -> BTreeMap<String, Place> {
        places(&self.root)
    }

    /// The model, checked against what the dataset knows.
    ///
    /// # Errors
    ///
    /// Every mistake in it.
    pub fn interpret(&self, vocabulary: &Vocabulary) -> Result<Model, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let known = Known { vocabulary };
        let model =
            Section::new("", &self.root, &mut mistakes).and_then(|section| self.model(section, &known, &mut mistakes));
        match model {
            Some(model) if mistakes.is_empty() => Ok(model),
            _ => Err(mistakes),
        }
    }

    fn model(&self, mut root: Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<Model> {
        let (title, (horizon, estimate, deliverability)) = beginning(&mut root, mistakes);
        let (as_of, planner) = (settings::as_of(&mut root, mistakes), settings::planner(&mut root, known, mistakes));
        let (envelope, accepts) = (settings::envelope(&mut root, mistakes), rules::accepts(&mut root, mistakes));
        let (funds, of_partners) = settings::funds(&mut root, known, mistakes);
        let (metric, reach) = (settings::metric(&mut root, mistakes), settings::reach(&mut root, known, mistakes));
        let demand_layers = settings::demand_layers(&mut root, known, mistakes);
        let (goal, fixes) = (settings::goal(&mut root, as_of, mistakes), rules::fixes(&mut root, known, mistakes));
        let rules = rules::rules(&mut root, known, of_partners, mistakes);
        let (match_funding, coverage_floor) =
            (settings::match_funding(&mut root, mistakes), settings::coverage_floor(&mut root, known, mistakes));
        let (clauses, adjust) = (clause::read(&mut root, known, mistakes), adjustments(&mut root, known, mistakes));
        root.finish(mistakes);
        Some(Model {
            name: self.name.clone(),
            layers: self.layers.clone(),
            title: title?,
            dataset: self.dataset()?,
            strictness: self.strictness(),
            envelope: envelope?,
            funds,
            as_of,
            demand_layers,
            planner,
            horizon: horizon?,
            estimate: estimate?,
            metric: metric?,
            reach: reach.unwrap_or_default(),
            goal: goal?,
            fixes,
            rules,
            match_funding,
            coverage_floor,
            deliverability,
            clauses,
            adjustments: adjust,
            accepts,
            by_hand: Vec::new(),
        })
    }

    /// A mistake in what stands under `keys`, at the line of as much of that as is there; a table of a list goes by its
    /// `id`, as in `commit`, `named-schemes`, `where`.
    #[must_use]
    pub fn mistake_at(&self, keys: &[&str], mistake: &str) -> Mistake {
        let (mut name, mut node) = (Vec::new(), Some(&self.root));
        let mut written = &self.root.written;
        for key in keys {
            let in_list = node.is_some_and(|node| matches!(node.value, Value::List(_)));
            name.push(if in_list { format!("[{key}]") } else { format!(".{key}") });
            node = node.and_then(|node| under(node, key));
            written = node.map_or(written, |node| &node.written);
        }
        written.mistake(name.concat().trim_start_matches('.'), mistake)
    }

    fn find(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(&self.root, |node, key| under(node, key))
    }
}

/// What stands under a key of a table, or under an `id` of a list of tables.
fn under<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Table(table) => table.get(key),
        Value::List(list) => list.iter().find(|item| id(item) == Some(key)),
        Value::Text(_) | Value::Number(_) | Value::Truth(_) => None,
    }
}

/// The title, and how places are counted; what else is said of the model as a whole was read before.
fn beginning(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> (Option<String>, settings::Counted) {
    let [title, _] = ["title", "dataset"].map(|key| root.text(key, mistakes));
    root.truth("strict", mistakes);
    (title, settings::counted(root, mistakes))
}
