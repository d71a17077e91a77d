//! A sheet of whatever layout, cell by cell: a sheet of a workbook, or text in any usual form.

use std::path::{Path, PathBuf};

use super::encoding::decoded;
use super::file::{LARGEST, Parsed, read_bytes};
use super::lenient::Commas;
use super::quotes::{Slip, slips};
use super::records::{SEPARATORS, after, plain_ends};
use super::workbook::{Workbook, is_never_worked_out, letters, sheet_word};
use super::{Mistake, Mistakes};

/// The most rows, as of any table.
const MOST_ROWS: usize = 200_000;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Its number, from 1, as a spreadsheet or an editor shows it.
    pub number: u64,
    /// What is written in its cells.
    pub cells: Vec<String>,
}

/// A sheet, cell by cell.
#[derive(Clone, Debug)]
pub struct Grid {
    file: PathBuf,
    /// The name of the sheet; nothing where the file is text.
    pub sheet: Option<String>,
    /// Its rows that are not wholly blank, in order.
    pub rows: Vec<GridRow>,
    /// The lines of rows of text that have cells, and nothing in them.
    blank: Vec<u64>,
    /// What was let pass of its form, as in "Its cells are parted by semicolons".
    pub notes: Vec<String>,
    /// What a comma within a number may be.
    pub commas: Commas,
    /// What was read.
    pub parsed: Parsed,
}

impl Grid {
    /// Reads the sheet in `file`: of a workbook the one of this name, which a map has, or else the one whose rows score the most.
    ///
    /// # Errors
    ///
    /// If it cannot be read, there is no such sheet, or its quotes do not pair.
    ///
    /// # Panics
    ///
    /// Never: there are separators to try.
    pub fn read(
        file: &Path,
        sheet: Option<(&str, &Path)>,
        score: impl Fn(&[String]) -> usize,
    ) -> Result<Self, Mistakes> {
        let (bytes, parsed) = read_bytes(file, LARGEST)?;
        let best = |rows: &[GridRow]| rows.iter().map(|row| score(&row.cells)).max().unwrap_or_default();
        let of = |sheet, mut rows: Vec<GridRow>, notes| {
            let is_blank = |row: &GridRow| row.cells.iter().all(String::is_empty);
            let blank = rows.iter().filter(|row| is_blank(row)).map(|row| row.number).collect();
            rows.retain(|row| !is_blank(row));
            let commas = Commas::PartThousands;
            Self { file: file.to_owned(), sheet, rows, blank, notes, commas, parsed: parsed.clone() }
        };
        if bytes.starts_with(b"PK\x03\x04") {
            let (name, rows, notes) = of_workbook(Workbook::of_bytes(file, bytes)?, file, sheet, best)?;
            return Ok(of(Some(name), rows, notes));
        }
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ending.eq_ignore_ascii_case("xlsx") {
            // It says of itself what is wrong with it.
            return Err(Workbook::of_bytes(file, bytes).err().unwrap_or_else(|| {
                Mistakes::from(Mistake::of_file(file, "this is not a workbook (XLSX), whatever its name says"))
            }));
        }
        if let Some(kind) = not_a_sheet(&bytes) {
            return Err(Mistakes::from(Mistake::of_file(file, kind)));
        }
        let mut notes = Vec::new();
        let text = plain_ends(text_of(file, bytes, &mut notes)?);
        let (at, rows) = best_parted(&text, best);
        let separator = &SEPARATORS[at];
        sound(file, &text, separator.mark)?;
        notes.extend((at > 0).then(|| format!("Its cells are parted by {}", separator.word)));
        Ok(Self { commas: separator.commas(), ..of(None, rows, notes) })
    }

    /// A mistake in a cell, by its name on the sheet, as in `B12`.
    #[must_use]
    pub fn mistake(&self, row: u64, column: usize, mistake: &str) -> Mistake {
        let cell = format!("{}{row}", letters(column));
        match &self.sheet {
            Some(sheet) => Mistake::new(&self.file, 0, &format!("{sheet}!{cell}"), mistake),
            None => Mistake::new(&self.file, row, &cell, mistake),
        }
    }

    /// Cells of these columns after this row that hold a formula which was never worked out.
    #[must_use]
    pub fn never_worked_out(&self, row: u64, columns: &[usize]) -> Vec<Mistake> {
        let below = self.rows.iter().filter(|own| own.number > row);
        let of_row = |own: &GridRow| {
            let cells = columns.iter().filter_map(|at| Some((*at, is_never_worked_out(own.cells.get(*at)?)?)));
            cells.map(|(at, why)| self.mistake(own.number, at, &why)).collect::<Vec<_>>()
        };
        below.flat_map(of_row).collect()
    }

    /// How many rows after this one and before the last are blank.
    #[must_use]
    pub fn blank_after(&self, row: u64) -> usize {
        let last = self.rows.last().map_or(row, |last| last.number);
        let all = usize::try_from(last.saturating_sub(row)).unwrap_or_default();
        let there = self.rows.iter().filter(|own| own.number > row).count();
        // A row of text may take several lines, which are no rows.
        if self.sheet.is_some() {
            all.saturating_sub(there)
        } else {
            self.blank.iter().filter(|own| (row..last).contains(own)).count()
        }
    }

    /// A mistake of the sheet as a whole.
    #[must_use]
    pub fn mistake_of_all(&self, mistake: &str) -> Mistake {
        Mistake::new(&self.file, 0, self.sheet.as_deref().unwrap_or_default(), mistake)
    }

    /// The name of the file without its ending.
    #[must_use]
    pub fn stem(&self) -> String {
        self.file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
    }

    /// The name of the file, and of the sheet where there is one.
    #[must_use]
    pub fn name(&self) -> String {
        let file = self.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.sheet.as_ref().map_or_else(|| file.clone(), |sheet| format!("{file}, sheet {sheet}"))
    }
}

/// The sheet that a map means, and what is to be said of its name: it goes by that in any letters, or is the only one.
fn sheet_named(
    book: &Workbook,
    file: &Path,
    (wanted, map): (&str, &Path),
) -> Result<(String, Option<String>), Mistake> {
    let names = book.sheet_names();
    if names.iter().any(|name| name == wanted) {
        return Ok((wanted.to_owned(), None));
    }
    let alike = names.iter().find(|name| sheet_word(name) == sheet_word(wanted));
    let only = names.first().filter(|_| names.len() == 1);
    let map = map.display();
    if let Some(found) = alike.or(only) {
        return Ok((found.clone(), Some(format!("The sheet `{found}` is read for `{wanted}` of {map}"))));
    }
    let why = format!("there is no sheet `{wanted}`, which {map} names after `sheet =`; it has {}", names.join(", "));
    Err(Mistake::of_file(file, &why))
}

/// The rows of the sheet that a map names, or else of the best; and what is to be said of it.
fn of_workbook(
    mut book: Workbook,
    file: &Path,
    sheet: Option<(&str, &Path)>,
    best: impl Fn(&[GridRow]) -> usize,
) -> Result<(String, Vec<GridRow>, Vec<String>), Mistake> {
    let wanted = sheet.map(|sheet| sheet_named(&book, file, sheet)).transpose()?;
    let (names, mut notes) = match wanted {
        Some((name, note)) => (vec![name], note.into_iter().collect()),
        None => (book.sheet_names(), Vec::new()),
    };
    let mut found: Option<(usize, String, Vec<GridRow>)> = None;
    for name in names {
        let rows = book.rows(&name)?.into_iter().map(|(number, cells)| GridRow { number, cells }).collect::<Vec<_>>();
        let score = best(&rows);
        if found.as_ref().is_none_or(|(most, ..)| score > *most) {
            found = Some((score, name, rows));
        }
    }
    let (_, name, rows) = found.ok_or_else(|| Mistake::of_file(file, "this workbook has no sheets"))?;
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    notes.extend(book.hidden(&name, &numbers, width).into_iter().map(|(_, told)| told.replacen("the", "The", 1)));
    Ok((name, rows, notes))
}

/// What is to be said of a file that is no sheet, by how it begins.
fn not_a_sheet(bytes: &[u8]) -> Option<&'static str> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        Some("this file is empty")
    } else if bytes.starts_with(b"%PDF-") {
        Some("this is a PDF; a sheet is wanted, as .xlsx or .csv")
    } else {
        None
    }
}

/// Bytes as text, in whichever of the usual ways they were written.
fn text_of(file: &Path, bytes: Vec<u8>, notes: &mut Vec<String>) -> Result<String, Mistake> {
    let refused = |why: &str| Mistake::of_file(file, why);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(refused("this is an old workbook (.xls), or locked with a password; save it as .xlsx"));
    }
    match decoded(bytes) {
        Ok((text, other)) => {
            notes.extend(other.map(|(encoding, _)| format!("It is in {}", encoding.word())));
            Ok(text)
        }
        Err(Some(foreign)) => Err(foreign.mistake(file)),
        Err(None) => Err(refused("this file is not text and no workbook (XLSX)")),
    }
}

/// The rows of a text, parted by what makes them score the most, and which separator that is.
fn best_parted(text: &str, best: impl Fn(&[GridRow]) -> usize) -> (usize, Vec<GridRow>) {
    let mut found: Option<(usize, usize, Vec<GridRow>)> = None;
    for (at, separator) in SEPARATORS.iter().enumerate() {
        let rows = rows(text, separator.mark);
        let score = best(&rows);
        if found.as_ref().is_none_or(|(most, ..)| score > *most) {
            found = Some((score, at, rows));
        }
    }
    let (_, at, rows) = found.expect("there is a separator");
    (at, rows)
}

/// The rows of a text.
fn rows(text: &str, separator: u8) -> Vec<GridRow> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut line, mut counted, mut rows) = (1, 0, Vec::new());
    let mut record = csv::StringRecord::new();
    while rows.len() < MOST_ROWS && reader.read_record(&mut record).is_ok_and(|found| found) {
        let before = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        let rest = text.as_bytes().get(before..).unwrap_or_default();
        let begins = before.saturating_add(rest.iter().take_while(|byte| **byte == b'\n').count());
        line = after(line, text.as_bytes().get(counted..begins).unwrap_or_default());
        counted = begins;
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.push(GridRow { number: line, cells });
    }
    rows
}

/// Refuses quotes that do not pair, which would hide the rows after them.
fn sound(file: &Path, text: &str, separator: u8) -> Result<(), Mistake> {
    let (line, why) = match slips(text, separator).into_iter().next() {
        None => return Ok(()),
        Some(Slip::Open { line, .. }) => (line, "a quote opens here and is never closed"),
        Some(Slip::Wide { row, .. }) => (row, "this row has more than 200 cells"),
        Some(Slip::Torn { opened, .. }) => (opened, "a quoted cell opens here and closes amid text"),
    };
    Err(Mistake::new(file, line, "", why))
}
