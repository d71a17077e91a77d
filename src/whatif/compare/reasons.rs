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
}

/// The plans of two runs, as their questions are put again; nothing of one whose question is not what it was.
pub(super) struct Reasons<'a> {
    base: Option<Into<'a>>,
    other: Option<Into<'a>>,
}

impl<'a> Reasons<'a> {
    pub fn between([base, other]: [&StatedRun; 2], questions: [Option<Question<'a>>; 2]) -> Self {
        let [one, two] = questions;
        let into = |run: &StatedRun, question: Option<Question<'a>>| {
            let question = question?;
            Some(Into::new(question, funded(run, question.instance)?))
        };
        Self { base: into(base, one), other: into(other, two) }
    }

    /// What keeps a project that is done as `was` in the base and as `is` in the other from being done alike; nothing
    /// where that cannot be known.
    pub fn of(&self, was: Option<Row<'_>>, is: Option<Row<'_>>) -> Option<Kept> {
        match (was, is) {
            (None, Some(row)) => {
                let into = self.base.as_ref()?;
                let option = option_of(into.question().instance, row.id)?;
                let broken = into.put(into.question().instance[option].project)?.broken;
                Some(Kept { in_base: true, broken })
            }
            (Some(row), None) => {
                let into = self.other.as_ref()?;
                let option = option_of(into.question().instance, row.id)?;
                let broken = into.put(into.question().instance[option].project)?.broken;
                Some(Kept { in_base: false, broken })
            }
            (Some(row), Some(_)) => {
                let into = self.other.as_ref()?;
                let option = option_of(into.question().instance, row.id)?;
                Some(Kept { in_base: false, broken: into.put_option(option).broken })
            }
            (None, None) => None,
        }
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
