//! What is shipped inside the program: every file of the repository's folders, byte for byte, and of use once it is copied out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{files, home, placewell, printed, refused, text};

/// The files of a folder of the repository by their paths from `root`, without hidden ones.
fn kept(root: &Path, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = files(&root.join(folder)).into_iter();
    let all = all.map(|(name, bytes)| (Path::new(folder).join(name), bytes));
    all.filter(|(name, _)| !name.iter().any(|part| part.to_string_lossy().starts_with('.'))).collect()
}

#[test]
fn what_is_copied_out_is_what_the_repository_has_and_no_file_is_missing() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["example", "england", "all of it"]);
    let mut copy = files(&desk.path().join("all of it"));
    let readme = copy.remove(Path::new("README.md")).expect("a README");
    assert_eq!(readme, fs::read(home().join("examples/england.md")).expect("it is there"));
    let mut there = BTreeMap::new();
    for folder in ["inputs", "models", "schemas"] {
        let own = kept(home(), folder);
        assert!(own.len() > 9, "{folder} has only {}", own.len());
        there.extend(own);
    }
    assert_eq!(copy.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (name, bytes) in &there {
        assert!(copy[name] == *bytes, "{} is copied otherwise than it is", name.display());
    }
    printed(desk.path(), &["example", "small", "mine"]);
    assert_eq!(files(&desk.path().join("mine")), kept(&home().join("examples/starter"), ""));
    printed(desk.path(), &["new", "new"]);
    assert_eq!(files(&desk.path().join("mine")), files(&desk.path().join("new")));
}

#[test]
fn england_copied_out_does_what_it_says_there_that_takes_no_minute() {
    let desk = TempDir::new().expect("a folder");
    let said = printed(desk.path(), &["example", "england", "here"]);
    let here = desk.path().join("here");
    let commands = said.lines().filter_map(|line| line.strip_prefix("  placewell "));
    let commands: Vec<Vec<&str>> = commands.map(|line| line.split(' ').collect()).collect();
    assert_eq!(
        commands.iter().map(|words| words[0]).collect::<Vec<_>>(),
        ["check", "evaluate", "verify", "solve", "report"]
    );
    for words in &commands[..3] {
        printed(&here, words);
    }
    assert!(here.join("runs/figure-11/plan.csv").is_file());
    for words in &commands[3..] {
        assert!(here.join(words[1]).exists() || words[1] == "runs/envelope-563", "{words:?}");
    }
}

#[test]
fn examples_are_listed_and_nothing_is_written_over() {
    let desk = TempDir::new().expect("a folder");
    let listed = printed(desk.path(), &["example"]);
    assert!(listed.contains("england\n") && listed.contains("small\n") && listed.contains("15 files"), "{listed}");
    fs::create_dir(desk.path().join("mine")).expect("a folder");
    fs::write(desk.path().join("mine/README.md"), "mine").expect("a file");
    let before = files(desk.path());
    for (words, code, why) in [
        (vec!["england", "mine"], 9, "this folder holds `README.md` already"),
        (vec!["small", "mine"], 9, "this folder holds `README.md` already"),
        (vec!["small"], 2, "<FOLDER>"),
        (vec!["wales", "there"], 2, "england"),
    ] {
        let (ended, said) = refused(desk.path(), &[&["example"], &words[..]].concat());
        assert!(ended == Some(code) && said.contains(why), "{words:?}: {said}");
    }
    assert_eq!(files(desk.path()), before);
}

#[test]
fn a_shipped_model_that_is_not_here_is_told_where_it_is_and_another_is_not() {
    let desk = TempDir::new().expect("a folder");
    for model in ["models/figure-11.toml", "figure-11.toml", "../models/what-if/only-508.toml"] {
        let (code, said) = refused(desk.path(), &["check", model]);
        let name = model.rsplit('/').next().expect("a name");
        assert_eq!(code, Some(3));
        assert!(said.contains("there is no such file") && said.contains(&format!("{name}` is shipped")), "{said}");
        assert!(said.contains("`placewell example england FOLDER`"), "{said}");
    }
    let (_, said) = refused(desk.path(), &["check", "models/mine.toml"]);
    assert!(said.contains("there is no such file") && !said.contains("example"), "{said}");
    // One that is here, and wrong, is not missing.
    fs::write(desk.path().join("figure-11.toml"), "title = 5\n").expect("a file");
    let (_, said) = refused(desk.path(), &["check", "figure-11.toml"]);
    assert!(said.contains("figure-11.toml") && !said.contains("example england"), "{said}");
}

#[test]
fn a_region_is_cut_from_england_wherever_the_program_is() {
    let desk = TempDir::new().expect("a folder");
    let program = desk.path().join("alone");
    fs::copy(super::PLACEWELL, &program).expect("a copy");
    let new = |folder: &str, region: &str| {
        let words = ["new", folder, "--from", "england", "--region", region];
        Command::new(&program).args(words).current_dir(desk.path()).output().expect("placewell runs")
    };
    assert_eq!(new("alone-ne", "North East").status.code(), Some(0));
    assert_eq!(
        placewell(desk.path(), &["new", "ne", "--from", "england", "--region", "North East"]).status.code(),
        Some(0)
    );
    assert_eq!(files(&desk.path().join("alone-ne")), files(&desk.path().join("ne")));
    let said = text(&new("wales", "Wales").stderr);
    assert!(said.contains("  england: the dataset has no region `Wales`"), "{said}");
}
