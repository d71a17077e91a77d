//! A workbook edited by hand, put as a question: the model that it was written from, with what was changed on its sheets.
//!
//! ```text
//! edited.xlsx: What_if           the model it was written from, and a title
//!              What_if_statuses  commit or exclude, by project
//!              What_if_costs     the department's cost, by option; spend by year keeps its shape
//!              What_if_limits    the envelope, the funds and the rules
//! ```
//!
//! What was supplied stands beside what may be edited, and must still be what the model and the dataset say: a workbook
//! is not put to inputs that it was not written from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Case;
use super::doubts::{settle, unsettle};
use super::edits::Edits;
use super::limits::{self, limits};
use super::told::by_hand;
use super::untouched::touched;
use crate::domain::{Index, Money, Project, ProjectOption};
use crate::model::{Bound, Fix, FixKind, LayerNames, Layers, Place, Scope, Selector, model_name, retold};
use crate::read::{Mistake, Mistakes, Sheet, Workbook, warnings};

/// The sheets that may be edited, and their columns.
pub const WHAT_IF: &str = "What_if";
/// Its columns.
pub const WHAT_IF_COLUMNS: [&str; 2] = ["what", "value"];
/// Its rows.
const READ: [&str; 2] = ["model", "title"];
/// Commitments and exclusions.
pub const STATUSES: &str = "What_if_statuses";
/// Its columns, of which the last may be edited.
pub const STATUS_COLUMNS: [&str; 7] = ["project", "name", "line", "area_name", "region", "by_the_model", "edit_status"];
/// Costs.
pub const COSTS: &str = "What_if_costs";
/// Its columns, of which the last may be edited.
pub const COST_COLUMNS: [&str; 8] =
    ["project", "option", "name", "scope", "starts", "opens", "supplied_gbp", "edit_cost_gbp"];
/// Limits.
pub const LIMITS: &str = "What_if_limits";
/// Its columns, of which the last may be edited.
pub const LIMIT_COLUMNS: [&str; 7] = ["limit", "what", "source", "unit", "must_be", "supplied", "edit_bound"];

/// What the ids of commitments and exclusions by hand begin with; the row of the sheet is what they end with.
pub(super) const BY_HAND: &str = "workbook-";

/// What was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The name of the model that the workbook was written from.
    pub model: String,
    /// The projects that are committed or excluded.
    pub statuses: BTreeMap<Index<Project>, FixKind>,
    /// What each option that was given another cost was supplied with.
    pub costs: BTreeMap<Index<ProjectOption>, Money>,
    /// What each limit that was changed was before, by name.
    pub limits: BTreeMap<String, Bound>,
}

/// Whether a file is a workbook by its name.
pub(super) fn is_workbook(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}

/// Reads the workbook in `file`, and the model and dataset that it was written from.
pub(super) fn open(file: &Path, kept: Option<&Path>) -> Result<Case, Mistakes> {
    let name = model_name(file)?;
    let mut workbook = Workbook::open(file)?;
    let what_if = workbook.sheet(WHAT_IF, &WHAT_IF_COLUMNS).map_err(Mistakes::from)?;
    let (model, title) = (value(&what_if, "model")?, value(&what_if, "title")?);
    let mut case = Case::open_model(&Layers::of(&base(file, &model)?), kept)?;
    let mut mistakes = touched(&mut workbook, &case);
    mistakes.extend(beside(&what_if));
    let edits = Edits::read(&mut workbook, &case).map_err(|more| mistakes.extend(more.into_vec()));
    let (Ok(edits), true) = (edits, mistakes.is_empty()) else { return Err(Mistakes::new(mistakes)) };
    case.model.layers = LayerNames { model: name.clone(), ..LayerNames::default() };
    case.model.name = name;
    case.parsed.insert(0, workbook.parsed().clone());
    unsettle(&case.model, &case.dataset.instance, &mut case.dataset.warnings);
    let was = case.model.envelope.total;
    let of_dataset = |case: &Case| warnings(&case.dataset.instance, case.dataset.road_map.as_ref());
    let before = of_dataset(&case);
    apply(&mut case, model, edits, file);
    // What was typed is doubted as what was read is.
    let after = of_dataset(&case);
    case.dataset.warnings.retain(|doubt| before.iter().all(|other| other.id != doubt.id));
    case.dataset.warnings.extend(after);
    case.model.title = retold(&title, was, case.model.envelope.total);
    settle(&case.model, &case.dataset.instance, &mut case.dataset.warnings);
    Ok(case)
}

/// Makes the changes of a workbook that was written from `model`, and notes what there was before.
fn apply(case: &mut Case, model: String, edits: Edits, file: &Path) {
    let told = |sheet: &str| PathBuf::from(format!("{}, {sheet}", file.display()));
    let mut edited = Edited { model, ..Edited::default() };
    case.model.by_hand = by_hand(case, &edits);
    for limit in limits(&case.model) {
        if let Some((bound, row)) = edits.limits.get(&limit.name) {
            limits::set(&mut case.model, &limit.name, *bound);
            case.written.insert(limit.name.clone(), Place { file: told(LIMITS), line: *row });
            edited.limits.insert(limit.name, limit.bound);
        }
    }
    edited.costs = edits.costs.keys().map(|option| (*option, case.dataset.instance[*option].cost)).collect();
    case.dataset.instance = case.dataset.instance.repriced(&edits.costs);
    for (project, (kind, row)) in edits.statuses {
        fix(case, project, kind, Place { file: told(STATUSES), line: row });
        edited.statuses.insert(project, kind);
    }
    case.edited = Some(edited);
}

/// The value of a row of the first sheet.
fn value(sheet: &Sheet, what: &str) -> Result<String, Mistakes> {
    let row = sheet.rows().find(|row| row.written("what") == what);
    let row = row.ok_or_else(|| sheet.mistake(&format!("the row `{what}` is missing")))?;
    match row.words("value").map_err(Mistakes::from)? {
        "" => Err(row.mistake("value", "this cell is blank, and should not be").into()),
        value => Ok(value.to_owned()),
    }
}

/// Whatever stands on the first sheet beside what is read of it: who writes an envelope there means it to be read.
fn beside(sheet: &Sheet) -> Vec<Mistake> {
    let mut met = BTreeSet::new();
    let strays = sheet.rows().filter_map(|row| {
        let what = row.written("what");
        let is_read = READ.contains(&what);
        let is_again = is_read && !met.insert(what.to_owned());
        if is_again { Some(row.mistake("what", &format!("`{what}` is there twice"))) } else { row.stray(is_read) }
    });
    strays.collect()
}

/// The file of the model that a workbook was written from: beside the workbook, or among the models.
fn base(file: &Path, model: &str) -> Result<PathBuf, Mistakes> {
    let beside = file.parent().unwrap_or(Path::new("")).to_owned();
    let name = format!("{model}.toml");
    let is_plain = !model.contains(['/', '\\', ':']);
    let folders = [beside, PathBuf::from("models"), PathBuf::from("models/what-if")];
    let found = folders.iter().map(|folder| folder.join(&name)).find(|path| is_plain && path.is_file());
    found.ok_or_else(|| {
        let why = format!(
            "the model it was written from, {name}, is neither beside the workbook nor in models/ or models/what-if/"
        );
        Mistakes::from(Mistake::new(file, 0, WHAT_IF, &why))
    })
}

/// Adds to a model that a project is committed or excluded by hand, in the row of the sheet that `place` says.
fn fix(case: &mut Case, project: Index<Project>, kind: FixKind, place: Place) {
    let section = match kind {
        FixKind::Commit => "commit",
        FixKind::Exclude => "exclude",
    };
    let id = format!("{BY_HAND}{section}-{}", place.line);
    let projects = BTreeSet::from([case.dataset.instance[project].id.clone()]);
    case.model.fixes.push(Fix {
        id: id.parse().expect("a plain id"),
        kind,
        selector: Selector { projects: Some(projects), ..Selector::default() },
        scope: Scope::Projects,
        source: format!("edited by hand in a workbook, sheet {STATUSES}"),
    });
    case.written.insert(format!("{section}[{id}]"), place);
}
