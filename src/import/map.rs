//! The map: which heading of a sheet stands over what, and what its words mean. It is drafted once, corrected by hand, and
//! kept. `schemas/map.schema.json` says what it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::columns::{COLUMNS, Column, fit, folded, year_of};
use super::day::Order;
use crate::domain::FinancialYear;
use crate::read::{Mistake, Mistakes, read_text};

/// The most bytes of a map.
const LARGEST: u64 = 256 << 10;

/// Words of the sheet, and the ids that they mean.
pub type Words = BTreeMap<String, String>;

/// A map, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Whether the day or the month comes first in dates of which the column does not say so.
    pub dates: Option<Order>,
    /// Our columns, and the headings over them; blank where there is none.
    pub columns: BTreeMap<String, String>,
    /// The years of spend, and the headings over them.
    pub years: BTreeMap<String, String>,
    /// Our columns that the sheet has not, and what holds for every row.
    pub always: BTreeMap<String, String>,
    /// Names of authorities, and their ids.
    pub authorities: Words,
    /// Words for lines of the programme, and their ids.
    pub lines: Words,
    /// Words for care types, and their ids.
    pub care_types: Words,
    /// Names of homes, and their ids.
    pub homes: Words,
}

/// A map with where it is written, so that what is wrong can be told at its line.
#[derive(Clone, Debug)]
pub struct Written {
    /// The map.
    pub map: Map,
    file: PathBuf,
    text: String,
}

impl Written {
    /// Reads the map in `file`.
    ///
    /// # Errors
    ///
    /// If it is no TOML, has a key that no map has, or names a column or a year that is none.
    pub fn read(file: &Path) -> Result<Self, Mistakes> {
        let (text, _) = read_text(file, LARGEST)?;
        Self::of(file, text)
    }

    /// The map that is written as `text` in `file`.
    ///
    /// # Errors
    ///
    /// As [`Written::read`].
    pub fn of(file: &Path, text: String) -> Result<Self, Mistakes> {
        let map = toml::from_str::<Map>(&text).map_err(|error| {
            let at = error.span().and_then(|span| text.get(..span.start)).map_or(0, lines_in);
            Mistake::new(file, at, "", error.message())
        })?;
        let written = Self { map, file: file.to_owned(), text };
        let known = |key: &&String| !COLUMNS.iter().any(|column| column.name == key.as_str());
        let unknown = written.map.columns.keys().chain(written.map.always.keys()).filter(known);
        let mut mistakes: Vec<Mistake> = unknown
            .map(|key| {
                let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
                written.mistake(key, &format!("`{key}` is no column of a bid; they are {}", names.join(", ")))
            })
            .collect();
        let no_year = written.map.years.keys().filter(|year| year.parse::<FinancialYear>().is_err());
        mistakes.extend(no_year.map(|year| written.mistake(year, &format!("`{year}` is no year, such as 2026-27"))));
        if mistakes.is_empty() { Ok(written) } else { Err(Mistakes::new(mistakes)) }
    }

    /// A mistake at the line that a key stands on.
    #[must_use]
    pub fn mistake(&self, key: &str, mistake: &str) -> Mistake {
        Mistake::new(&self.file, self.line_of(key), key, mistake)
    }

    /// The words of a section, and the ids that they mean.
    #[must_use]
    pub fn words(&self, section: &str) -> &Words {
        match section {
            "authorities" => &self.map.authorities,
            "lines" => &self.map.lines,
            "care_types" => &self.map.care_types,
            _ => &self.map.homes,
        }
    }

    /// How many cells of a row are headings that it has.
    #[must_use]
    pub fn named_in(&self, cells: &[String]) -> usize {
        let named = self.map.columns.values().chain(self.map.years.values()).filter(|heading| !heading.is_empty());
        let named: BTreeSet<String> = named.map(|heading| folded(heading)).collect();
        cells.iter().filter(|cell| !cell.is_empty() && named.contains(&folded(cell))).count()
    }

    /// Whether a column is left open as in a draft that found no heading for it: its line is there, and says nothing.
    #[must_use]
    pub fn leaves_open(&self, column: &str) -> bool {
        let is_open = |line: &str| {
            let rest = line.trim_start().strip_prefix('#')?.trim_start().strip_prefix(column)?;
            Some(rest.trim_start().strip_prefix('=')?.trim_start().starts_with("\"\""))
        };
        self.text.lines().any(|line| is_open(line).unwrap_or(false))
    }

    /// The name of the file of the map.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The line on which a key stands, also where it is only suggested; nought where it is on none.
    fn line_of(&self, key: &str) -> u64 {
        let quoted = quoted(key);
        let is_at = |line: &str| {
            let line = line.trim_start_matches(['#', ' ']);
            let rest = line.strip_prefix(key).or_else(|| line.strip_prefix(quoted.as_str()));
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let line = self.text.lines().position(is_at).and_then(|at| u64::try_from(at).ok());
        line.and_then(|at| at.checked_add(1)).unwrap_or_default()
    }
}

/// The line that follows on so much text.
fn lines_in(text: &str) -> u64 {
    u64::try_from(text.matches('\n').count()).ok().and_then(|lines| lines.checked_add(1)).unwrap_or_default()
}

/// What a heading row is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Our columns, each with the heading over it.
    pub columns: BTreeMap<&'static str, String>,
    /// The years of spend, each with the heading over it.
    pub years: BTreeMap<FinancialYear, String>,
}

/// Matches the headings of a row with our columns by the usual words.
#[must_use]
pub fn matched(headings: &[String]) -> Matched {
    let mut matched = Matched::default();
    for heading in headings.iter().filter(|heading| !heading.is_empty()) {
        if let Some(year) = year_of(heading) {
            matched.years.entry(year).or_insert_with(|| heading.clone());
        }
    }
    for column in &COLUMNS {
        let fitting = headings.iter().filter_map(|heading| Some((fit(heading, column)?, heading)));
        // Of two that fit as well the first stands further left.
        if let Some((_, heading)) = fitting.min_by_key(|(fit, _)| *fit) {
            matched.columns.insert(column.name, heading.clone());
        }
    }
    matched
}

/// What a draft says of dates, which their columns say of themselves in most sheets.
const DATES: &str =
    "# dates = \"day-first\"  # or month-first, where no day above 12 in the column says what 01/09/2026 is\n";

/// A draft of the map of the file `name`: what its headings were `matched` with, what holds `always`, and the headings that
/// are `unread`.
#[must_use]
pub fn draft(
    name: &str,
    sheet: Option<&str>,
    matched: &Matched,
    always: &BTreeMap<&'static str, String>,
    unread: &[String],
) -> String {
    let mut lines = vec![
        format!(
            "# How {} is read. Correct it where it is wrong, and keep it for the next sheet of this kind.",
            plain(name)
        ),
        "# After each of our columns stands the heading that is over it in the sheet.".to_owned(),
        String::new(),
        DATES.to_owned(),
    ];
    lines.extend(sheet.map(|sheet| format!("sheet = {}\n", quoted(sheet))));
    lines.push("[columns]".to_owned());
    let line = |Column { name, about, .. }: &Column| match matched.columns.get(name) {
        Some(heading) => format!("{name} = {}  # {about}", quoted(heading)),
        None => format!("# {name} = \"\"  # {about}"),
    };
    lines.extend(COLUMNS.iter().map(line));
    lines.push("\n# Years, and the headings under which their spend stands.\n[years]".to_owned());
    lines.extend(
        matched.years.iter().map(|(year, heading)| format!("{} = {}", quoted(&year.to_string()), quoted(heading))),
    );
    lines.push("\n# What holds for every row, of columns that the sheet has not.\n[always]".to_owned());
    lines.extend(always.iter().map(|(name, value)| format!("{name} = {}", quoted(value))));
    if !unread.is_empty() {
        lines.push(format!(
            "\n# Headings that are not read: {}",
            unread.iter().map(|own| plain(own)).collect::<Vec<_>>().join("; ")
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Adds to a draft the words of the sheet that nothing is known of, each with what was probably meant.
#[must_use]
pub fn with_words(draft: &str, words: &BTreeMap<(&'static str, String), Option<String>>) -> String {
    let mut lines = vec![draft.to_owned()];
    let mut section = "";
    for ((of, word), meant) in words {
        if *of != section {
            lines.push(
                "# Words of the sheet, and the ids that they mean. Take the # away where it is right.".to_owned(),
            );
            lines.push(format!("[{of}]"));
            section = of;
        }
        lines.push(format!("# {} = {}", quoted(word), quoted(meant.as_deref().unwrap_or_default())));
    }
    lines.push(String::new());
    if words.is_empty() { draft.to_owned() } else { lines.join("\n") }
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
