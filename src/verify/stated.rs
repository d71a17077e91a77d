//! What a manifest states.

use std::path::Path;

use serde_json::Value;

use super::Difference;
use super::keys::twice;
use crate::audit::{miles_travelled, well_located, worst_region};
use crate::decide::{Proof, Proofs};
use crate::domain::{Money, Plan, WellLocated};
use crate::model::{Goal, LayerNames, Question, Share};
use crate::read::{Mistake, Mistakes, read_text};

/// The most bytes of a manifest.
const LARGEST: u64 = 64 << 20;

/// A manifest as it was written.
#[derive(Clone, Debug)]
pub struct Stated {
    json: Value,
    /// The keys that it has twice.
    twice: Vec<String>,
}

/// Reads the manifest in `file`.
///
/// # Errors
///
/// If it cannot be read, or is not a manifest of placewell.
pub fn read_stated(file: &Path) -> Result<Stated, Mistakes> {
    let (text, _) = read_text(file, LARGEST).map_err(Mistakes::from)?;
    let json: Option<Value> = serde_json::from_str(&text).ok();
    match json.filter(|json| json["tool"]["name"] == env!("CARGO_PKG_NAME")) {
        Some(json) => Ok(Stated { json, twice: twice(&text) }),
        None => Err(Mistakes::from(Mistake::of_file(file, "this is not a manifest of placewell"))),
    }
}

/// What of the versions, the seed and the solver's work two manifests do not share, in words.
#[must_use]
pub fn makings_that_differ(one: &Stated, other: &Stated) -> Vec<String> {
    let versions = ["tool", "solver", "crates", "seed"];
    let work = ["refused_proposals", "solver_size", "reduced_size", "solver_work"];
    let keys = versions.into_iter().chain(work);
    let differ = keys.filter(|key| one.json[key] != other.json[key]);
    differ.map(|key| format!("run.json: {key}: it was {}, and is {} now", one.json[key], other.json[key])).collect()
}

impl Stated {
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

    /// The keys that it has twice, each a statement of which only one can follow.
    #[must_use]
    pub fn said_twice(&self) -> Vec<Difference> {
        self.twice.iter().map(|key| Difference::of_key(key, "a key that is there twice", "one")).collect()
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

    /// What is claimed of `plan`: its own numbers beside the bounds that are stated.
    #[must_use]
    pub fn proofs(&self, question: &Question<'_>, plan: &Plan) -> Option<Proofs> {
        if self.json["status"] == "evaluated" {
            return None;
        }
        let bound = |key: &str, decimals: u32| self.number(key, decimals);
        let hundredths = bound("well_located_places", 2).and_then(|bound| u64::try_from(bound).ok());
        let share = bound("worst_region_percent", 1).and_then(|bound| u32::try_from(bound).ok());
        let best = self.json["worst_region_percent"]["proved"] == true;
        let pounds = bound("dfe_cost_gbp", 0).map(Money::from_pounds);
        let tenths = bound("travel_miles", 1).and_then(|bound| u64::try_from(bound).ok());
        let cost: Money = plan.options(question.problem).map(|option| option.cost).sum();
        Some(Proofs {
            worst_region: (question.model.goal == Goal::WorstRegion)
                .then(|| worst(worst_region(question, plan), share, best)),
            coverage: at_most(well_located(question, plan), hundredths.map(WellLocated::from_hundredths)),
            cost: at_least(cost, pounds.map(|bound| bound.max(Money::ZERO))),
            travel: at_least(miles_travelled(question, plan), tenths),
        })
    }

    /// The bound of a proof in units of so many decimals: `908.5` with two is 90,850.
    fn number(&self, key: &str, decimals: u32) -> Option<i64> {
        let written = match &self.json[key]["bound"] {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            _ => return None,
        };
        let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
        let width = usize::try_from(decimals).expect("few decimals");
        (part.len() <= width).then(|| format!("{whole}{part:0<width$}").parse().ok()).flatten()
    }
}

/// A share beside the most that it is said could be, of which only the whole thousandths are written: of the same ones it
/// is the share itself where that is said to be best, and else something above it.
fn worst(value: Share, bound: Option<u32>, is_best: bool) -> Proof<Share> {
    let above = |thousandths: u32| {
        let (part, whole) = value.terms();
        Share::of(part + u64::from(thousandths) + 1, whole + 1_000).unwrap_or(Share::ALL)
    };
    let bound = bound.and_then(|bound| match bound {
        bound if bound == value.thousandths() => Some(if is_best { value } else { above(bound) }),
        bound => Share::from_thousandths(bound),
    });
    at_most(value, bound)
}

/// A number beside the most that it is said could be: no less than the plan itself shows to be possible.
fn at_most<T: Copy + Ord>(value: T, bound: Option<T>) -> Proof<T> {
    Proof { value, bound: bound.map(|bound| bound.max(value)) }
}

/// A number beside the least that it is said could be: no more than the plan itself shows to be possible.
fn at_least<T: Copy + Ord>(value: T, bound: Option<T>) -> Proof<T> {
    Proof { value, bound: bound.map(|bound| bound.min(value)) }
}
