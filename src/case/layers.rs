//! The layers of demand that a model chooses, laid over the children of `demand.csv`.

use std::collections::{BTreeMap, BTreeSet};

use super::adjust::with_demand_adjusted;
use crate::domain::{
    Area, CareType, Demand, DemandLayer, Doubt, FinancialYear, Index, Instance, LayerEffect, Places,
    layered as demand_with,
};
use crate::model::Model;
use crate::read::MOST_PLACES;

/// The key of a model under which layers are chosen.
pub(super) const KEY: &str = "layers";

/// What is said of more children than there may be.
const TOO_MANY: &str =
    "with these, more children would need a place than there may be: 999,999 of an area, 100 million in all";

/// The problem with the layers that `model` chooses, or why they cannot be chosen. Its demand is not adjusted yet.
pub(super) fn layered(model: &Model, instance: &Instance) -> Result<Instance, String> {
    let chosen = chosen(model, instance);
    if let Some(twice) = replaced_twice(&chosen, instance) {
        return Err(twice);
    }
    let with = |year: FinancialYear| {
        let demand = demand_with(instance.demand_read_in(year), &chosen, Some(year));
        demand.filter(|demand| all(demand) <= MOST_PLACES).ok_or_else(|| TOO_MANY.to_owned())
    };
    let at_horizon = with(model.horizon)?;
    let of_layers = chosen.iter().flat_map(|layer| layer.years());
    let years: BTreeSet<FinancialYear> = of_layers.chain(instance.years_of_demand_read()).collect();
    let mut from = BTreeMap::new();
    if !years.is_empty() {
        // Before every year that is named, too.
        for year in [FinancialYear::FIRST].into_iter().chain(years) {
            from.insert(year, with(year)?);
        }
    }
    Ok(instance.changed(|parts| (parts.demand, parts.demand_from) = (at_horizon, from)))
}

/// The same problem, adjusted as it is, with the layers that `model` chooses, or why they cannot be chosen.
pub(super) fn relayered(model: &Model, instance: &Instance) -> Result<Instance, String> {
    let as_read = instance.as_read().map(|as_read| layered(model, as_read)).transpose()?;
    let now = with_demand_adjusted(model, &layered(model, instance)?)?;
    Ok(as_read.map_or_else(|| now.clone(), |as_read| now.clone().of(as_read)))
}

/// The layers that `model` chooses, by id.
fn chosen<'a>(model: &Model, instance: &'a Instance) -> Vec<&'a DemandLayer> {
    instance.demand_layers().iter().filter(|layer| model.demand_layers.contains(&layer.id)).collect()
}

fn all(demand: &[Demand]) -> u64 {
    demand.iter().map(|need| u64::from(need.children.count())).sum()
}

/// That two layers would stand in the place of the same children.
fn replaced_twice(chosen: &[&DemandLayer], instance: &Instance) -> Option<String> {
    let mut replaced = BTreeMap::new();
    for layer in chosen.iter().filter(|layer| layer.effect == LayerEffect::Replace) {
        for need in layer.needs().collect::<BTreeSet<_>>() {
            if let Some(other) = replaced.insert(need, &layer.id) {
                let (area, care_type, id) = (&instance[need.0].name, &instance[need.1].id, &layer.id);
                let both = format!("`{other}` and `{id}` both stand in the place of the children of {area}");
                return Some(format!("{both} who need {care_type}: choose one"));
            }
        }
    }
    None
}

/// The chosen layers without which there are as many children at the horizon, everywhere and of every care.
pub(super) fn doubts(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let chosen = chosen(model, instance);
    let children = |layers: &[&DemandLayer]| -> BTreeMap<(Index<Area>, Index<CareType>), Places> {
        let demand =
            demand_with(instance.demand_read_in(model.horizon), layers, Some(model.horizon)).unwrap_or_default();
        let some = demand.into_iter().filter(|need| need.children > Places::ZERO);
        some.map(|need| ((need.area, need.care_type), need.children)).collect()
    };
    let with_all = children(&chosen);
    let idle = chosen.iter().filter(|layer| {
        let others: Vec<&DemandLayer> = chosen.iter().copied().filter(|other| other.id != layer.id).collect();
        children(&others) == with_all
    });
    let doubt = |layer: &&DemandLayer| {
        let (id, horizon) = (&layer.id, model.horizon);
        let is_later = layer.rows.iter().all(|row| row.from > Some(horizon));
        let first = layer.years().min().filter(|_| is_later);
        let why = first.map_or_else(
            || format!("there are as many children at the end of {horizon} without it"),
            |first| format!("its children count from {first} on, after the horizon of {horizon}"),
        );
        Doubt::of("idle-layer", id.as_str(), format!("the layer `{id}` changes nothing: {why}"))
    };
    idle.map(doubt).collect()
}
