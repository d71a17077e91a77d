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
