//! # Runs side by side, from their files alone
//!
//! What a run states is what is compared: nothing is worked out again, so that runs of inputs that have changed since
//! stand beside each other as they were; only why projects are done otherwise is asked of the audit, where the questions of
//! the runs can still be put. Every cell of every table is compared but for whom each site serves; a table's
//! rows are matched by their ids, so that one changed cell shows what follows from it and nothing else.

mod changes;
mod reasons;
mod sheet;
mod swaps;

use std::path::Path;

pub use changes::Change;
pub use reasons::Kept;
pub use swaps::Swap;

use crate::model::{LayerNames, Question};
use crate::read::{Mistakes, Parsed, read_text};
use crate::runs::{Stated, read_stated};
use reasons::Reasons;
use sheet::Sheet;

/// The tables of a run that are compared, and how many columns name a row.
const TABLES: [(&str, usize); 7] =
    [("lines", 1), ("regions", 1), ("areas", 1), ("years", 1), ("funds", 1), ("rules", 2), ("plan", 2)];

/// Those of them that not every run has.
const TOGETHER: [(&str, usize); 3] = [("groups", 1), ("neighbours", 1), ("partners", 1)];

/// The summary of a run, and the most bytes of it.
const SUMMARY: &str = "summary.txt";
const LARGEST: u64 = 1 << 20;

/// A run, as its files state it.
#[derive(Clone, Debug)]
pub struct StatedRun {
    /// The name of its folder, as the user gave it.
    pub name: String,
    manifest: Stated,
    sheets: Vec<Sheet>,
    summary: String,
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
pub fn read_run(folder: &Path) -> Result<StatedRun, Mistakes> {
    let manifest = read_stated(folder)?;
    if !manifest.get("model_name").is_string() {
        return Err(manifest.mistake("this is not a manifest of a run of placewell"));
    }
    let (mut sheets, mut mistakes) = (Vec::new(), Vec::new());
    let is_there = |(name, _): &(&str, usize)| folder.join(format!("{name}.csv")).is_file();
    for (name, keys) in TABLES.into_iter().chain(TOGETHER.into_iter().filter(is_there)) {
        match Sheet::read(folder, name, keys) {
            Ok(sheet) => sheets.push(sheet),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let summary = read_text(&folder.join(SUMMARY), LARGEST).map_err(|mistake| mistakes.push(mistake)).ok();
    let (Some((summary, _)), true) = (summary, mistakes.is_empty()) else { return Err(Mistakes::new(mistakes)) };
    Ok(StatedRun { name: folder.display().to_string(), manifest, sheets, summary })
}

impl StatedRun {
    /// What is proved of it, in a word.
    #[must_use]
    pub fn status(&self) -> &str {
        self.manifest.get("status").as_str().unwrap_or_default()
    }

    /// The numbers of the whole plan: what each is called, and what is stated.
    #[must_use]
    pub fn numbers(&self) -> Vec<(String, String)> {
        changes::numbers(self)
    }

    /// What its model was made of, by name.
    #[must_use]
    pub fn layers(&self) -> LayerNames {
        self.manifest.layers()
    }

    /// Whether it was made of these files, as they are.
    #[must_use]
    pub fn is_made_of(&self, files: &[Parsed]) -> bool {
        self.manifest.changed(files).is_empty()
    }

    fn sheet(&self, name: &str) -> &Sheet {
        self.find(name).expect("every table was read")
    }

    /// A table that not every run has.
    fn find(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// What is not the same in `other` as in `base`. The questions that they answer say why projects are done otherwise, where
/// these can be put again.
#[must_use]
pub fn compare(base: &StatedRun, other: &StatedRun, questions: [Option<Question<'_>>; 2]) -> Comparison {
    let runs = [base, other];
    let comparison = Comparison {
        asked: changes::asked(base, other),
        numbers: changes::of_numbers(base, other),
        swaps: swaps::swaps(runs, &Reasons::between(runs, questions)),
        cells: changes::cells(base, other),
    };
    if comparison.is_empty() {
        // What follows from all that is the same must be the same too.
        return Comparison { numbers: changes::of_all_else(base, other), ..comparison };
    }
    comparison
}
