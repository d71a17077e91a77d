//! What was asked beside a run, read back from its folder and worked out again: a frontier, and plans nearly as good.
//!
//! It must be of the run's own question, of inputs as they are now, and of the same version of placewell and the solver.
//! Every plan is audited anew, and every number worked out again and set beside what the files say. Bounds are taken as
//! stated, as they are of a run, and held to be consistent.

mod alternatives;
mod appraisal;
mod frontier;
mod plans;
mod regret;

use serde_json::{Value, json};

pub use alternatives::read_alternatives;
pub(super) use appraisal::appraised;
pub use appraisal::read_appraisal;
pub use frontier::read_frontier;
pub use regret::read_regret;

use super::Difference;
use super::compare::{of_inputs, of_tables, of_values};
use crate::case::Case;
use crate::read::{Mistakes, Parsed};
use crate::report::manifest::{Resolved, inputs};
use crate::runs::{Rows, Stated};
use crate::table::Table;

/// The versions that must be the same.
const VERSIONS: [&str; 3] = ["tool", "solver", "crates"];

/// Something that was read back, and where its files state something else than follows.
#[derive(Clone, Debug)]
pub struct ReadBack<T> {
    /// What it says.
    pub told: T,
    /// The files that were read.
    pub parsed: Vec<Parsed>,
    /// Where they state what does not follow.
    pub differences: Vec<Difference>,
}

/// Refuses the manifest `there` where it is not of the question of `case`, which the run of the manifest `run` answers.
fn of_same_question(there: &Stated, case: &Case, run: &Stated) -> Result<(), Mistakes> {
    let refused = |what: &str, first: &Difference| {
        let Difference { column, stated, follows, .. } = first;
        let mistake = format!(
            "this was made of {what} than the run: `{column}` is `{stated}` here and `{follows}` for the run; make it \
             again, of the model of the run"
        );
        Err(there.mistake(&mistake))
    };
    let mut differ = Vec::new();
    for key in VERSIONS {
        of_values(key, there.get(key), run.get(key), &mut differ);
    }
    if let Some(first) = differ.first() {
        return refused("another version", first);
    }
    let model = serde_json::to_value(Resolved::of(&case.model)).unwrap_or(Value::Null);
    of_values("model", there.get("model"), &model, &mut differ);
    if let Some(first) = differ.first() {
        return refused("another model", first);
    }
    of_inputs(there.json(), &json!({ "inputs": inputs(&case.parsed) }), &mut differ);
    match differ.first() {
        Some(first) => refused("other inputs", first),
        None => Ok(()),
    }
}

/// Where these tables, of which each was read, say something else than `follow`.
fn differences(read: &[&Rows], follow: &[Table]) -> Vec<Difference> {
    let pairs = read.iter().filter_map(|read| {
        let table = follow.iter().find(|table| format!("{}.csv", table.name) == read.parsed.file)?;
        Some((read, String::from_utf8_lossy(&table.to_csv()).into_owned()))
    });
    let found = pairs.flat_map(|(read, follows)| {
        let file = read.parsed.file.clone();
        of_tables(&read.text, &follows).into_iter().map(move |one| Difference { file: file.clone(), ..one })
    });
    found.collect()
}

/// Something that is wrong with what is said of `subject`, in a column of a file.
fn wrong(file: &str, (column, subject): (&str, &str), stated: &str, follows: &str) -> Difference {
    let [file, stated, follows] = [file, stated, follows].map(str::to_owned);
    Difference { file, line: 0, column: format!("{column} of {subject}"), stated, follows }
}
