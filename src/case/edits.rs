//! The sheets of a workbook that may be edited: what on them differs from what was supplied, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use super::edited::{COST_COLUMNS, COSTS, LIMIT_COLUMNS, LIMITS, STATUS_COLUMNS, STATUSES};
use super::limits::{self, Limit, limits};
use super::untouched::{beside_bound, beside_cost, beside_status, is_same};
use crate::domain::{Index, Instance, Money, Project, ProjectOption};
use crate::model::{Bound, FixKind};
use crate::read::{Mistake, Mistakes, Sheet, SheetRow, Workbook, nearest};

/// What was changed.
pub(super) struct Edits {
    /// The projects that are committed or excluded, each with the row in which it is.
    pub statuses: BTreeMap<Index<Project>, (FixKind, u64)>,
    /// The costs that were changed.
    pub costs: BTreeMap<Index<ProjectOption>, Money>,
    /// The limits that were changed, by name, each with the row in which it is.
    pub limits: BTreeMap<String, (Bound, u64)>,
}

impl Edits {
    /// Reads what was changed of `case`.
    ///
    /// # Errors
    ///
    /// Every mistake on the sheets.
    pub fn read(workbook: &mut Workbook, case: &Case) -> Result<Self, Mistakes> {
        let mut mistakes = Vec::new();
        let mut open = |name, columns: &[&'static str]| {
            workbook.sheet(name, columns).map_err(|mistake| mistakes.push(mistake)).ok()
        };
        let sheets = (open(STATUSES, &STATUS_COLUMNS), open(COSTS, &COST_COLUMNS), open(LIMITS, &LIMIT_COLUMNS));
        let (Some(statuses), Some(costs), Some(limits)) = sheets else { return Err(Mistakes::new(mistakes)) };
        let edits = Self {
            statuses: read_statuses(&statuses, case, &mut mistakes),
            costs: read_costs(&costs, &case.dataset.instance, &mut mistakes),
            limits: read_limits(&limits, case, &mut mistakes),
        };
        if mistakes.is_empty() { Ok(edits) } else { Err(Mistakes::new(mistakes)) }
    }
}

/// What a row commits or excludes, if it does.
fn status(row: &SheetRow<'_>) -> Result<Option<FixKind>, Mistake> {
    match row.words("edit_status")?.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "commit" => Ok(Some(FixKind::Commit)),
        "exclude" => Ok(Some(FixKind::Exclude)),
        other => Err(row.mistake("edit_status", &format!("`{other}` is not commit, exclude or blank"))),
    }
}

/// What is committed and what excluded.
fn read_statuses(sheet: &Sheet, case: &Case, mistakes: &mut Vec<Mistake>) -> BTreeMap<Index<Project>, (FixKind, u64)> {
    let instance = &case.dataset.instance;
    let ids: BTreeMap<&str, Index<Project>> =
        instance.project_indices().map(|index| (instance[index].id.as_str(), index)).collect();
    let mut statuses = BTreeMap::new();
    let mut rows = Rows::new(ids.keys().map(|id| (*id).to_owned()).collect());
    for row in sheet.rows() {
        if !rows.meet(&row, &["project"], mistakes) {
            continue;
        }
        let index = ids[row.written("project")];
        is_as_supplied(&row, &beside_status(case, index), mistakes);
        match status(&row) {
            Ok(None) => {}
            Ok(Some(kind)) => {
                mistakes.extend(row.hidden("edit_status"));
                statuses.insert(index, (kind, line_of(&row)));
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    rows.finish(sheet, mistakes);
    statuses
}

/// The costs that were changed.
fn read_costs(
    sheet: &Sheet,
    instance: &Instance,
    mistakes: &mut Vec<Mistake>,
) -> BTreeMap<Index<ProjectOption>, Money> {
    let key = |project: &str, option: &str| format!("{project}, {option}");
    let ids: BTreeMap<String, Index<ProjectOption>> = instance
        .option_indices()
        .map(|index| (key(instance[instance[index].project].id.as_str(), instance[index].id.as_str()), index))
        .collect();
    let mut costs = BTreeMap::new();
    let mut rows = Rows::new(ids.keys().cloned().collect());
    for row in sheet.rows() {
        if !rows.meet(&row, &["project", "option"], mistakes) {
            continue;
        }
        let index = ids[&key(row.written("project"), row.written("option"))];
        is_as_supplied(&row, &beside_cost(instance, index), mistakes);
        let supplied = instance[index].cost;
        if row.number("supplied_gbp", str::parse) != Ok(supplied) {
            mistakes.push(no_longer(&row, "supplied_gbp", &supplied.pounds().to_string()));
            continue;
        }
        match row.number("edit_cost_gbp", str::parse::<Money>) {
            Ok(cost) if cost == supplied => {}
            Ok(cost) => {
                mistakes.extend(row.hidden("edit_cost_gbp"));
                costs.insert(index, cost);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    rows.finish(sheet, mistakes);
    costs
}

/// The limits that were changed, each with the row in which it is.
fn read_limits(sheet: &Sheet, case: &Case, mistakes: &mut Vec<Mistake>) -> BTreeMap<String, (Bound, u64)> {
    let known: BTreeMap<String, Limit> =
        limits(&case.model).into_iter().map(|limit| (limit.name.clone(), limit)).collect();
    let mut changed = BTreeMap::new();
    let mut rows = Rows::new(known.keys().cloned().collect());
    for row in sheet.rows() {
        let name = row.written("limit").to_owned();
        if !rows.meet(&row, &["limit"], mistakes) {
            continue;
        }
        is_as_supplied(&row, &beside_bound(&known[&name]), mistakes);
        let supplied = known[&name].bound;
        if row.number("supplied", |text| limits::read(text, supplied)) != Ok(supplied) {
            let says = match supplied {
                Bound::Money(money) => money.pounds().to_string(),
                Bound::Count(count) => count.to_string(),
            };
            mistakes.push(no_longer(&row, "supplied", &says));
            continue;
        }
        match row.number("edit_bound", |text| limits::read(text, supplied)) {
            Ok(bound) if bound == supplied => {}
            Ok(bound) => {
                mistakes.extend(row.hidden("edit_bound"));
                changed.insert(name, (bound, line_of(&row)));
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    rows.finish(sheet, mistakes);
    changed
}

/// The number of a row, as a place has it.
fn line_of(row: &SheetRow<'_>) -> u64 {
    u64::try_from(row.row_number()).expect("rows of a sheet are counted")
}

/// That what stands beside what may be edited is not what was supplied: the inputs are those of then, so it was edited.
fn no_longer(row: &SheetRow<'_>, column: &'static str, was: &str) -> Mistake {
    row.mistake(column, &not_read(was, row.written(column)))
}

fn not_read(was: &str, is: &str) -> String {
    format!("`{was}` was supplied, and `{is}` is here: this column is not read; put back what was there")
}

/// Says which cells beside those that may be edited are not as they were supplied.
fn is_as_supplied(row: &SheetRow<'_>, beside: &[(&'static str, String)], mistakes: &mut Vec<Mistake>) {
    for (column, was) in beside {
        let is = row.written(column);
        if !is_same(was, is) {
            mistakes.push(row.mistake(column, &not_read(was, is)));
        }
    }
}

/// The rows of a sheet, of which there should be one for each id.
struct Rows {
    missing: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl Rows {
    fn new(all: BTreeSet<String>) -> Self {
        Self { missing: all.clone(), all }
    }

    /// Whether a row is of an id that is known and was not met before; it says so if it is not.
    fn meet(&mut self, row: &SheetRow<'_>, columns: &[&'static str], mistakes: &mut Vec<Mistake>) -> bool {
        let words: Result<Vec<&str>, Mistake> = columns.iter().map(|column| row.words(column)).collect();
        let id = match words {
            Ok(words) if words.iter().all(|word| word.is_empty()) => {
                mistakes.extend(row.stray(false));
                return false;
            }
            Ok(words) => words.join(", "),
            Err(mistake) => {
                mistakes.push(mistake);
                return false;
            }
        };
        mistakes.extend(row.stray(true));
        if self.missing.remove(&id) {
            return true;
        }
        let why = if self.all.contains(&id) {
            format!("`{id}` is there twice")
        } else {
            let meant = nearest(&id, self.all.iter().map(String::as_str));
            let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            format!("`{id}` is not known{meant}")
        };
        mistakes.push(row.mistake(columns.last().copied().unwrap_or_default(), &why));
        false
    }

    /// Says which ids have no row.
    fn finish(self, sheet: &Sheet, mistakes: &mut Vec<Mistake>) {
        let mut missing = self.missing.iter();
        if let Some(first) = missing.next() {
            let more = missing.count();
            let more = if more > 0 { format!(", nor have {more} others") } else { String::new() };
            mistakes.push(sheet.mistake(&format!("`{first}` has no row here{more}; put back what was deleted")));
        }
    }
}
