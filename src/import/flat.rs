//! A flat sheet of bids: its heading found, its map read or drafted, its rows read.

use std::collections::BTreeMap;
use std::path::Path;

use super::bids::{Known, Way, way};
use super::columns::{folded, headings_in};
use super::fitting::{By, Fitting, dates, does_not_fit};
use super::ids::{name_all, tell_apart};
use super::map::{Written, draft, matched, with_words};
use super::reader::{Reader, Said};
use super::told::told;
use crate::domain::Instance;
use crate::read::{Grid, GridRow, Mistake, Mistakes, find_postcodes, nearest, plain_postcode};

/// The fewest headings by which a row is known for the heading.
const FEWEST: usize = 3;

/// What is read, and by what.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// The sheet of bids.
    pub bids: &'a Path,
    /// The map, which is drafted where there is none.
    pub map: &'a Path,
    /// The file of postcodes.
    pub postcodes: Option<&'a Path>,
}

/// What came of a sheet.
#[derive(Debug)]
pub struct Flat {
    /// The ways to do its bids, in order of rows; all of them if nothing is wrong.
    pub ways: Vec<Way>,
    /// The map that was drafted, if one was.
    pub drafted: Option<String>,
    /// What was read as what, and what was left out.
    pub told: String,
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
    /// The sheet, as in `bids.xlsx, sheet Bids`.
    pub name: String,
}

/// Reads the bids of a sheet into the words of a dataset.
///
/// # Errors
///
/// If the sheet or the map cannot be read at all.
pub fn read_bids(files: Files<'_>, instance: &Instance) -> Result<Flat, Mistakes> {
    let kept = if files.map.symlink_metadata().is_ok() { Some(Written::read(files.map)?) } else { None };
    let sheet = kept.as_ref().and_then(|kept| Some((kept.map.sheet.as_deref()?, kept.file())));
    let score = |cells: &[String]| score(kept.as_ref(), cells);
    let grid = Grid::read(files.bids, sheet, score)?;
    let heading = heading(&grid, score, kept.as_ref())?;
    let mut known = Known::of(instance);
    let (map, drafted) = if let Some(kept) = &kept {
        (kept.clone(), None)
    } else {
        let text = drafted(&grid, heading, &known);
        (Written::of(files.map, text.clone())?, Some(text))
    };
    let (reader, beside, mut mistakes) = fitted(&map, &grid, heading, &known, drafted.is_some());
    mistakes.extend(foreign_ids(&map, &known));
    let read: Vec<usize> = reader.columns.values().chain(reader.years.values()).map(|(at, _)| *at).collect();
    mistakes.extend(grid.never_worked_out(heading.number, &read));
    let rows = Rows::of(&reader, heading);
    let mut ways = Vec::new();
    if mistakes.is_empty() {
        known.postcodes = postcodes(&reader, &rows.bids, files.postcodes)?;
        ways = rows.bids.iter().filter_map(|row| way(&reader, row, &known).ok()).collect();
        name_all(&mut ways);
        mistakes.extend(tell_apart(&reader, &ways));
    } else {
        // What its words mean is asked all the same, so that the map can be filled in at one go.
        rows.bids.iter().for_each(|row| look_up(&reader, row, &known));
    }
    mistakes.append(&mut reader.said.mistakes.borrow_mut());
    let told = told(&reader, heading, &rows, if drafted.is_some() { By::Draft } else { beside });
    let drafted = drafted.map(|text| with_words(&text, &reader.said.unknown.borrow()));
    Ok(Flat { ways, drafted, told, mistakes, name: grid.name() })
}

/// How good a heading a row is: by the headings of the map first, and then by the usual ones; nought where it has too few.
fn score(map: Option<&Written>, cells: &[String]) -> usize {
    let enough = |headings: usize| if headings >= FEWEST { headings } else { 0 };
    let named = map.map_or(0, |map| enough(map.named_in(cells)));
    named.saturating_mul(1_000).saturating_add(enough(headings_in(cells)))
}

/// A reader of the sheet by the map, or by the usual headings beside it where those are enough; and what is wrong with the map.
fn fitted<'a>(
    map: &'a Written,
    grid: &'a Grid,
    heading: &GridRow,
    known: &Known,
    is_drafted: bool,
) -> (Reader<'a>, By, Vec<Mistake>) {
    let reader = |Fitting { columns, years, .. }: Fitting| {
        let dates = dates(map, grid, heading, &columns);
        Reader { grid, map, columns, years, dates, said: Said::default() }
    };
    let by_map = Fitting::of(map, grid, heading);
    let beside = by_map.beside(map, heading);
    let (missing, mut mistakes) = (by_map.missing.clone(), by_map.mistakes.clone());
    let first = reader(by_map);
    let lacks = lacking(&first, known);
    if mistakes.is_empty() && lacks.is_empty() || is_drafted {
        mistakes.extend(lacks);
        return (first, By::Map, mistakes);
    }
    if let Some((beside, by)) = beside {
        let second = reader(beside);
        if lacking(&second, known).is_empty() {
            return (second, by, Vec::new());
        }
    }
    mistakes.extend(lacks);
    mistakes.extend((!missing.is_empty()).then(|| does_not_fit(map, grid, heading, &missing)));
    (first, By::Map, mistakes)
}

/// Notes the words of a row that mean nothing.
fn look_up(reader: &Reader<'_>, row: &GridRow, known: &Known) {
    let words =
        [("area", &known.areas), ("line", &known.lines), ("care_type", &known.care_types), ("home", &known.homes)];
    for (column, names) in words {
        // A mistake is noted where it is made.
        reader.find(row, column, names).ok();
    }
}

/// The row that is the heading: the first of those that score the most.
fn heading<'g>(
    grid: &'g Grid,
    score: impl Fn(&[String]) -> usize,
    map: Option<&Written>,
) -> Result<&'g GridRow, Mistakes> {
    let mut best: Option<(usize, &GridRow)> = None;
    for row in &grid.rows {
        let score = score(&row.cells);
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, row));
        }
    }
    best.map(|(_, row)| row).ok_or_else(|| {
        let usual = "Project name, Local authority, Type of home, Places, Total cost, Postcode";
        let of_map = map.map_or_else(String::new, |map| format!(" or has {} of {}", FEWEST, map.file().display()));
        let why = format!(
            "no row has three headings that are known{of_map}; the usual ones are {usual}, and years such as 2026-27"
        );
        grid.mistake_of_all(&why).into()
    })
}

/// A draft of the map of a sheet.
fn drafted(grid: &Grid, heading: &GridRow, known: &Known) -> String {
    let matched = matched(&heading.cells);
    let mut always: BTreeMap<&'static str, String> = BTreeMap::new();
    for (name, names) in [("line", &known.lines), ("care_type", &known.care_types)] {
        if let [(only, _)] = names.all().collect::<Vec<_>>().as_slice()
            && !matched.columns.contains_key(name)
        {
            always.insert(name, (*only).to_owned());
        }
    }
    if !matched.columns.contains_key("basis") {
        always.insert("basis", "observed".to_owned());
    }
    let is_read = |cell: &&String| {
        matched.columns.values().chain(matched.years.values()).any(|heading| heading == *cell) || cell.is_empty()
    };
    let unread: Vec<String> = heading.cells.iter().filter(|cell| !is_read(cell)).cloned().collect();
    draft(&grid.name(), grid.sheet.as_deref(), &matched, &always, &unread)
}

/// What the map has to say, and does not: each at the line that is to be filled in.
fn lacking(reader: &Reader<'_>, known: &Known) -> Vec<Mistake> {
    let any = |columns: &[&str]| columns.iter().any(|column| reader.has(column));
    let has_years = !reader.years.is_empty();
    let all_lines = || known.lines.all().all(|(line, _)| known.care_type_of(line).is_some());
    let is_placed = any(&["home", "postcode"])
        || ["easting", "northing"].iter().all(|column| reader.has(column))
        || ["latitude", "longitude"].iter().all(|column| reader.has(column));
    let wanted = [
        ("name", any(&["name", "project"]), "the name of the bid, or `project`"),
        ("area", any(&["area"]), "the authority that bids"),
        ("line", any(&["line"]), "the line of the programme; where one holds for every row, under [always]"),
        (
            "care_type",
            any(&["care_type"]) || all_lines(),
            "the kind of place; where one holds for every row, under [always]",
        ),
        ("additional_likely", any(&["additional_likely", "improved", "protected"]), "the places that it adds"),
        ("total_gbp", has_years || any(&["total_gbp", "dfe_cost_gbp"]), "what it costs, or `dfe_cost_gbp`, or years"),
        ("starts", has_years || any(&["starts"]), "the year in which work starts, or years of spend"),
        ("opens", has_years || any(&["opens"]), "the year in which it opens, or years of spend"),
        ("easting", is_placed, "where it builds, with `northing`; or `latitude` and `longitude`, `postcode` or `home`"),
    ];
    let lacks = wanted.into_iter().filter(|(_, is_there, _)| !is_there);
    lacks.map(|(column, _, what)| reader.map.mistake(column, &format!("fill this in: {what}"))).collect()
}

/// Words of the map that should be ids of the dataset, and are not.
fn foreign_ids(map: &Written, known: &Known) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for names in [&known.areas, &known.lines, &known.care_types, &known.homes] {
        for (word, id) in map.words(names.section).iter().filter(|(_, id)| !names.has(id)) {
            let meant = nearest(id, names.all().map(|(id, _)| id));
            let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            mistakes.push(map.mistake(word, &format!("`{id}` is not the id of {} of the dataset{hint}", names.noun)));
        }
    }
    mistakes
}

/// The rows below the heading.
#[derive(Debug)]
pub(super) struct Rows<'g> {
    /// Rows of bids.
    pub bids: Vec<&'g GridRow>,
    /// Rows of totals, and headings that come again.
    pub others: Vec<(&'g GridRow, &'static str)>,
}

impl<'g> Rows<'g> {
    fn of(reader: &Reader<'g>, heading: &GridRow) -> Self {
        let mut rows = Self { bids: Vec::new(), others: Vec::new() };
        for row in reader.grid.rows.iter().filter(|row| row.number > heading.number) {
            if is_total(reader, row) {
                rows.others.push((row, "a row of totals"));
            } else if row.cells == heading.cells {
                rows.others.push((row, "the heading again"));
            } else {
                rows.bids.push(row);
            }
        }
        rows
    }
}

/// Whether a row sums the others: a word for that stands in it, and no authority.
fn is_total(reader: &Reader<'_>, row: &GridRow) -> bool {
    let words =
        ["total", "totals", "grand total", "sum", "subtotal", "sub total", "overall total", "all bids", "all projects"];
    let says = row.cells.iter().any(|cell| words.contains(&folded(cell).as_str()));
    let blank = |column: &'static str| {
        reader.written(row, column).is_none_or(|(_, text)| words.contains(&folded(text).as_str()))
    };
    says && blank("area") && blank("name")
}

/// Where the postcodes of the rows are, if there is a file of them.
fn postcodes(
    reader: &Reader<'_>,
    rows: &[&GridRow],
    file: Option<&Path>,
) -> Result<Option<BTreeMap<String, crate::domain::Point>>, Mistakes> {
    let Some(file) = file else { return Ok(None) };
    let wanted = rows.iter().filter_map(|row| reader.written(row, "postcode")).map(|(_, code)| plain_postcode(code));
    Ok(Some(find_postcodes(file, &wanted.collect())?))
}
