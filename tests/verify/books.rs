//! The workbooks that lie in a run's folder are held to it, by sheet and cell.

use std::fs;
use std::io::{Cursor, Read, Write};

use super::given::Given;

/// The workbook with a text of one of its parts changed; nothing if it does not stand there.
fn changed(book: &[u8], part: &str, old: &str, new: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook is an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = 0;
    for at in 0..archive.len() {
        let mut inside = archive.by_index(at).expect("a part");
        let (name, mut text) = (inside.name().expect("a name").into_owned(), String::new());
        inside.read_to_string(&mut text).expect("a part is text");
        if name.ends_with(part) {
            found += text.matches(old).count();
            text = text.replacen(old, new, 1);
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a part");
    }
    (found > 0).then(|| writer.finish().expect("an archive").into_inner())
}

/// The exit code of a check of the run, and all that it prints.
fn verify(given: &Given) -> (Option<i32>, String) {
    let done = given.placewell(&["verify", "run", "--model", "tiny.toml"]);
    (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
}

fn with_workbooks() -> Given {
    let given = Given::tiny();
    assert!(verify(&given).1.contains("Its 11 files were worked out again"));
    let done = given.placewell(&["solve", "tiny.toml", "--out", "run", "--xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    given
}

#[test]
fn a_workbook_that_says_something_else_than_its_run_is_told_by_sheet_and_cell() {
    let given = with_workbooks();
    let (code, told) = verify(&given);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Its 13 files were worked out again"), "{told}");
    for (book, part, old, new, said) in [
        ("working.xlsx", "sharedStrings.xml", ">2026-27<", ">2026-28<", "working.xlsx: "),
        ("publication.xlsx", "sharedStrings.xml", ">2026-27<", ">2026-28<", "publication.xlsx: Table_"),
        ("working.xlsx", "workbook.xml", "\"Result_years\"", "\"Result_yers\"", "working.xlsx: Result_yers: it says"),
    ] {
        let before = fs::read(given.path("run").join(book)).expect("a workbook");
        let after = changed(&before, part, old, new).expect("it stands there");
        fs::write(given.path("run").join(book), after).expect("a workbook");
        let (code, told) = verify(&given);
        assert_eq!(code, Some(7), "{book} {part}: {told}");
        assert!(told.contains(said), "{said} is not in {told}");
        fs::write(given.path("run").join(book), before).expect("a workbook");
    }
    let spent = given.text("run/years.csv");
    let cost = spent.lines().nth(1).expect("a year").split(',').nth(1).expect("what is spent").to_owned();
    let before = fs::read(given.path("run/working.xlsx")).expect("a workbook");
    let sheets = (1..60).filter_map(|sheet| {
        let part = format!("worksheets/sheet{sheet}.xml");
        changed(&before, &part, &format!("<v>{cost}</v>"), "<v>5</v>")
    });
    let mut caught = 0;
    for book in sheets {
        fs::write(given.path("run/working.xlsx"), book).expect("a workbook");
        let (code, told) = verify(&given);
        assert_eq!(code, Some(7), "{told}");
        let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(&format!("it says `5`; `{cost}` follows")) && words.contains("working.xlsx: "),
            "{told}"
        );
        caught += 1;
    }
    assert!(caught > 0, "{cost} stands on a sheet");
    fs::write(given.path("run/working.xlsx"), "no workbook").expect("a file");
    let (code, told) = verify(&given);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("working.xlsx: this is not a workbook"), "{told}");
}
