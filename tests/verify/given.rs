//! A run of the tiny dataset in a folder of its own, to be spoiled and made good again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use placewell::case::Case;
use placewell::read::Mistakes;
use placewell::runs::read_stated;
use placewell::solve::Highs;
use placewell::verify::{Verified, verify_run};
use tempfile::TempDir;

/// A model, its dataset in `data` and a run of it in `run`.
pub struct Given {
    folder: TempDir,
}

/// What came of a check.
#[derive(Debug)]
pub enum Caught {
    /// Nothing is said to be wrong.
    Nothing,
    /// These families of rules are broken, and so many statements do not follow.
    Found(Vec<&'static str>, usize),
    /// A file could not be read.
    Mistake(String),
}

impl Given {
    /// The tiny dataset with a single link, solved.
    pub fn tiny() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let given = Self { folder };
        copy(&inside("tests/data/tiny"), &given.path("data"));
        given.write("tiny.toml", &fs::read_to_string(inside("tests/verify/tiny.toml")).expect("the model"));
        given.write("data/links.csv", "link,kind,project,other\nbham-after-bristol,requires,open-bham,open-bristol\n");
        let done = given.placewell(&["solve", "tiny.toml", "--out", "run"]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        given
    }

    /// Where something is within the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file, without its byte-order mark.
    pub fn text(&self, name: &str) -> String {
        let text = fs::read_to_string(self.path(name)).expect("a file of the copy is text");
        text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
    }

    /// Writes a file of the copy.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file of the copy can be written");
    }

    /// The case that it is.
    pub fn case(&self) -> Case {
        Case::open(&self.path("tiny.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }

    /// Runs the program in the folder.
    pub fn placewell(&self, arguments: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_placewell");
        Command::new(program).args(arguments).current_dir(self.folder.path()).output().expect("placewell runs")
    }

    /// What a check of the run finds.
    pub fn verified(&self, case: &Case) -> Result<Verified, Mistakes> {
        let run = self.path("run");
        read_stated(&run).and_then(|stated| verify_run(case, &run, &stated, &Highs { seed: 0 }))
    }

    /// What a check of the run finds while a file says `text` instead.
    pub fn spoiled(&self, case: &Case, file: &str, text: &str) -> Caught {
        let before = fs::read(self.path(file)).expect("a file of the copy");
        self.write(file, text);
        let caught = Caught::of(self.verified(case));
        fs::write(self.path(file), before).expect("a file of the copy can be written");
        caught
    }

    /// The files of the run, by name.
    pub fn run(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.path("run")).expect("the run");
        let names = entries.map(|entry| entry.expect("a file").file_name().into_string().expect("a plain name"));
        names.map(|name| (format!("run/{name}"), self.text(&format!("run/{name}")))).collect()
    }
}

impl Caught {
    /// What a check has found.
    pub fn of(found: Result<Verified, Mistakes>) -> Self {
        match found {
            Err(mistakes) => Self::Mistake(mistakes.to_string()),
            Ok(Verified { findings, differences, .. }) => {
                let broken: Vec<_> = findings.iter().filter(|found| !found.holds()).map(|found| found.family).collect();
                if broken.is_empty() && differences.is_empty() {
                    Self::Nothing
                } else {
                    Self::Found(broken, differences.len())
                }
            }
        }
    }

    /// Whether a rule of this family is said to be broken.
    pub fn breaks(&self, family: &str) -> bool {
        match self {
            Self::Nothing | Self::Mistake(_) => false,
            Self::Found(broken, _) => broken.contains(&family),
        }
    }
}

/// A file of the repository.
pub fn inside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Copies the files of a folder to a new one.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the repository") {
        let file = entry.expect("a file").path();
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a copy");
    }
}
