//! `run.json` of a frontier: what was asked of what, by which version.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::case::Case;
use crate::read::Parsed;
use crate::report::manifest::{self, Asked, Input, Resolved, input};
use crate::report::run::ToldDoubt;
use crate::whatif::frontier::{Frontier, Point};
use crate::whatif::parameter::Parameter;

/// What only the caller knows of a frontier.
#[derive(Clone, Debug, Default)]
pub struct Circumstances<'a> {
    /// Every file that was read.
    pub parsed: &'a [Parsed],
    /// The version of the solver.
    pub solver_version: String,
    /// The versions of the libraries on which the numbers rest, by name.
    pub crates: BTreeMap<String, String>,
    /// The options of the command that were given, without paths.
    pub options: BTreeMap<String, String>,
    /// The seed of the solver.
    pub seed: u16,
    /// How many answers of the solver came from a folder, and not from a search of this frontier.
    pub answers_from_folder: usize,
    /// How long each step took, in milliseconds.
    pub timings: BTreeMap<String, u64>,
}

/// The manifest, under the keys that a run's has.
#[derive(Serialize)]
struct Manifest<'a> {
    schema_version: u32,
    tool: BTreeMap<&'static str, &'static str>,
    solver: BTreeMap<&'static str, &'a str>,
    crates: &'a BTreeMap<String, String>,
    model_name: &'a str,
    asked: Asked,
    over: String,
    settings: usize,
    proved: usize,
    seed: u16,
    options: &'a BTreeMap<String, String>,
    inputs: Vec<Input>,
    model: Resolved,
    answers_from_folder: usize,
    doubts: Vec<ToldDoubt>,
    timings_ms: &'a BTreeMap<String, u64>,
}

/// The file that the manifest is.
pub(in crate::report) fn json(case: &Case, frontier: &Frontier, circumstances: &Circumstances<'_>) -> Vec<u8> {
    let manifest = Manifest::of(case, &frontier.parameter, &frontier.points, circumstances);
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("a manifest is JSON");
    bytes.push(b'\n');
    bytes
}

/// The manifest of a frontier that has yet to be worked on, to tell whether an earlier one is of the same question.
///
/// # Panics
///
/// Never: every key is a text.
#[must_use]
pub fn asked(case: &Case, parameter: &Parameter, circumstances: &Circumstances<'_>) -> serde_json::Value {
    serde_json::to_value(Manifest::of(case, parameter, &[], circumstances)).expect("a manifest is JSON")
}

impl<'a> Manifest<'a> {
    fn of(case: &'a Case, parameter: &Parameter, points: &[Point], circumstances: &'a Circumstances<'_>) -> Self {
        Self {
            schema_version: 1,
            tool: BTreeMap::from([("name", env!("CARGO_PKG_NAME")), ("version", env!("CARGO_PKG_VERSION"))]),
            solver: BTreeMap::from([("name", "HiGHS"), ("version", circumstances.solver_version.as_str())]),
            crates: &circumstances.crates,
            model_name: &case.model.name,
            asked: manifest::asked(&case.model.layers),
            over: parameter.word(),
            settings: points.len(),
            proved: points.iter().filter(|point| point.is_proved()).count(),
            seed: circumstances.seed,
            options: &circumstances.options,
            inputs: circumstances.parsed.iter().map(input).collect(),
            model: Resolved::of(&case.model),
            answers_from_folder: circumstances.answers_from_folder,
            doubts: ToldDoubt::all(&case.dataset.warnings),
            timings_ms: &circumstances.timings,
        }
    }
}
