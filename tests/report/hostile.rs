//! Names that would do harm in a spreadsheet do none: they come back as they went in.

use calamine::{Data, Reader};
use placewell::report::workbook::{Cover, publication};
use placewell::table::{Cell, Column, Table, marked};

use super::given::{Given, Tiny};
use super::workbook::{cells, of, open};

/// Fifty names that a spreadsheet, a parser or a reader could trip over.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "=1+1",
        "=HYPERLINK(\"http://evil.example\",\"click\")",
        "=cmd|'/C calc'!A0",
        "+1+1",
        "+44 20 7946 0000",
        "-1",
        "-2+3+cmd|' /C calc'!A0",
        "--",
        "@SUM(A1:A9)",
        "@",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\0=1+1",
        "'=1+1",
        "''",
        "\"",
        "\"\"quoted\"\"",
        "a,b",
        "a;b",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "a\rb",
        " leading",
        "trailing ",
        "\u{a0}hard space",
        "\u{202e}gnp.exe",
        "\u{200f}RTL mark",
        "שלום, עולם",
        "مرحبا",
        "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "e\u{301}",
        "<script>alert(1)</script>",
        "<b>bold</b> & \"more\"",
        "&amp;&lt;",
        "]]>",
        "_x000D_",
        "_x0041_",
        "http://example.com",
        "mailto:a@b.c",
        "1e5",
        "00123",
        "1/2",
        "2026-27",
        "TRUE",
        "#REF!",
        "NaN",
    ]
    .map(str::to_owned)
    .into();
    names.push("long ".repeat(6_000));
    names.push("😀".repeat(20_000));
    names
}

fn table() -> Table {
    let columns = [Column::words("name", ""), Column::number("slack", "")];
    Table::new("names", &columns, names().iter().map(|name| vec![Cell::text(name), Cell::Whole(-5)]).collect())
}

#[test]
fn fifty_hostile_names_are_inert_in_csv_and_lose_nothing() {
    assert_eq!(names().len(), 50);
    let plain = table().to_csv();
    let files = marked(vec![("names.csv".to_owned(), plain.clone()), ("run.json".to_owned(), b"{}".to_vec())]);
    assert_eq!(files[0].1, ["\u{feff}".as_bytes(), &plain].concat(), "the mark, and then the same");
    assert_eq!(files[1].1, b"{}", "nothing but CSV is marked");
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(plain.as_slice());
    let read: Vec<(String, i64)> = reader.deserialize().collect::<Result<_, _>>().expect("it is CSV");
    assert_eq!(read.len(), 50);
    for ((read, slack), name) in read.iter().zip(names()) {
        assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']), "{read:?}");
        assert!(*read == name || *read == format!("'{name}"), "{read:?} for {name:?}");
        assert_eq!(*slack, -5, "numbers are left alone");
    }
}

#[test]
fn fifty_hostile_names_are_words_in_a_workbook_and_lose_nothing() {
    let cover = Cover { title: "=1+1".to_owned(), sentences: names(), notes: names() };
    let bytes = publication(&cover, &[("=1+1".to_owned(), table())]);
    let mut book = open(&bytes);
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("a sheet");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet} has a formula");
    }
    let read = cells(&mut book, "Table_1");
    assert_eq!(read.len(), 4 + 50);
    for (row, name) in read[4..].iter().zip(names()) {
        let Data::String(read) = &row[0] else { panic!("{:?} for {name:?}", row[0]) };
        let is_cut = read.ends_with(" [cut: the CSV has all of it]") && name.starts_with(&read[..100]);
        assert!(*read == name || is_cut, "{read:?} for {name:?}");
        assert_eq!(row[1], Data::Float(-5.0));
    }
}

#[test]
fn a_hostile_name_of_a_dataset_stays_a_name_all_the_way() {
    let formula = "=HYPERLINK(\"\"http://x\"\")";
    let tiny = Tiny::new("")
        .edit("areas.csv", "\"Bristol, City of\",South West", "@SUM(A1),+South West")
        .edit("projects.csv", "Two new homes in Birmingham", &format!("\"{formula}\""))
        .edit("options.csv", "Rebuild as it is", "-2+3");
    let given = Given::decided(tiny.case());
    for bytes in of(&given) {
        let mut book = open(&bytes);
        for sheet in book.sheet_names().into_iter().filter(|sheet| sheet != "Checks") {
            let formulas = book.worksheet_formula(&sheet).expect("a sheet");
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet} has a formula");
        }
    }
    let mut book = open(&of(&given)[0]);
    let plan = cells(&mut book, "Result_plan");
    assert!(plan.iter().flatten().any(|cell| *cell == Data::String("=HYPERLINK(\"http://x\")".to_owned())));
    let checks = cells(&mut book, "Checks");
    assert!(checks.iter().flatten().any(|cell| *cell == Data::String("+South West".to_owned())));
    assert!(!checks.iter().flatten().any(|cell| *cell == Data::Bool(false)));
}
