//! Cells of a sheet into values: what was read as what is counted, what was refused is noted at its cell.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::day::Order;
use super::map::Written;
use super::names::{Meaning, Names};
use crate::domain::{FinancialYear, Malformed, counted};
use crate::read::lenient::{Lenient, Unit};
use crate::read::{Grid, GridRow, Mistake};

/// A mistake was made here, and has been noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted;

/// How the cells of a column were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// What they hold, one and many, as in "amount" and "amounts".
    nouns: (&'static str, &'static str),
    count: usize,
    /// How many were read in which form.
    how: BTreeMap<String, usize>,
}

/// What was said of the rows of a sheet.
#[derive(Debug, Default)]
pub struct Said {
    /// What is wrong.
    pub mistakes: RefCell<Vec<Mistake>>,
    tallies: RefCell<BTreeMap<usize, Tally>>,
    /// Words that nothing is known of, by the section of the map, with what was probably meant.
    pub unknown: RefCell<BTreeMap<(&'static str, String), Option<String>>>,
    /// What else is to be said, each once, with how often.
    pub notes: RefCell<BTreeMap<String, usize>>,
}

/// Reads the rows of a sheet by a map.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// The map.
    pub map: &'a Written,
    /// Where our columns are, each with its unit.
    pub columns: BTreeMap<&'static str, (usize, Unit)>,
    /// Where the spend of each year is.
    pub years: BTreeMap<FinancialYear, (usize, Unit)>,
    /// What comes first in the dates of a column, where that is known.
    pub dates: BTreeMap<&'static str, Order>,
    /// What was said.
    pub said: Said,
}

/// Where a text stands, and what it is.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In a column of the row.
    Cell(usize),
    /// In the map, where it holds for every row.
    Always,
}

impl Reader<'_> {
    /// Whether anything is said of a column, in the sheet or in the map.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column) || self.always(column).is_some()
    }

    fn always(&self, column: &str) -> Option<&str> {
        self.map.map.always.get(column).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// What is written in a column of a row; nothing where that is blank.
    #[must_use]
    pub fn written<'r>(&'r self, row: &'r GridRow, column: &'static str) -> Option<(Place, &'r str)> {
        if let Some((at, _)) = self.columns.get(column) {
            let cell = row.cells.get(*at).map_or("", |cell| cell.trim());
            return (!cell.is_empty()).then_some((Place::Cell(*at), cell));
        }
        self.always(column).map(|value| (Place::Always, value))
    }

    /// Notes a mistake in a column of a row, at its cell; of what is in no column, at the first cell of the row.
    pub fn say(&self, row: &GridRow, column: &'static str, why: &str) -> Noted {
        let place = self.columns.get(column).map(|(at, _)| Place::Cell(*at));
        let place = place.or_else(|| self.always(column).map(|_| Place::Always)).unwrap_or(Place::Cell(0));
        self.say_at(row, column, place, why)
    }

    /// Notes that a cell is blank which should not be.
    pub fn blank(&self, row: &GridRow, column: &'static str) -> Noted {
        self.say(row, column, "this cell is blank, and should not be")
    }

    /// Notes a mistake at a place.
    pub fn say_at(&self, row: &GridRow, column: &str, place: Place, why: &str) -> Noted {
        let mistake = match place {
            Place::Cell(at) => self.grid.mistake(row.number, at, why),
            Place::Always => self.map.mistake(column, why),
        };
        self.said.mistakes.borrow_mut().push(mistake);
        Noted
    }

    /// Notes something to be said once, with how often it was so.
    pub fn note(&self, note: String) {
        let mut notes = self.said.notes.borrow_mut();
        let times = notes.entry(note).or_default();
        *times = times.saturating_add(1);
    }

    /// The value in a column of a row, by `read`; nothing where it is blank.
    ///
    /// # Errors
    ///
    /// That it is none, which is noted.
    pub fn read<T>(
        &self,
        row: &GridRow,
        column: &'static str,
        nouns: (&'static str, &'static str),
        read: impl FnOnce(&str) -> Result<Lenient<T>, Malformed>,
    ) -> Result<Option<T>, Noted> {
        let Some((place, text)) = self.written(row, column) else { return Ok(None) };
        self.value(row, column, place, nouns, read(text)).map(Some)
    }

    /// What was read at a place, counted or noted.
    ///
    /// # Errors
    ///
    /// That nothing was, which is noted.
    pub fn value<T>(
        &self,
        row: &GridRow,
        column: &str,
        place: Place,
        nouns: (&'static str, &'static str),
        read: Result<Lenient<T>, Malformed>,
    ) -> Result<T, Noted> {
        match read {
            Ok(Lenient { value, how }) => {
                self.tally(place, nouns, &how);
                Ok(value)
            }
            Err(malformed) => Err(self.say_at(row, column, place, &malformed.to_string())),
        }
    }

    fn tally(&self, place: Place, nouns: (&'static str, &'static str), how: &[&str]) {
        let Place::Cell(at) = place else { return };
        let mut tallies = self.said.tallies.borrow_mut();
        let tally = tallies.entry(at).or_default();
        tally.nouns = nouns;
        tally.count = tally.count.saturating_add(1);
        if !how.is_empty() {
            let times = tally.how.entry(how.join(" and ")).or_default();
            *times = times.saturating_add(1);
        }
    }

    /// The text in a column of a row, on one line; nothing where it is blank.
    #[must_use]
    pub fn text(&self, row: &GridRow, column: &'static str) -> Option<String> {
        let (place, text) = self.written(row, column)?;
        let plain: String = text.chars().map(|c| if crate::domain::is_unseen(c) { ' ' } else { c }).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let how: &[&str] = if plain == text { &[] } else { &["spaces or breaks of line"] };
        self.tally(place, ("text", "texts"), how);
        (!plain.is_empty()).then_some(plain)
    }

    /// The id of the thing that a column of a row names; nothing where it is blank.
    ///
    /// # Errors
    ///
    /// That it names none, which is noted, with what to put into the map.
    pub fn find(&self, row: &GridRow, column: &'static str, names: &Names) -> Result<Option<String>, Noted> {
        let Some((place, word)) = self.written(row, column) else { return Ok(None) };
        let words = self.map.words(names.section);
        match names.meaning(word, words) {
            Meaning::Of(id) => {
                let how: &[&str] = if words.contains_key(word) { &["a word of the map"] } else { &[] };
                self.tally(place, ("name or code", "names or codes"), how);
                Ok(Some(id))
            }
            Meaning::Carried(id, why) => {
                self.tally(place, ("name or code", "names or codes"), &["a successor in its place"]);
                self.note(why);
                Ok(Some(id))
            }
            Meaning::Nothing(meant, hint) => {
                let section = names.section;
                let map = self.map.file().display();
                let then = if hint.ends_with('?') { " Say" } else { "; say" };
                let noun = names.noun;
                let why =
                    format!("`{word}` is not {noun} of the dataset{hint}{then} what it is under [{section}] of {map}");
                if let Place::Cell(_) = place {
                    self.said.unknown.borrow_mut().insert((section, word.to_owned()), meant);
                }
                Err(self.say_at(row, column, place, &why))
            }
        }
    }

    /// How the column at a place was read, as in "60 amounts, 58 with £ and commas"; nothing where nothing was.
    #[must_use]
    pub fn told(&self, at: usize) -> Option<String> {
        let tallies = self.said.tallies.borrow();
        let Tally { nouns: (one, many), count, how } = tallies.get(&at)?;
        let with = |(how, times): (&String, &usize)| format!(", {times} with {how}");
        Some(format!("{}{}", counted(*count, one, many), how.iter().map(with).collect::<String>()))
    }
}
