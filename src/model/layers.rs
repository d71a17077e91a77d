//! What a model is made of: its file, the overlays laid over it, and single values set at last.

use std::path::{Path, PathBuf};

/// A model as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// The file of the model.
    pub model: PathBuf,
    /// What is laid over it, in order: files, or names of files in the folder `what-if` beside it.
    pub with: Vec<String>,
    /// Single values that are set at last, in order, each as `envelope.total_gbp=600000000`.
    pub set: Vec<String>,
    /// Values that options of their own stand for, set after those, each with its option, such as `--robust`.
    pub options: Vec<(&'static str, String)>,
}

impl Layers {
    /// Whether nothing is laid over the model.
    #[must_use]
    pub const fn is_bare(&self) -> bool {
        self.with.is_empty() && self.set.is_empty() && self.options.is_empty()
    }

    /// The model in `file`, as it is.
    #[must_use]
    pub fn of(file: &Path) -> Self {
        Self { model: file.to_owned(), ..Self::default() }
    }
}

/// The same by name, without folders, so that a run is the same on any machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerNames {
    /// The name of the model's file, without folder and ending.
    pub model: String,
    /// The names of what is laid over it.
    pub with: Vec<String>,
    /// The values that are set.
    pub set: Vec<String>,
}
