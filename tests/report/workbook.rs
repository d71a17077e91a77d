//! Workbooks: what they hold is what the files of the run hold, and nothing in them runs but the checks.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use placewell::report::files::tables;
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::workbook::{Cover, publication, workbooks};
use placewell::runs::WORKBOOKS;
use placewell::table::{Cell, Column, Table};

use super::given::{Given, Tiny};

/// The workbooks of a run: to work with, and to publish.
pub fn of(given: &Given) -> [Vec<u8>; 2] {
    let run = given.run();
    let circumstances = Circumstances { parsed: &given.case.parsed, ..Circumstances::default() };
    let manifest = Manifest::of(&run, &circumstances).to_value();
    let books = workbooks(&run, &given.case, &manifest).expect("the inputs are as they were");
    assert_eq!(books.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), WORKBOOKS);
    let [work, publish] = [0, 1].map(|at: usize| books[at].1.clone());
    [work, publish]
}

pub fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("it is a workbook")
}

/// The cells of a sheet, row by row.
pub fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Whether a cell of a sheet is the cell of a table: a number as a number, all else as words.
fn is_same(read: Option<&Data>, cell: &Cell) -> bool {
    let words = cell.in_files();
    match (read, cell) {
        (None | Some(Data::Empty), _) => words.is_empty(),
        (Some(Data::Float(number)), Cell::Whole(_) | Cell::Money(_) | Cell::Hundredths(_) | Cell::Tenths(_)) => {
            words.parse::<f64>().is_ok_and(|exact| exact.to_bits() == number.to_bits())
        }
        (Some(Data::String(read)), Cell::Text(_) | Cell::Yes | Cell::No) => *read == words,
        _ => false,
    }
}

/// Holds a sheet, whose heading is its first row, to a table.
fn assert_same(sheet: &str, read: &[Vec<Data>], table: &Table) {
    let headings: Vec<String> = read[0].iter().map(ToString::to_string).collect();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    assert_eq!(headings, names, "{sheet}");
    assert_eq!(read.len() - 1, table.rows.len(), "{sheet}");
    for (row, cells) in read[1..].iter().zip(&table.rows) {
        for (at, cell) in cells.iter().enumerate() {
            assert!(is_same(row.get(at), cell), "{sheet}: {:?} for {cell:?}", row.get(at));
        }
    }
}

#[test]
fn the_sheets_of_results_are_the_files_of_the_run() {
    for given in [Given::published(), &Given::decided(Tiny::new("").case())] {
        let mut book = open(&of(given)[0]);
        for table in tables(&given.run()) {
            let sheet = format!("Result_{}", table.name);
            assert_same(&sheet, &cells(&mut book, &sheet), &table);
        }
    }
}

#[test]
fn the_inputs_are_carried_along_as_they_were_supplied() {
    let given = Given::published();
    let mut book = open(&of(given)[0]);
    let folder = &given.case.model.dataset;
    let mut numbers = 0;
    for name in ["areas", "care_types", "demand", "homes", "lines", "links", "options", "projects", "sources", "spend"]
    {
        let sheet = cells(&mut book, &format!("Input_{name}"));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(folder.join(format!("{name}.csv")))
            .expect("an input");
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("it is CSV");
        assert_eq!(sheet.len(), rows.len(), "{name}");
        for (read, supplied) in sheet.iter().zip(&rows) {
            let read: Vec<String> = read.iter().map(ToString::to_string).collect();
            assert_eq!(read, supplied.iter().collect::<Vec<_>>(), "{name}");
        }
        numbers += sheet.iter().flatten().filter(|cell| matches!(cell, Data::Float(_))).count();
    }
    assert!(numbers > 10_000, "{numbers} cells are numbers");
}

#[test]
fn every_check_agrees_and_there_is_one_for_everything_that_is_stated_twice() {
    for given in [Given::published(), &Given::nothing(), &Given::decided(Tiny::new("").case())] {
        let mut book = open(&of(given)[0]);
        let rows = cells(&mut book, "Checks");
        let agree = rows.iter().filter(|row| row.last() == Some(&Data::Bool(true))).count();
        assert_eq!(rows.len() - agree, 3, "a title, a line and a heading: {rows:?}");
        assert!(agree > 40, "{agree}");
        let formulas = book.worksheet_formula("Checks").expect("formulas");
        let live = formulas.cells().filter(|(_, _, formula)| !formula.is_empty()).count();
        assert_eq!(live, 3 * (agree - 1) + 1, "each check is three formulas, and one is of all");
    }
}

#[test]
fn a_workbook_is_the_same_bytes_every_time() {
    let given = Given::decided(Tiny::new("").case());
    assert_eq!(of(&given), of(&given));
}

/// The text of each part of a workbook, by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part is text");
        let name = part.name().expect("a plain name").into_owned();
        parts.push((name, text));
    }
    parts
}

/// A workbook with one of its sheets, which `change` knows, changed.
pub fn with_part(bytes: &[u8], change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = 0;
    for (name, text) in parts(bytes) {
        let other = if name.contains("worksheets") { change(&text) } else { None };
        changed += u32::from(other.is_some());
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(other.unwrap_or(text).as_bytes()).expect("a part");
    }
    assert_eq!(changed, 1, "the sheet was found");
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn the_workbook_to_publish_is_accessible() {
    let given = Given::published();
    let bytes = &of(given)[1];
    let parts = parts(bytes);
    let sheets: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).collect();
    assert!(sheets.len() >= 10, "{}", sheets.len());
    for (name, text) in &sheets {
        for unwanted in ["<mergeCell", "<pane", "<autoFilter", "<drawing", "<headerFooter", "hidden=", "<conditional"] {
            assert!(!text.contains(unwanted), "{name}: {unwanted}");
        }
        assert!(text.matches("<tablePart ").count() <= 1, "{name}: one table a sheet");
    }
    let style = parts.iter().find(|(name, _)| name == "xl/styles.xml").map(|(_, text)| text).expect("styles");
    assert!(style.contains("<fills count=\"2\">"), "no fills but the two that every workbook has");
    let core = parts.iter().find(|(name, _)| name == "docProps/core.xml").map(|(_, text)| text).expect("properties");
    assert!(core.contains("<dc:title>The published £508m plan"), "{core}");

    let mut book = open(bytes);
    assert_eq!(book.sheet_names()[..4], ["Cover", "Contents", "Notes", "Table_1"]);
    for name in book.sheet_names().into_iter().filter(|name| name.starts_with("Table_")) {
        let rows = cells(&mut book, &name);
        let headings: BTreeSet<String> = rows[3].iter().map(ToString::to_string).collect();
        assert_eq!(headings.len(), rows[3].len(), "{name}: headings are unique");
        assert!(!headings.contains(""), "{name}");
        for row in &rows[4..] {
            assert!(row.iter().all(|cell| !matches!(cell, Data::Empty)), "{name}: nothing is blank: {row:?}");
        }
    }
}

#[test]
fn any_tables_become_a_workbook_by_one_call() {
    let columns = [Column::words("site", ""), Column::number("cost_gbp", ""), Column::number("share_percent", "")];
    let rows =
        vec![vec![Cell::text("a"), Cell::Whole(-5), Cell::Tenths(125)], vec![Cell::text("007"), Cell::Empty, Cell::No]];
    let cover = Cover { title: "Two plans".to_owned(), sentences: vec!["One is cheaper.".to_owned()], notes: vec![] };
    let bytes = publication(&cover, &[("Sites".to_owned(), Table::new("compared", &columns, rows))]);
    let read = cells(&mut open(&bytes), "Table_1");
    assert_eq!(read[0][0], Data::String("Table 1: Sites".to_owned()));
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(read[3], [text("Site"), text("Cost (£)"), text("Share (%)")]);
    assert_eq!(read[4], [text("a"), Data::Float(-5.0), Data::Float(12.5)]);
    assert_eq!(read[5], [text("007"), text("[z]"), text("no")], "a code keeps its noughts");
}

#[test]
fn a_share_of_nobody_does_not_apply_and_one_that_is_not_known_is_not_available() {
    let columns = [Column::words("area", ""), Column::number("children", ""), Column::number("met_percent", "")];
    let rows = vec![
        vec![Cell::text("nobody"), Cell::Whole(0), Cell::Empty],
        vec![Cell::text("not known"), Cell::Empty, Cell::Empty],
    ];
    let table = Table::new("areas", &columns, rows);
    let bytes = publication(&Cover::default(), &[("Areas".to_owned(), table)]);
    let read = cells(&mut open(&bytes), "Table_1");
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(read[4], [text("nobody"), Data::Float(0.0), text("[z]")]);
    assert_eq!(read[5], [text("not known"), text("[x]"), text("[x]")]);
}
