//! The inputs of a run as they were supplied, each table on a sheet.

use super::grid::Grid;
use crate::case::INPUT;
use crate::domain::Money;
use crate::read::Supplied;
use crate::table::Cell;

/// Columns of whole numbers whose names do not end in `_gbp`.
const NUMBERS: [&str; 15] = [
    "children",
    "easting",
    "northing",
    "places",
    "places_at_risk",
    "additional_low",
    "additional_likely",
    "additional_high",
    "protected",
    "improved",
    "published_projects",
    "published_homes",
    "published_places_low",
    "published_places_high",
    "row",
];

/// The table as a sheet has it: counts and money as numbers, all else, codes and years too, as words.
pub(super) fn grid(supplied: &Supplied) -> Grid {
    let columns: Vec<Column> = supplied.heading.iter().map(|heading| Column::of(heading)).collect();
    let cells = |row: &Vec<String>| columns.iter().zip(row).map(|(column, cell)| column.cell(cell)).collect();
    Grid {
        name: format!("{INPUT}{}", supplied.file.trim_end_matches(".csv")),
        headings: supplied.heading.clone(),
        rows: supplied.rows.iter().map(cells).collect(),
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    Money,
    Count,
    Words,
}

impl Column {
    fn of(heading: &str) -> Self {
        match heading {
            money if money.ends_with("_gbp") => Self::Money,
            count if NUMBERS.contains(&count) => Self::Count,
            _ => Self::Words,
        }
    }

    fn cell(self, written: &str) -> Cell {
        let number = written.parse::<i64>().ok();
        match (self, number) {
            _ if written.is_empty() => Cell::Empty,
            (Self::Money, Some(pounds)) => Cell::Money(Money::from_pounds(pounds)),
            (Self::Count, Some(count)) => Cell::Whole(count),
            (Self::Words, _) | (_, None) => Cell::text(written),
        }
    }
}
