//! Bids into the tables of a dataset: added to those that it has, or in their place.

use std::collections::BTreeSet;

use super::about::note_about;
use super::bids::Way;
use crate::read::{Mistake, Written, guarded};

/// Whether bids are added to those that there are, or take their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They are added; one that is there already is a mistake.
    Add,
    /// They take the place of all that there are.
    Replace,
}

/// Where the bids come from, for the tables that say so.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file, and the sheet.
    pub name: &'a str,
    /// `observed` or `modelled`.
    pub kind: &'a str,
}

/// The tables that bids change.
const OF_BIDS: [&str; 3] = ["projects.csv", "options.csv", "spend.csv"];

/// Puts bids into the tables of a dataset.
///
/// # Errors
///
/// Of bids that are there already, where they should be added: each id, and the row that has it.
///
/// # Panics
///
/// If these are not the tables of a dataset.
pub fn put_bids(
    tables: &mut Vec<Written>,
    ways: &[Way],
    how: How,
    origin: Origin<'_>,
) -> Result<(), Vec<(u64, String)>> {
    if how == How::Add {
        let there: BTreeSet<&str> = cells(tables, "projects.csv", "project").collect();
        let twice: Vec<(u64, String)> = ways
            .iter()
            .filter(|way| there.contains(way.bid.project.as_str()))
            .map(|way| (way.row, way.bid.project.clone()))
            .collect();
        if !twice.is_empty() {
            return Err(twice);
        }
    }
    for file in OF_BIDS {
        let table = tables.iter_mut().find(|table| table.file == file).expect("every dataset has it");
        if how == How::Replace {
            table.rows.clear();
        }
        if file == "projects.csv" && ways.iter().any(|way| !way.bid.status.is_empty()) {
            add_column(table, "status");
        }
        let columns = table.columns.clone();
        let rows = ways.iter().flat_map(|way| match file {
            "projects.csv" => project(way, &columns, origin.name),
            "options.csv" => vec![row(&columns, |column| option(way, column))],
            _ => spend(way, &columns),
        });
        let (rows, mut seen) = (rows.collect::<Vec<_>>(), table.rows.iter().cloned().collect::<BTreeSet<_>>());
        table.rows.extend(rows.into_iter().filter(|row| seen.insert(row.clone())));
    }
    if let Some(links) = tables.iter_mut().find(|table| table.file == "links.csv" && how == How::Replace) {
        links.rows.clear();
    }
    note_origin(tables, &OF_BIDS, how, origin);
    Ok(())
}

/// The cells of a column of a table.
pub(super) fn cells<'t>(tables: &'t [Written], file: &str, column: &str) -> impl Iterator<Item = &'t str> {
    let table = tables.iter().find(|table| table.file == file);
    let at = table.and_then(|table| table.columns.iter().position(|own| *own == column));
    let rows = table.map_or(&[][..], |table| table.rows.as_slice());
    rows.iter().filter_map(move |row| row.get(at?)).map(String::as_str)
}

/// A column that the table may do without.
fn add_column(table: &mut Written, column: &'static str) {
    if !table.columns.contains(&column) {
        table.columns.push(column);
        table.rows.iter_mut().for_each(|row| row.push(String::new()));
    }
}

fn row(columns: &[&'static str], cell: impl Fn(&str) -> String) -> Vec<String> {
    columns.iter().map(|column| cell(column)).collect()
}

/// The bid of a way, once: where its source is the row of the sheet, the first row of it.
fn project(way: &Way, columns: &[&'static str], sheet: &str) -> Vec<Vec<String>> {
    let bid = &way.bid;
    let source = if bid.source.is_empty() { sheet.to_owned() } else { bid.source.clone() };
    let metres =
        |of: fn(crate::domain::Point) -> u32| bid.point.map_or_else(String::new, |point| of(point).to_string());
    vec![row(columns, |column| match column {
        "project" => bid.project.clone(),
        "name" => guarded(&bid.name),
        "line" => bid.line.clone(),
        "area" => bid.area.clone(),
        "home" => bid.home.clone().unwrap_or_default(),
        "easting" => metres(crate::domain::Point::easting),
        "northing" => metres(crate::domain::Point::northing),
        "basis" => bid.basis.clone(),
        "source" => guarded(&source),
        "status" => bid.status.clone(),
        _ => String::new(),
    })]
}

fn option(way: &Way, column: &str) -> String {
    let [low, likely, high] = way.additional.map(|places| places.count().to_string());
    match column {
        "project" => way.bid.project.clone(),
        "option" => way.option.clone(),
        "scope" => guarded(&way.scope),
        "care_type" => way.care_type.clone(),
        "starts" => way.starts.to_string(),
        "opens" => way.opens.to_string(),
        "dfe_cost_gbp" => way.cost.pounds().to_string(),
        "match_gbp" => way.local_match.pounds().to_string(),
        "additional_low" => low,
        "additional_likely" => likely,
        "additional_high" => high,
        "protected" => way.protected.count().to_string(),
        "improved" => way.improved.count().to_string(),
        "planned" => way.planned.to_owned(),
        _ => String::new(),
    }
}

fn spend(way: &Way, columns: &[&'static str]) -> Vec<Vec<String>> {
    let year = |(year, money): &(crate::domain::FinancialYear, crate::domain::Money)| {
        row(columns, |column| match column {
            "project" => way.bid.project.clone(),
            "option" => way.option.clone(),
            "year" => year.to_string(),
            "spend_gbp" => money.pounds().to_string(),
            _ => String::new(),
        })
    };
    way.spend.iter().map(year).collect()
}

/// Says where these tables are from, and what the dataset then is.
pub(super) fn note_origin(tables: &mut Vec<Written>, files: &[&str], how: How, origin: Origin<'_>) {
    note_source(tables, files, how, origin);
    note_about(tables, origin);
}

/// Says in the table of sources where these tables are from; what is said of them is taken away where they are replaced.
fn note_source(tables: &mut [Written], files: &[&str], how: How, origin: Origin<'_>) {
    let Some(sources) = tables.iter_mut().find(|table| table.file == "sources.csv") else { return };
    let columns = sources.columns.clone();
    let file_at = columns.iter().position(|column| *column == "file");
    if how == How::Replace {
        let is_of =
            |row: &Vec<String>| file_at.and_then(|at| row.get(at)).is_some_and(|file| files.contains(&file.as_str()));
        sources.rows.retain(|row| !is_of(row));
    }
    for file in files {
        let said = row(&columns, |column| match column {
            "file" => (*file).to_owned(),
            "column" => "*".to_owned(),
            "kind" => origin.kind.to_owned(),
            "source" => guarded(&format!("Imported from {}", origin.name)),
            "date" | "licence" => "not stated".to_owned(),
            "note" => "Put the date of the figures and their licence here".to_owned(),
            _ => String::new(),
        });
        if !sources.rows.contains(&said) {
            sources.rows.push(said);
        }
    }
}

/// The mistake that a bid is in the dataset already.
#[must_use]
pub fn is_there(file: &std::path::Path, row: u64, project: &str) -> Mistake {
    let why = format!("`{project}` is in the dataset already; --replace puts the sheet in the place of all its bids");
    Mistake::new(file, row, "", &why)
}
