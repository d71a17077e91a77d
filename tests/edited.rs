//! A workbook that was edited by hand is a question like any other, and what is wrong with it is told by its cell.

#[path = "report/soffice.rs"]
mod soffice;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx};
use tempfile::TempDir;

/// A model, its dataset, a run of it, and the workbooks of that run.
struct Desk {
    folder: TempDir,
}

/// The sheets that are read.
const SHEETS: [&str; 4] = ["What_if", "What_if_statuses", "What_if_costs", "What_if_limits"];

/// A cell of a sheet, as in `H3`, and what is written into it.
type Edit<'a> = (&'a str, &'a str, &'a str);

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().expect("a temporary folder") };
        let inside = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        fs::create_dir(desk.path("data")).expect("a folder");
        for entry in fs::read_dir(inside("tests/data/tiny")).expect("the tiny dataset") {
            let file = entry.expect("a file").path();
            fs::copy(&file, desk.path("data").join(file.file_name().expect("a name"))).expect("a copy");
        }
        fs::copy(inside("tests/verify/tiny.toml"), desk.path("tiny.toml")).expect("the model");
        let done = desk.placewell(&["solve", "tiny.toml", "--xlsx", "--out", "run"]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn placewell(&self, arguments: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_placewell");
        Command::new(program).args(arguments).current_dir(self.folder.path()).output().expect("placewell runs")
    }

    /// Saves `edited.xlsx`: the workbook of the run with these cells written over, as another program would save it, and
    /// without the rows that begin with what is `deleted`.
    fn edit(&self, edits: &[Edit<'_>], deleted: &[&str]) {
        let bytes = fs::read(self.path("run/working.xlsx")).expect("the workbook of the run");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
        let mut saved = rust_xlsxwriter::Workbook::new();
        for name in SHEETS {
            let range = book.worksheet_range(name).expect("a sheet");
            let sheet = saved.add_worksheet();
            sheet.set_name(name).expect("a name");
            let mut number = 0;
            for cells in range.rows().filter(|cells| !deleted.contains(&cells[0].to_string().as_str())) {
                number += 1;
                for (column, cell) in (0_u16..).zip(cells) {
                    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
                    let here = format!("{letter}{number}");
                    let edit = edits.iter().find(|(sheet, cell, _)| *sheet == name && *cell == here);
                    match (edit.map(|(_, _, words)| *words), cell) {
                        (Some(words), _) => match words.parse::<f64>() {
                            Ok(value) => sheet.write_number(number - 1, column, value).expect("a cell"),
                            Err(_) => sheet.write_string(number - 1, column, words).expect("a cell"),
                        },
                        (None, Data::Float(value)) => sheet.write_number(number - 1, column, *value).expect("a cell"),
                        (None, other) => sheet.write_string(number - 1, column, other.to_string()).expect("a cell"),
                    };
                }
            }
        }
        fs::write(self.path("edited.xlsx"), saved.save_to_buffer().expect("a workbook")).expect("it is saved");
    }

    /// The funded options of a run, each with its cost.
    fn funded(&self, run: &str) -> BTreeMap<String, String> {
        let mut reader = csv::Reader::from_path(self.path(run).join("plan.csv")).expect("a plan");
        let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("a row"));
        let funded = rows.filter(|row| row["funded"] == "yes");
        funded.map(|row| (format!("{} {}", row["project"], row["option"]), row["dfe_cost_gbp"].clone())).collect()
    }
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn a_workbook_that_nobody_edited_gives_the_plan_of_its_model() {
    let desk = Desk::new();
    desk.edit(&[], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx", "--out", "again"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    for file in ["plan.csv", "flows.csv", "years.csv", "funds.csv", "rules.csv"] {
        let [run, again] = ["run", "again"].map(|folder| fs::read(desk.path(folder).join(file)).expect("a file"));
        assert_eq!(run, again, "{file}");
    }
    // The workbook as placewell wrote it is one too.
    fs::copy(desk.path("run/working.xlsx"), desk.path("kept.xlsx")).expect("a copy");
    let done = desk.placewell(&["solve", "kept.xlsx", "--out", "kept"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("kept"), desk.funded("run"));
}

#[test]
fn what_is_committed_priced_and_limited_by_hand_is_what_is_solved() {
    let desk = Desk::new();
    let before: Vec<String> = desk.funded("run").into_keys().collect();
    assert_eq!(before, ["open-bham a", "open-bristol a"], "within £2.111m both open homes are built");

    desk.edit(&[("What_if_statuses", "G3", "exclude")], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx", "--out", "without"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("without").into_keys().collect::<Vec<_>>(), ["open-bristol a"]);

    // A pound more than there is, and the smaller of the two options is built.
    desk.edit(&[("What_if_costs", "H5", "911001")], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx", "--out", "dearer"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let dearer = desk.funded("dearer");
    assert_eq!(dearer.get("open-bristol a").map(String::as_str), Some("911001"), "{dearer:?}");
    assert!(dearer.contains_key("open-bham b"), "{dearer:?}");

    // With a pound more to spend it is as before; the pound is spent in the year with the largest remainder.
    desk.edit(&[("What_if_costs", "H5", "911001"), ("What_if_limits", "G3", "2111001")], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx", "--out", "richer"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("richer").into_keys().collect::<Vec<_>>(), before);
    let years = fs::read_to_string(desk.path("richer/years.csv")).expect("the years");
    assert!(years.contains("2026-27,1100000,") && years.contains("2027-28,1011001,"), "{years}");
}

#[test]
fn every_mistake_is_told_by_its_sheet_and_cell() {
    let desk = Desk::new();
    let edits = [
        ("What_if_statuses", "G3", "comit"),
        ("What_if_statuses", "A4", "open-bristle"),
        ("What_if_costs", "H3", "£2m"),
        ("What_if_costs", "H5", "-5"),
        ("What_if_costs", "G6", "61000000"),
        ("What_if_limits", "G3", ""),
        ("What_if_limits", "G6", "4.5"),
    ];
    desk.edit(&edits, &["fund[late]"]);
    let done = desk.placewell(&["solve", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @"");
    assert!(!desk.path("runs").exists(), "nothing is written");
}

#[test]
fn what_is_not_such_a_workbook_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let refused = |name: &str| {
        let done = desk.placewell(&["check", name]);
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        said(&done)
    };
    fs::write(desk.path("text.xlsx"), "project,option\n").expect("a file");
    assert!(refused("text.xlsx").contains("text.xlsx: this is not a workbook (XLSX)"), "{}", refused("text.xlsx"));
    fs::copy(desk.path("run/publication.xlsx"), desk.path("other.xlsx")).expect("a copy");
    assert!(refused("other.xlsx").contains("What_if: there is no such sheet"), "{}", refused("other.xlsx"));
    assert!(refused("missing.xlsx").contains("there is no such file"), "{}", refused("missing.xlsx"));
    desk.edit(&[("What_if", "B9", "../tiny")], &[]);
    let elsewhere = refused("edited.xlsx");
    assert!(elsewhere.contains("is neither beside the workbook nor in models/"), "{elsewhere}");
}

#[test]
fn a_run_of_a_workbook_is_verified_and_replayed_with_the_workbook() {
    let desk = Desk::new();
    desk.edit(&[("What_if_costs", "H5", "811000"), ("What_if_statuses", "G4", "commit")], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx", "--xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let manifest = fs::read_to_string(desk.path("runs/edited/run.json")).expect("the manifest");
    assert!(manifest.contains("\"file\": \"edited.xlsx\"") && manifest.contains("workbook-commit"), "{manifest}");

    let alone = desk.placewell(&["verify", "runs/edited"]);
    assert_eq!(alone.status.code(), Some(3));
    assert!(said(&alone).contains("give the model of this run with --model"), "{}", said(&alone));
    for command in ["verify", "replay"] {
        let done = desk.placewell(&[command, "runs/edited", "--model", "edited.xlsx"]);
        assert_eq!(done.status.code(), Some(0), "{command}: {}", said(&done));
    }
    // The workbook of that run carries the question on: what was supplied is still what the dataset says.
    fs::copy(desk.path("runs/edited/working.xlsx"), desk.path("onwards.xlsx")).expect("a copy");
    let done = desk.placewell(&["solve", "onwards.xlsx", "--out", "onwards"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("onwards"), desk.funded("runs/edited"));

    desk.edit(&[("What_if_costs", "H5", "811001"), ("What_if_statuses", "G4", "commit")], &[]);
    let other = desk.placewell(&["verify", "runs/edited", "--model", "edited.xlsx"]);
    assert_eq!(other.status.code(), Some(7), "{}", said(&other));
    assert!(String::from_utf8_lossy(&other.stdout).contains("inputs, edited.xlsx"), "{other:?}");
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn a_workbook_that_an_office_program_saved_gives_the_plan_of_its_model() {
    let desk = Desk::new();
    let saved = soffice::saved_again(&fs::read(desk.path("run/working.xlsx")).expect("the workbook of the run"));
    fs::write(desk.path("saved.xlsx"), saved).expect("a file");
    let done = desk.placewell(&["solve", "saved.xlsx", "--out", "saved"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("saved"), desk.funded("run"));
}
