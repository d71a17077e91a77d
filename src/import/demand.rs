//! Children by authority from a table of official statistics, a count of one's own or a forecast, into `demand.csv`.
//!
//! A sign in the place of a number says that it is not known, and why: the authority then has no row, and is told by name.
//! It is never taken for nought.

use std::collections::BTreeMap;
use std::path::Path;

use super::authority;
use super::columns::folded;
use super::map::Words;
use super::names::{Meaning, Names};
use super::tables::{How, Origin, note_origin};
use crate::domain::{Instance, Places, counted};
use crate::read::lenient::places;
use crate::read::{Grid, GridRow, Mistake, Mistakes, Written, named, nearest_or_all, reason_of};

/// The columns of such a table beside the authority, and what they are called, the surest first.
const HEADINGS: [(&str, &[&str]); 3] = [
    (
        "children",
        &[
            "children",
            "number",
            "children count",
            "headcount",
            "count",
            "number of children",
            "children looked after",
            "looked after",
            "forecast",
            "value",
            "total",
        ],
    ),
    ("year", &["time period", "year", "financial year", "reporting year"]),
    ("level", &["geographic level"]),
];

/// What is wanted of a table.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The kind of place that the children need.
    pub care_type: Option<&'a str>,
    /// The year, as the table writes it; the last one where none is named.
    pub year: Option<&'a str>,
    /// The heading over the number of children, where it is not a usual one.
    pub column: Option<&'a str>,
    /// Headings, and what must stand under them.
    pub only: &'a [(String, String)],
}

/// What came of a table.
#[derive(Debug)]
pub struct Children {
    /// The care type.
    pub care_type: String,
    /// Children by the id of their authority, where they are known.
    pub known: BTreeMap<String, Places>,
    /// What was read and what was not.
    pub told: String,
    /// The table, as in `cla.csv`.
    pub name: String,
}

/// Where the columns of a table are.
#[derive(Debug)]
struct Columns {
    area: usize,
    children: usize,
    year: Option<usize>,
    level: Option<usize>,
    only: Vec<(usize, String)>,
}

/// Reads the children of each authority of a dataset.
///
/// # Errors
///
/// If the table cannot be read, does not say which column or rows are meant, or has a number that is none.
pub fn read_children(file: &Path, wanted: &Wanted<'_>, instance: &Instance) -> Result<Children, Mistakes> {
    let others = |cells: &[String]| HEADINGS.iter().filter(|(_, words)| place(cells, words).is_some()).count();
    let score = |cells: &[String]| others(cells).saturating_add(usize::from(of_area(cells).is_some()));
    let grid = Grid::read(file, None, score)?;
    let care_type = care_type(&grid, wanted.care_type, instance)?;
    let heading = grid.rows.iter().take(40).max_by_key(|row| (score(&row.cells), std::cmp::Reverse(row.number)));
    let heading = heading.ok_or_else(|| grid.mistake_of_all("this table is empty"))?;
    let at = columns(&grid, heading, wanted)?;
    let formulas = grid.never_worked_out(heading.number, &[at.area, at.children]);
    if !formulas.is_empty() {
        return Err(Mistakes::new(formulas));
    }
    let (rows, left_out) = chosen(&grid, heading, &at, wanted)?;
    let mut taken = Taken::default();
    let names = Names::authorities(instance);
    for row in rows {
        take(&grid, &at, row, &names, &mut taken);
    }
    if taken.known.is_empty() && taken.mistakes.is_empty() {
        let why = "no row of it is of an authority of the dataset, with a number";
        taken.mistakes.push(grid.mistake_of_all(&format!(
            "{why}{}",
            left_out.clone().map_or_else(String::new, |left| format!(" ({left})"))
        )));
    }
    if !taken.mistakes.is_empty() {
        return Err(Mistakes::new(taken.mistakes));
    }
    let told = told(&grid, heading, &at, &taken, left_out, (instance, &names));
    Ok(Children { care_type, known: taken.known, told, name: grid.name() })
}

/// Where the authority stands.
fn of_area(cells: &[String]) -> Option<usize> {
    authority::position(cells, &["code"], &["name"])
}

/// Where the first of these headings stands.
pub(super) fn place(cells: &[String], words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| cells.iter().position(|cell| folded(cell) == *word))
}

/// The kind of place that is meant: the one named, or the only one.
pub(super) fn care_type(grid: &Grid, wanted: Option<&str>, instance: &Instance) -> Result<String, Mistakes> {
    let known: Vec<&str> = instance.care_types().iter().map(|own| own.id.as_str()).collect();
    match (wanted, known.as_slice()) {
        (Some(word), _) => {
            let names = instance.care_types().iter().map(|own| own.name.as_str());
            let things: Vec<(&str, &str)> = known.iter().copied().zip(names).collect();
            match named(word, &things, ("care type", "care types")) {
                Ok(at) => Ok(known[at].to_owned()),
                Err(why) => {
                    let all = if why.contains("; ") { String::new() } else { format!("; it has {}", known.join(", ")) };
                    Err(grid.mistake_of_all(&format!("--care-type: {why}{all}")).into())
                }
            }
        }
        (None, [only]) => Ok((*only).to_owned()),
        (None, _) => {
            let why = format!("say with --care-type which kind of place is meant: {}", known.join(", "));
            Err(grid.mistake_of_all(&why).into())
        }
    }
}

fn columns(grid: &Grid, heading: &GridRow, wanted: &Wanted<'_>) -> Result<Columns, Mistakes> {
    let cells = &heading.cells;
    let named = |name: &str| cells.iter().position(|cell| folded(cell) == folded(name));
    let all: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let missing =
        |what: &str, name: &str| {
            Mistakes::from(grid.mistake_of_all(&format!(
                "{what}: it has no heading `{name}`; {}",
                nearest_or_all(name, &all, "it has")
            )))
        };
    let area = of_area(cells);
    let [children, year, level] = HEADINGS.map(|(_, words)| place(cells, words));
    let children = match wanted.column {
        Some(name) => named(name).ok_or_else(|| missing("--column", name))?,
        None => children.ok_or_else(|| {
            grid.mistake_of_all(&format!(
                "name the heading over the number of children with --column; it has {}",
                all.join(", ")
            ))
        })?,
    };
    let area = area
        .ok_or_else(|| grid.mistake_of_all("no heading is one for an authority, such as new_la_code, la_name or LA"))?;
    let only = wanted
        .only
        .iter()
        .map(|(name, value)| named(name).map(|at| (at, value.clone())).ok_or_else(|| missing("--where", name)));
    Ok(Columns { area, children, year, level, only: only.collect::<Result<_, _>>()? })
}

pub(super) fn cell(row: &GridRow, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell.trim())
}

/// The rows that are meant, and what is said of the others.
fn chosen<'g>(
    grid: &'g Grid,
    heading: &GridRow,
    at: &Columns,
    wanted: &Wanted<'_>,
) -> Result<(Vec<&'g GridRow>, Option<String>), Mistakes> {
    let below = || grid.rows.iter().filter(|row| row.number > heading.number);
    let is_meant = |row: &&GridRow| at.only.iter().all(|(at, value)| folded(cell(row, *at)) == folded(value));
    let last = || at.year.and_then(|year| below().map(|row| cell(row, year)).max());
    let year = wanted.year.or_else(last);
    if wanted.year.is_some() && at.year.is_none() {
        return Err(grid.mistake_of_all("--year: no heading is one for a year, such as time_period").into());
    }
    let of_year = |row: &&GridRow| at.year.zip(year).is_none_or(|(at, year)| cell(row, at) == year);
    let of_authority =
        |row: &&GridRow| at.level.is_none_or(|at| ["local authority", "la"].contains(&folded(cell(row, at)).as_str()));
    let rows: Vec<&GridRow> = below().filter(of_year).filter(of_authority).filter(is_meant).collect();
    let wider = below().filter(of_year).filter(|row| !of_authority(row)).count();
    let mut parts = Vec::new();
    if let (Some(_), Some(year)) = (at.year, year) {
        let others = below().filter(|row| !of_year(row)).count();
        let others = (others > 0).then(|| format!(", and {} of other years left out", counted(others, "row", "rows")));
        parts.push(format!("only {year} is read{}", others.unwrap_or_default()));
    }
    if wider > 0 {
        parts.push(format!("{} of regions and of England left out", counted(wider, "row", "rows")));
    }
    Ok((rows, (!parts.is_empty()).then(|| parts.join("; "))))
}

/// What was taken of rows.
#[derive(Debug, Default)]
struct Taken {
    known: BTreeMap<String, Places>,
    /// Authorities whose number is not known, with why.
    unknown: BTreeMap<String, String>,
    /// The rows they are in.
    rows: BTreeMap<String, u64>,
    /// What is of no authority of the dataset.
    strangers: Vec<String>,
    notes: Vec<String>,
    mistakes: Vec<Mistake>,
}

fn take(grid: &Grid, at: &Columns, row: &GridRow, names: &Names, taken: &mut Taken) {
    let word = cell(row, at.area);
    let id = match names.meaning(word, &Words::new()) {
        Meaning::Of(id) => id,
        Meaning::Carried(id, why) => {
            taken.notes.push(why);
            id
        }
        Meaning::Nothing(..) => return taken.strangers.push(word.to_owned()),
    };
    if let Some(first) = taken.rows.insert(id.clone(), row.number) {
        let why = format!(
            "{} is in row {first} already: say with --where HEADING=VALUE which of such rows are meant",
            names.named(&id)
        );
        return taken.mistakes.push(grid.mistake(row.number, at.area, &why));
    }
    let text = cell(row, at.children);
    if text.is_empty() {
        taken.unknown.insert(id, "blank".to_owned());
    } else if let Some(reason) = reason_of(text) {
        taken.unknown.insert(id, format!("`{text}`: {reason}"));
    } else {
        match places(text, grid.commas) {
            Ok(read) => {
                taken.known.insert(id, read.value);
            }
            Err(why) => taken.mistakes.push(grid.mistake(row.number, at.children, &why.to_string())),
        }
    }
}

/// What was read, and which authorities have no number and why.
fn told(
    grid: &Grid,
    heading: &GridRow,
    at: &Columns,
    taken: &Taken,
    left_out: Option<String>,
    (instance, names): (&Instance, &Names),
) -> String {
    let headed = |at: usize| heading.cells.get(at).map_or("", String::as_str);
    let total: Places = taken.known.values().copied().sum();
    let known = counted(taken.known.len(), "authority", "authorities");
    let mut lines = vec![format!(
        "{}: `{}` by `{}`: {total} children in {known}.",
        grid.name(),
        headed(at.children),
        headed(at.area)
    )];
    lines.extend(grid.notes.iter().map(|note| format!("{note}.")));
    lines.extend(left_out.map(|left| format!("Of its rows {left}.")));
    lines.extend(taken.notes.iter().map(|note| format!("{note}.")));
    let of = |(id, why): (&String, &String)| format!("  {}: {why}", names.named(id));
    if !taken.unknown.is_empty() {
        lines.push("Not known, and left out (never taken for nought):".to_owned());
        lines.extend(taken.unknown.iter().map(of));
    }
    let silent = instance.areas().iter().filter(|area| !taken.rows.contains_key(area.id.as_str()));
    let silent: Vec<String> = silent.map(|area| names.named(area.id.as_str())).collect();
    if !silent.is_empty() {
        lines.push(format!("Not known, as it has no row: {}.", silent.join(", ")));
    }
    if !taken.strangers.is_empty() {
        let first = taken.strangers.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let rows = counted(taken.strangers.len(), "row", "rows");
        lines.push(format!(
            "Left out: {rows} of no authority of the dataset ({first}{}).",
            if taken.strangers.len() > 5 { ", …" } else { "" }
        ));
    }
    lines.join("\n") + "\n"
}

/// Puts children into the table of demand, of all tables of a dataset; those of the same care type give way.
///
/// # Errors
///
/// If there are children of the care type already, and they should be added to.
///
/// # Panics
///
/// If these are not the tables of a dataset.
pub fn put_children(
    tables: &mut Vec<Written>,
    children: &Children,
    how: How,
    origin: Origin<'_>,
    file: &Path,
) -> Result<(), Mistakes> {
    let table = tables.iter_mut().find(|table| table.file == "demand.csv").expect("every dataset has it");
    let columns = table.columns.clone();
    let of_type = columns.iter().position(|column| *column == "care_type");
    let is_of = |row: &Vec<String>| of_type.and_then(|at| row.get(at)).is_some_and(|own| *own == children.care_type);
    let there = table.rows.iter().filter(|row| is_of(row)).count();
    if how == How::Add && there > 0 {
        let rows = counted(there, "row", "rows");
        let why = format!(
            "the dataset has {rows} of children who need {} already; --replace puts these in their place",
            children.care_type
        );
        return Err(Mistake::of_file(file, &why).into());
    }
    table.rows.retain(|row| !is_of(row));
    let row = |(area, count): (&String, &Places)| {
        let cell = |column: &&str| match *column {
            "area" => area.clone(),
            "care_type" => children.care_type.clone(),
            "children" => count.count().to_string(),
            "basis" => origin.kind.to_owned(),
            _ => String::new(),
        };
        columns.iter().map(cell).collect::<Vec<String>>()
    };
    table.rows.extend(children.known.iter().map(row));
    // What is left of other care types is from where it was.
    let all = if table.rows.len() == children.known.len() { How::Replace } else { How::Add };
    note_origin(tables, &["demand.csv"], all, origin);
    Ok(())
}
