//! `placewell report`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::super::given::inside;
use super::made::{text, tree};

/// A folder with a copy of a golden question, and its run in `run`.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self { folder: TempDir::new().expect("a temporary folder") };
        copy(&inside("tests/golden/region-floor"), desk.folder.path());
        let done = desk.placewell(&["solve", "model.toml", "--out", "run", "--role", "analyst=<i>A</i> & B"]);
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
        desk
    }

    pub fn placewell(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
        command.args(arguments).current_dir(self.folder.path()).output().expect("placewell runs")
    }

    fn report(&self, more: &[&str]) -> Output {
        self.placewell(&[&["report", "run", "--model", "model.toml"], more].concat())
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("a file of the folder")
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("a file of the folder");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the repository") {
        let path = entry.expect("a file").path();
        let other = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &other);
        } else {
            fs::copy(&path, other).expect("a copy");
        }
    }
}

pub fn told(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn a_page_is_written_beside_its_run_or_where_it_is_wanted() {
    let desk = Desk::new();
    let beside = desk.report(&[]);
    assert_eq!((beside.status.code(), beside.stdout.len()), (Some(0), 0), "{}", told(&beside));
    assert!(told(&beside).ends_with("written to run.html\n"), "{}", told(&beside));
    let page = desk.read("run.html");
    assert_eq!(desk.report(&["-o", "page.html"]).status.code(), Some(0));
    assert_eq!(desk.read("page.html"), page);
    let streamed = desk.report(&["-o", "-"]);
    assert_eq!(String::from_utf8_lossy(&streamed.stdout), page);
    assert_eq!(desk.report(&["--threads", "3"]).status.code(), Some(0), "a page takes the place of a page");
    assert_eq!(desk.read("run.html"), page, "the same bytes again");
    let names: Vec<_> =
        fs::read_dir(desk.folder.path()).expect("the folder").map(|entry| entry.expect("a file").file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing is left behind: {names:?}");
}

#[test]
fn a_page_tells_of_its_run_who_stands_for_it_and_what_was_checked() {
    let desk = Desk::new();
    desk.report(&[]);
    let html = desk.read("run.html");
    let page = tree(&html);
    let page = text(page.root_element());
    let rules = desk.read("run/rules.csv").lines().count() - 1;
    assert!(
        page.contains(&format!("Verified from the files of the run. It keeps {rules} of {rules} rules. Its ")),
        "{page}"
    );
    assert!(page.contains("analyst<i>A</i> & B") && page.contains("approvernot signed off"), "{page}");
    let manifest: serde_json::Value = serde_json::from_str(&desk.read("run/run.json")).expect("JSON");
    for input in manifest["inputs"].as_array().expect("inputs") {
        assert!(page.contains(input["sha256"].as_str().expect("a digest")));
    }
    assert!(page.contains("plan.csv of the run"));
}

#[test]
fn no_page_is_made_of_a_run_that_states_what_does_not_follow() {
    for (file, old, new) in [
        ("run/years.csv", "dfe_spend_gbp", "dfe_spent_gbp"),
        ("run/lines.csv", "\r\n", "9\r\n"),
        ("run/run.json", "\"sha256\": \"", "\"sha256\": \"0"),
        ("inputs/assumptions.csv", ",", ", "),
    ] {
        let desk = Desk::new();
        let before = desk.read(file);
        let after = before.replacen(old, new, 2);
        assert_ne!(before, after, "{file}");
        desk.write(file, &after);
        let done = desk.report(&[]);
        assert_ne!(done.status.code(), Some(0), "{file}: {}", told(&done));
        assert!(!desk.folder.path().join("run.html").exists(), "{file}");
    }
}

#[test]
fn a_page_of_a_plan_that_breaks_rules_is_made_and_says_so() {
    let desk = Desk::new();
    let nothing = desk.read("run/plan.csv").replace(",yes,", ",no,");
    desk.write("nothing.csv", &nothing);
    let done = desk.placewell(&["evaluate", "model.toml", "--plan", "nothing.csv", "--out", "bare"]);
    assert_eq!(done.status.code(), Some(4), "{}", told(&done));
    let done = desk.placewell(&["report", "bare", "--model", "model.toml"]);
    assert_eq!(done.status.code(), Some(4), "{}", told(&done));
    assert!(told(&done).contains("as the page says"), "{}", told(&done));
    assert!(desk.read("bare.html").contains("This plan breaks rules of its model"));
}

#[test]
fn a_page_takes_the_place_of_nothing_but_a_page() {
    let desk = Desk::new();
    for name in ["model.toml", "inputs/areas.csv", "run/run.json", "run", "inputs"] {
        let done = desk.report(&["-o", name]);
        assert_eq!(done.status.code(), Some(9), "{name}: {}", told(&done));
        assert!(told(&done).contains("name another"), "{name}: {}", told(&done));
    }
    desk.write("empty.html", "");
    assert_eq!(desk.report(&["-o", "empty.html"]).status.code(), Some(0));
    assert_eq!(desk.report(&["-o", "model.toml/page.html"]).status.code(), Some(9));
}

#[test]
fn what_is_not_a_run_is_a_mistake_and_says_what_is_missing() {
    let desk = Desk::new();
    let done = desk.placewell(&["report", "inputs", "--model", "model.toml"]);
    assert_eq!(done.status.code(), Some(3), "{}", told(&done));
    assert!(told(&done).contains("run.json"), "{}", told(&done));
    desk.write("run/run.json", &desk.read("run/run.json").replace("\"seed\"", "\"seeds\""));
    let done = desk.report(&[]);
    assert_eq!(done.status.code(), Some(3), "{}", told(&done));
    assert!(told(&done).contains("this manifest is not of this version of placewell"), "{}", told(&done));
}
