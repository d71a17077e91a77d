//! A row of a table, read by cell.

use csv::StringRecord;

use super::cells::{Metres, Text, Value, YesNo};
use super::codes::is_sign;
use super::findings::Strictness;
use super::format::Taken;
use super::keys::Keys;
use super::lenient::{Commas, Lenient};
use super::retired::fate;
use super::table::Table;
use super::workbook::is_never_worked_out;
use crate::domain::{Index, Malformed, Point};

/// A mistake was made here, and has been noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noted;

/// The longest cell that may still be a number, a date or an id.
const LONGEST_VALUE: usize = 100;

/// A row of a table.
pub(super) struct Row<'t> {
    table: &'t Table<'t>,
    line: u64,
    cells: &'t StringRecord,
}

impl<'t> Row<'t> {
    /// The row on this line.
    pub(super) fn new(table: &'t Table<'t>, line: u64, cells: &'t StringRecord) -> Self {
        Self { table, line, cells }
    }

    /// The line it begins on.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Notes a mistake in this row.
    pub(super) fn say(&self, column: &str, mistake: &str) -> Noted {
        self.table.say(self.line, column, mistake);
        Noted
    }

    /// What is written in a cell, spaces aside; nothing if there is no such cell.
    pub(super) fn written(&self, column: &'static str) -> &str {
        let cell = self.table.position(column).and_then(|position| self.cells.get(position));
        cell.unwrap_or_default().trim()
    }

    /// Whether it has nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(str::is_empty)
    }

    /// The text of a cell, which neither begins nor ends with a space; nothing if it is blank.
    fn cell(&self, column: &'static str) -> Result<Option<&str>, Noted> {
        let Some(position) = self.table.position(column) else { return self.taken(column).ok_or(Noted)? };
        let cell = self.cells.get(position).ok_or(Noted)?;
        if cell.is_empty() {
            return Ok(None);
        }
        if let Some(formula) = is_never_worked_out(cell) {
            return Err(self.say(column, &formula));
        }
        let trimmed = cell.trim();
        if trimmed == cell {
            return Ok(Some(cell));
        }
        if self.table.strictness() == Strictness::Lenient {
            self.table.pass(self.line, ("cell", "cells"), "spaces at an end");
            return Ok(Some(trimmed).filter(|cell| !cell.is_empty()));
        }
        let short: String = cell.chars().take(LONGEST_VALUE).collect();
        let mistake = if cell.trim().is_empty() {
            "holds nothing but spaces; empty it".to_owned()
        } else {
            format!("`{short}` begins or ends with a space; take it out")
        };
        Err(self.say(column, &mistake))
    }

    /// What is taken of a column that is left out, as of a cell; nothing where that may not be.
    fn taken(&self, column: &'static str) -> Option<Result<Option<&str>, Noted>> {
        Some(match self.table.default_of(column)?.cell {
            Taken::This(cell) => Ok(Some(cell).filter(|cell| !cell.is_empty())),
            Taken::Of(other) => self.cell(other),
        })
    }

    /// What is written in a cell, or taken of a column that is left out, spaces aside.
    pub(super) fn written_or_taken(&self, column: &'static str) -> &str {
        match self.table.default_of(column).map(|default| default.cell) {
            None => self.written(column),
            Some(Taken::This(cell)) => cell,
            Some(Taken::Of(other)) => self.written(other),
        }
    }

    /// What is written in a column of others.
    pub(super) fn own(&self, position: usize, name: &str) -> Result<String, Noted> {
        let cell = self.cells.get(position).unwrap_or_default().trim();
        let text: Result<Text, Malformed> = cell.parse();
        text.map(Text::into_string).map_err(|malformed| self.say(name, &malformed.to_string()))
    }

    /// The value of a cell, or nothing where it is blank.
    pub(super) fn read_or_blank<T: Value>(&self, column: &'static str) -> Result<Option<T>, Noted> {
        let Some(cell) = self.cell(column)? else { return Ok(None) };
        if cell.len() > LONGEST_VALUE {
            let short: String = cell.chars().take(30).collect();
            return Err(self.say(column, &format!("`{short}...` is {} letters long", cell.chars().count())));
        }
        let lenient =
            || T::lenient(cell, self.table.commas()).filter(|_| self.table.strictness() == Strictness::Lenient);
        let malformed = match cell.parse() {
            Ok(value) => return Ok(Some(value)),
            Err(malformed) => malformed,
        };
        if let Some(Lenient { value, how }) = lenient() {
            for had in how {
                self.table.pass(self.line, T::NOUNS, had);
            }
            return Ok(Some(value));
        }
        let advice = match cell {
            number if is_shortened(number) => "; a spreadsheet has shortened it: format the column as text",
            // What reads a 1 wants a number.
            sign if is_sign(sign) && "1".parse::<T>().is_ok() => {
                "; this sign says that there is no number: leave the row out, as a nought would say that there is one"
            }
            number if may_have_point(number) && self.table.commas() == Commas::MayBePoint => {
                "; semicolons part the cells here, and a comma may then be a decimal point: write the number without it"
            }
            _ => "",
        };
        Err(self.say(column, &format!("{malformed}{advice}")))
    }

    /// The value of a cell of a column that may be left out, or nothing where it is left out or blank.
    pub(super) fn read_if_there<T: Value>(&self, column: &'static str) -> Result<Option<T>, Noted> {
        if self.table.position(column).is_none() { Ok(None) } else { self.read_or_blank(column) }
    }

    /// The value of a cell.
    pub(super) fn read<T: Value>(&self, column: &'static str) -> Result<T, Noted> {
        self.read_or_blank(column)?.ok_or_else(|| self.say(column, "this cell is blank, and should not be"))
    }

    /// The text of a cell; it may be long.
    pub(super) fn text_or_blank(&self, column: &'static str) -> Result<Option<String>, Noted> {
        let Some(cell) = self.cell(column)? else { return Ok(None) };
        let text: Result<Text, Malformed> = cell.parse();
        text.map(|text| Some(text.into_string())).map_err(|malformed| self.say(column, &malformed.to_string()))
    }

    /// The text of a cell; it may be long, and may not be blank.
    pub(super) fn text(&self, column: &'static str) -> Result<String, Noted> {
        self.text_or_blank(column)?.ok_or_else(|| self.say(column, "this cell is blank, and should not be"))
    }

    /// Whether a cell says `yes`.
    pub(super) fn is_yes(&self, column: &'static str) -> Result<bool, Noted> {
        self.read(column).map(|answer| match answer {
            YesNo::Yes => true,
            YesNo::No => false,
        })
    }

    /// The row of another table that a cell names, or nothing where it is blank.
    pub(super) fn find_or_blank<T, I>(&self, column: &'static str, keys: &Keys<T, I>) -> Result<Option<Index<T>>, Noted>
    where
        I: Value,
    {
        let Some(cell) = self.cell(column)? else { return Ok(None) };
        if let Some(found) = keys.find(cell) {
            return Ok(Some(found));
        }
        if cell.parse::<I>().is_err() {
            return self.read::<I>(column).and(Err(Noted));
        }
        if !keys.is_whole() {
            return Err(Noted);
        }
        let meant = match fate(cell, |code| keys.find(code).is_some()) {
            Some(fate) => fate,
            None if self.table.may_suggest() => keys.suggestion(cell),
            None => String::new(),
        };
        Err(self.say(column, &format!("`{cell}` is not in {}{meant}", keys.home())))
    }

    /// The row of another table that a cell names.
    pub(super) fn find<T, I>(&self, column: &'static str, keys: &Keys<T, I>) -> Result<Index<T>, Noted>
    where
        I: Value,
    {
        self.find_or_blank(column, keys)?.ok_or_else(|| self.say(column, "this cell is blank, and should not be"))
    }

    /// The point of two cells, or nothing where both are blank.
    pub(super) fn point_or_blank(&self) -> Result<Option<Point>, Noted> {
        let [easting, northing] = ["easting", "northing"].map(|column| self.read_or_blank::<Metres>(column));
        let (easting, northing) = match (easting?, northing?) {
            (Some(easting), Some(northing)) => (easting.count(), northing.count()),
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(self.say("northing", "this cell is blank, and should not be")),
            (None, Some(_)) => return Err(self.say("easting", "this cell is blank, and should not be")),
        };
        if let Some(point) = Point::new(easting, northing) {
            return Ok(Some(point));
        }
        let swapped = if Point::new(northing, easting).is_some() { "; are they swapped?" } else { "" };
        let mistake = format!("easting {easting} and northing {northing} are not in England or Wales{swapped}");
        Err(self.say("easting", &mistake))
    }

    /// The point of two cells.
    pub(super) fn point(&self) -> Result<Point, Noted> {
        self.point_or_blank()?.ok_or_else(|| {
            self.say("easting", "this cell is blank, and should not be");
            self.say("northing", "this cell is blank, and should not be")
        })
    }
}

/// Whether this is a number with one comma, which may be its point.
fn may_have_point(cell: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b',';
    cell.matches(',').count() == 1 && cell.trim_start_matches('£').bytes().all(is_plain)
}

/// Whether a spreadsheet has taken this for a large number: `1.2E+05`.
fn is_shortened(cell: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    cell.split_once("E+").is_some_and(|(number, power)| digits(number) && digits(power))
}
