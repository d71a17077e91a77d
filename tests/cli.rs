//! The commands, as a user calls them.

mod surroundings;
#[cfg(target_os = "linux")]
mod topics;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn placewell(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_placewell"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("placewell runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8")
}

#[test]
fn help_begins_with_three_examples_that_work_as_pasted() {
    let help = text(&placewell(&["--help"]).stdout);
    let mut lines = help.lines();
    assert_eq!(lines.next(), Some("Examples:"));
    let examples: Vec<&str> = lines.take_while(|line| !line.is_empty()).map(str::trim).collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        let words: Vec<&str> = example.split(' ').collect();
        assert_eq!(words[0], env!("CARGO_BIN_EXE_placewell"), "an example names the program as it was called");
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(words[2]).exists(), "{example}");
        let help = placewell(&[words[1], "--help"]);
        assert!(help.status.success(), "{example}");
    }
}

#[test]
fn the_published_plan_prints_figure_11() {
    let folder = TempDir::new().expect("a folder for the run");
    let run = folder.path().join("run");
    let done = placewell(&["evaluate", "models/figure-11.toml", "--out", &run.to_string_lossy()]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let summary = text(&done.stdout);
    let squeezed: Vec<String> =
        summary.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in [
        "Extra places in open homes 68 68 347 57.0 2026",
        "New open homes 49 49 200 53.0 2029",
        "Rebuilding secure homes 3 3 34-38 188.0 2026, 2029, 2029",
        "New secure homes 2 2 48 166.0 2027, 2028",
        "Improving secure homes 56 12 8 44.0 2029",
        "Total 178 637-641 508.0",
    ] {
        assert!(squeezed.iter().any(|line| line == row), "{row} is not in\n{summary}");
    }
    assert!(summary.lines().all(|line| line.chars().count() <= 80), "the summary fits 80 columns");
}

#[test]
fn a_plan_that_breaks_a_rule_is_told_of_it_and_ends_with_4() {
    let folder = TempDir::new().expect("a folder for the run");
    let run = folder.path().join("run").to_string_lossy().into_owned();
    let first = placewell(&["evaluate", "models/figure-11.toml", "--out", &run]);
    assert!(first.status.success());
    let plan = folder.path().join("edited.csv");
    let written = fs::read_to_string(folder.path().join("run/plan.csv")).expect("the plan is written");
    let edited = written.replacen("rebuild-devon,announced,yes", "rebuild-devon,announced,no", 1);
    let edited = if edited == written { drop_first(&written, "rebuild-devon,") } else { edited };
    fs::write(&plan, edited).expect("the plan is edited");
    let done = placewell(&["evaluate", "models/envelope-563.toml", "--plan", &plan.to_string_lossy(), "--out", &run]);
    assert_eq!(done.status.code(), Some(4), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("named-secure-schemes"), "{}", text(&done.stdout));
}

/// The plan with the funded option of a project not funded.
fn drop_first(plan: &str, project: &str) -> String {
    let edit = |line: &str| {
        if line.starts_with(project) { line.replacen(",yes,", ",no,", 1) } else { line.to_owned() }
    };
    plan.lines().map(edit).flat_map(|line| [line, "\r\n".to_owned()]).collect()
}

#[test]
fn mistakes_in_a_model_and_its_dataset_are_all_told_at_once_and_end_with_3() {
    let folder = TempDir::new().expect("a folder");
    let model = folder.path().join("model.toml");
    let england = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/england");
    let shipped = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("models/envelope-563.toml"));
    let text_of_model = shipped.expect("the model is there").replace("../inputs/england", &england.to_string_lossy());
    let wrong = text_of_model.replace("total_gbp", "total_gpb").replace("\"open-new\"", "\"open-nwe\"");
    fs::write(&model, wrong).expect("the model is written");
    let done = placewell(&["check", &model.to_string_lossy()]);
    assert_eq!(done.status.code(), Some(3));
    let told = text(&done.stderr);
    assert!(told.contains("envelope.total_gpb: there is no such key; did you mean `total_gbp`?"), "{told}");
    assert!(told.contains("the dataset has no `open-nwe`; did you mean `open-new`?"), "{told}");
    assert!(told.starts_with("error: "), "{told}");
    assert!(done.stdout.is_empty(), "standard output is for answers");
}

#[test]
fn a_model_without_a_plan_is_told_which_rules_clash_and_what_would_mend_it_and_ends_with_4() {
    let folder = TempDir::new().expect("a folder");
    let model = folder.path().join("cut.toml");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conflicts/base.toml");
    let overlay = format!("extends = \"{}\"\n[envelope]\ntotal_gbp = 910_999\n", base.display());
    fs::write(&model, overlay).expect("the model is written");
    let run = folder.path().join("run");
    let done = placewell(&["solve", &model.to_string_lossy(), "--out", &run.to_string_lossy()]);
    assert_eq!(done.status.code(), Some(4), "{}", text(&done.stderr));
    let told = text(&done.stderr);
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = format!("[Made for the tests, {}:3]", model.display());
    for part in [
        "These 3 rules cannot all hold:",
        "`envelope`: The plan costs at most £910,999.",
        &place,
        "`either-open-home`: Exactly one of open-bham, open-bristol is funded. [links.csv of the dataset]",
        "Without any one of them the others can.",
        "Any one of these changes is enough:",
        "- raise the envelope by £1, from £910,999 to £911,000; no less is enough",
        "- take the link `bham-after-bristol` away",
    ] {
        assert!(words.contains(part), "{part} is not in\n{told}");
    }
    assert!(done.stdout.is_empty() && !run.exists(), "there is no plan to write");
}

#[test]
fn the_solver_that_is_built_in_is_examined() {
    let done = placewell(&["doctor"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let told = text(&done.stdout);
    assert!(told.starts_with("placewell ") && told.contains("HiGHS 3043") && told.contains("Known wrong: 1"), "{told}");
}

#[test]
fn a_command_that_is_not_understood_ends_with_2() {
    assert_eq!(placewell(&["slove", "models/envelope-563.toml"]).status.code(), Some(2));
    assert_eq!(placewell(&[]).status.code(), Some(2));
}

#[test]
fn a_folder_that_is_not_a_run_is_left_alone_and_ends_with_9() {
    let folder = TempDir::new().expect("a folder");
    let mine = folder.path().join("letter.txt");
    fs::write(&mine, "mine").expect("a file");
    let done = placewell(&["evaluate", "models/figure-11.toml", "--out", &folder.path().to_string_lossy()]);
    assert_eq!(done.status.code(), Some(9), "{}", text(&done.stderr));
    assert_eq!(fs::read_to_string(mine).expect("it is still there"), "mine");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_placewell"))
        .args(["check", "models/envelope-563.toml"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("placewell runs");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("placewell ends");
    let said = text(&done.stderr);
    // On a busy machine it says what it works on.
    let lines: Vec<&str> = said.lines().filter(|line| !line.ends_with('…')).collect();
    assert_eq!((done.status.code(), lines.as_slice()), (Some(0), [].as_slice()), "{said}");
}

#[test]
fn the_program_its_manifest_and_the_changes_name_one_version_and_the_licence_is_mit() {
    let of_repository = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name);
    let manifest: toml::Table = toml::from_str(&of_repository("Cargo.toml")).expect("TOML");
    let package = &manifest["package"];
    let version = package["version"].as_str().expect("a version");
    assert_eq!(text(&placewell(&["--version"]).stdout), format!("placewell {version}\n"));
    let changes = of_repository("CHANGELOG.md");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).and_then(|line| line.split(' ').next());
    assert_eq!(newest, Some(version), "the newest heading of CHANGELOG.md");
    assert_eq!(package["license"].as_str(), Some("MIT"));
    let licence = of_repository("LICENSE");
    assert!(licence.starts_with("MIT License\n\nCopyright (c) ") && licence.contains("\"AS IS\""), "{licence}");
}
