//! Scenarios: each the question of a model with other layers of demand.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::domain::{Distances, Instance, LayerId};
use crate::model::{Goal, Model, Question};
use crate::read::nearest_or_all;

/// The scenario without layers.
const NO_LAYER: &str = "none";

/// What joins the layers of a scenario.
const JOIN: char = '+';

/// The most scenarios: each is decided by itself, and states its own children.
const MOST: usize = 12;

/// A question with other layers of demand than the model chooses.
#[derive(Clone, Debug)]
pub struct Scenario<'a> {
    /// Its layers, in order and joined as in `complex-high+unaccompanied`, or `none`.
    pub name: String,
    /// What is known, with the demand of these layers.
    pub instance: Instance,
    /// What is asked.
    pub model: Model,
    /// How far things are apart.
    pub distances: &'a Distances,
}

impl Scenario<'_> {
    /// The question it puts.
    #[must_use]
    pub const fn question(&self) -> Question<'_> {
        Question { instance: &self.instance, model: &self.model, distances: self.distances }
    }
}

/// The scenarios of these words, each `none` or the layers of one joined by `+`; they stand in the place of those that the
/// model of `case` chooses.
///
/// # Errors
///
/// If there are not two at least, one is there twice or cannot be, or the model asks for more than well-located places.
pub fn scenarios<'a>(case: &'a Case, words: &[String]) -> Result<Vec<Scenario<'a>>, String> {
    let goal = (case.model.goal != Goal::WellLocated).then_some("objective.maximise=well-located");
    let floor = case.model.coverage_floor.is_some().then_some("coverage_floor.off=true");
    let other: Vec<&str> = goal.into_iter().chain(floor).collect();
    if !other.is_empty() {
        return Err(format!("regret is of well-located places, whoever they serve: --set {}", other.join(" --set ")));
    }
    let scenarios: Vec<Scenario<'_>> = words.iter().map(|word| scenario(case, word)).collect::<Result<_, _>>()?;
    let mut names = BTreeSet::new();
    if let Some(twice) = scenarios.iter().find(|scenario| !names.insert(&scenario.name)) {
        return Err(format!("the scenario `{}` is there twice", twice.name));
    }
    if !(2..=MOST).contains(&scenarios.len()) {
        return Err(format!("give two scenarios at least and {MOST} at most, as in none,complex-high"));
    }
    Ok(scenarios)
}

fn scenario<'a>(case: &'a Case, word: &str) -> Result<Scenario<'a>, String> {
    let known: Vec<&str> = case.dataset.instance.demand_layers().iter().map(|layer| layer.id.as_str()).collect();
    let mut layers: BTreeSet<LayerId> = BTreeSet::new();
    for layer in word.split(JOIN).map(str::trim).filter(|layer| *layer != NO_LAYER || word.contains(JOIN)) {
        let id = layer.parse().ok().filter(|_| known.contains(&layer));
        let id = id.ok_or_else(|| {
            if layer == NO_LAYER {
                return format!("`{word}`: `{NO_LAYER}` stands for no layer at all, and is joined to none");
            }
            if known.is_empty() {
                return format!("the dataset has no layer `{layer}`, nor any other: it has no demand_layers.csv");
            }
            let hint = nearest_or_all(layer, &known, "there are");
            format!("the dataset has no layer `{layer}`; {hint}")
        })?;
        layers.insert(id);
    }
    let names: Vec<String> = layers.iter().map(ToString::to_string).collect();
    let name = if names.is_empty() { NO_LAYER.to_owned() } else { names.join(&JOIN.to_string()) };
    let (model, instance) = case.with_layers(layers).map_err(|why| format!("{name}: {why}"))?;
    Ok(Scenario { name, instance, model, distances: &case.survey.distances })
}
