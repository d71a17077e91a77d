//! A plan that was given, beside the dataset: which options it funds is read of it, and no other column.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Difference;
use super::compare::{parted, plain};
use crate::domain::Money;
use crate::read::{Mistakes, read_separated};
use crate::report::run::{Run, plan};
use crate::table::Cell;

/// The most bytes of a plan.
const LARGEST: u64 = 16 << 20;

/// Columns that say what a plan does, or what its model makes of the options, and not what these are.
const OF_THE_PLAN: [&str; 5] = ["project", "option", "funded", "well_located_places", "in_time_percent"];

/// What a plan that was given says, beside the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenPlan {
    /// Where it says other things of its options than the dataset.
    pub differences: Vec<Difference>,
    /// Options of the dataset that it does not list, in the order of the dataset: each as its project and itself.
    pub left_out: Vec<[String; 2]>,
}

/// What the plan in `file`, of which `run` was made, says of its options that the dataset does not, and which it leaves
/// out.
///
/// # Errors
///
/// If it cannot be read.
pub fn other_than_known(file: &Path, run: &Run<'_>) -> Result<GivenPlan, Mistakes> {
    let (text, mark) = read_separated(file, LARGEST)?;
    let known = plan::table(run);
    let known_at = |name: &str| known.columns.iter().position(|column| column.name == name);
    let rows = parted(&text, mark);
    let Some((heading, rows)) = rows.split_first() else { return Ok(GivenPlan::default()) };
    let at = |name: &str| heading.iter().position(|column| column.trim() == name);
    let (Some(project), Some(option)) = (at("project"), at("option")) else { return Ok(GivenPlan::default()) };
    let right: BTreeMap<[String; 2], Vec<String>> = known
        .rows
        .iter()
        .map(|row| row.iter().map(Cell::in_files).collect::<Vec<_>>())
        .map(|cells| ([cells[0].clone(), cells[1].clone()], cells))
        .collect();
    let cells = known.rows.iter().map(|row| [row[0].in_files(), row[1].in_files()]);
    let listed: BTreeSet<[&str; 2]> =
        rows.iter().map(|row| [project, option].map(|place| row.get(place).unwrap_or_default().trim())).collect();
    let left_out = cells.filter(|[project, option]| !listed.contains(&[project.as_str(), option.as_str()])).collect();
    let mut differences = Vec::new();
    for (line, row) in (2..).zip(rows) {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim().to_owned();
        let Some(right) = right.get(&[cell(project), cell(option)]) else { continue };
        for (place, name) in heading.iter().enumerate().map(|(place, name)| (place, name.trim())) {
            let Some(known) = known_at(name).filter(|_| !OF_THE_PLAN.contains(&name)) else { continue };
            let (stated, follows) = (cell(place), right[known].clone());
            if plain(&stated) != plain(&follows) && !is_same_amount(name, &stated, &follows) {
                let column = name.to_owned();
                differences.push(Difference { file: file.display().to_string(), line, column, stated, follows });
            }
        }
    }
    Ok(GivenPlan { differences, left_out })
}

/// Whether two amounts of money are the same, however they are written: `£911,000` and `911000`.
fn is_same_amount(column: &str, one: &str, other: &str) -> bool {
    let amount = Money::of_short(one);
    column.ends_with("_gbp") && amount.is_some() && amount == Money::of_short(other)
}
