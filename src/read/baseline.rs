//! A baseline: what cases came to, and the work they took, when that was put on record.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::Mistakes;
use super::cells::{Value, one_of};
use super::findings::Findings;
use super::format::{Format, Tolerance};
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::Malformed;

/// What the file holds, before columns that are for people. All but the first two hold a whole number, or, of places,
/// hundredths of one; a blank is not known, or not to be held.
const COLUMNS: &[&str] = &[
    "case",
    "ended",
    "node_limit",
    "well_located_places",
    "dfe_cost_gbp",
    "rows",
    "columns",
    "non_zeros",
    "solved_rows",
    "solved_columns",
    "solved_non_zeros",
    "nodes",
    "iterations",
    "open_instructions",
    "network_instructions",
    "program_instructions",
    "search_instructions",
    "write_instructions",
];

/// Written by hand, it has only the columns that are to be held.
const FORMAT: Format = Format {
    file: "the baseline",
    noun: "a case",
    columns: COLUMNS,
    optional: match COLUMNS.split_first() {
        Some((_case, held)) => held,
        None => &[],
    },
    defaults: &[],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Allowed,
};

/// What is on record of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// How it ended; nothing is held of that where it is not on record.
    pub ended: Option<Ended>,
    /// By column, what is known: of places, hundredths.
    pub numbers: BTreeMap<&'static str, u64>,
}

/// How a case ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// No plan keeps the rules.
    NoPlan,
    /// A limit came before any plan was found.
    NothingFound,
    /// The best plan found is not proved.
    NotProved,
    /// The plan is proved in whole places.
    Proved,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoPlan => "no plan",
            Self::NothingFound => "nothing found",
            Self::NotProved => "not proved",
            Self::Proved => "proved",
        })
    }
}

impl FromStr for Ended {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let all = [Self::Proved, Self::NotProved, Self::NoPlan, Self::NothingFound];
        one_of(text, [("proved", all[0]), ("not proved", all[1]), ("no plan", all[2]), ("nothing found", all[3])])
    }
}

impl Value for Ended {}

/// A whole number.
struct Count(u64);

impl FromStr for Count {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let is_plain = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
        let count = is_plain.then(|| text.parse().ok()).flatten().map(Self);
        count.ok_or_else(|| Malformed::whole(text, "a whole number, such as 1250"))
    }
}

impl Value for Count {}

/// Hundredths of a place.
struct Hundredths(u64);

impl FromStr for Hundredths {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let hundredths = (1..=2).contains(&part.len()).then(|| format!("{whole}{part:0<2}").parse::<Count>().ok());
        let count = hundredths.flatten().filter(|_| !whole.is_empty()).map(|Count(count)| Self(count));
        count.ok_or_else(|| Malformed::new(text, "a number of places, such as 908 or 908.5"))
    }
}

impl Value for Hundredths {}

/// Reads a baseline, by case; of a case on record only the numbers that are written are held.
///
/// # Errors
///
/// Every mistake in the file.
pub fn read_ledger(file: &Path) -> Result<BTreeMap<String, Entry>, Mistakes> {
    let findings = Findings::default();
    let table = Table::open_file(&findings, file, &file.display().to_string(), &FORMAT);
    let (mut entries, mut seen) = (BTreeMap::new(), Seen::default());
    for row in table.rows() {
        let case = row.text("case").and_then(|case| seen.meet(&row, "case", &case).map(|()| case));
        let entry = entry(&row);
        if let (Ok(case), Ok(entry)) = (case, entry) {
            entries.insert(case, entry);
        }
    }
    drop(table);
    findings.finish().map(|_| entries)
}

fn entry(row: &Row) -> Result<Entry, Noted> {
    let ended = row.read_if_there::<Ended>("ended");
    let number = |column: &'static str| {
        let number = match column {
            "well_located_places" => row.read_if_there::<Hundredths>(column)?.map(|Hundredths(number)| number),
            _ => row.read_if_there::<Count>(column)?.map(|Count(number)| number),
        };
        Ok(number.map(|number| (column, number)))
    };
    // Every cell is read, so that every mistake is told.
    let numbers: Vec<Result<Option<(&'static str, u64)>, Noted>> =
        FORMAT.columns[2..].iter().copied().map(number).collect();
    let numbers = numbers.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(Entry { ended: ended?, numbers: numbers.into_iter().flatten().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_hundredths() {
        let read = |text: &str| text.parse::<Hundredths>().ok().map(|Hundredths(number)| number);
        assert_eq!(["908", "908.5", "908.05"].map(read), [Some(90_800), Some(90_850), Some(90_805)]);
        for wrong in ["", ".5", "9.", "9.125", "-1", "1e3", "9,000"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
