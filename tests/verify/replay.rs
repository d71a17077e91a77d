//! `placewell replay`: a run done again is the same, or what differs is named: a byte of an input, a version, the
//! decision, the work.

use super::given::Given;

/// The exit code of the run done again, and what is printed of it, message last.
fn replay(given: &Given) -> (Option<i32>, String) {
    let done = given.placewell(&["replay", "run", "--model", "tiny.toml"]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8");
    // A difference that is longer than a line goes on in the next.
    (done.status.code(), text(&done.stdout).replace("\n  ", " ") + &text(&done.stderr))
}

const SAME: &str = "Same: every file of the run is as it was, but for its timings and its roles.\n";

/// A run done again after one text of a file has become another; the file is put back.
fn after(given: &Given, file: &str, old: &str, new: &str) -> (Option<i32>, String) {
    let before = given.text(file);
    assert!(before.contains(old), "{file} has {old}");
    given.write(file, &before.replacen(old, new, 1));
    let found = replay(given);
    given.write(file, &before);
    found
}

#[test]
fn a_run_that_nothing_has_touched_is_the_same_again() {
    let given = Given::tiny();
    assert_eq!(replay(&given), (Some(0), SAME.to_owned()));
    let limited = ["--gap", "1", "--node-limit", "50", "--role", "analyst=A"];
    for options in [limited.as_slice(), &["--exact"]] {
        let done = given.placewell(&[&["solve", "tiny.toml", "--out", "run"], options].concat());
        assert!(done.status.success());
        assert_eq!(replay(&given), (Some(0), SAME.to_owned()), "its options are taken from the manifest");
    }
}

#[test]
fn a_plan_that_was_given_is_measured_again_whatever_its_file_was_called_and_though_it_is_gone() {
    let given = Given::tiny();
    given.write("by-hand.csv", &given.text("run/plan.csv"));
    let done = given.placewell(&["evaluate", "tiny.toml", "--plan", "by-hand.csv", "--out", "run"]);
    assert!(done.status.success(), "{done:?}");
    assert!(given.text("run/run.json").contains("\"by-hand.csv\""), "the run lists the plan it was given");
    std::fs::remove_file(given.path("by-hand.csv")).expect("the plan goes");
    assert_eq!(replay(&given), (Some(0), SAME.to_owned()));
    let (code, told) = after(&given, "run/plan.csv", "open-bham,b,no", "open-bham,b,yes");
    assert_eq!(code, Some(7), "{told}");
    assert!(told.contains("years.csv") && !told.contains("by-hand.csv"), "{told}");
}

#[test]
fn a_byte_of_an_input_that_has_changed_is_named() {
    let given = Given::tiny();
    // A blank line at the end changes no decision.
    let areas = given.text("data/areas.csv");
    given.write("data/areas.csv", &format!("{areas}\n"));
    let (code, told) = replay(&given);
    assert_eq!(code, Some(7), "{told}");
    let lines: Vec<&str> = told.lines().collect();
    let [bytes, digest, last] = lines.as_slice() else { panic!("{told}") };
    assert!(bytes.starts_with("run.json: inputs, areas.csv.bytes: it says `"), "{told}");
    assert!(digest.starts_with("run.json: inputs, areas.csv.sha256: it says `"), "{told}");
    assert_eq!(*last, "error: the run, done again, is not the same");
}

#[test]
fn a_version_that_is_another_is_named() {
    let given = Given::tiny();
    let manifest: serde_json::Value = serde_json::from_str(&given.text("run/run.json")).expect("a manifest is JSON");
    let highs = manifest["solver"]["version"].as_str().expect("a version");
    let crates = manifest["crates"]["good_lp"].as_str().expect("a version");
    for (key, old, new) in [
        ("tool", format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.0.9\"".to_owned()),
        ("solver", format!("\"version\": \"{highs}\""), "\"version\": \"1.14.0\"".to_owned()),
        ("crates", format!("\"good_lp\": \"{crates}\""), "\"good_lp\": \"0.0.1\"".to_owned()),
    ] {
        let (code, told) = after(&given, "run/run.json", &old, &new);
        assert_eq!(code, Some(7), "{key}: {told}");
        assert_eq!(told.lines().count(), 2, "{key}: {told}");
        assert!(told.starts_with(&format!("run.json: {key}: it was ")), "{told}");
    }
}

#[test]
fn a_decision_that_is_another_is_named_where_it_shows() {
    let given = Given::tiny();
    let (code, told) = after(&given, "run/plan.csv", "open-bham,b,no", "open-bham,b,yes");
    assert_eq!(code, Some(7), "{told}");
    assert!(
        told.lines().any(|line| line.starts_with("plan.csv:") && line.contains("funded: it says `yes`; `no`")),
        "{told}"
    );
    let (code, told) = after(&given, "tiny.toml", "total_gbp = 2111000", "total_gbp = 2110999");
    assert_eq!(code, Some(7), "{told}");
    for part in ["run.json: inputs, tiny.toml.sha256", "run.json: model.envelope", "plan.csv:"] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

#[test]
fn work_that_is_another_is_named() {
    let given = Given::tiny();
    let manifest: serde_json::Value = serde_json::from_str(&given.text("run/run.json")).expect("a manifest is JSON");
    let old = format!("\"iterations\": {}", manifest["solver_work"]["iterations"]);
    let (code, told) = after(&given, "run/run.json", &old, "\"iterations\": 987654");
    assert_eq!(code, Some(7), "{told}");
    assert!(told.starts_with("run.json: solver_work: it was ") && told.lines().count() == 2, "{told}");
}

#[test]
fn what_is_no_run_or_has_options_that_are_not_known_is_refused() {
    let given = Given::tiny();
    let (code, told) = after(&given, "run/run.json", "\"options\": {}", "\"options\": {\"speed\": \"9\"}");
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("its options are not of this version of placewell"), "{told}");
    let (code, told) = after(&given, "run/run.json", "\"name\": \"placewell\"", "\"name\": \"another\"");
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("this is not a manifest of placewell"), "{told}");
}
