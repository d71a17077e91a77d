//! What a manifest tells of how a run came about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::read::Parsed;

/// What the page tells of `run.json`; its timings are left out, so that the same run done again makes the same page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Provenance {
    pub(super) schema_version: u32,
    pub(super) tool: Tool,
    pub(super) solver: Tool,
    pub(super) crates: BTreeMap<String, String>,
    pub(super) model_name: String,
    pub(super) seed: u16,
    pub(super) options: BTreeMap<String, String>,
    pub(super) inputs: Vec<Input>,
    pub(in crate::report) roles: BTreeMap<String, String>,
    /// How many answers of the solver came from a folder of what is kept.
    #[serde(default)]
    pub(super) answers_from_folder: usize,
    /// Whether the distances did.
    #[serde(default)]
    pub(super) distances_from_folder: bool,
}

/// A program and its version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Tool {
    pub name: String,
    pub version: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Input {
    pub file: String,
    pub sha256: String,
    pub bytes: u64,
}

impl Provenance {
    /// What the page tells of a manifest; nothing if it is not one of this version.
    #[must_use]
    pub fn of(manifest: &serde_json::Value) -> Option<Self> {
        Self::deserialize(manifest).ok()
    }
}

impl Input {
    /// A file that was read.
    pub fn of(parsed: &Parsed) -> Self {
        Self { file: parsed.file.clone(), sha256: parsed.sha256.clone(), bytes: parsed.bytes }
    }
}
