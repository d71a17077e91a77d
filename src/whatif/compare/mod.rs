//! # Runs side by side, from their files alone
//!
//! What a run states is what is compared: nothing is worked out again, so that runs of inputs that have changed since
//! stand beside each other as they were. Every cell of every table is compared but for whom each site serves; a table's
//! rows are matched by their ids, so that one changed cell shows what follows from it and nothing else.

mod changes;
mod reasons;
mod sheet;
mod swaps;

use std::path::Path;

use serde_json::Value;

pub use changes::Change;
pub use swaps::Swap;

use crate::read::{Mistake, Mistakes, read_text};
use sheet::Sheet;

/// The most bytes of a file of a run.
const LARGEST: u64 = 64 << 20;

/// The tables of a run that are compared, and how many columns name a row.
const TABLES: [(&str, usize); 7] =
    [("lines", 1), ("regions", 1), ("areas", 1), ("years", 1), ("funds", 1), ("rules", 2), ("plan", 2)];

/// A run, as its files state it.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The name of its folder, as the user gave it.
    pub name: String,
    manifest: Value,
    sheets: Vec<Sheet>,
}

/// A run beside another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What was asked that is not the same: the model, the inputs, the options and the versions.
    pub asked: Vec<Change>,
    /// The numbers of the whole plan that are not the same.
    pub numbers: Vec<Change>,
    /// The projects that are not done, or not done the same way.
    pub swaps: Vec<Swap>,
    /// Every other cell that is not the same, by table.
    pub cells: Vec<Change>,
}

impl Comparison {
    /// Whether the two are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads the run in `folder`.
///
/// # Errors
///
/// If one of its files cannot be read, or is not of a run of placewell.
pub fn read_run(folder: &Path) -> Result<Stated, Mistakes> {
    let file = folder.join("run.json");
    let text = read_text(&file, LARGEST).map_err(Mistakes::from)?.0;
    let manifest: Option<Value> = serde_json::from_str(&text).ok();
    let ours = manifest.filter(|json| json["tool"]["name"] == env!("CARGO_PKG_NAME") && json["model_name"].is_string());
    let manifest = ours.ok_or_else(|| Mistake::of_file(&file, "this is not a manifest of a run of placewell"))?;
    let (mut sheets, mut mistakes) = (Vec::new(), Vec::new());
    for (name, keys) in TABLES {
        match Sheet::read(folder, name, keys) {
            Ok(sheet) => sheets.push(sheet),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(Mistakes::new(mistakes));
    }
    Ok(Stated { name: folder.display().to_string(), manifest, sheets })
}

impl Stated {
    /// What is proved of it, in a word.
    #[must_use]
    pub fn status(&self) -> &str {
        self.manifest["status"].as_str().unwrap_or_default()
    }

    /// The numbers of the whole plan: what each is called, and what is stated.
    #[must_use]
    pub fn numbers(&self) -> Vec<(String, String)> {
        changes::numbers(self)
    }

    fn sheet(&self, name: &str) -> &Sheet {
        self.sheets.iter().find(|sheet| sheet.name == name).expect("every table was read")
    }
}

/// What is not the same in `other` as in `base`.
#[must_use]
pub fn compare(base: &Stated, other: &Stated) -> Comparison {
    Comparison {
        asked: changes::asked(base, other),
        numbers: changes::of_numbers(base, other),
        swaps: swaps::swaps(base, other),
        cells: changes::cells(base, other),
    }
}
