//! A workbook that was edited by hand is a question like any other, and what is wrong with it is told by its cell.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx};
use placewell::case::Case;
use placewell::domain::Money;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet};
use tempfile::TempDir;

use crate::report::soffice;

/// A model, its dataset, a run of it, and the workbooks of that run.
struct Desk {
    folder: TempDir,
}

/// The sheets that are read, and some that are not.
const SHEETS: [&str; 10] = [
    "Control",
    "Version",
    "Assumptions",
    "Checks",
    "Result_plan",
    "What_if",
    "What_if_statuses",
    "What_if_costs",
    "What_if_limits",
    "Input_demand",
];

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
        let link = "link,kind,project,other\nbham-after-bristol,requires,open-bham,open-bristol\n";
        fs::write(desk.path("data/links.csv"), link).expect("a file");
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
        self.save(edits, deleted, |_, _| ());
    }

    /// As [`Desk::edit`]; `after` does what it likes to each sheet, by its name.
    fn save(&self, edits: &[Edit<'_>], deleted: &[&str], after: impl Fn(&str, &mut Worksheet)) {
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
            after(name, sheet);
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
        ("What_if_limits", "G5", "4.5"),
    ];
    desk.edit(&edits, &["fund[late]"]);
    let done = desk.placewell(&["solve", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @r"
    error: 9 mistakes in the inputs
      edited.xlsx: What_if_costs!G6: `60000000` was supplied, and `61000000` is here: this column is not read; put back what was there
      edited.xlsx: What_if_costs!H3: `£2m` is not an amount in whole pounds; if it means £2,000,000, write 2000000
      edited.xlsx: What_if_costs!H5: `-5` is not an amount in whole pounds without commas, such as 1250000
      edited.xlsx: What_if_limits: `fund[late]` has no row here; put back what was deleted
      edited.xlsx: What_if_limits!G3: this cell is blank, and should not be; leave what was supplied where nothing changes
      edited.xlsx: What_if_limits!G5: `4.5` is not a whole number up to 999,999, such as 4
      edited.xlsx: What_if_statuses: `open-bristol` has no row here; put back what was deleted
      edited.xlsx: What_if_statuses!A4: `open-bristle` is not known; did you mean `open-bristol`?
      edited.xlsx: What_if_statuses!G3: `comit` is not commit, exclude or blank
    ");
    assert!(!desk.path("runs").exists(), "nothing is written");
}

#[test]
fn what_is_not_plainly_a_number_is_a_mistake_at_its_cell() {
    let desk = Desk::new();
    let refused = |after: &dyn Fn(&str, &mut Worksheet)| {
        desk.save(&[], &[], after);
        let done = desk.placewell(&["check", "edited.xlsx"]);
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        said(&done)
    };
    let said = refused(&|name, sheet| {
        let shown = |format: &str| Format::new().set_num_format(format);
        if name == "What_if_costs" {
            let date = ExcelDateTime::from_ymd(2026, 4, 1).expect("a date");
            sheet.write_datetime_with_format(2, 7, date, &shown("d-mmm")).expect("a cell");
            sheet.write_number_with_format(3, 7, 5, &shown("0%")).expect("a cell");
            sheet.write_boolean(4, 7, true).expect("a cell");
            sheet.write_string(5, 7, "60000000").expect("a cell");
        }
        if name == "What_if_limits" {
            sheet.write_formula(2, 6, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
            sheet.write_formula(3, 6, "=2+2").expect("a cell");
            sheet.write_number_with_format(4, 6, 4, &shown("[$$-409]#,##0")).expect("a cell");
        }
        if name == "What_if_statuses" {
            sheet.write_formula(2, 6, Formula::new("=\"exclude\"").set_result("")).expect("a cell");
            sheet.write_formula(3, 6, "=\"exclude\"").expect("a cell");
        }
    });
    insta::assert_snapshot!(said, @r"
    error: 9 mistakes in the inputs
      edited.xlsx: What_if_costs!H3: this cell is a date or a time; format it as a number, and type what was meant
      edited.xlsx: What_if_costs!H4: this cell holds a percentage
      edited.xlsx: What_if_costs!H5: this cell holds TRUE or FALSE
      edited.xlsx: What_if_costs!H6: this cell holds `60000000` as text, and not as a number; clear it and type the number
      edited.xlsx: What_if_limits!G3: this cell holds the error #DIV/0!
      edited.xlsx: What_if_limits!G4: this cell holds a formula that was never worked out; open the workbook in a spreadsheet and save it there
      edited.xlsx: What_if_limits!G5: this cell holds an amount in another currency
      edited.xlsx: What_if_statuses!G3: this cell holds a formula that was never worked out; open the workbook in a spreadsheet and save it there
      edited.xlsx: What_if_statuses!G4: this cell holds a formula that was never worked out; open the workbook in a spreadsheet and save it there
    ");
    let said = refused(&|name, sheet| {
        if name == "What_if_statuses" {
            sheet.merge_range(2, 6, 3, 6, "exclude", &Format::new()).expect("a range");
        }
    });
    assert!(said.contains("What_if_statuses!G3: the cells to G4 are merged with this one"), "{said}");
    // A formula that was worked out is what it comes to.
    desk.save(&[], &[], |name, sheet| {
        if name == "What_if_costs" {
            sheet.write_formula(4, 7, Formula::new("=G5").set_result("911000")).expect("a cell");
        }
    });
    let done = desk.placewell(&["check", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn a_workbook_of_other_inputs_and_edits_where_none_are_read_are_refused() {
    let desk = Desk::new();
    desk.edit(
        &[
            ("What_if_costs", "F3", "2030-31"),
            ("What_if_limits", "E5", "at least"),
            ("Input_demand", "C2", "9"),
            ("Input_demand", "D3", ""),
            ("Checks", "E3", "FALSE"),
        ],
        &[],
    );
    let done = desk.placewell(&["check", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @r"
    error: 5 mistakes in the inputs
      edited.xlsx: Checks!E3: a sheet of results was edited: results are worked out, and not read; put back what was there
      edited.xlsx: Input_demand!C2: `7` was supplied, and `9` is here: this sheet is not read; edit demand.csv
      edited.xlsx: Input_demand!D3: `modelled` was supplied, and `` is here: this sheet is not read; edit demand.csv
      edited.xlsx: What_if_costs!F3: `2027-28` was supplied, and `2030-31` is here: this column is not read; put back what was there
      edited.xlsx: What_if_limits!E5: `at most` was supplied, and `at least` is here: this column is not read; put back what was there
    ");

    desk.edit(&[], &[]);
    let demand = fs::read_to_string(desk.path("data/demand.csv")).expect("the children");
    fs::write(desk.path("data/demand.csv"), demand.replace(",7,", ",1,")).expect("a file");
    fs::copy(desk.path("run/working.xlsx"), desk.path("kept.xlsx")).expect("a copy");
    for workbook in ["edited.xlsx", "kept.xlsx"] {
        let done = desk.placewell(&["check", workbook]);
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        let why = "this workbook was written from another demand.csv than there is now";
        assert!(said(&done).contains(why), "{}", said(&done));
    }
}

#[test]
fn an_edit_on_a_sheet_that_is_not_read_is_told_by_the_sheet() {
    let desk = Desk::new();
    desk.edit(
        &[
            ("Result_plan", "K3", "9"),
            ("Assumptions", "C2", "99"),
            ("Version", "B2", "0.0.9"),
            ("Control", "B3", "mine"),
        ],
        &[],
    );
    let done = desk.placewell(&["check", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @r"
    error: 4 mistakes in the inputs
      edited.xlsx: Assumptions: this sheet was edited, and is not read; put back what was there, or write on a sheet of your own
      edited.xlsx: Control: this sheet was edited, and is not read; put back what was there, or write on a sheet of your own
      edited.xlsx: Result_plan: this sheet was edited, and is not read; put back what was there, or write on a sheet of your own
      edited.xlsx: Version: this sheet was edited, and is not read; put back what was there, or write on a sheet of your own
    ");
    // A sheet of one's own says nothing of the question.
    desk.save(&[], &[], |name, sheet| {
        if name == "Input_demand" {
            sheet.set_name("Notes").expect("a name");
        }
    });
    let done = desk.placewell(&["check", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
}

#[test]
fn a_workbook_whose_digests_are_gone_is_refused_as_nothing_shows_what_was_edited() {
    let desk = Desk::new();
    desk.edit(&[("Result_plan", "K3", "9")], &["Sheets, as they were written"]);
    let done = desk.placewell(&["check", "edited.xlsx"]);
    let why = "Version: the digests of the sheets (`Sheets, as they were written`) are gone, so nothing shows what was \
               changed by hand on sheets that are not read: export the workbook again, and edit that";
    assert!(done.status.code() == Some(3) && said(&done).contains(why), "{}", said(&done));
    // One digest that is gone, wherever it stands, is as telling as one that does not fit.
    let bytes = fs::read(desk.path("run/working.xlsx")).expect("the workbook of the run");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let version = book.worksheet_range("Version").expect("a sheet");
    let row = version
        .rows()
        .position(|cells| matches!(&cells[0], Data::String(name) if name == "Result_plan"))
        .expect("its digest");
    for column in ["A", "B"] {
        let digest = format!("{column}{}", row + 1);
        desk.edit(&[("Result_plan", "K3", "9"), ("Version", &digest, "")], &[]);
        let done = desk.placewell(&["check", "edited.xlsx"]);
        let why = "Result_plan: the digest of this sheet, which was on the sheet Version, is gone";
        assert!(done.status.code() == Some(3) && said(&done).contains(why), "{}", said(&done));
    }
    desk.edit(&[], &["Inputs, as they were read", "File"]);
    assert_eq!(desk.placewell(&["check", "edited.xlsx"]).status.code(), Some(3), "the digests of its inputs are gone");
}

/// What hides part of a sheet.
type Hide = fn(&mut Worksheet);

#[test]
fn an_edit_that_nobody_sees_is_refused_and_what_is_hidden_and_not_edited_is_not() {
    let desk = Desk::new();
    let ways: [(&str, Hide); 3] = [
        ("row", |sheet| {
            sheet.set_row_hidden(4).expect("a row");
        }),
        ("column", |sheet| {
            sheet.set_column_hidden(7).expect("a column");
        }),
        ("sheet", |sheet| {
            sheet.set_hidden(true);
        }),
    ];
    for (what, hide) in ways {
        let after = |name: &str, sheet: &mut Worksheet| {
            if name == "What_if_costs" {
                hide(sheet);
            }
        };
        desk.save(&[("What_if_costs", "H5", "811000")], &[], after);
        let done = desk.placewell(&["check", "edited.xlsx"]);
        assert_eq!(done.status.code(), Some(3), "{what}: {}", said(&done));
        let told = format!("What_if_costs!H5: this cell was edited, and its {what} is hidden: show it");
        assert!(said(&done).contains(&told), "{}", said(&done));
        desk.save(&[], &[], after);
        let done = desk.placewell(&["check", "edited.xlsx"]);
        assert_eq!(done.status.code(), Some(0), "{what}: {}", said(&done));
    }
}

#[test]
fn a_stray_cell_is_told_where_it_stands_and_a_column_of_notes_is_not_stray() {
    let desk = Desk::new();
    let with = |at: &[(u32, u16, &str)]| {
        desk.save(&[], &[], |name, sheet| {
            for (row, column, words) in at.iter().filter(|_| name == "What_if_costs") {
                sheet.write_string(*row, *column, *words).expect("a cell");
            }
        });
        desk.placewell(&["check", "edited.xlsx"])
    };
    let done = with(&[(4, 9, "811000"), (20, 7, "5"), (22, 2, "total")]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @r"
    error: 3 mistakes in the inputs
      edited.xlsx: What_if_costs!C23: `total` is here, outside the table, and is not read: clear this cell
      edited.xlsx: What_if_costs!H21: `5` is here, outside the table, and is not read: clear this cell
      edited.xlsx: What_if_costs!J5: `811000` is here, beside the table, and is not read: clear this cell
    ");
    let done = with(&[(1, 9, "why"), (4, 9, "they said so")]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
}

#[test]
fn what_stands_beside_the_model_and_the_title_is_told_as_it_is_not_read() {
    let desk = Desk::new();
    desk.save(&[], &[], |name, sheet| {
        for (row, column, words) in [(11, 0, "envelope"), (11, 1, "900000000"), (8, 3, "other"), (12, 0, "title")] {
            if name == "What_if" {
                sheet.write_string(row, column, words).expect("a cell");
            }
        }
    });
    let done = desk.placewell(&["check", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    insta::assert_snapshot!(said(&done), @r"
    error: 3 mistakes in the inputs
      edited.xlsx: What_if!A12: `envelope` is here, outside the table, and is not read: clear this cell
      edited.xlsx: What_if!A13: `title` is there twice
      edited.xlsx: What_if!D9: `other` is here, beside the table, and is not read: clear this cell
    ");
}

#[test]
fn a_clash_with_a_status_set_by_hand_is_placed_at_its_row() {
    let desk = Desk::new();
    desk.edit(&[("What_if_statuses", "G4", "exclude")], &[]);
    let done = desk.placewell(&["solve", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(4), "{}", said(&done));
    let told = said(&done).split_whitespace().collect::<Vec<_>>().join(" ");
    let rule = "- `workbook-exclude-4`: It is excluded: options of open-bristol.";
    let place = "[edited by hand in a workbook, sheet What_if_statuses, edited.xlsx, What_if_statuses:4]";
    assert!(told.contains(&format!("{rule} {place}")), "{told}");
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
    for ending in ["ods", "xlsm", "XLS"] {
        let name = format!("other.{ending}");
        fs::copy(desk.path("run/working.xlsx"), desk.path(&name)).expect("a copy");
        let told = refused(&name);
        let why = format!("this is a workbook of another kind (.{}); open it", ending.to_ascii_lowercase());
        assert!(told.contains(&why) && told.contains("save it as .xlsx"), "{told}");
    }
    assert!(refused("missing.xlsx").contains("there is no such file"), "{}", refused("missing.xlsx"));
    desk.edit(&[("What_if", "B9", "../tiny")], &[]);
    let elsewhere = refused("edited.xlsx");
    assert!(elsewhere.contains("is neither beside the workbook nor in models/"), "{elsewhere}");
}

/// What is said of `edited.xlsx` once a cell of its sheet of costs has been written into.
fn with_a_cell(desk: &Desk, row: u32, column: u16) -> Output {
    desk.save(&[], &[], |name, sheet| {
        if name == "What_if_costs" {
            sheet.write_string(row, column, "left here by a slip of the hand").expect("a cell");
        }
    });
    desk.placewell(&["check", "edited.xlsx"])
}

#[test]
fn a_cell_far_away_takes_no_memory_and_is_told_where_it_stands() {
    let desk = Desk::new();
    for (column, cell) in [(64, "BM5"), (16_383, "XFD5")] {
        let far_away = with_a_cell(&desk, 4, column);
        let told = format!("What_if_costs!{cell}: `left here by a slip of the hand` is here, beside the table");
        assert!(far_away.status.code() == Some(3) && said(&far_away).contains(&told), "{}", said(&far_away));
    }
    desk.save(&[], &[], |name, sheet| {
        if ["Input_demand", "Result_plan"].contains(&name) {
            sheet.write_string(4, 70, "811000").expect("a cell");
        }
    });
    let told = said(&desk.placewell(&["check", "edited.xlsx"]));
    assert!(told.contains("Input_demand!BS5: nothing was supplied, and `811000` is here"), "{told}");
    assert!(told.contains("Result_plan: this sheet was edited"), "{told}");
    let far_below = with_a_cell(&desk, 1_048_575, 0);
    assert_eq!(far_below.status.code(), Some(3), "{}", said(&far_below));
    assert!(said(&far_below).contains("What_if_costs: this sheet has more than 200,000 rows"), "{}", said(&far_below));
}

#[test]
fn an_archive_that_unfolds_without_end_is_refused_whatever_it_says_of_its_size() {
    let desk = Desk::new();
    let size: u32 = 150 << 20;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    writer.write_all(&vec![b' '; usize::try_from(size).expect("it fits")]).expect("a part");
    let honest = writer.finish().expect("an archive").into_inner();
    assert!(honest.len() < 1 << 20, "it is folded");
    let mut lying = honest.clone();
    while let Some(at) = lying.windows(4).position(|four| four == size.to_le_bytes()) {
        lying[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert_ne!(honest, lying);
    for (bytes, why) in [(honest, "unfolds to more than 128 MiB"), (lying, "it is damaged")] {
        fs::write(desk.path("large.xlsx"), bytes).expect("a file");
        let done = desk.placewell(&["check", "large.xlsx"]);
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        assert!(said(&done).contains(why), "{}", said(&done));
    }
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
fn a_run_says_what_was_changed_by_hand_and_what_it_was() {
    let desk = Desk::new();
    let edits =
        [("What_if_costs", "H5", "811000"), ("What_if_statuses", "G3", "exclude"), ("What_if_limits", "G3", "2111001")];
    desk.edit(&edits, &[]);
    let done = desk.placewell(&["solve", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let done = desk.placewell(&["report", "runs/edited", "--model", "edited.xlsx", "-o", "runs/edited/page.html"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let read = |file: &str| {
        let text = fs::read_to_string(desk.path("runs/edited").join(file)).expect("a file of the run");
        let text = text.replace("&gt;", ">").replace("&#62;", ">");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let changes = [
        "the cost of open-bristol a, £911,000 -> £811,000",
        "open-bham, as the model has it -> excluded",
        "envelope, £2,111,000 -> £2,111,001",
    ];
    for change in changes {
        for file in ["summary.txt", "page.html"] {
            assert!(
                read(file).contains(&format!("Changed by hand in a workbook: {change}.")),
                "{file}: {}",
                read(file)
            );
        }
        let (what, of) = change.split_once(", ").expect("what and of");
        let (was, now) = of.split_once(" -> ").expect("was and is");
        let json = format!("{{ \"what\": \"{what}\", \"was\": \"{was}\", \"now\": \"{now}\" }}");
        assert!(read("run.json").contains(&json), "{json}");
    }
    let done = desk.placewell(&["verify", "runs/edited", "--model", "edited.xlsx"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    // What nobody changed is not told as changed.
    let whole = fs::read_to_string(desk.path("run/run.json")).expect("the manifest");
    assert!(whole.contains("\"by_hand\": []"), "{whole}");

    // A plan says of its options what the dataset says, or is told where it does not.
    let plan = fs::read_to_string(desk.path("runs/edited/plan.csv")).expect("the plan");
    fs::write(desk.path("given.csv"), plan).expect("a plan");
    let done = desk.placewell(&["evaluate", "tiny.toml", "--plan", "given.csv", "--out", "given"]);
    let told = "given.csv:4: dfe_cost_gbp is `811000` here and `911000` in the dataset, which counts";
    assert!(said(&done).contains(told), "{}", said(&done));
    assert_eq!(said(&done).matches("which counts").count(), 1, "{}", said(&done));
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn a_workbook_that_an_office_program_saved_gives_the_plan_of_its_model() {
    let desk = Desk::new();
    let saved = soffice::saved_again(&fs::read(desk.path("run/working.xlsx")).expect("the workbook of the run"));
    fs::write(desk.path("saved.xlsx"), &saved).expect("a file");
    // In the folder of the run it still says what the run says.
    fs::write(desk.path("run/working.xlsx"), saved).expect("a file");
    let done = desk.placewell(&["verify", "run", "--model", "tiny.toml"]);
    assert_eq!(done.status.code(), Some(0), "{}{}", String::from_utf8_lossy(&done.stdout), said(&done));
    let done = desk.placewell(&["solve", "saved.xlsx", "--out", "saved"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(desk.funded("saved"), desk.funded("run"));
}

#[test]
fn another_cost_keeps_the_shape_of_spend_to_the_pound() {
    let instance = Case::open(&Desk::new().path("tiny.toml")).expect("a model without mistakes").dataset.instance;
    let costs = [0, 1, 2, 7, 911_001, 60_000_000, 99_999_999_999];
    for (index, cost) in instance.option_indices().flat_map(|index| costs.map(|cost| (index, cost))) {
        let (before, cost) = (&instance[index], Money::from_pounds(cost));
        let again = instance.repriced(&BTreeMap::from([(index, cost)]));
        let after = &again[index];
        assert_eq!(after.cost, cost);
        assert_eq!(after.spend.iter().map(|(_, money)| *money).sum::<Money>(), cost, "to the pound");
        for (year, money) in &after.spend {
            let share = before.spend.iter().find(|(other, _)| other == year).expect("a year in which it spent").1;
            let [share, whole, cost, now] = [share, before.cost, cost, *money].map(|money| i128::from(money.pounds()));
            assert!((now * whole - share * cost).abs() < whole, "{now} is within a pound of its share");
        }
        let others = instance.option_indices().filter(|other| *other != index);
        assert!(others.into_iter().all(|other| instance[other] == again[other]), "no other option is touched");
    }
}

/// The parts of a workbook, by name, put together again without compression.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), stored).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Bytes with a few of them changed, left out or there twice; the same for the same seed.
fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut bytes = bytes.to_vec();
    for _ in 0..dice.usize(1..6) {
        let at = dice.usize(0..bytes.len());
        match dice.u8(0..4) {
            0 => bytes[at] = dice.u8(..),
            1 => bytes[at] = *dice.choice(b"0123456789<>/=\"&-").expect("some letters"),
            2 => drop(bytes.drain(at..(at + dice.usize(1..20)).min(bytes.len()))),
            _ => bytes.extend_from_within(at..(at + 20).min(bytes.len())),
        }
    }
    bytes
}

#[test]
fn whatever_a_workbook_holds_is_read_or_refused() {
    let desk = Desk::new();
    desk.edit(&[], &[]);
    let whole = fs::read(desk.path("edited.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(&whole)).expect("an archive");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part");
        parts.push((part.name().expect("a name").into_owned(), bytes));
    }
    let (mut read, mut refused) = (0, 0);
    for seed in 0..600_u64 {
        let bytes = if seed % 3 == 0 {
            changed(&whole, seed)
        } else {
            let mut parts = parts.clone();
            let at = usize::try_from(seed).expect("a small number") % parts.len();
            parts[at].1 = changed(&parts[at].1, seed);
            packed(&parts)
        };
        fs::write(desk.path("changed.xlsx"), bytes).expect("a file");
        match Case::open(&desk.path("changed.xlsx")) {
            Ok(_) => read += 1,
            Err(mistakes) => {
                refused += 1;
                assert!(mistakes.to_string().contains("changed.xlsx"), "{mistakes}");
            }
        }
    }
    assert!(read > 10 && refused > 100, "{read} read and {refused} refused");
}
