//! The layers of demand of a dataset, and which of them a model chooses.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::domain::DemandLayer;
use crate::report::run::layers::{basis, children, chosen, effect};
use crate::table::{Cell, Column, Table};

const LAYERS: [Column; 9] = [
    Column::id("layer", "Layer"),
    Column::words("effect", "Effect"),
    Column::words("chosen", "Chosen"),
    Column::number("children", "Children"),
    Column::number("areas", "Areas"),
    Column::words("care_types", "Care types"),
    Column::words("from", "From"),
    Column::words("basis", "Basis"),
    Column::files_only("source"),
];

/// A row for each layer, by id, with its children at the horizon.
#[must_use]
pub fn layers(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let row = |layer: &DemandLayer| {
        let areas: BTreeSet<_> = layer.needs().map(|(area, _)| area).collect();
        let care_types: BTreeSet<_> = layer.needs().map(|(_, care_type)| care_type).collect();
        let care_types: Vec<&str> = care_types.into_iter().map(|care_type| instance[care_type].id.as_str()).collect();
        vec![
            Cell::text(&layer.id),
            Cell::text(layer.effect.word()),
            case.model.demand_layers.contains(&layer.id).into(),
            children(layer, &case.model).into(),
            areas.len().into(),
            Cell::Text(care_types.join(" ")),
            layer.years().min().map_or(Cell::Empty, |year| Cell::text(&year)),
            Cell::Text(basis(layer)),
            Cell::Text(layer.sources.join("; ")),
        ]
    };
    Table::new("layers", &LAYERS, instance.demand_layers().iter().map(row).collect())
}

/// What of demand a case chooses, a layer to a line, with its source.
pub(super) fn explained(case: &Case) -> Vec<String> {
    let told = |layer: &DemandLayer| {
        let (effect, basis) = (effect(layer, &case.model), basis(layer));
        let years = layer.years().min().map_or_else(String::new, |from| format!(", by year from {from}"));
        let horizon = case.model.horizon;
        format!("- `{}`: {effect} at the end of {horizon}{years}; {basis} [{}]", layer.id, layer.sources.join("; "))
    };
    chosen(&case.dataset.instance, &case.model).map(told).collect()
}
