//! Why a project is done in one plan and not in the other: it is put into the plan that does it not, or otherwise, and
//! nothing else is changed; the audit says which rules that breaks. Nothing else is given as a reason.

use std::collections::BTreeSet;

use super::StatedRun;
use super::sheet::Row;
use crate::domain::{Index, Instance, ProjectOption};
use crate::model::Question;
use crate::whatif::put_back::{Broken, Into};

/// What keeps a project out of a plan, or out in the way in which the other does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Whether the plan is that of the base.
    pub in_base: bool,
    /// The rules that it would break with it; none if it could be added.
    pub broken: Vec<Broken>,
    /// The projects that stand in its place, by id: only that plan has them, and without them it could be in.
    pub instead: Vec<String>,
}

/// The plans of two runs, as their questions are put again; nothing of one whose question is not what it was.
pub(super) struct Reasons<'a> {
    base: Option<Side<'a>>,
    other: Option<Side<'a>>,
}

/// The plan of a run.
struct Side<'a> {
    into: Into<'a>,
    /// What it funds of projects that the other plan has not.
    alone: BTreeSet<Index<ProjectOption>>,
}

impl<'a> Reasons<'a> {
    pub fn between([base, other]: [&StatedRun; 2], questions: [Option<Question<'a>>; 2]) -> Self {
        let [one, two] = questions;
        Self { base: Side::of(base, other, one), other: Side::of(other, base, two) }
    }

    /// What keeps a project that is done as `was` in the base and as `is` in the other from being done alike; nothing
    /// where that cannot be known.
    pub fn of(&self, was: Option<Row<'_>>, is: Option<Row<'_>>) -> Option<Kept> {
        let (side, in_base) = if was.is_none() { (&self.base, true) } else { (&self.other, false) };
        let (side, row) = (side.as_ref()?, was.or(is)?);
        let instance = side.into.question().instance;
        let option = option_of(instance, row.id)?;
        let put = match (was, is) {
            (Some(_), Some(_)) => side.into.put_option(option),
            _ => side.into.put(instance[option].project)?,
        };
        let instead = side.into.instead(&put, &side.alone).into_iter();
        let instead = instead.map(|option| instance[instance[option].project].id.to_string()).collect();
        Some(Kept { in_base, broken: put.broken, instead })
    }
}

impl<'a> Side<'a> {
    /// The plan of `run` beside that of `other`.
    fn of(run: &StatedRun, other: &StatedRun, question: Option<Question<'a>>) -> Option<Self> {
        let question = question?;
        let instance = question.instance;
        let funded = funded(run, instance)?;
        let rows = other.sheet("plan").rows().filter(|row| row.text("funded") == "yes");
        let there: BTreeSet<&str> = rows.map(|row| row.text("project")).collect();
        let has = |option: Index<ProjectOption>| there.contains(instance[instance[option].project].id.as_str());
        let alone = funded.iter().copied().filter(|&option| !has(option)).collect();
        Some(Self { into: Into::new(question, funded), alone })
    }
}

/// What a run says that it funds, of a dataset; nothing if that has not all of it.
fn funded(run: &StatedRun, instance: &Instance) -> Option<BTreeSet<Index<ProjectOption>>> {
    let rows = run.sheet("plan").rows().filter(|row| row.text("funded") == "yes");
    rows.map(|row| option_of(instance, row.id)).collect()
}

/// The option of a row of a plan, by the ids of its project and its own.
fn option_of(instance: &Instance, ids: &[String]) -> Option<Index<ProjectOption>> {
    let [project, option] = ids else { return None };
    let is_it = |index: &Index<ProjectOption>| {
        let found = &instance[*index];
        found.id.as_str() == option && instance[found.project].id.as_str() == project
    };
    instance.option_indices().find(is_it)
}

/// The columns of an option that an adjustment or another cell of the inputs changes, and the words for them.
const COLUMNS: [(&str, &str); 7] = [
    ("dfe_cost_gbp", "its cost in pounds"),
    ("match_gbp", "its match in pounds"),
    ("opens", "the year it opens"),
    ("additional_low", "the places it adds at the low end"),
    ("additional_likely", "the places it adds"),
    ("additional_high", "the places it adds at the high end"),
    ("protected", "the places it protects"),
];

/// What two runs do not state alike of the options of a project, which are done as `was` and as `is`.
pub(super) fn facts([base, other]: [&StatedRun; 2], was: Option<Row<'_>>, is: Option<Row<'_>>) -> Vec<String> {
    let mut facts = Vec::new();
    for row in was.into_iter().chain(is) {
        let [one, two] = [base, other].map(|run| run.sheet("plan").row(row.id));
        let (Some(one), Some(two)) = (one, two) else {
            facts.push(format!("only one dataset has {}", row.id.join("/")));
            continue;
        };
        let other = COLUMNS.iter().filter(|(column, _)| one.text(column) != two.text(column));
        facts.extend(
            other.map(|(column, what)| format!("{what} is {}, in the base {}", two.text(column), one.text(column))),
        );
    }
    facts
}
