//! `placewell verify` and its exit codes.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::given::{Given, inside};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8")
}

/// The exit code of a check of something in the folder, and what it prints, message last.
fn verify(given: &Given, subject: &str) -> (Option<i32>, String) {
    let done = given.placewell(&["verify", subject, "--model", "tiny.toml"]);
    (done.status.code(), text(&done.stdout) + &text(&done.stderr))
}

#[test]
fn the_exit_code_says_what_was_found() {
    let given = Given::tiny();
    let untouched = given.run();
    let (code, told) = verify(&given, "run");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("It keeps 9 of 9 rules."), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert_eq!(verify(&given, "run/plan.csv").0, Some(0));
    for (file, old, new, code, part) in [
        ("run/plan.csv", "open-bham,b,no", "open-bham,b,yes", 4, "error: the plan breaks "),
        ("run/plan.csv", "open-bham,b,no", "open-bham,a,yes", 3, "is on line 2 already"),
        ("run/years.csv", "1100000", "1100001", 7, "error: the run states something that does not follow"),
        ("run/summary.txt", "It adds 10 places", "It adds 11 places", 7, "summary.txt:"),
        ("run/run.json", "{", "(", 3, "run.json"),
    ] {
        given.write(file, &untouched[file].replacen(old, new, 1));
        let (found, told) = verify(&given, "run");
        assert_eq!(found, Some(code), "{file}: {told}");
        assert!(told.contains(part), "{part} is not in\n{told}");
        given.write(file, &untouched[file]);
    }
}

#[test]
fn a_run_without_one_of_its_files_is_a_mistake() {
    let given = Given::tiny();
    for file in given.run().into_keys() {
        let text = given.text(&file);
        std::fs::remove_file(given.path(&file)).expect("a file of the copy can be taken away");
        let (code, told) = verify(&given, "run");
        assert_eq!(code, Some(3), "{file}: {told}");
        assert!(told.contains(&file) && told.contains("there is no such file"), "{told}");
        given.write(&file, &text);
    }
}

#[test]
fn a_plan_that_was_given_and_measured_is_checked_like_one_that_was_chosen() {
    let given = Given::tiny();
    let plan = given.text("run/plan.csv");
    for (old, new, code) in [("open-bham,a,yes", "open-bham,a,no", 0), ("open-bham,b,no", "open-bham,b,yes", 4)] {
        given.write("mine.csv", &plan.replacen(old, new, 1));
        let done = given.placewell(&["evaluate", "tiny.toml", "--plan", "mine.csv", "--out", "measured"]);
        assert_eq!(done.status.code(), Some(code), "{}", text(&done.stderr));
        let (found, told) = verify(&given, "measured");
        assert_eq!(found, Some(code), "{told}");
        assert!(told.contains("and say what follows"), "{told}");
    }
}

#[test]
fn runs_that_put_regions_first_or_keep_a_floor_under_them_pass() {
    for name in ["worst-region", "region-floor", "protected-place", "exact-pounds"] {
        let folder = TempDir::new().expect("a folder for the run");
        let run = folder.path().join("run");
        let model = inside("tests/golden").join(name).join("model.toml");
        let placewell = |arguments: &[&Path]| -> Output {
            Command::new(env!("CARGO_BIN_EXE_placewell")).args(arguments).output().expect("placewell runs")
        };
        let solved = placewell(&["solve".as_ref(), &model, "--out".as_ref(), &run]);
        assert_eq!(solved.status.code(), Some(0), "{name}: {}", text(&solved.stderr));
        let checked = placewell(&["verify".as_ref(), &run, "--model".as_ref(), &model]);
        assert_eq!(checked.status.code(), Some(0), "{name}: {}{}", text(&checked.stdout), text(&checked.stderr));
    }
}

#[test]
fn a_key_that_is_there_twice_or_unknown_is_told_and_so_is_a_file_that_is_not_of_a_run() {
    let given = Given::tiny();
    let manifest = given.text("run/run.json");
    let tool = "\"name\": \"placewell\",";
    for (old, new, key) in [
        ("\n  \"status\":", "\n  \"status\": \"evaluated\",\n  \"status\":", "status"),
        (tool, "\"name\": \"other\", \"name\": \"placewell\",", "tool.name"),
        ("\"seed\":", "\"approved\": true,\n  \"seed\":", "approved"),
        (tool, "\"name\": \"placewell\", \"signed\": true,", "tool.signed"),
    ] {
        given.write("run/run.json", &manifest.replacen(old, new, 1));
        let (code, told) = verify(&given, "run");
        assert_eq!(code, Some(7), "{key}: {told}");
        assert!(told.contains(&format!("run.json: {key}: it says `a key")), "{key}: {told}");
    }
    given.write("run/run.json", &manifest);
    given.write("run/letter.txt", "Dear colleague");
    let (code, told) = verify(&given, "run");
    assert!(code == Some(0) && told.contains("Not looked at, though it lies there: letter.txt."), "{told}");
}
