//! The layers of demand that a question is asked with, in words.

use crate::domain::{DemandLayer, Instance, LayerEffect, Places, counted};
use crate::model::{Model, Question};

/// The layers that `model` chooses, by id.
pub(in crate::report) fn chosen<'a>(instance: &'a Instance, model: &'a Model) -> impl Iterator<Item = &'a DemandLayer> {
    instance.demand_layers().iter().filter(|layer| model.demand_layers.contains(&layer.id))
}

/// The children of a layer at the horizon.
pub(in crate::report) fn children(layer: &DemandLayer, model: &Model) -> Places {
    layer.at(Some(model.horizon)).into_values().sum()
}

/// With which layers the question is asked; nothing where it is with none.
pub(super) fn sentence(question: &Question<'_>) -> Option<String> {
    let Question { instance, model, .. } = question;
    let layers: Vec<String> = chosen(instance, model)
        .map(|layer| format!("`{}` ({}; {})", layer.id, effect(layer, model), basis(layer)))
        .collect();
    let word = if layers.len() == 1 { "layer" } else { "layers" };
    (!layers.is_empty())
        .then(|| format!("Children who need a place are those of demand.csv with the {word} {}.", layers.join(" and ")))
}

/// What a layer does to the children of demand.csv by the horizon.
pub(in crate::report) fn effect(layer: &DemandLayer, model: &Model) -> String {
    let children = children(layer, model);
    match layer.effect {
        LayerEffect::Add if children == Places::ONE => "1 child more".to_owned(),
        LayerEffect::Add => format!("{children} children more"),
        LayerEffect::Replace => format!("{children} in the place of those of the same areas and care there"),
    }
}

/// Whether the rows of a layer are observed.
pub(in crate::report) fn basis(layer: &DemandLayer) -> String {
    match layer.observed {
        0 => "modelled".to_owned(),
        all if all == layer.rows.len() => "observed".to_owned(),
        some => format!("{} observed, the others modelled", counted(some, "row", "rows")),
    }
}
