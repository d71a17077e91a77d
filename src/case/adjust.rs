//! What a model would have other than its dataset says.
//!
//! Every selector is matched against the dataset as it was read, so what one adjustment changes does not decide what
//! another speaks of. Two of the same thing are made one after the other, in the order of the model.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{Area, CareType, Demand, Index, Instance, Money, Parts, Places, Planner, ProjectOption, product};
use crate::model::{Adjustment, Draft, Effect, Model, Percent, matching};
use crate::read::{MOST_PLACES, Mistake};

/// The problem as the planner of `model` sees it and as its adjustments have it, or what is wrong with them.
pub(super) fn planned(draft: &Draft, model: &Model, instance: Instance) -> Result<Instance, Vec<Mistake>> {
    let Some(group) = model.planner.as_ref().and_then(|id| instance.group(id)) else {
        return adjusted(draft, model, instance);
    };
    let part = adjusted(draft, model, instance.clone().planned_by(group))?;
    if part.projects().is_empty() {
        let mistake = "no authority of this group bids for anything at a site in it: there is nothing to plan";
        return Err(vec![draft.mistake_at(&["planner"], mistake)]);
    }
    let whole = adjusted(draft, model, instance)?;
    Ok(part.beside(Planner { group, whole: Arc::new(whole) }))
}

/// The problem as the adjustments of `model` have it, or what is wrong with them.
fn adjusted(draft: &Draft, model: &Model, instance: Instance) -> Result<Instance, Vec<Mistake>> {
    if model.adjustments.is_empty() {
        return Ok(instance);
    }
    let mut parts = instance.to_parts();
    let mut mistakes = Vec::new();
    for adjustment in &model.adjustments {
        if let Err((key, mistake)) = adjust(model, adjustment, &instance, &mut parts) {
            mistakes.push(draft.mistake_at(&["adjust", adjustment.id.as_str(), key], &mistake));
        }
    }
    if mistakes.is_empty() { Ok(Instance::new(parts).of(instance)) } else { Err(mistakes) }
}

/// The problem with the demand that its layers make, adjusted as `model` has it; all else is adjusted already.
pub(super) fn with_demand_adjusted(model: &Model, instance: &Instance) -> Result<Instance, String> {
    let mut parts = instance.to_parts();
    for adjustment in &model.adjustments {
        if let Effect::Demand(_) = adjustment.effect {
            adjust(model, adjustment, instance, &mut parts)
                .map_err(|(key, mistake)| format!("adjust[{}].{key}: {mistake}", adjustment.id))?;
        }
    }
    Ok(instance.changed(|now| *now = parts))
}

/// Whether an adjustment, by itself, leaves everything as the dataset has it.
pub(super) fn changes_nothing(model: &Model, adjustment: &Adjustment, as_read: &Instance) -> bool {
    let mut parts = as_read.to_parts();
    adjust(model, adjustment, as_read, &mut parts).is_ok() && parts == as_read.to_parts()
}

/// The key of an adjustment, and what is wrong with it.
type Wrong = (&'static str, Cow<'static, str>);

fn adjust(model: &Model, adjustment: &Adjustment, instance: &Instance, parts: &mut Parts) -> Result<(), Wrong> {
    match adjustment.effect {
        effect @ (Effect::Cost(_) | Effect::Delay(_) | Effect::Join(_)) => {
            for option in options(adjustment, instance)? {
                let done = effect.on(&mut parts.options[option.position()], &instance[option], model.as_of);
                done.ok_or_else(|| too_much(effect, &instance[option], instance))?;
            }
        }
        Effect::WithdrawMatch if model.match_funding.is_none() => {
            return Err(("withdraw_match", "the model has no [match_funding], so this changes nothing".into()));
        }
        Effect::WithdrawMatch => {
            for area in areas(adjustment, instance)? {
                parts.areas[area.position()].match_limit = Some(Money::ZERO);
            }
        }
        Effect::Demand(percent) => {
            let mut is_met = false;
            for demand in parts.demand_from.values_mut().chain([&mut parts.demand]) {
                for children in needs(adjustment, instance, demand)?.into_values() {
                    is_met = true;
                    scale(demand, &children, percent).ok_or((
                        "demand_percent",
                        "with those before it, more children would need a place than there may be: 999,999 of an area, 100 million in all".into(),
                    ))?;
                }
            }
            if !is_met {
                return Err(NOTHING);
            }
        }
    }
    Ok(())
}

/// What an adjustment makes of an option that cannot be.
fn too_much(effect: Effect, option: &ProjectOption, instance: &Instance) -> Wrong {
    let (key, why) = match effect {
        Effect::Cost(_) => ("cost_percent", "would cost more than £100bn, with the adjustments before this one"),
        Effect::Join(_) => ("partner_percent", "has a partner already"),
        _ => ("delay_years", "would be paid for or open after 2099-00"),
    };
    (key, format!("the option `{}/{}` {why}", instance[option.project].id, option.id).into())
}

const NOTHING: Wrong = ("where", Cow::Borrowed("nothing in the dataset matches"));

fn options(adjustment: &Adjustment, instance: &Instance) -> Result<Vec<Index<ProjectOption>>, Wrong> {
    let options: Vec<_> = matching(instance, &adjustment.selector).collect();
    if options.is_empty() { Err(NOTHING) } else { Ok(options) }
}

fn areas(adjustment: &Adjustment, instance: &Instance) -> Result<Vec<Index<Area>>, Wrong> {
    let selector = &adjustment.selector;
    let is_meant = |index: &Index<Area>| {
        let area = &instance[*index];
        selector.regions.as_ref().is_none_or(|regions| regions.contains(&area.region))
            && selector.groups.as_ref().is_none_or(|groups| groups.iter().any(|group| instance.is_in(*index, group)))
            && selector.areas.as_ref().is_none_or(|areas| areas.contains(&area.id))
    };
    let areas: Vec<_> = instance.area_indices().filter(is_meant).collect();
    if areas.is_empty() { Err(NOTHING) } else { Ok(areas) }
}

/// By care type: where in a table of demand its children are.
fn needs(
    adjustment: &Adjustment,
    instance: &Instance,
    demand: &[Demand],
) -> Result<BTreeMap<Index<CareType>, Vec<usize>>, Wrong> {
    let areas = areas(adjustment, instance)?;
    let care_types = adjustment.selector.care_types.as_ref();
    let mut needs: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, need) in demand.iter().enumerate() {
        let care_type = &instance[need.care_type].id;
        if areas.binary_search(&need.area).is_ok() && care_types.is_none_or(|types| types.contains(care_type)) {
            needs.entry(need.care_type).or_default().push(at);
        }
    }
    Ok(needs)
}

/// Scales the children at these places of a table: all together to the nearest child, halves up; each area has its
/// part rounded down, and the largest remainders, first areas first, have one more. Nothing where an area then has more
/// children than there may be.
fn scale(demand: &mut [Demand], at: &[usize], percent: Percent) -> Option<()> {
    let thousandths: Vec<u64> = at.iter().map(|&at| product(demand[at].children.count(), percent.tenths())).collect();
    let all = thousandths.iter().sum::<u64>().checked_add(500)? / 1_000;
    let rounded_down: u64 = thousandths.iter().map(|part| part / 1_000).sum();
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by_key(|&one| (Reverse(thousandths[one] % 1_000), one));
    let more = usize::try_from(all.checked_sub(rounded_down)?).ok()?;
    for (place, one) in order.into_iter().enumerate() {
        let children = u32::try_from(thousandths[one] / 1_000).ok().map(Places::new)?;
        let children = if place < more { children + Places::ONE } else { children };
        demand[at[one]].children = Some(children).filter(|children| *children <= Places::LARGEST)?;
    }
    let all: u64 = demand.iter().map(|need| u64::from(need.children.count())).sum();
    (all <= MOST_PLACES).then_some(())
}
