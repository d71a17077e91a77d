//! Bad inputs and faults, as a user meets them: each folder of `tests/bad` lies over a small dataset and model, and pins
//! the whole of standard error and the exit code. `tests/bad/README.md` lists them.
//!
//! `PLACEWELL_BLESS=1 cargo test --release --test commands bad::` writes what is found as expected: read the difference before
//! keeping it.

mod accepted;
mod desk;
mod doubts;
mod faults;
mod hostile;
mod settled;
mod solvers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use desk::Desk;
use serde::Deserialize;

/// How a folder of `tests/bad` is run, from its `case.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows.
    about: String,
    /// The arguments.
    run: Vec<String>,
    /// The exit code.
    code: i32,
    /// Files that are not there.
    #[serde(default)]
    remove: Vec<PathBuf>,
    /// Folders that are.
    #[serde(default)]
    folders: Vec<PathBuf>,
    /// Variables of the environment.
    #[serde(default)]
    environment: BTreeMap<String, String>,
}

/// The folders of cases, in order.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let entries = fs::read_dir(root).expect("the cases").map(|entry| entry.expect("a case").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("case.toml").exists()).collect();
    folders.sort();
    folders
}

/// What is wrong with a case, if anything: what it prints on standard error, its exit code, or an answer beside a refusal.
fn complaint(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("case.toml")).expect("how the case is run");
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let desk = Desk::new();
    desk.lay(folder, &["case.toml", "stderr.txt"]);
    case.remove.iter().for_each(|file| fs::remove_file(desk.path(file)).expect("the file was there"));
    case.folders.iter().for_each(|folder| fs::create_dir(desk.path(folder)).expect("a folder"));
    let done = desk.placewell().args(&case.run).envs(&case.environment).output().expect("placewell runs");
    let found = desk.shorn(&done.stderr);
    let name = folder.display();
    if done.status.code() != Some(case.code) {
        return Some(format!("{name}: {}\nends with {}:\n{found}", case.about, done.status));
    }
    // With 9 an answer that was found and could not be written is told all the same.
    if [2, 3].contains(&case.code) && !done.stdout.is_empty() {
        return Some(format!("{name}: {}\nprints an answer:\n{}", case.about, desk.shorn(&done.stdout)));
    }
    let file = folder.join("stderr.txt");
    if std::env::var_os("PLACEWELL_BLESS").is_some() {
        fs::write(file, found).expect("what is expected is written");
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != found).then(|| format!("{name}: {}\nexpected:\n{expected}\nfound:\n{found}", case.about))
}

#[test]
fn every_bad_input_ends_with_its_code_and_its_words() {
    let folders = folders();
    assert!(folders.len() >= 50, "only {} cases", folders.len());
    let complaints: Vec<String> = folders.iter().filter_map(|folder| complaint(folder)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_case_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let list = fs::read_to_string(root.join("README.md")).expect("the list of cases");
    for folder in folders() {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(list.contains(&format!("`{name}`")), "tests/bad/README.md does not list {name}");
    }
}

/// The text of every test, of the repository and of its folders.
fn tests() -> String {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text += &fs::read_to_string(path).expect("a source file");
            }
        }
    }
    text
}

#[test]
fn every_exit_code_has_a_test_and_every_test_that_is_listed_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let list = fs::read_to_string(root.join("README.md")).expect("the list of cases");
    let (_, codes) = list.split_once("## Exit codes").expect("a list of exit codes");
    let rows = codes.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | ")?.0.parse().ok());
    assert_eq!(rows.collect::<Vec<u8>>(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130]);
    let is_test = |word: &&str| {
        word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
    };
    let named: Vec<&str> = list.split('`').skip(1).step_by(2).filter(is_test).collect();
    let there = tests();
    let missing: Vec<&&str> = named.iter().filter(|name| !there.contains(&format!("fn {name}()"))).collect();
    assert!(named.len() >= 25 && missing.is_empty(), "{} are named; not there: {missing:?}", named.len());
    for row in codes.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        assert!(row.split('`').skip(1).step_by(2).all(|name| is_test(&name)), "{row}");
    }
}
