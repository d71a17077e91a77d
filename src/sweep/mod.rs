//! Sweeps: many questions from one file, done as tasks of any number of machines that share a folder.
//!
//! ```text
//! SWEEP.toml --planned--> FOLDER/sweep.json            every task, with the digest of all that its answer depends on
//!                         FOLDER/results/<digest>/     its run, or no-plan.txt: written whole or not at all
//!                         FOLDER/failed/<digest>.txt   why it was not done; gone once it is
//!                            --gathered--> one table, a row a task
//! ```
//!
//! A result is named by what it depends on: the bytes of every file that is read, what is laid over the model, the seed,
//! the limits, and the versions of placewell and its solver. So a task that is done is never done again, and one whose
//! inputs have changed is another task. Two workers that take the same task at once write the same result; the second
//! takes the place of the first, whole.

mod folder;
mod gathered;
mod planned;
mod spec;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use folder::{Done, SweepFolder};
pub use gathered::{Gathered, gathered};
pub use planned::planned;

use crate::model::Layers;

/// The version of the layout of the list of tasks.
const SCHEMA: u32 = 1;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// The version of this layout.
    pub schema_version: u32,
    /// What planned it: the program and its version.
    pub tool: BTreeMap<String, String>,
    /// The version of the solver.
    pub solver: String,
    /// The folder that the paths of models are relative to.
    pub base: PathBuf,
    /// The limits of every task, by the names that a run's manifest has them by.
    pub limits: BTreeMap<String, String>,
    /// The digest of every file that the tasks read, in hexadecimal, in order.
    pub inputs: Vec<String>,
    /// The tasks, in order; they are counted from 1.
    pub tasks: Vec<Task>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The digest of all that its answer depends on, in hexadecimal.
    pub digest: String,
    /// The model.
    pub model: PathBuf,
    /// What is laid over it, in order.
    pub with: Vec<String>,
    /// The values that are set, by key.
    pub set: BTreeMap<String, String>,
    /// The seed of the solver's random choices; `None` is the usual one.
    pub seed: Option<u16>,
}

impl Task {
    /// The values that are set, in a line.
    #[must_use]
    pub fn values(&self) -> String {
        let set: Vec<String> = self.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        set.join(" ")
    }

    /// What it is of, in a line: its model, what is laid over it, its values and its seed.
    #[must_use]
    pub fn name(&self) -> String {
        let model = self.model.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let with = self.with.iter().map(|with| format!("+{with}"));
        let base = model.into_iter().chain(with).collect::<String>();
        let seed = self.seed.map(|seed| format!("seed {seed}"));
        let parts = [Some(base), Some(self.values()).filter(|set| !set.is_empty()), seed];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The model with what is laid over it.
    #[must_use]
    pub fn layers(&self, base: &std::path::Path) -> Layers {
        let set = self.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        Layers { model: base.join(&self.model), with: self.with.clone(), set, options: Vec::new() }
    }
}
