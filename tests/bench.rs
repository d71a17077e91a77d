//! `placewell bench`: an unchanged case passes, and one that is worse than on record does not.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The folder of small cases, with one case of it.
fn folder_of_cases() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    fs::create_dir(folder.path().join("contested-24x16")).expect("a folder for the dataset");
    for entry in fs::read_dir(benches.join("contested-24x16")).expect("the dataset") {
        let file = entry.expect("a file").path();
        let to = folder.path().join("contested-24x16").join(file.file_name().expect("a name"));
        fs::copy(&file, to).expect("the file is copied");
    }
    fs::copy(benches.join("contested-24x16.toml"), folder.path().join("contested-24x16.toml"))
        .expect("the model is copied");
    folder
}

fn bench(folder: &TempDir, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
    command.arg("bench").arg(folder.path()).args(more).output().expect("placewell runs")
}

fn baseline(folder: &TempDir) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(folder.path().join("baseline.csv"));
    let reader = reader.as_mut().expect("a baseline");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Puts another number on record.
fn doctor(folder: &TempDir, column: &str, factor: f64, more: f64) {
    let mut rows = baseline(folder);
    let at = rows[0].iter().position(|name| name == column).expect("a column");
    let number: f64 = rows[1][at].parse().expect("a number");
    rows[1][at] = (number * factor + more).floor().to_string();
    let mut writer = csv::Writer::from_path(folder.path().join("baseline.csv")).expect("a baseline");
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    writer.flush().expect("a baseline");
}

fn told(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}

/// What is put on record instead, so that what is measured is worse: by what it is multiplied, and what is added.
const PLANTED: [(&str, f64, f64); 6] = [
    ("well_located_places", 1.0, 1.0),
    ("well_located_places", 1.0, -1.0),
    ("dfe_cost_gbp", 1.0, -1.0),
    ("solved_rows", 0.9, 0.0),
    ("solved_non_zeros", 0.9, 0.0),
    ("iterations", 1.0 / 1.3, 0.0),
];

#[test]
fn a_case_put_on_record_passes_and_worse_ones_do_not() {
    let folder = folder_of_cases();
    let before = bench(&folder, &[]);
    assert_eq!(before.status.code(), Some(3), "there is no baseline: {}", told(&before));
    let blessed = bench(&folder, &["--bless"]);
    assert_eq!(blessed.status.code(), Some(0), "{}", told(&blessed));
    let bytes = fs::read(folder.path().join("baseline.csv")).expect("a baseline");
    let again = bench(&folder, &[]);
    assert_eq!(again.status.code(), Some(0), "{}", told(&again));

    for (column, factor, more) in PLANTED {
        fs::write(folder.path().join("baseline.csv"), &bytes).expect("the baseline");
        doctor(&folder, column, factor, more);
        let done = bench(&folder, &[]);
        assert_eq!(done.status.code(), Some(10), "{column}: {}", told(&done));
        assert!(told(&done).contains(column), "{}", told(&done));
    }
}

#[test]
fn a_ledger_by_hand_needs_no_more_than_the_places_expected() {
    let folder = folder_of_cases();
    assert_eq!(bench(&folder, &["--bless"]).status.code(), Some(0));
    let heading = baseline(&folder)[0].join(",");
    let blanks = ",".repeat(heading.matches(',').count() - 3);
    let by_hand = |places: &str| {
        fs::write(folder.path().join("baseline.csv"), format!("{heading}\ncontested-24x16,,,{places}{blanks}\n"))
            .expect("the baseline");
        bench(&folder, &[]).status.code()
    };
    assert_eq!(by_hand("29"), Some(0));
    assert_eq!(by_hand("30"), Some(10));
    assert_eq!(by_hand("many"), Some(3));
}

#[test]
fn a_case_that_is_not_on_record_fails_and_is_named() {
    let folder = folder_of_cases();
    assert_eq!(bench(&folder, &["--bless"]).status.code(), Some(0));
    for part in ["contested-24x16.toml", "baseline.csv"] {
        let text = fs::read_to_string(folder.path().join(part)).expect("a text");
        if part.ends_with("toml") {
            fs::write(folder.path().join("another.toml"), text).expect("a model");
        }
    }
    let done = bench(&folder, &[]);
    assert_eq!(done.status.code(), Some(10), "{}", told(&done));
    assert!(told(&done).contains("not on record: another"), "{}", told(&done));
    let alone = bench(&folder, &["--case", "contested-24x16"]);
    assert_eq!(alone.status.code(), Some(0), "{}", told(&alone));
    assert_eq!(bench(&folder, &["--case", "no-such"]).status.code(), Some(3));
}

#[test]
fn the_report_has_a_row_for_every_figure_of_every_case() {
    let folder = folder_of_cases();
    let report = folder.path().join("report.csv");
    let blessed = bench(&folder, &["--bless", "--report", &report.to_string_lossy()]);
    assert_eq!(blessed.status.code(), Some(0), "{}", told(&blessed));
    let text = fs::read_to_string(&report).expect("a report");
    assert!(text.starts_with("case,what,on_record,measured,percent_of_record,percent_allowed,verdict\r\n"), "{text}");
    assert_eq!(text.lines().count(), 17, "a heading, how it ended and fifteen figures: {text}");
    assert!(text.contains("contested-24x16,well_located_places,,29.00,,,not held"), "{text}");
}

#[test]
fn a_record_written_by_hand_has_the_columns_that_are_to_be_held_and_no_others() {
    let folder = folder_of_cases();
    for (places, code) in [("1", 0), ("100000", 10)] {
        let record = format!("case,well_located_places\ncontested-24x16,{places}\n");
        fs::write(folder.path().join("baseline.csv"), record).expect("it can be written");
        let done = bench(&folder, &[]);
        assert_eq!(done.status.code(), Some(code), "{}", told(&done));
    }
}
