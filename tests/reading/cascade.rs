//! A mistake is told once: what only follows from it is not told at all.

use super::bytes::TABLES;
use super::folder::{Folder, tiny};

/// The rows of a table of the tiny dataset, heading first, in cells.
fn cells(file: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_path(tiny().join(file));
    let records = reader.expect("a table of the tiny dataset").into_records();
    records.map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The mistakes when a table of the tiny dataset has these cells.
fn mistakes_with(file: &str, cells: &[Vec<String>]) -> Vec<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in cells {
        writer.write_record(row).expect("memory");
    }
    let folder = Folder::new();
    folder.write(file, writer.into_inner().expect("memory"));
    folder.mistakes()
}

#[test]
fn a_spoilt_cell_is_told_once_and_accuses_no_other() {
    let mut told = 0;
    for file in TABLES {
        let sound = cells(file);
        for (row, column) in (1..sound.len()).flat_map(|row| (0..sound[0].len()).map(move |column| (row, column))) {
            for spoilt in ["§", "1.2E+05"] {
                let mut cells = sound.clone();
                cells[row][column] = spoilt.to_owned();
                let mistakes = mistakes_with(file, &cells);
                // What should be blank is told of at whichever cell should go with it.
                let told_at = if sound[row][column].is_empty() { "" } else { sound[0][column].as_str() };
                let place = format!("{file}:{}: {told_at}", row + 1);
                assert!(mistakes.len() <= 1, "`{spoilt}` at {place}: {mistakes:#?}");
                assert!(mistakes.iter().all(|mistake| mistake.starts_with(&place)), "{place}: {mistakes:?}");
                told += mistakes.len();
            }
        }
    }
    assert!(told > 300, "only {told} cells were refused");
}

#[test]
fn a_blank_cell_is_told_once_and_accuses_no_other() {
    for file in TABLES {
        let sound = cells(file);
        for (row, column) in (1..sound.len()).flat_map(|row| (0..sound[0].len()).map(move |column| (row, column))) {
            let mut cells = sound.clone();
            cells[row][column].clear();
            let mistakes = mistakes_with(file, &cells);
            let line = format!("{file}:{}: ", row + 1);
            assert!(mistakes.len() <= 1, "blank at {line}{}: {mistakes:#?}", sound[0][column]);
            assert!(
                mistakes.iter().all(|mistake| mistake.starts_with(&line)),
                "{line}{}: {mistakes:?}",
                sound[0][column]
            );
        }
    }
}

#[test]
fn a_row_out_of_shape_is_told_once_and_accuses_no_other() {
    for file in TABLES {
        let sound = Folder::new().text(file);
        let rows: Vec<&str> = sound.lines().collect();
        for row in 1..rows.len() {
            for spoilt in [format!("{},", rows[row]), rows[row].rsplit_once(',').expect("two cells").0.to_owned()] {
                let folder = Folder::new();
                folder.write(file, [&rows[..row], &[spoilt.as_str()], &rows[row + 1..]].concat().join("\n"));
                let mistakes = folder.mistakes();
                assert_eq!(mistakes.len(), 1, "`{spoilt}` in {file}: {mistakes:#?}");
                assert!(mistakes[0].starts_with(&format!("{file}:{}: this row has ", row + 1)), "{mistakes:?}");
            }
        }
    }
}

#[test]
fn a_missing_column_is_told_once_and_accuses_no_other() {
    for file in TABLES {
        let sound = cells(file);
        for column in 0..sound[0].len() {
            let mut cells = sound.clone();
            let heading = cells[0][column].clone();
            for row in &mut cells {
                row.remove(column);
            }
            assert_eq!(mistakes_with(file, &cells), [format!("{file}:1: {heading}: this column is missing")]);
        }
    }
}

#[test]
fn a_missing_row_accuses_only_what_refers_to_it() {
    for (file, row, told) in [("areas.csv", 2, 2), ("homes.csv", 1, 1), ("links.csv", 1, 0), ("demand.csv", 1, 0)] {
        let mut cells = cells(file);
        cells.remove(row);
        assert_eq!(mistakes_with(file, &cells).len(), told, "{file}");
    }
}
