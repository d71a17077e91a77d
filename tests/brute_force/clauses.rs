//! Clauses: drawn about what a choice does, and checked once more as plainly as can be.

use std::collections::BTreeMap;

use placewell::domain::Instance;
use placewell::model::{AnyClause, Model, Pace, Selector};

use super::dice::Dice;
use super::subset::Subset;
use super::verdict::speaks_of;

/// Clauses that just let one choice be, or just do not let another.
pub fn draw(dice: &mut Dice, instance: &Instance, kept: Subset, tempting: Subset) -> Vec<AnyClause> {
    if dice.chance(70) {
        return Vec::new();
    }
    let lines = instance.lines().iter().map(|line| line.id.clone()).collect::<Vec<_>>();
    let selector = Selector { lines: dice.chance(50).then(|| dice.some(&lines)), ..Selector::default() };
    let [kept, tempting] = [kept, tempting].map(|chosen| busiest(instance, &selector, chosen));
    let at_most = if dice.chance(70) { kept } else { tempting.saturating_sub(1) };
    vec![AnyClause::Pace(Pace { at_most, selector, source: "chance".to_owned() })]
}

/// Whether no region has more projects start in a year than the model lets it.
pub fn keeps_pace(instance: &Instance, model: &Model, chosen: Subset) -> bool {
    model.clauses.iter().all(|clause| match clause {
        AnyClause::Pace(pace) => busiest(instance, &pace.selector, chosen) <= pace.at_most,
    })
}

/// The most starts of a region and year.
fn busiest(instance: &Instance, selector: &Selector, chosen: Subset) -> u32 {
    let mut starts: BTreeMap<(String, String), u32> = BTreeMap::new();
    for option in chosen.of(instance).filter(|option| speaks_of(instance, selector, option)) {
        let region = instance[instance[option.project].area].region.clone();
        *starts.entry((region, option.starts.to_string())).or_insert(0) += 1;
    }
    starts.into_values().max().unwrap_or(0)
}
