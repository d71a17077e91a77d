//! What is asked of England's own models, end to end: minutes of work, so only `cargo test -- --ignored` does it.
//!
//! Limits are of work, not of time: the answers are the same on any machine, and are not all proved.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const MODEL: &str = "models/envelope-563.toml";

/// What the command prints, which must end with one of these codes.
fn told(codes: &[i32], arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
    let done = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("placewell runs");
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code().is_some_and(|code| codes.contains(&code)), "{arguments:?}: {errors}");
    String::from_utf8(done.stdout).expect("what placewell prints is UTF-8")
}

/// The number in the first cell of this column of a CSV.
fn numbers(csv: &str, column: &str) -> Vec<Option<f64>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let at = reader.headers().expect("a heading").iter().position(|name| name == column).expect("the column is there");
    reader.records().map(|row| row.expect("a row")[at].parse().ok()).collect()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().expect("a path in letters").to_owned()
}

#[test]
#[ignore = "a minute or two of work"]
fn a_plan_of_england_is_found_compared_verified_stressed_ordered_and_shown() {
    let folder = TempDir::new().expect("a folder");
    let (run, published) = (path(&folder, "envelope-563"), path(&folder, "figure-11"));
    told(&[0, 5], &["solve", MODEL, "--node-limit", "1", "--out", &run, "--xlsx"]);
    told(&[0], &["evaluate", "models/figure-11.toml", "--out", &published]);
    told(&[0], &["verify", &run]);
    let compared = told(&[0], &["compare", &published, &run, "--format", "csv"]);
    assert!(compared.contains("well_located"), "{compared}");
    assert!(told(&[0], &["compare", &run, &run]).starts_with("No difference"));
    let nothing = told(&[0], &["compare", &run, &run, "--format", "csv"]);
    assert_eq!(nothing.lines().count(), 1, "headings alone: {nothing}");
    let stressed = told(&[0], &["stress", &run, "--draws", "200", "--seed", "1"]);
    assert!(stressed.contains("200 draws"), "{stressed}");
    told(&[0], &["order", &run, "--out", &path(&folder, "order")]);
    told(&[0], &["report", &run, "--out", &path(&folder, "page.html")]);
    assert!(Path::new(&path(&folder, "page.html")).is_file());
}

#[test]
#[ignore = "a minute or two of work"]
fn a_frontier_of_england_is_monotone_and_no_plan_is_beyond_its_bound() {
    let folder = TempDir::new().expect("a folder");
    let out = path(&folder, "frontier");
    let at = "508m,540m,563m,580m";
    let csv = told(&[0, 5], &["frontier", MODEL, "--at", at, "--node-limit", "1", "--out", &out, "--format", "csv"]);
    let (found, bound) = (numbers(&csv, "well_located_places"), numbers(&csv, "bound"));
    assert_eq!(found.len(), 4, "{csv}");
    for numbers in [&found, &bound] {
        assert!(numbers.windows(2).all(|pair| pair[0] <= pair[1]), "{csv}");
    }
    assert!(found.iter().zip(&bound).all(|(found, bound)| found.is_some() && found <= bound), "{csv}");
    told(&[0], &["verify", &out]);
}

#[test]
#[ignore = "a minute or two of work"]
fn an_envelope_of_england_that_stands_overruns_buys_no_more_than_one_that_does_not() {
    let folder = TempDir::new().expect("a folder");
    let places = |name: &str, robust: &[&str]| {
        let out = path(&folder, name);
        let start = ["solve", MODEL, "--node-limit", "1", "--format", "json", "--out", &out];
        told(&[0, 5], &start.into_iter().chain(robust.iter().copied()).collect::<Vec<_>>());
        let run: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(Path::new(&out).join("run.json")).expect("a manifest"))
                .expect("JSON");
        let number = |key: &str| run["well_located_places"][key].as_f64();
        (number("value").expect("a number"), number("bound").expect("a number"))
    };
    let (robust, most) = (places("robust", &["--robust", "1"]), places("plain", &[]));
    assert!(robust.0 <= robust.1 && robust.0 <= most.1, "{robust:?} {most:?}");
}
