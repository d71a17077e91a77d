//! A table: its heading checked, its rows handed out one at a time, what is wrong with it noted.

mod made;
mod of_sheet;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::file::{self, Parsed};
use super::findings::{Findings, Strictness};
use super::format::{Default, Format, Tolerance};
use super::lenient::Commas;
use super::own::OWN;
use super::passed::Nouns;
use super::place::Place;
use super::quotes::{self, Slip};
use super::records::{Records, Separator, plain_ends};
use super::row::Row;
use super::{Mistake, header};
use crate::domain::{Doubt, one_more};
pub(super) use made::Extent;

/// The most rows below the heading, and the most cells: what fits in memory.
const MOST_ROWS: usize = 200_000;
const MOST_CELLS: usize = 8_000_000;
/// The most letters in a cell, and the most mistakes listed of one file.
const LONGEST_CELL: usize = 10_000;
const MOST_MISTAKES: usize = 1_000;

/// A table in memory.
pub(super) struct Table<'f> {
    findings: &'f Findings,
    pub(super) format: &'static Format,
    file: PathBuf,
    /// The rows below the heading that can be kept apart, each with the line it begins on.
    records: Vec<(u64, StringRecord)>,
    /// Where each column of the format is, if it is there; empty if there is no heading.
    places: Vec<Option<usize>>,
    /// The line of its heading.
    heading: u64,
    /// The columns of others, by their position.
    own: Vec<(usize, String)>,
    /// The columns without a heading.
    unnamed: Vec<usize>,
    /// What parts its cells.
    separator: &'static Separator,
    /// How many cells the heading has.
    width: usize,
    /// The lines of rows that are out of shape, whose cells cannot be told apart.
    misshapen: BTreeSet<u64>,
    /// Whether every row could be seen, so that what is not in the table is known not to be.
    whole: bool,
    said: Cell<usize>,
}

impl<'f> Table<'f> {
    /// The table of a dataset.
    pub(super) fn open(findings: &'f Findings, place: &Place<'_>, format: &'static Format) -> Self {
        let file = place.path(format.file);
        let Place::Book(book) = place else { return Self::open_file(findings, &file, format.file, format) };
        Self::of_sheet(Self::empty(findings, file, format), place, book)
    }

    /// The table in `file`, which goes by `name` in the list of what was parsed.
    pub(super) fn open_file(findings: &'f Findings, file: &Path, name: &str, format: &'static Format) -> Self {
        let mut table = Self::empty(findings, file.to_owned(), format);
        let size = fs::metadata(file).map_or(0, |about| about.len());
        if size <= file::LARGEST && size > file::LARGEST_DATASET.saturating_sub(findings.bytes()) {
            table.say(0, "", "the files of this dataset, up to this one, are larger than 24 MiB together");
            table.whole = false;
            return table;
        }
        match table.read(file) {
            Ok((text, parsed)) => {
                findings.parsed.borrow_mut().push(Parsed { file: name.to_owned(), ..parsed });
                table.take_in_text(plain_ends(text));
            }
            Err(mistake) => {
                findings.mistakes.borrow_mut().push(mistake);
                table.whole = false;
            }
        }
        table
    }

    /// The text of the file, in UTF-8 or in whatever else may be let pass.
    fn read(&self, file: &Path) -> Result<(String, Parsed), Mistake> {
        if self.strictness() == Strictness::Strict {
            return file::read_text(file, file::LARGEST);
        }
        let ((text, other), parsed) = file::read_any_text(file, file::LARGEST)?;
        if let Some((encoding, line)) = other {
            self.pass(line, ("table", "tables"), encoding.passed());
        }
        Ok((text, parsed))
    }

    /// Takes in the rows of a text, and notes what is wrong with their shape.
    fn take_in_text(&mut self, mut text: String) {
        if self.strictness() == Strictness::Lenient {
            self.separator = Separator::of(&text);
        }
        let readable = self.check_quotes(&text);
        text.truncate(readable);
        let records = || Records::of(&text, self.separator.mark);
        let (all, below) = (records(), records().skip(1));
        self.take_in(all, below);
    }

    /// Takes in rows, the first of which is the heading, and notes what is wrong with their shape; `below` are all others.
    fn take_in(
        &mut self,
        mut records: impl Iterator<Item = (u64, StringRecord)>,
        below: impl Iterator<Item = (u64, StringRecord)>,
    ) {
        let Some((line, heading)) = records.next() else {
            if self.whole {
                self.say(0, "", "this file is empty; it should begin with a heading");
            }
            self.whole = false;
            return;
        };
        self.check_heading(line, &heading, below);
        if self.places.iter().any(Option::is_some) {
            if !self.separator.passed.is_empty() {
                self.pass(line, ("table", "tables"), self.separator.passed);
            }
            self.take_rows(records);
            self.check_unnamed(line);
            self.check_rows();
        } else {
            self.whole = false;
        }
    }

    /// Notes quotes that do not pair and rows without end; the bytes before the first that nothing can be read after.
    fn check_quotes(&mut self, text: &str) -> usize {
        let mut readable = text.len();
        for slip in quotes::slips(text, self.separator.mark) {
            self.whole = false;
            match slip {
                Slip::Open { line, from } => {
                    self.say(line, "", "a quote opens here and is never closed; nothing from here on was read");
                    readable = from;
                }
                Slip::Wide { row, from } => {
                    self.say(row, "", "this row has more than 200 cells; nothing from here on was read");
                    readable = from;
                }
                Slip::Torn { row, opened, closed } => {
                    let advice = "a quote is missing, or one within a cell is not doubled";
                    let mistake = format!("a quoted cell opens here and closes on line {closed} amid text; {advice}");
                    self.say(opened, "", &mistake);
                    self.misshapen.insert(row);
                }
            }
        }
        readable
    }

    /// Notes what is wrong with the heading, and finds the columns.
    fn check_heading(&mut self, line: u64, heading: &StringRecord, below: impl Iterator<Item = (u64, StringRecord)>) {
        let found = header::columns(heading, below, self.format, self.strictness());
        for had in &found.passed {
            self.pass(line, ("heading", "headings"), had);
        }
        for (column, mistake) in &found.mistakes {
            self.say(line, column, mistake);
        }
        self.whole &= !found.is_foreign;
        self.heading = line;
        self.places = found.places;
        self.unnamed = found.unnamed;
        for Default { column, words, .. } in found.left_out {
            let file = self.format.file;
            let told = format!("{file} has no column `{column}`: {words}");
            self.findings.left_out.borrow_mut().push(Doubt::of("left-out", &format!("{file}/{column}"), told));
        }
        let is_kept = OWN.contains(&self.format.file);
        let had = if is_kept { "names of their own, kept for plan.csv" } else { "names that are not read" };
        found.own.iter().for_each(|_| self.pass(line, ("column", "columns"), had));
        self.own = found.own;
        self.width = heading.len();
    }

    /// Takes in the rows, as far as there is room for them.
    fn take_rows(&mut self, records: impl Iterator<Item = (u64, StringRecord)>) {
        let mut room = Some(MOST_CELLS);
        for (line, record) in records {
            room = room.and_then(|room| room.checked_sub(record.len()));
            if self.records.len() == MOST_ROWS || room.is_none() {
                let most = if room.is_none() { "8,000,000 cells" } else { "200,000 rows" };
                self.say(line, "", &format!("this file has more than {most}; nothing from here on was read"));
                self.whole = false;
                return;
            }
            self.records.push((line, record));
        }
        self.drop_blank();
    }

    /// Drops rows with nothing in them: of a dataset all of them, where that may be let pass; of a plan, in which what is not
    /// listed is not funded, those at its end alone.
    fn drop_blank(&mut self) {
        let is_lenient = self.strictness() == Strictness::Lenient;
        let is_blank = |(_, row): &(u64, StringRecord)| {
            row.iter().all(|cell| cell.is_empty() || is_lenient && cell.trim().is_empty())
        };
        let last = self.records.iter().rposition(|row| !is_blank(row)).map_or(0, one_more);
        let is_plan = self.format.other_columns == Tolerance::Allowed;
        let may_drop = |at: usize| if is_plan { at >= last } else { is_lenient };
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for (at, row) in std::mem::take(&mut self.records).into_iter().enumerate() {
            if may_drop(at) && is_blank(&row) {
                dropped.push(row.0);
            } else {
                kept.push(row);
            }
        }
        self.records = kept;
        for line in dropped {
            self.pass(line, ("row", "rows"), "no value");
        }
    }

    /// Notes columns without a heading, unless nothing is in them and that may be let pass.
    fn check_unnamed(&mut self, line: u64) {
        for position in std::mem::take(&mut self.unnamed) {
            let is_blank = |(_, row): &(u64, StringRecord)| row.get(position).is_none_or(|cell| cell.trim().is_empty());
            if self.strictness() == Strictness::Lenient && self.records.iter().all(is_blank) {
                self.pass(line, ("column", "columns"), "neither a heading nor a value");
            } else {
                self.say(line, "", &format!("column {} has no heading; delete it", one_more(position)));
            }
        }
    }

    /// Notes rows that are out of shape, and a table without rows.
    fn check_rows(&mut self) {
        let mut misshapen = self.misshapen.clone();
        // Rows that are not as wide as the heading, by line.
        let mut uneven = BTreeMap::new();
        for (line, record) in self.records.iter().filter(|(line, _)| !self.misshapen.contains(line)) {
            if let Some(mistake) = mistake_of_shape(record) {
                self.say(*line, "", mistake);
                misshapen.insert(*line);
            } else if record.len() != self.width {
                uneven.insert(*line, record.len());
            }
        }
        self.say_uneven(&uneven);
        misshapen.extend(uneven.keys());
        self.misshapen = misshapen;
        if self.records.is_empty() && self.whole && self.format.no_rows == Tolerance::Refused {
            let wanted = format!("this file has a heading and no rows; it should have at least {}", self.format.noun);
            self.say(0, "", &wanted);
            self.whole = false;
        }
    }

    /// Notes rows that are not as wide as the heading; once, where it is all of them alike.
    fn say_uneven(&self, uneven: &BTreeMap<u64, usize>) {
        let alike = uneven.values().collect::<BTreeSet<_>>().len() == 1;
        let all = uneven.len() > 1 && uneven.len() == self.records.len();
        if let Some((line, cells)) = uneven.first_key_value().filter(|_| alike && all) {
            let mistake = format!("every row has {cells} cells and the heading {}", self.width);
            self.say(*line, "", &mistake);
            return;
        }
        for (&line, &cells) in uneven {
            let advice = if cells > self.width { "; quote a cell that holds a comma" } else { "" };
            self.say(line, "", &format!("this row has {cells} cells and the heading {}{advice}", self.width));
        }
    }

    /// The rows whose cells can be told apart.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.every_row().filter(|row| !self.misshapen.contains(&row.line()))
    }

    /// The rows whose cells cannot be told apart; what they say is lost, if they say anything.
    pub(super) fn lost_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.every_row().filter(|row| self.misshapen.contains(&row.line()) && !row.is_blank())
    }

    /// All rows, also those out of shape: good for their ids alone.
    pub(super) fn every_row(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row::new(self, *line, record))
    }

    /// Where a column is, if it is there at all.
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        let known = self.format.columns.iter().position(|known| *known == column);
        let known = known.expect("only columns of the format are read");
        self.places.get(known).copied().flatten()
    }

    /// What is taken for a column that is left out; nothing where it is there, or may not be.
    pub(super) fn default_of(&self, column: &str) -> Option<&'static Default> {
        let may = self.strictness() == Strictness::Lenient && self.width > 0 && self.position(column).is_none();
        self.format.default_of(column).filter(|_| may)
    }

    /// The line of its heading.
    pub(super) fn heading(&self) -> u64 {
        self.heading
    }

    /// The columns of others.
    pub(super) fn own(&self) -> &[(usize, String)] {
        &self.own
    }

    /// Whether every cell of these columns could be seen, so that what is not in them is known not to be.
    pub(super) fn shows_all(&self, columns: &[&'static str]) -> bool {
        self.whole && columns.iter().all(|column| self.position(column).is_some())
    }

    /// Whether only strict forms are read.
    pub(super) fn strictness(&self) -> Strictness {
        self.findings.strictness
    }

    /// What a comma within a number of it may be.
    pub(super) fn commas(&self) -> Commas {
        self.separator.commas()
    }

    /// Notes that something was let pass.
    pub(super) fn pass(&self, line: u64, nouns: Nouns, had: &'static str) {
        self.findings.passed.borrow_mut().note(nouns, had, (self.format.file, line));
    }

    /// Notes a mistake, unless too many have been noted already.
    pub(super) fn say(&self, line: u64, column: &str, mistake: &str) {
        let said = self.said.get();
        self.said.set(one_more(said));
        let mut mistakes = self.findings.mistakes.borrow_mut();
        match said.cmp(&MOST_MISTAKES) {
            std::cmp::Ordering::Less => mistakes.push(Mistake::new(&self.file, line, column, mistake)),
            std::cmp::Ordering::Equal => {
                let rest = "this file has more than 1,000 mistakes; the first are listed";
                mistakes.push(Mistake::of_file(&self.file, rest));
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    /// Whether looking for what was meant is still worth the while: so many mistakes are read by nobody.
    pub(super) fn may_suggest(&self) -> bool {
        self.said.get() < 50
    }
}

/// What is wrong with the cells of a row, whatever its width.
fn mistake_of_shape(record: &StringRecord) -> Option<&'static str> {
    if record.iter().all(str::is_empty) {
        return Some("this row is blank; delete it");
    }
    let long = record.iter().any(|cell| cell.len() > LONGEST_CELL && cell.chars().count() > LONGEST_CELL);
    long.then_some("a cell of this row has more than 10,000 letters")
}
