//! A map against the headings of a sheet: where each of its columns stands; and where it is of another sheet, what is read by
//! the usual headings beside it.
//!
//! Usual headings take the place of those that a draft could have written, and of no others: what was corrected by hand, or
//! taken out, is as whoever did so wants it.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{COLUMNS, fit, folded, year_of};
use super::day::{Order, order_of};
use super::map::{Written, matched};
use crate::domain::FinancialYear;
use crate::read::lenient::Unit;
use crate::read::{Grid, GridRow, Mistake, nearest};

/// Where columns are, each with its unit.
type Columns = BTreeMap<&'static str, (usize, Unit)>;

/// By what a sheet is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By the map that was drafted for it.
    Draft,
    /// By a map that was there.
    Map,
    /// By such a map, and by the usual headings beside it.
    Beside {
        /// The headings of the map that the sheet has not.
        missing: Vec<String>,
        /// The columns of the map that the sheet has under no heading.
        gone: Vec<String>,
    },
}

/// Where what is read of a sheet stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Fitting {
    /// Our columns.
    pub columns: Columns,
    /// The spend of each year.
    pub years: BTreeMap<FinancialYear, (usize, Unit)>,
    /// Columns and years of the map whose heading is not there, each with the heading.
    pub missing: Vec<(String, String)>,
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
}

impl Fitting {
    /// Where the headings of the map are in the heading row.
    pub fn of(map: &Written, grid: &Grid, heading: &GridRow) -> Self {
        let mut fitting = Self::default();
        for column in &COLUMNS {
            let wanted = map.map.columns.get(column.name).filter(|wanted| !wanted.is_empty());
            if let Some(found) = wanted.and_then(|wanted| fitting.place(column.name, wanted, (map, grid, heading))) {
                fitting.columns.insert(column.name, found);
            }
        }
        for (year, wanted) in map.map.years.iter().filter(|(_, wanted)| !wanted.is_empty()) {
            if let (Ok(known), Some(found)) = (year.parse(), fitting.place(year, wanted, (map, grid, heading))) {
                fitting.years.insert(known, found);
            }
        }
        fitting
    }

    /// Where a heading of the map stands; what is wrong with it is noted.
    fn place(
        &mut self,
        key: &str,
        wanted: &str,
        (map, grid, heading): (&Written, &Grid, &GridRow),
    ) -> Option<(usize, Unit)> {
        match positions(heading, wanted).as_slice() {
            [at] => return Some((*at, Unit::of_heading(&heading.cells[*at]))),
            [] => {
                let meant = nearest(wanted, heading.cells.iter().map(String::as_str));
                let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                let why = format!("row {} has no heading `{wanted}`{hint}", heading.number);
                self.mistakes.push(map.mistake(key, &why));
                self.missing.push((key.to_owned(), wanted.to_owned()));
            }
            [_, at, ..] => {
                let why = format!("the heading `{wanted}` is there twice");
                self.mistakes.push(grid.mistake(heading.number, *at, &why));
            }
        }
        None
    }

    /// The same with the usual headings of the sheet for what the map leaves open or does not find; nothing where the sheet
    /// misses a heading that was put into the map by hand, or has one that is probably meant by one of the map.
    pub fn beside(&self, map: &Written, heading: &GridRow) -> Option<(Self, By)> {
        let is_by_hand = self.missing.iter().any(|(key, wanted)| !is_usual(key, wanted));
        if is_by_hand || self.mistakes.len() > self.missing.len() {
            return None;
        }
        let used: BTreeSet<usize> = self.columns.values().chain(self.years.values()).map(|(at, _)| *at).collect();
        let free = |at: usize, cell: &String| if used.contains(&at) { String::new() } else { cell.clone() };
        let free: Vec<String> = heading.cells.iter().enumerate().map(|(at, cell)| free(at, cell)).collect();
        let usual = matched(&free);
        let mut beside = Self { columns: self.columns.clone(), years: self.years.clone(), ..Self::default() };
        let is_missing = |key: &str| self.missing.iter().any(|(own, _)| own == key);
        let found = |wanted: &str| match positions(heading, wanted).as_slice() {
            [at] => Some((*at, Unit::of_heading(wanted))),
            _ => None,
        };
        for (name, wanted) in &usual.columns {
            if is_missing(name) || map.leaves_open(name) {
                beside.columns.insert(name, found(wanted)?);
            }
        }
        for (year, wanted) in usual.years.iter().filter(|(year, _)| !self.years.contains_key(year)) {
            beside.years.insert(*year, found(wanted)?);
        }
        let is_read = |key: &str| {
            beside.columns.contains_key(key) || key.parse().is_ok_and(|year| beside.years.contains_key(&year))
        };
        let (mut gone, taken) =
            (Vec::new(), |at: &usize| beside.columns.values().chain(beside.years.values()).any(|(own, _)| own == at));
        let unread: Vec<&str> =
            free.iter().enumerate().filter(|(at, _)| !taken(at)).map(|(_, cell)| cell.as_str()).collect();
        for (key, wanted) in self.missing.iter().filter(|(key, _)| !is_read(key)) {
            if nearest(wanted, unread.iter().copied().filter(|cell| !cell.is_empty())).is_some() {
                return None;
            }
            gone.push(if key.parse::<FinancialYear>().is_ok() { format!("spend in {key}") } else { key.clone() });
        }
        let missing = self.missing.iter().map(|(_, wanted)| wanted.clone()).collect();
        Some((beside, By::Beside { missing, gone }))
    }
}

/// Where a heading stands: as it is written, or else as such words are compared.
fn positions(heading: &GridRow, wanted: &str) -> Vec<usize> {
    let all = |alike: &dyn Fn(&str) -> bool| -> Vec<usize> {
        heading.cells.iter().enumerate().filter(|(_, cell)| alike(cell)).map(|(at, _)| at).collect()
    };
    let found = all(&|cell| cell == wanted.trim());
    if found.is_empty() { all(&|cell| !cell.is_empty() && folded(cell) == folded(wanted)) } else { found }
}

/// Whether a draft could have put this heading to a column or a year.
fn is_usual(key: &str, heading: &str) -> bool {
    match COLUMNS.iter().find(|column| column.name == key) {
        Some(column) => fit(heading, column).is_some(),
        None => key.parse().is_ok_and(|year: FinancialYear| year_of(heading) == Some(year)),
    }
}

/// That a map is of another sheet, and what drafts one for this.
pub(super) fn does_not_fit(map: &Written, grid: &Grid, heading: &GridRow, missing: &[(String, String)]) -> Mistake {
    let all = map.map.columns.values().chain(map.map.years.values()).filter(|heading| !heading.is_empty()).count();
    let other = map.file().with_file_name(format!("map-{}.toml", grid.stem()));
    let why = format!(
        "this map does not fit {}: row {} lacks {} of its {all} headings. Correct it; or add --map {} to the command, \
         which drafts a map for this sheet and leaves this one as it is",
        grid.name(),
        heading.number,
        missing.len(),
        crate::read::quoted(&other)
    );
    Mistake::of_file(map.file(), &why)
}

/// What comes first in the dates of the columns that may hold such: as the map says, or else as the column does.
pub(super) fn dates(map: &Written, grid: &Grid, heading: &GridRow, columns: &Columns) -> BTreeMap<&'static str, Order> {
    let order = |name: &'static str| {
        let (at, _) = columns.get(name)?;
        let rows = grid.rows.iter().filter(|row| row.number > heading.number);
        let of_column = || order_of(rows.filter_map(|row| row.cells.get(*at)).map(String::as_str));
        Some((name, map.map.dates.or_else(of_column)?))
    };
    ["starts", "opens"].into_iter().filter_map(order).collect()
}
