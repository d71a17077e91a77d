//! The folder of a sweep.

use std::fs;
use std::path::{Path, PathBuf};

use super::{SCHEMA, Sweep, Task};
use crate::read::{Mistake, Mistakes, read_text};
use crate::runs::{NotWritten, in_words, put_file, read_stated, write_fresh};

/// The most bytes of the file of tasks: of a million.
const LARGEST: u64 = 1 << 30;

/// The file of tasks.
const TASKS: &str = "sweep.json";

/// The file that says why no plan can keep the rules, in place of a run.
const NO_PLAN: &str = "no-plan.txt";

/// The most bytes of a file of words.
const WORDS: u64 = 1 << 20;

/// The folder of a sweep, on this machine or shared by many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepFolder {
    path: PathBuf,
}

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Its run is in this folder.
    Run(PathBuf),
    /// No plan can keep the rules, and this is why.
    NoPlan(String),
    /// It was tried, and this is why it was not done.
    Failed(String),
    /// It was not done yet.
    Not,
}

impl SweepFolder {
    /// The folder at `path`.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Writes what is to be done; what was done for a plan before it stays, and counts where it is still asked for.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    ///
    /// # Panics
    ///
    /// Never: texts and numbers are JSON.
    pub fn write(&self, sweep: &Sweep) -> Result<(), NotWritten> {
        let json = serde_json::to_vec_pretty(sweep).expect("texts and numbers are JSON");
        make(&self.path)?;
        put_file(&self.path.join(TASKS), &json)
    }

    /// What is to be done.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is of another version.
    pub fn read(&self) -> Result<Sweep, Mistakes> {
        let file = self.path.join(TASKS);
        let mistake = |why: &str| Mistakes::from(Mistake::of_file(&file, why));
        if !file.is_file() {
            let path = self.path.display();
            return Err(mistake(&format!(
                "this folder holds no sweep; plan one with `placewell sweep plan SWEEP.toml --out {path}`"
            )));
        }
        let (text, _) = read_text(&file, LARGEST).map_err(Mistakes::from)?;
        let sweep: Option<Sweep> = serde_json::from_str(&text).ok();
        // A result goes to the folder of its digest, which must lead nowhere else.
        let sweep = sweep.filter(|sweep| sweep.tasks.iter().all(|task| is_digest(&task.digest)));
        let sweep =
            sweep.ok_or_else(|| mistake("this is no list of tasks as placewell writes it; plan the sweep again"))?;
        let version = sweep.tool.get("version").map_or("", String::as_str);
        if version != env!("CARGO_PKG_VERSION") || sweep.schema_version != SCHEMA {
            return Err(mistake(&format!("version {version} of placewell planned this; plan it again with this one")));
        }
        Ok(sweep)
    }

    /// The folder that the run of a task goes to.
    #[must_use]
    pub fn result(&self, task: &Task) -> PathBuf {
        self.path.join("results").join(&task.digest)
    }

    fn failure(&self, task: &Task) -> PathBuf {
        self.path.join("failed").join(format!("{}.txt", task.digest))
    }

    /// How far a task is.
    #[must_use]
    pub fn done(&self, task: &Task) -> Done {
        let result = self.result(task);
        if result.join("run.json").is_file() {
            return Done::Run(result);
        }
        let words = |file: &Path| read_text(file, WORDS).map(|(text, _)| text.trim().to_owned()).ok();
        let no_plan = words(&result.join(NO_PLAN)).map(Done::NoPlan);
        no_plan.or_else(|| words(&self.failure(task)).map(Done::Failed)).unwrap_or(Done::Not)
    }

    /// Whether nothing is left to be done of a task: its run is there and can be read, or there is none to be had.
    #[must_use]
    pub fn is_done(&self, task: &Task) -> bool {
        match self.done(task) {
            Done::Run(folder) => read_stated(&folder).is_ok(),
            Done::NoPlan(_) => true,
            Done::Failed(_) | Done::Not => false,
        }
    }

    /// Why a task cannot be done: what stands where its result goes is none.
    #[must_use]
    pub fn in_the_way(&self, task: &Task) -> Option<String> {
        let result = self.result(task);
        let is_in_the_way = fs::symlink_metadata(&result).is_ok() && !self.is_done(task);
        is_in_the_way.then(|| {
            format!("{}: what is here is not a whole result; delete it, and run the task again", result.display())
        })
    }

    /// Makes the folder that results go to.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn begin(&self) -> Result<(), NotWritten> {
        make(&self.path.join("results"))?;
        make(&self.path.join("failed"))
    }

    /// Notes that no plan can keep the rules of a task, and why.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn write_no_plan(&self, task: &Task, why: &str) -> Result<(), NotWritten> {
        let written = write_fresh(&self.result(task), &[(NO_PLAN.to_owned(), why.as_bytes().to_vec())]);
        match self.done(task) {
            // Another was quicker.
            Done::Run(_) | Done::NoPlan(_) => Ok(()),
            Done::Failed(_) | Done::Not => written,
        }
    }

    /// Notes why a task was not done.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn write_failure(&self, task: &Task, why: &str) -> Result<(), NotWritten> {
        put_file(&self.failure(task), why.as_bytes())
    }

    /// Takes away why a task was not done before, now that it is.
    pub fn forget_failure(&self, task: &Task) {
        // What is done counts, whether or not this is still there.
        fs::remove_file(self.failure(task)).ok();
    }
}

fn make(folder: &Path) -> Result<(), NotWritten> {
    fs::create_dir_all(folder).map_err(|error| NotWritten { folder: folder.to_owned(), why: in_words(&error) })
}

/// Whether a text is a digest in hexadecimal.
fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
