//! A dataset in a workbook: read as its tables are, each mistake at its sheet and row.

use std::io::Read;
use std::path::{Path, PathBuf};

use placewell::read::{Roads, Strictness, Supplied, read_dataset};
use placewell::report::workbook::dataset;
use tempfile::TempDir;

use super::bytes::TABLES;
use super::folder::{Folder, tiny};

/// The tables of a folder, but for those of roads.
fn tables(folder: &Path) -> Vec<Supplied> {
    let table = |file: &&str| {
        let bytes = std::fs::read(folder.join(file)).expect("a table");
        Supplied::of_csv(file, &bytes).expect("CSV in UTF-8")
    };
    TABLES.iter().filter(|file| !file.starts_with("road_")).map(table).collect()
}

/// A workbook of these tables, in a folder that goes when this does.
fn book(tables: &[Supplied]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("dataset.xlsx");
    std::fs::write(&file, dataset("The tiny dataset", tables, |_, column| Some(format!("What {column} is"))))
        .expect("it is written");
    (folder, file)
}

/// The mistakes of a workbook, without its folder.
fn mistakes(tables: &[Supplied], roads: Roads) -> Vec<String> {
    let (folder, file) = book(tables);
    let mistakes = read_dataset(&file, roads, Strictness::Lenient).mistakes;
    let within = format!("{}/", folder.path().display());
    mistakes.iter().map(|mistake| mistake.to_string().replace(&within, "")).collect()
}

#[test]
fn a_dataset_in_a_workbook_is_that_of_its_tables_strictly_and_leniently() {
    let plain = read_dataset(&tiny(), Roads::NotNeeded, Strictness::Strict).dataset.expect("no mistakes");
    let (_folder, file) = book(&tables(&tiny()));
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let reading = read_dataset(&file, Roads::NotNeeded, strictness);
        assert_eq!(reading.mistakes, []);
        assert_eq!(reading.dataset, Some(plain.clone()));
        let parsed: Vec<&str> = reading.parsed.iter().map(|parsed| parsed.file.as_str()).collect();
        assert_eq!(parsed, ["dataset.xlsx"]);
    }
}

#[test]
fn a_mistake_in_a_workbook_is_told_at_its_sheet_and_row_and_roads_need_a_folder() {
    let mut wrong = tables(&tiny());
    let options = wrong.iter_mut().find(|table| table.file == "options.csv").expect("there is one");
    options.rows[0][6] = "a lot".to_owned();
    let told = mistakes(&wrong, Roads::NotNeeded);
    assert_eq!(
        told,
        [
            "dataset.xlsx!options:2: dfe_cost_gbp: `a lot` is not an amount in whole pounds without commas, such as 1250000"
        ]
    );
    wrong.retain(|table| table.file != "options.csv");
    assert_eq!(mistakes(&wrong, Roads::NotNeeded)[0], "dataset.xlsx: there is no sheet `options`");
    let told = mistakes(&tables(&tiny()), Roads::Needed);
    assert!(told.iter().any(|told| told.contains("a workbook holds no outlines of land")), "{told:?}");
}

#[test]
fn a_workbook_to_fill_in_has_lists_in_its_cells_and_notes_on_its_headings() {
    let (_folder, file) = book(&tables(Folder::new().path("").as_path()));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).expect("it is there")).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = String::new();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet") || name.starts_with("xl/comments")) {
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    }
    for part in [
        "<formula1>areas!$A$2:$A$2001</formula1>",
        "<formula1>\"yes,no\"</formula1>",
        "What dfe_cost_gbp is",
        "Holds whole pounds.",
        "May be left out: nothing is met locally.",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

/// A workbook of the tiny dataset, plain and written anew by `change`, a sheet at a time.
fn changed(change: impl Fn(&str, &mut rust_xlsxwriter::Worksheet)) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("dataset.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for table in tables(&tiny()) {
        let name = table.file.trim_end_matches(".csv").to_owned();
        let sheet = book.add_worksheet();
        sheet.set_name(&name).expect("a name");
        for (row, cells) in (0..).zip(std::iter::once(&table.heading).chain(&table.rows)) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).expect("a cell"),
                    Err(_) => sheet.write(row, column, cell).expect("a cell"),
                };
            }
        }
        change(&name, sheet);
    }
    book.save(&file).expect("it is written");
    (folder, file)
}

/// What is doubted of a dataset, which has no mistakes, in its own words.
fn doubts(dataset: &Path) -> Vec<String> {
    let reading = read_dataset(dataset, Roads::NotNeeded, Strictness::Lenient);
    assert_eq!(reading.mistakes, []);
    reading.dataset.expect("no mistakes").warnings.into_iter().map(|doubt| doubt.words).collect()
}

#[test]
fn a_sheet_goes_by_its_name_in_any_letters_which_is_said_once_and_the_nearest_is_named_where_there_is_none() {
    let plain = doubts(&changed(|_, _| {}).1);
    let (_folder, file) = changed(|name, sheet| {
        let other = match name {
            "options" => " Options ",
            "care_types" => "Care types",
            other => other,
        };
        sheet.set_name(other).expect("a name");
    });
    let told: Vec<String> = doubts(&file).into_iter().filter(|told| !plain.contains(told)).collect();
    assert_eq!(told, ["the sheet ` Options ` is read as `options`", "the sheet `Care types` is read as `care_types`"]);

    let (_folder, file) = changed(|name, sheet| {
        if name == "links" {
            sheet.set_name("link").expect("a name");
        }
    });
    let told = doubts(&file);
    let why =
        "there is no sheet `links` (did you mean `link`, which is not read?): no project requires or excludes another";
    assert!(told.contains(&why.to_owned()), "{told:?}");

    let (_folder, file) = changed(|name, sheet| {
        if name == "options" {
            sheet.set_name("Options1").expect("a name");
        }
    });
    let mistakes = read_dataset(&file, Roads::NotNeeded, Strictness::Lenient).mistakes;
    let why = "there is no sheet `options`; did you mean `Options1`? Rename it";
    assert!(mistakes.iter().any(|mistake| mistake.mistake == why), "{mistakes:?}");
}

#[test]
fn what_of_a_sheet_is_hidden_is_read_and_said_once_a_sheet() {
    let plain = doubts(&changed(|_, _| {}).1);
    let (_folder, file) = changed(|name, sheet| match name {
        "options" => {
            sheet.set_row_hidden(1).expect("a row");
            sheet.set_row_hidden(2).expect("a row");
            // A row that nothing is in hides nothing.
            sheet.set_row_hidden(900).expect("a row");
            sheet.set_column_hidden(0).expect("a column");
        }
        "homes" => {
            sheet.set_hidden(true);
        }
        _ => {}
    });
    let told: Vec<String> = doubts(&file).into_iter().filter(|told| !plain.contains(told)).collect();
    assert_eq!(
        told,
        [
            "the sheet `homes` is hidden, and is read",
            "2 rows of `options` are hidden, and are read",
            "1 column of `options` is hidden, and is read"
        ]
    );
}

#[test]
fn a_formula_that_was_never_worked_out_is_told_as_a_sentence_in_any_column() {
    let (_folder, file) = changed(|name, sheet| {
        if name == "options" {
            sheet.write_formula(1, 2, "=\"a\"&\"b\"").expect("a cell");
            sheet.write_formula(1, 6, "=400000+20000").expect("a cell");
        }
    });
    let mistakes = read_dataset(&file, Roads::NotNeeded, Strictness::Lenient).mistakes;
    let why =
        "this cell holds a formula that was never worked out; open the workbook in a spreadsheet and save it there";
    assert_eq!(mistakes.iter().filter(|mistake| mistake.mistake == why).count(), 2, "{mistakes:?}");
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
}

#[test]
fn a_blank_row_amid_others_is_read_past_and_said_once_in_a_workbook_as_in_a_table() {
    let folder = Folder::new();
    let table = std::fs::read_to_string(folder.path("demand.csv")).expect("a table");
    let width = table.lines().next().expect("a heading").matches(',').count();
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    lines.insert(2, ",".repeat(width));
    std::fs::write(folder.path("demand.csv"), lines.join("\n") + "\n").expect("it is written");
    let said = "1 row had no value, at demand.csv line 3".to_owned();
    assert!(doubts(&folder.path("")).contains(&said), "{:?}", doubts(&folder.path("")));
    let strict = read_dataset(&folder.path(""), Roads::NotNeeded, Strictness::Strict).mistakes;
    assert_eq!(strict[0].mistake, "this row is blank; delete it");
    let (_folder, file) = changed(|name, sheet| {
        if name == "demand" {
            for (row, line) in (0..).zip(&lines) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    sheet.clear_cell(row, column);
                    sheet.write(row, column, cell).expect("a cell");
                }
            }
        }
    });
    assert!(doubts(&file).contains(&said), "{:?}", doubts(&file));
}
