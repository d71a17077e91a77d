//! The projects that two plans do not do alike.

use std::collections::BTreeMap;

use super::StatedRun;
use super::reasons::{Kept, Reasons, facts};
use super::sheet::Row;

/// A project that is done in one plan and not in the other, or another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Its programme line.
    pub line: String,
    /// The region of the authority that bids.
    pub region: String,
    /// The project.
    pub project: String,
    /// What people call it.
    pub name: String,
    /// The option in the base, and what it costs in pounds there; nothing where it is not done.
    pub base: Option<(String, i64)>,
    /// The same in the other.
    pub other: Option<(String, i64)>,
    /// What the runs do not state alike of it, in words.
    pub facts: Vec<String>,
    /// What keeps it from being done alike in both; nothing where that cannot be known.
    pub kept: Option<Kept>,
}

/// The swaps, by line, region and project.
pub(super) fn swaps(runs: [&StatedRun; 2], reasons: &Reasons<'_>) -> Vec<Swap> {
    let [one, two] = runs.map(funded);
    let mut projects: BTreeMap<&str, [Option<Row<'_>>; 2]> = BTreeMap::new();
    for (project, row) in &one {
        projects.entry(project).or_default()[0] = Some(*row);
    }
    for (project, row) in &two {
        projects.entry(project).or_default()[1] = Some(*row);
    }
    let option = |row: Row<'_>| (row.text("option").to_owned(), row.text("dfe_cost_gbp").parse().unwrap_or_default());
    let mut swaps: Vec<Swap> = Vec::new();
    for (project, [was, is]) in projects {
        let either = match (was, is) {
            (Some(was), Some(is)) if was.id == is.id => continue,
            (Some(row), _) | (None, Some(row)) => row,
            (None, None) => continue,
        };
        swaps.push(Swap {
            line: either.text("line").to_owned(),
            region: either.text("region").to_owned(),
            project: project.to_owned(),
            name: either.text("name").to_owned(),
            base: was.map(option),
            other: is.map(option),
            facts: facts(runs, was, is),
            kept: reasons.of(was, is),
        });
    }
    swaps.sort_by(|a, b| (&a.line, &a.region, &a.project).cmp(&(&b.line, &b.region, &b.project)));
    swaps
}

/// The funded option of each project.
fn funded(run: &StatedRun) -> BTreeMap<&str, Row<'_>> {
    let rows = run.sheet("plan").rows().filter(|row| row.text("funded") == "yes");
    rows.map(|row| (row.text("project"), row)).collect()
}
