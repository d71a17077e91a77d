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
use crate::domain::{Index, Plan, ProjectOption, WellLocated};
use crate::model::Question;
use crate::read::{Mistake, read_text};

/// The most bytes of a file of a frontier.
const LARGEST: u64 = 64 << 20;

/// The keys of a manifest that must be the same for its answers to be the same.
const KEYS: [&str; 7] = ["tool", "solver", "model", "over", "inputs", "options", "seed"];

/// The settings that the frontier in `folder` settled, with their plans; `asked` is the manifest that it would have now.
///
/// # Errors
///
/// If there is no frontier, it is of another question, or it cannot be read.
pub fn settled(folder: &Path, asked: &Value, case: &Case, parameter: &Parameter) -> Result<Vec<Point>, Mistake> {
    let file = folder.join("run.json");
    let there: Value = serde_json::from_str(&read_text(&file, LARGEST)?.0)
        .map_err(|error| Mistake::of_file(&file, &format!("this is not JSON: {error}")))?;
    if let Some(key) = KEYS.into_iter().find(|key| there[*key] != asked[*key]) {
        let mistake = format!("this is of another question: `{key}` is not the same; leave --resume out");
        return Err(Mistake::of_file(&file, &mistake));
    }
    let scale = parameter.scale(&case.model);
    let plans = plans(&folder.join("plans.csv"), case)?;
    let file = folder.join("frontier.csv");
    let mut points = Vec::new();
    for row in rows(&file)? {
        let wrong = |column: &str| Mistake::of_file(&file, &format!("`{column}` is not as placewell wrote it"));
        let cell = |column: &str| row.get(column).map(String::as_str).unwrap_or_default();
        let setting = Setting::of_word(scale, cell("setting")).map_err(|_| wrong("setting"))?;
        let (status, bound) = (cell("status"), hundredths(cell("bound")));
        let model = parameter.turned(&case.model, setting);
        let question = Question { model: &model, ..case.question() };
        let found = plans.get(cell("setting")).map(|plan| Found::of(&question, plan.clone()));
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
fn plans(file: &Path, case: &Case) -> Result<BTreeMap<String, Plan>, Mistake> {
    let problem = &case.dataset.problem;
    let option = |index: Index<ProjectOption>| {
        let option = &problem[index];
        ((problem[option.project].id.to_string(), option.id.to_string()), index)
    };
    let options: BTreeMap<(String, String), _> = problem.option_indices().map(option).collect();
    let mut plans: BTreeMap<String, Plan> = BTreeMap::new();
    for row in rows(file)? {
        let cell = |column: &str| row.get(column).cloned().unwrap_or_default();
        let index = options.get(&(cell("project"), cell("option")));
        let index = index.ok_or_else(|| Mistake::of_file(file, "it funds an option that is not in the dataset"))?;
        plans.entry(cell("setting")).or_default().funded.insert(*index);
    }
    Ok(plans)
}

/// The rows of a table, by column.
fn rows(file: &Path) -> Result<Vec<BTreeMap<String, String>>, Mistake> {
    let text = read_text(file, LARGEST)?.0;
    let rows: Result<_, _> = csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
    rows.map_err(|error: csv::Error| Mistake::of_file(file, &format!("this is not a table of a frontier: {error}")))
}

/// Well-located places as files have them: `908.50`.
fn hundredths(text: &str) -> Option<WellLocated> {
    let (whole, part) = text.split_once('.')?;
    let digits = whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) && part.len() == 2;
    let hundredths = if digits { format!("{whole}{part}").parse().ok() } else { None };
    hundredths.map(WellLocated::from_hundredths)
}
