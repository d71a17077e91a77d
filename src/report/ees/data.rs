//! A data file and its `.meta.csv`.

use std::collections::BTreeSet;

use super::NOT_APPLICABLE;
use super::codes::Codes;
use crate::domain::{Area, FinancialYear};
use crate::table::{Cell, Column, Table};

/// The columns that every file begins with; those of regions and authorities only where there are any.
const TIME_AND_PLACE: [Column; 10] = [
    Column::words("time_period", ""),
    Column::words("time_identifier", ""),
    Column::words("geographic_level", ""),
    Column::words("country_code", ""),
    Column::words("country_name", ""),
    Column::words("region_code", ""),
    Column::words("region_name", ""),
    Column::words("old_la_code", ""),
    Column::words("new_la_code", ""),
    Column::words("la_name", ""),
];

const META: [Column; 8] = [
    Column::words("col_name", ""),
    Column::words("col_type", ""),
    Column::words("label", ""),
    Column::words("indicator_grouping", ""),
    Column::words("indicator_unit", ""),
    Column::words("indicator_dp", ""),
    Column::words("filter_hint", ""),
    Column::words("filter_grouping_column", ""),
];

/// How far down the places of a file go.
#[derive(Clone, Copy)]
pub(super) enum Finest {
    /// England alone.
    Nation,
    /// Regions too.
    Region,
    /// Authorities too.
    Authority,
}

impl Finest {
    /// How many columns of time and place there are.
    const fn columns(self) -> usize {
        match self {
            Self::Nation => 5,
            Self::Region => 7,
            Self::Authority => TIME_AND_PLACE.len(),
        }
    }
}

/// Where a row is of.
#[derive(Clone, Copy)]
pub(super) enum Where<'a> {
    /// England.
    Nation,
    /// A region.
    Region(&'a str),
    /// An authority.
    Authority(&'a Area),
}

/// A column after those of time and place.
#[derive(Clone, Copy)]
pub(super) struct Described {
    /// Its name in files.
    pub name: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// What a column is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A filter, with a hint.
    Filter(&'static str),
    /// A number, with its unit and its decimals on the page.
    Indicator(&'static str, i64),
}

/// A data file.
pub(super) struct Data {
    name: [&'static str; 2],
    finest: Finest,
    described: Vec<Described>,
    rows: Vec<Vec<Cell>>,
}

impl Data {
    /// A file without rows; its names are its own and that of what is said of it.
    pub fn new(name: [&'static str; 2], finest: Finest, described: &[Described]) -> Self {
        Self { name, finest, described: described.to_vec(), rows: Vec::new() }
    }

    /// Adds a row. No indicator is blank: what does not apply is said not to.
    pub fn push(&mut self, year: FinancialYear, place: Where<'_>, codes: &Codes, cells: Vec<Cell>) {
        let mut row = place.cells(year, codes);
        row.truncate(self.finest.columns());
        let symbol = |cell| if cell == Cell::Empty { Cell::text(NOT_APPLICABLE) } else { cell };
        row.extend(cells.into_iter().map(symbol));
        self.rows.push(row);
    }

    /// The columns that are described: a filter with one level filters nothing, and is refused.
    fn of_use(&self) -> impl Iterator<Item = &Described> {
        let first = self.finest.columns();
        let levels = move |at: usize| self.rows.iter().map(|row| row[first + at].in_files()).collect::<BTreeSet<_>>();
        let is_of_use = move |at: usize, one: &Described| !matches!(one.kind, Kind::Filter(_)) || levels(at).len() > 1;
        self.described.iter().enumerate().filter(move |(at, one)| is_of_use(*at, one)).map(|(_, one)| one)
    }

    /// The data and what is said of its columns, by name.
    pub fn files(&self) -> [(String, Vec<u8>); 2] {
        let own = self.described.iter().map(|described| Column::words(described.name, described.label));
        let columns: Vec<Column> = TIME_AND_PLACE[..self.finest.columns()].iter().copied().chain(own).collect();
        let [data, meta] = self.name;
        let tables = [
            Table::new(data, &columns, self.rows.clone()),
            Table::new(meta, &META, self.of_use().map(Described::row).collect()),
        ];
        tables.map(|table| (format!("{}.csv", table.name), table.to_csv()))
    }
}

impl Described {
    /// A filter.
    pub const fn filter(name: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self { name, label, kind: Kind::Filter(hint) }
    }

    /// An indicator with its unit and decimals.
    pub const fn indicator(name: &'static str, label: &'static str, unit: &'static str, decimals: i64) -> Self {
        Self { name, label, kind: Kind::Indicator(unit, decimals) }
    }

    /// Its row of the `.meta.csv`.
    fn row(&self) -> Vec<Cell> {
        let words = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
        let (kind, unit, decimals, hint) = match self.kind {
            Kind::Filter(hint) => ("Filter", "", Cell::Empty, hint),
            Kind::Indicator(unit, decimals) => ("Indicator", unit, Cell::Whole(decimals), ""),
        };
        vec![
            words(self.name),
            words(kind),
            words(self.label),
            Cell::Empty,
            words(unit),
            decimals,
            words(hint),
            Cell::Empty,
        ]
    }
}

impl Where<'_> {
    /// The cells of time and place.
    fn cells(self, year: FinancialYear, codes: &Codes) -> Vec<Cell> {
        let six_digits = year.to_string().chars().filter(char::is_ascii_digit).collect();
        let (level, region, authority) = match self {
            Self::Nation => ("National", None, None),
            Self::Region(region) => ("Regional", Some(region), None),
            Self::Authority(area) => ("Local authority", Some(area.region.as_str()), Some(area)),
        };
        let words = |text: Option<&str>| text.map_or(Cell::Empty, Cell::text);
        vec![
            Cell::Text(six_digits),
            Cell::text("Financial year"),
            Cell::text(level),
            Cell::text("E92000001"),
            Cell::text("England"),
            words(region.map(|region| codes.region(region))),
            words(region),
            words(authority.map(|area| codes.old(area))),
            words(authority.map(|area| area.id.as_str())),
            words(authority.map(|area| area.name.as_str())),
        ]
    }
}
