//! The same inputs give the same bytes: run after run, on any number of threads, in any order of rows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The files of a run that depend on nothing but the question and its answer.
const FILES: [&str; 9] = [
    "plan.csv",
    "flows.csv",
    "areas.csv",
    "regions.csv",
    "lines.csv",
    "years.csv",
    "funds.csv",
    "rules.csv",
    "summary.txt",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Solves the model in a folder of its own and gives the folder.
fn solved(model: &Path, threads: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder for the run");
    let run = folder.path().join("run");
    let done = Command::new(env!("CARGO_BIN_EXE_placewell"))
        .args(["--threads", threads, "solve"])
        .arg(model)
        .arg("--out")
        .arg(&run)
        .output()
        .expect("placewell runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
}

fn file(run: &TempDir, name: &str) -> String {
    let path = run.path().join("run").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The manifest without what may differ: timings, and digests where the bytes of the inputs differ.
fn manifest(run: &TempDir) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_str(&file(run, "run.json")).expect("the manifest is JSON");
    for key in ["timings_ms", "inputs"] {
        assert!(json.as_object_mut().and_then(|json| json.remove(key)).is_some(), "the manifest has {key}");
    }
    json
}

/// A copy of the models and the dataset in which the rows of every table are in another order.
fn shuffled() -> TempDir {
    let copy = TempDir::new().expect("a folder for the copy");
    let inputs = copy.path().join("inputs/england");
    fs::create_dir_all(copy.path().join("models")).expect("the copy is writable");
    fs::create_dir_all(&inputs).expect("the copy is writable");
    for entry in fs::read_dir(root().join("models")).expect("models are there").flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), copy.path().join("models").join(entry.file_name())).expect("a model is copied");
        }
    }
    for entry in fs::read_dir(root().join("inputs/england")).expect("the dataset is there").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let text = fs::read_to_string(&path).expect("a table is text");
            let mut lines = text.lines();
            let header = lines.next().expect("a table has a header");
            let mut rows: Vec<&str> = lines.collect();
            rows.reverse();
            let middle = rows.len() / 3;
            rows.rotate_left(middle);
            let text: String = std::iter::once(header).chain(rows).flat_map(|row| [row, "\r\n"]).collect();
            fs::write(inputs.join(entry.file_name()), text).expect("a table is copied");
        } else if path.is_file() {
            fs::copy(&path, inputs.join(entry.file_name())).expect("a file is copied");
        }
    }
    copy
}

#[test]
fn two_runs_other_threads_and_shuffled_rows_give_the_same_files() {
    let other = shuffled();
    let ours = root().join("models/headroom-55.toml");
    let theirs = other.path().join("models/headroom-55.toml");
    let (first, others) = std::thread::scope(|scope| {
        let first = scope.spawn(|| solved(&ours, "1"));
        let others = [solved(&ours, "2"), solved(&theirs, "1")];
        (first.join().expect("the first run ends"), others)
    });
    for other in &others {
        for name in FILES {
            assert_eq!(file(&first, name), file(other, name), "{name} differs");
        }
        assert_eq!(manifest(&first), manifest(other));
    }
}
