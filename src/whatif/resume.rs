//! What an earlier frontier of the same question settled, read back from its folder.
//!
//! Bounds and that there is no plan are taken as stated, as `verify` takes them; every plan is audited anew before it is
//! used.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::frontier::{Found, How, Point};
use super::parameter::{Parameter, Setting};
use crate::case::Case;
use crate::domain::{Index, Plan, ProjectOption};
use crate::model::Question;
use crate::read::{Mistake, Mistakes};
use crate::runs::{Rows, read_stated, read_well_located};

/// The keys of a manifest that must be the same for its answers to be the same.
const KEYS: [&str; 7] = ["tool", "solver", "model", "over", "inputs", "options", "seed"];

/// The settings that the frontier in `folder` settled, with their plans; `asked` is the manifest that it would have now.
///
/// # Errors
///
/// If there is no frontier, it is of another question, or it cannot be read.
pub fn settled(folder: &Path, asked: &Value, case: &Case, parameter: &Parameter) -> Result<Vec<Point>, Mistakes> {
    let there = read_stated(folder)?;
    if let Some(key) = KEYS.into_iter().find(|key| there.get(key) != &asked[*key]) {
        return Err(there.mistake(&format!("this is of another question: `{key}` is not the same; leave --resume out")));
    }
    let scale = parameter.scale(&case.model);
    let plans = plans(&Rows::read(folder, "plans")?, case)?;
    let table = Rows::read(folder, "frontier")?;
    let mut points = Vec::new();
    for row in table.iter() {
        let wrong = |column: &str| table.mistake(&format!("`{column}` is not as placewell wrote it"));
        let setting = Setting::of_word(scale, row.text("setting")).map_err(|_| wrong("setting"))?;
        let (status, bound) = (row.text("status"), read_well_located(row.text("bound")));
        let model = parameter.turned(&case.model, setting);
        let question = Question { model: &model, ..case.question() };
        let found = plans.get(row.text("setting")).map(|plan| Found::of(&question, plan.clone()));
        match status {
            "impossible" => points.push(Point { setting, found: None, bound: None, how: How::Impossible }),
            "proved" => {
                let bound = Some(bound.ok_or_else(|| wrong("bound"))?);
                // Where nothing at all is best to fund there are no rows of the plan.
                let found = found.unwrap_or_else(|| Found::of(&question, Plan::default()));
                points.push(Point { setting, found: Some(found), bound, how: How::Decided });
            }
            _ => {}
        }
    }
    Ok(points)
}

/// By setting, as it is written: the plan.
fn plans(table: &Rows, case: &Case) -> Result<BTreeMap<String, Plan>, Mistake> {
    let instance = &case.dataset.instance;
    let option = |index: Index<ProjectOption>| {
        let option = &instance[index];
        ((instance[option.project].id.to_string(), option.id.to_string()), index)
    };
    let options: BTreeMap<(String, String), _> = instance.option_indices().map(option).collect();
    let mut plans: BTreeMap<String, Plan> = BTreeMap::new();
    for row in table.iter() {
        let cell = |column: &str| row.text(column).to_owned();
        let index = options.get(&(cell("project"), cell("option")));
        let index = index.ok_or_else(|| table.mistake("it funds an option that is not in the dataset"))?;
        plans.entry(cell("setting")).or_default().funded.insert(*index);
    }
    Ok(plans)
}
