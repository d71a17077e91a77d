//! Small questions that were answered wrongly once, as a user meets them: each folder of `tests/cases` is one, with what
//! is said of it now. `case.toml` says which inputs it lies over, what is run, and which words are told, or are not, on
//! the screen and in the files that are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use placewell::domain::DOUBTS;
use serde::Deserialize;
use tempfile::TempDir;

/// The program.
const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of `tests/cases`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows.
    about: String,
    /// The inputs that it lies over.
    over: Over,
    /// Files of the inputs that are taken away: a workbook was written when there were none of these.
    #[serde(default)]
    without: Vec<PathBuf>,
    /// What is replaced in the files once they are laid out: by file, what and by what.
    #[serde(default)]
    replace: BTreeMap<String, Vec<[String; 2]>>,
    /// What is run, one after the other.
    step: Vec<Step>,
}

/// The inputs that a case lies over.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Over {
    /// The tiny dataset, and a model of it.
    Tiny,
    /// Those that are shipped.
    England,
    /// None.
    Nothing,
}

/// One call of the program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// The arguments.
    run: Vec<String>,
    /// The exit code.
    code: i32,
    /// Words on the screen.
    #[serde(default)]
    says: Vec<String>,
    /// Words that are not on the screen.
    #[serde(default)]
    never: Vec<String>,
    /// By file, words in it.
    #[serde(default)]
    files: BTreeMap<String, Vec<String>>,
    /// By file, words that are not in it.
    #[serde(default)]
    without: BTreeMap<String, Vec<String>>,
}

/// The folders of cases, in order.
fn folders() -> Vec<PathBuf> {
    let entries =
        fs::read_dir(root().join("tests/cases")).expect("the cases").map(|entry| entry.expect("a case").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Copies a folder and what is below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).expect("a copy");
        }
    }
}

/// Text in one line, so that it does not matter where it is broken.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lays out the inputs of a case, and what its folder holds.
fn lay(case: &Case, folder: &Path, desk: &Path) {
    lay_inputs(case.over, desk);
    for file in &case.without {
        fs::remove_file(desk.join(file)).expect("a file of the inputs");
    }
    copy(folder, desk);
    let is_workbook = |file: &Path| file.extension().is_some_and(|ending| ending == "xlsx");
    if fs::read_dir(desk).expect("the desk").any(|entry| is_workbook(&entry.expect("a file").path())) {
        // The workbooks of the cases were written before the dataset said what it is.
        fs::remove_file(desk.join("tiny/dataset.csv")).ok();
    }
    replace(&case.replace, desk);
}

fn lay_inputs(over: Over, desk: &Path) {
    match over {
        Over::Tiny => {
            copy(&root().join("tests/data/tiny"), &desk.join("tiny"));
            fs::copy(root().join("tests/bad/model.toml"), desk.join("model.toml")).expect("a copy");
        }
        Over::England => {
            copy(&root().join("inputs"), &desk.join("inputs"));
            copy(&root().join("models"), &desk.join("models"));
        }
        Over::Nothing => {}
    }
}

/// Replaces what is to be replaced in files that there are.
fn replace(replace: &BTreeMap<String, Vec<[String; 2]>>, desk: &Path) {
    for (file, pairs) in replace {
        let file = desk.join(file);
        let mut text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for [old, new] in pairs {
            assert!(text.contains(old), "{} has no {old:?}", file.display());
            text = text.replace(old, new);
        }
        fs::write(&file, text).expect("a file is written");
    }
}

/// What is wrong with a step, if anything.
fn complaint(step: &Step, desk: &Path) -> Option<String> {
    let done = assert_cmd::Command::new(PLACEWELL).args(&step.run).current_dir(desk).output().expect("placewell runs");
    let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    let screen = unwrapped(&format!("{out}\n{err}"));
    let read = |file: &String| unwrapped(&fs::read_to_string(desk.join(file)).unwrap_or_default());
    let mut wrong = Vec::new();
    if done.status.code() != Some(step.code) {
        wrong.push(format!("it ends with {} and not with {}", done.status, step.code));
    }
    let mut hold = |place: &str, text: &str, words: &[String], are_there: bool| {
        for words in words.iter().filter(|words| text.contains(&unwrapped(words)) != are_there) {
            wrong.push(format!("{place} {} {words:?}", if are_there { "does not say" } else { "says" }));
        }
    };
    hold("the screen", &screen, &step.says, true);
    hold("the screen", &screen, &step.never, false);
    step.files.iter().for_each(|(file, words)| hold(file, &read(file), words, true));
    for (file, words) in &step.without {
        assert!(desk.join(file).exists(), "{file} is not there");
        hold(file, &read(file), words, false);
    }
    (!wrong.is_empty()).then(|| format!("{:?}: {}\n{out}{err}", step.run, wrong.join("; ")))
}

#[test]
fn every_case_is_told_as_it_is() {
    let mut complaints = Vec::new();
    for folder in folders() {
        let text = fs::read_to_string(folder.join("case.toml")).expect("how the case is run");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let desk = TempDir::new().expect("a temporary folder");
        lay(&case, &folder, desk.path());
        let found = case.step.iter().filter_map(|step| complaint(step, desk.path()));
        complaints.extend(found.map(|found| format!("{}: {}\n{found}", folder.display(), case.about)));
    }
    assert!(folders().len() >= 20, "the cases are there");
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

/// What makes the tiny dataset and its model doubtful.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubtful {
    /// The kind of the doubt.
    kind: String,
    /// What is replaced in files.
    #[serde(default)]
    replace: BTreeMap<String, Vec<[String; 2]>>,
    /// What is put at the end of files.
    #[serde(default)]
    append: BTreeMap<String, String>,
    /// Files that are taken away.
    #[serde(default)]
    remove: Vec<String>,
    /// Files that are written anew.
    #[serde(default)]
    file: BTreeMap<String, String>,
    /// What the model begins with.
    #[serde(default)]
    head: String,
    /// What it ends with.
    #[serde(default)]
    tail: String,
    /// What is run; a plan is measured if nothing else is.
    #[serde(default)]
    run: Vec<String>,
}

/// `doubts.toml`.
#[derive(Debug, Deserialize)]
struct AllDoubtful {
    doubt: Vec<Doubtful>,
}

impl Doubtful {
    fn lay(&self, desk: &Path) {
        lay_inputs(Over::Tiny, desk);
        replace(&self.replace, desk);
        for file in &self.remove {
            fs::remove_file(desk.join(file)).expect("the file was there");
        }
        for (file, text) in &self.file {
            fs::write(desk.join(file), text).expect("a file is written");
        }
        for (file, text) in &self.append {
            fs::write(desk.join(file), read(desk, file) + text).expect("a file is written");
        }
        fs::write(desk.join("plan.csv"), "project,option,funded\nopen-bristol,a,yes\n").expect("a plan");
        let model = format!("{}\n{}\n{}\n", self.head, read(desk, "model.toml"), self.tail);
        fs::write(desk.join("model.toml"), model).expect("a model");
    }

    /// Its exit code, and what is told on standard error.
    fn told(&self, desk: &Path) -> (Option<i32>, String) {
        let measured = ["evaluate", "model.toml", "--plan", "plan.csv", "--out", "run"].map(str::to_owned);
        let words = if self.run.is_empty() { measured.to_vec() } else { self.run.clone() };
        let done = assert_cmd::Command::new(PLACEWELL).args(words).current_dir(desk).output().expect("placewell runs");
        (done.status.code(), String::from_utf8(done.stderr).expect("UTF-8"))
    }

    /// The id of the doubt, of those that are told.
    fn id(&self, told: &str) -> Option<String> {
        let ids = told.lines().filter(|line| line.starts_with("warning: "));
        let mut ids = ids.filter_map(|line| Some(line.rsplit_once(" (")?.1.strip_suffix(')')?.to_owned()));
        ids.find(|id| id.split('[').next() == Some(&self.kind))
    }
}

fn read(desk: &Path, file: &str) -> String {
    fs::read_to_string(desk.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn every_doubt_that_there_is_can_be_answered_and_the_answer_is_kept() {
    let text = fs::read_to_string(root().join("tests/cases/doubts.toml")).expect("the doubts");
    let all: AllDoubtful = toml::from_str(&text).expect("it is TOML");
    let kinds: BTreeSet<&str> = all.doubt.iter().map(|doubtful| doubtful.kind.as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(DOUBTS), "each kind is made once");
    for doubtful in &all.doubt {
        let (kind, desk) = (&doubtful.kind, TempDir::new().expect("a temporary folder"));
        doubtful.lay(desk.path());
        let (code, told) = doubtful.told(desk.path());
        let id = doubtful.id(&told).unwrap_or_else(|| panic!("{kind} is not told: {told}"));
        let reason = format!("It is as it should be, {id}.");
        let answer = format!("[[accept]]\nid = \"{id}\"\nreason = \"{reason}\"\n");
        fs::write(desk.path().join("model.toml"), read(desk.path(), "model.toml") + &answer).expect("a model");
        let (answered, now) = doubtful.told(desk.path());
        assert_eq!((answered, doubtful.id(&now)), (code, None), "{kind}: {now}");
        assert!(!now.contains("needless-accept"), "{kind}: {now}");
        let kept: serde_json::Value = serde_json::from_str(&read(desk.path(), "run/run.json")).expect("JSON");
        let kept = kept["doubts"].as_array().expect("doubts").iter().find(|doubt| doubt["id"] == *id);
        assert_eq!(kept.map(|doubt| &doubt["accepted"]), Some(&reason.into()), "{kind}");
    }
}
