//! What of a workbook is not to be edited: it must be written from the inputs there are now, and still say so.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::edited::{BY_HAND, is_workbook};
use super::{Case, Limit};
use crate::domain::{Index, Instance, Project, ProjectOption};
use crate::model::{Fix, FixKind, Scope};
use crate::read::{Mistake, Parsed, Supplied, Workbook, read_supplied};

/// The sheet that says what a workbook was written from, and its table.
pub const VERSION: &str = "Version";
/// What stands above the digests of its sheets.
pub const SHEETS_HEADING: &str = "Sheets, as they were written";
/// What stands above the digests of its inputs.
pub const INPUTS_HEADING: &str = "Inputs, as they were read";
const FILES: [&str; 2] = ["SHA-256", "File"];

/// What the names of the sheets begin with that carry the inputs along.
pub const INPUT: &str = "Input_";

/// What the names of the sheets begin with that carry the tables of the run.
pub const RESULT: &str = "Result_";

/// The sheets besides those of results whose digests are written with them; of checks and of inputs each cell is looked at.
pub const DIGESTED: [&str; 4] = ["Control", VERSION, "Assumptions", "Charts"];

/// The files of a dataset that a workbook does not carry: they are large, and people do not read them.
pub const NOT_CARRIED: [&str; 2] = ["road_edges.csv", "road_nodes.csv"];

/// The cell that says whether every check of the workbook agrees.
const CHECKS: (&str, &str) = ("Checks", "E3");

/// Letters beyond which a cell may have been cut when the workbook was written.
const MAY_BE_CUT: usize = 30_000;

/// What to do where the inputs are others.
const AGAIN: &str = "export the workbook again, and edit that";

/// What keeps a workbook from being put as a question, beside what is edited.
pub(super) fn touched(workbook: &mut Workbook, case: &Case) -> Vec<Mistake> {
    let mut mistakes = other_inputs(workbook, case);
    if !mistakes.is_empty() {
        return mistakes;
    }
    let supplied = match read_supplied(&case.model.dataset, &case.parsed, &NOT_CARRIED) {
        Ok(supplied) => supplied,
        Err(changed) => return changed.into_vec(),
    };
    let sheets = workbook.sheet_names();
    for table in &supplied {
        let sheet = format!("{INPUT}{}", table.file.trim_end_matches(".csv"));
        if sheets.contains(&sheet) {
            mistakes.extend(edited_input(workbook, &sheet, table));
        }
    }
    mistakes.extend(edited_sheets(workbook));
    let (sheet, cell) = CHECKS;
    let checks = workbook.cells(sheet).unwrap_or_default();
    if checks.iter().any(|(at, written)| at == cell && written.eq_ignore_ascii_case("false")) {
        let why = "a sheet of results was edited: results are worked out, and not read; put back what was there";
        mistakes.push(workbook.mistake(sheet, cell, why));
    }
    mistakes
}

/// Where the inputs are not those that the workbook was written from.
fn other_inputs(workbook: &mut Workbook, case: &Case) -> Vec<Mistake> {
    let sheet = match workbook.sheet(VERSION, &FILES) {
        Ok(sheet) => sheet,
        Err(mistake) => return vec![mistake],
    };
    let now: Vec<(String, &str)> =
        case.parsed.iter().map(|parsed| (last_part(parsed), parsed.sha256.as_str())).collect();
    let was: Vec<(&str, &str)> = sheet.rows().map(|row| (row.written("File"), row.written("SHA-256"))).collect();
    let last = was.len().saturating_sub(1);
    let gone = sheet.rows().enumerate().filter_map(|(at, row)| {
        let (file, digest) = was[at];
        let of_name = || now.iter().filter(|(name, _)| name == file);
        // Workbooks before this one, and the plan that was evaluated, which is the last, put no question.
        let puts_none = of_name().next().is_none() && (is_workbook(Path::new(file)) || at == last);
        let why = match of_name().next() {
            _ if puts_none || of_name().any(|(_, now)| *now == digest) => return None,
            Some(_) => format!("this workbook was written from another {file} than there is now; {AGAIN}"),
            None => format!("this workbook was written from {file}, which is not among the inputs now; {AGAIN}"),
        };
        Some(row.mistake("SHA-256", &why))
    });
    let new = now.iter().filter(|(name, _)| !was.iter().any(|(file, _)| file == name));
    let new = new.map(|(name, _)| {
        sheet.mistake(&format!("this workbook was written without {name}, which is among the inputs now; {AGAIN}"))
    });
    gone.chain(new).collect()
}

fn last_part(parsed: &Parsed) -> String {
    Path::new(&parsed.file).file_name().map_or_else(|| parsed.file.clone(), |name| name.to_string_lossy().into_owned())
}

/// The digests of the sheets as they were written, by sheet, and the rows of the version sheet in which they are; nothing
/// where they are gone.
fn digests(workbook: &mut Workbook) -> Option<(BTreeMap<String, String>, Range<usize>)> {
    let texts = workbook.texts(VERSION).ok()?;
    let first = |row: usize| texts.get(&(row, 0)).map_or("", String::as_str);
    let of = |heading: &str| texts.keys().map(|(row, _)| *row).find(|row| first(*row) == heading);
    let rows = of(SHEETS_HEADING)?..of(INPUTS_HEADING)?;
    let digest = |row| Some((first(row).to_owned(), texts.get(&(row, 1))?.clone()));
    Some((rows.clone().filter_map(digest).collect(), rows))
}

/// The sheets that are not read and were edited, by the digests that were written with them.
fn edited_sheets(workbook: &mut Workbook) -> Vec<Mistake> {
    let Some((digests, rows)) = digests(workbook) else {
        let why = format!(
            "the digests of the sheets (`{SHEETS_HEADING}`) are gone, so nothing shows what was changed by hand on sheets \
             that are not read: {AGAIN}"
        );
        return vec![workbook.mistake(VERSION, "", &why)];
    };
    let is_digested = |sheet: &String| DIGESTED.contains(&sheet.as_str()) || sheet.starts_with(RESULT);
    let sheets: Vec<String> = workbook.sheet_names().into_iter().filter(is_digested).collect();
    let edited = sheets.into_iter().filter_map(|sheet| {
        let is = match workbook.digest(&sheet, &digests_on(&sheet, rows.clone())) {
            Ok(is) => is,
            Err(mistake) => return Some(mistake),
        };
        let why = match digests.get(&sheet) {
            Some(was) if *was == is => return None,
            Some(_) => {
                "this sheet was edited, and is not read; put back what was there, or write on a sheet of your own"
                    .to_owned()
            }
            None => format!("the digest of this sheet, which was on the sheet {VERSION}, is gone: {AGAIN}"),
        };
        Some(workbook.mistake(&sheet, "", &why))
    });
    edited.collect()
}

/// The rows of a sheet on which digests are written, of which none can be.
#[must_use]
pub fn digests_on(sheet: &str, rows: Range<usize>) -> Range<usize> {
    if sheet == VERSION { rows } else { 0..0 }
}

/// Where a sheet of inputs is not what was supplied.
fn edited_input(workbook: &mut Workbook, sheet: &str, table: &Supplied) -> Vec<Mistake> {
    let cells: BTreeMap<(usize, usize), String> = match workbook.texts(sheet) {
        Ok(cells) => cells,
        Err(mistake) => return vec![mistake],
    };
    let rows = std::iter::once(&table.heading).chain(&table.rows).enumerate();
    let supplied: BTreeMap<(usize, usize), &str> = rows
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| ((row, column), cell.as_str())))
        .collect();
    let places = supplied.keys().chain(cells.keys().filter(|place| !supplied.contains_key(place)));
    let differ = places.filter_map(|place| {
        let was = supplied.get(place).copied().unwrap_or_default();
        let is = cells.get(place).map_or("", String::as_str);
        let was_there = if was.is_empty() { "nothing".to_owned() } else { format!("`{was}`") };
        let why = format!("{was_there} was supplied, and `{is}` is here: this sheet is not read; edit {}", table.file);
        (!is_same(was, is)).then(|| workbook.mistake_at(sheet, *place, &why))
    });
    differ.collect()
}

/// Whether two cells say the same, but for spaces and for noughts before a number.
pub(super) fn is_same(was: &str, is: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let number = |text: &str| text.trim().parse::<i64>().ok();
    was.len() > MAY_BE_CUT || words(was) == words(is) || number(was).is_some_and(|was| number(is) == Some(was))
}

/// The columns of a row of statuses beside the one that may be edited, as they were supplied.
#[must_use]
pub fn beside_status(case: &Case, index: Index<Project>) -> [(&'static str, String); 5] {
    let instance = &case.dataset.instance;
    let project = &instance[index];
    let area = &instance[project.area];
    [
        ("name", project.name.clone()),
        ("line", instance[project.line].id.to_string()),
        ("area_name", area.name.clone()),
        ("region", area.region.clone()),
        ("by_the_model", by_the_model(case, project)),
    ]
}

/// The columns of a row of costs beside the one that may be edited, as they were supplied.
#[must_use]
pub fn beside_cost(instance: &Instance, index: Index<ProjectOption>) -> [(&'static str, String); 4] {
    let option = &instance[index];
    [
        ("name", instance[option.project].name.clone()),
        ("scope", option.scope.clone()),
        ("starts", option.starts.to_string()),
        ("opens", option.opens.to_string()),
    ]
}

/// The columns of a row of limits beside the one that may be edited, as they were supplied.
#[must_use]
pub fn beside_bound(limit: &Limit) -> [(&'static str, String); 4] {
    [
        ("what", limit.what.clone()),
        ("source", limit.source.clone()),
        ("unit", limit.unit.to_owned()),
        ("must_be", limit.must_be.to_owned()),
    ]
}

/// What the model says of a project by its name; what it says of options by their kind is not of a project as such.
fn by_the_model(case: &Case, project: &Project) -> String {
    let says = |fix: &&Fix| {
        let is_by_hand = case.edited.is_some() && fix.id.as_str().starts_with(BY_HAND);
        let named = fix.selector.projects.as_ref().is_some_and(|projects| projects.contains(&project.id));
        fix.scope == Scope::Projects && named && !is_by_hand
    };
    let word = |kind| match kind {
        FixKind::Commit => "commit",
        FixKind::Exclude => "exclude",
    };
    let fix = case.model.fixes.iter().find(says);
    fix.map_or_else(String::new, |fix| format!("{}: {}", word(fix.kind), fix.id))
}
