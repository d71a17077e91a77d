//! `run.json` as it was written.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::amount::in_units;
use super::keys::twice;
use super::wanted::instead_of_run;
use crate::model::LayerNames;
use crate::read::{MANIFEST, Mistake, Mistakes, Parsed, read_text};

/// The most bytes of a manifest.
const LARGEST: u64 = 64 << 20;

/// A manifest as it was written.
#[derive(Clone, Debug)]
pub struct Stated {
    file: PathBuf,
    json: Value,
    twice: Vec<String>,
}

/// Reads the manifest of the run in `folder`.
///
/// # Errors
///
/// If it cannot be read, or is not a manifest of placewell.
pub fn read_stated(folder: &Path) -> Result<Stated, Mistakes> {
    if let Some(mistake) = instead_of_run(folder) {
        return Err(mistake.into());
    }
    let file = folder.join(MANIFEST);
    let (text, _) = read_text(&file, LARGEST).map_err(Mistakes::from)?;
    let json: Option<Value> = serde_json::from_str(&text).ok();
    match json.filter(|json| json["tool"]["name"] == env!("CARGO_PKG_NAME")) {
        Some(json) => Ok(Stated { file, json, twice: twice(&text) }),
        None => Err(Mistakes::from(Mistake::of_file(&file, "this is not a manifest of placewell"))),
    }
}

impl Stated {
    /// The file that it was read from.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A mistake that speaks of its file.
    #[must_use]
    pub fn mistake(&self, what: &str) -> Mistakes {
        Mistakes::from(Mistake::of_file(&self.file, what))
    }

    /// Of the files that its question is read from now, those that it was not made of.
    #[must_use]
    pub fn changed<'a>(&self, files: &'a [Parsed]) -> Vec<&'a str> {
        let inputs = self.json["inputs"].as_array().map_or(&[][..], Vec::as_slice);
        let is_known = |file: &&Parsed| inputs.iter().any(|input| input["sha256"] == file.sha256.as_str());
        files.iter().filter(|file| !is_known(file)).map(|file| file.file.as_str()).collect()
    }

    /// The name of the model.
    #[must_use]
    pub fn model_name(&self) -> &str {
        self.json["model_name"].as_str().unwrap_or_default()
    }

    /// What the model was made of, by name.
    #[must_use]
    pub fn layers(&self) -> LayerNames {
        let asked = &self.json["asked"];
        let texts = |key: &str| {
            let list = asked[key].as_array().into_iter().flatten();
            list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        let model = asked["model"].as_str().unwrap_or_else(|| self.model_name()).to_owned();
        LayerNames { model, with: texts("with"), set: texts("set") }
    }

    /// The keys that it has twice, each a statement of which a reader sees only one.
    #[must_use]
    pub fn keys_twice(&self) -> &[String] {
        &self.twice
    }

    /// All of it, as it was written.
    #[must_use]
    pub const fn json(&self) -> &Value {
        &self.json
    }

    /// The value of a key at the top.
    #[must_use]
    pub fn get(&self, key: &str) -> &Value {
        &self.json[key]
    }

    /// The bound of a proof in units of so many decimals: `908.5` with two is 90,850.
    #[must_use]
    pub fn bound(&self, key: &str, decimals: usize) -> Option<i64> {
        match &self.json[key]["bound"] {
            Value::Number(number) => in_units(&number.to_string(), decimals),
            Value::String(text) => in_units(text, decimals),
            _ => None,
        }
    }
}
