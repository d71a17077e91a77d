//! A plan as the product writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str::FromStr;

use super::Mistakes;
use super::cells::Value;
use super::file::{Parsed, read_any_text};
use super::findings::{Findings, Strictness};
use super::format::{Format, Tolerance};
use super::keys::Keys;
use super::lenient::{self, Commas, Lenient};
use super::passed::Nouns;
use super::records::{Separator, plain_ends};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Doubt, Instance, Malformed, OptionId, Plan, Project, ProjectId, ProjectOption};

/// What the file holds, before columns that are for people.
const FORMAT: Format = Format {
    file: "the plan",
    noun: "an option",
    columns: &["project", "option", "funded"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Allowed,
};

/// Whether an option is funded, as people and spreadsheets write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Funded {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl FromStr for Funded {
    type Err = Malformed;

    /// Reads `yes` and `no`, and the `TRUE` and `FALSE` that a spreadsheet makes of them, in any capitals.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" => Ok(Self::Yes),
            "no" | "false" => Ok(Self::No),
            _ => Err(Malformed::new(text, "yes or no")),
        }
    }
}

impl Value for Funded {
    const NOUNS: Nouns = ("answer", "answers");

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        let Lenient { value, how } = lenient::yes_or_no(text).ok()?;
        Some(Lenient { value: value.parse().ok()?, how })
    }
}

/// The text of a table, however it is written, and the mark that parts its cells.
///
/// # Errors
///
/// If it cannot be read as text.
pub fn read_separated(file: &Path, most: u64) -> Result<(String, u8), Mistakes> {
    let ((text, _), _) = read_any_text(file, most)?;
    let text = plain_ends(text);
    let mark = Separator::of(&text).mark;
    Ok((text, mark))
}

/// Reads which options a plan funds, and what was let pass of how they are written; one that is not listed is not funded, and there are no flows.
///
/// # Errors
///
/// Every mistake in the file.
pub fn read_plan(
    file: &Path,
    instance: &Instance,
    strictness: Strictness,
) -> Result<(Plan, Parsed, Vec<Doubt>), Mistakes> {
    let findings = Findings::new(strictness);
    let table = Table::open_file(&findings, file, &file.display().to_string(), &FORMAT);
    let ids = instance.projects().iter().map(|project| project.id.as_str());
    let projects: Keys<Project, ProjectId> = Keys::named("projects.csv", ids);
    let mut funded = BTreeSet::new();
    let mut seen = Seen::default();
    for row in table.rows() {
        let option = row.find("project", &projects).and_then(|project| {
            let own = instance[project].option_indices();
            let ids: BTreeMap<&str, _> = own.map(|index| (instance[index].id.as_str(), index)).collect();
            let keys: Keys<ProjectOption, OptionId> =
                Keys::named(&format!("the options of `{}`", instance[project].id), ids.keys().copied());
            row.find("option", &keys)?;
            Ok(ids[row.written("option")])
        });
        let is_funded = row.read::<Funded>("funded");
        let Ok(option) = option else { continue };
        let unique = seen.meet(&row, "option", &format!("{}, {}", row.written("project"), row.written("option")));
        if let (Ok(Funded::Yes), Ok(())) = (is_funded, unique) {
            funded.insert(option);
        }
    }
    drop(table);
    let doubts = findings.passed.borrow().doubts();
    let parsed = findings.finish()?;
    Ok((Plan { funded, flows: Vec::new() }, parsed, doubts))
}
