//! The canaries: their answers are right by enumeration, and the solver that is built in gives them.

mod exact;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use placewell::canaries::{Answer, Expectation, all, run_canary, versions};
use placewell::case::Case;
use placewell::formulate::formulate;
use placewell::milp::{ColumnKind, Comparison};
use placewell::solve::Highs;

#[test]
fn every_answer_is_found_by_trying_everything() {
    for canary in all() {
        let (milp, objective) = canary.stated();
        let best = exact::best(&milp, &objective);
        let answer = best.map_or(Answer::Nothing, |best| Answer::Best(best.reached(canary.direction)));
        assert_eq!(answer, canary.answer, "{}", canary.name);
    }
}

#[test]
fn the_solver_that_is_built_in_answers_rightly_whatever_its_seed() {
    for seed in 0..5 {
        for canary in all().iter().filter(|canary| canary.expectation == Expectation::Right) {
            let song = run_canary(canary, &Highs { seed }).expect("an answer");
            assert_eq!(song.got, canary.answer, "{} with the seed {seed}", canary.name);
        }
    }
}

/// When this fails, the canary has been mended: say so of it, and of the version that mended it.
#[test]
fn what_is_known_to_be_wrong_is_still_wrong() {
    for canary in all().iter().filter(|canary| canary.expectation == Expectation::KnownWrong) {
        let song = run_canary(canary, &Highs { seed: 0 }).expect("an answer");
        assert!(!song.is_right() && !song.is_alarming(), "{} is answered rightly", canary.name);
    }
}

/// Every model of the repository, and every golden run.
fn models() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(root.join(folder)).expect("a folder of the repository");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let golden = files("tests/golden").into_iter().map(|folder| folder.join("model.toml"));
    files("models").into_iter().filter(|file| file.extension().is_some_and(|end| end == "toml")).chain(golden).collect()
}

#[test]
fn no_plan_is_stated_with_an_equation_over_a_column_that_may_be_split() {
    for file in models() {
        let case = Case::open(&file).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let milp = formulate(&case.question()).milp;
        for row in milp.rows().iter().filter(|row| row.comparison == Comparison::Equal) {
            for (column, _) in row.sum.terms() {
                let column = &milp.columns()[column.position()];
                assert_eq!(column.kind, ColumnKind::Whole, "{}: {} in {}", file.display(), column.label, row.label);
            }
        }
    }
}

#[test]
fn there_are_canaries_enough_and_each_is_named_once() {
    let canaries = all();
    let names: BTreeSet<&str> = canaries.iter().map(|canary| canary.name).collect();
    let issues: BTreeSet<&str> = canaries.iter().map(|canary| canary.issue).collect();
    assert_eq!(names.len(), canaries.len());
    assert!(issues.len() >= 15, "{issues:?}");
}

fn lines_of(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of the repository")
}

#[test]
fn versions_are_those_that_are_locked() {
    let versions = versions();
    let locked: toml::Table = lines_of("Cargo.lock").parse().expect("the lock is TOML");
    let packages = locked["package"].as_array().expect("packages");
    for part in &versions {
        let same: Vec<_> = packages.iter().filter(|package| package["name"].as_str() == Some(part.name)).collect();
        match part.name {
            "HiGHS" => assert!(part.version.as_str() >= "1.15.0", "{}", part.version),
            _ => assert_eq!(same.len(), 1, "{}", part.name),
        }
        for package in same {
            assert_eq!(package["version"].as_str(), Some(part.version.as_str()), "{}", part.name);
        }
    }
    assert_eq!(versions.len(), 5);
}

/// The three parts of a version.
fn parts(version: &str) -> [u32; 3] {
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().expect("a number")).collect();
    parts.try_into().expect("a version has three parts")
}

/// Whether a ban of deny.toml, such as `<1.15.0` or `1.14.1`, is on this version.
fn bans(ban: &str, version: &str) -> bool {
    match ban.strip_prefix('<') {
        Some(first) => parts(version) < parts(first),
        None => parts(version) == parts(ban),
    }
}

#[test]
fn no_version_that_is_banned_is_locked_and_those_with_a_known_wrong_highs_are_banned() {
    let deny: toml::Table = lines_of("deny.toml").parse().expect("deny.toml is TOML");
    let banned: Vec<(&str, &str)> = deny["bans"]["deny"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|ban| ban["crate"].as_str().and_then(|ban| ban.split_once('@')).expect("a crate and its versions"))
        .collect();
    for ban in ["1.14.1", "1.14.3", "<1.15.0"] {
        assert!(banned.contains(&("highs-sys", ban)), "deny.toml does not ban highs-sys {ban}");
    }
    for known_wrong in ["1.11.0", "1.12.1", "1.14.1", "1.14.2", "1.14.3"] {
        assert!(banned.iter().any(|(_, ban)| bans(ban, known_wrong)), "highs-sys {known_wrong} is not banned");
    }
    let locked: toml::Table = lines_of("Cargo.lock").parse().expect("the lock is TOML");
    let locked = locked["package"].as_array().expect("packages");
    let mut seen = 0;
    for package in locked {
        let [name, version] = ["name", "version"].map(|key| package[key].as_str().expect("a text"));
        for (_, ban) in banned.iter().filter(|(banned, _)| *banned == name) {
            assert!(!bans(ban, version), "{name} {version} is locked, and deny.toml bans {ban}");
            seen += 1;
        }
    }
    assert_eq!(seen, banned.len(), "highs-sys is locked once, and held to each ban");
}
