//! A sweep planned: every task with the digest of all that its answer depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::spec::read;
use super::{SCHEMA, Sweep, Task};
use crate::case::Case;
use crate::kept::digest;
use crate::model::model_name;
use crate::read::{Mistake, Mistakes};

/// The most questions that are each opened when a sweep is planned: of more, the models and each value by itself are.
const MOST_OPENED: usize = 500;

/// Files by digest, in order.
type Files = BTreeSet<String>;

/// The sweep in `file`, planned with the solver of this version, and what is doubtful of its questions. Every question is
/// opened, so that what is wrong with one is known before any is done; of a large sweep, every model and every value.
///
/// # Errors
///
/// Every mistake in the file, and in what the questions are made of; or two tasks that are the same.
pub fn planned(file: &Path, solver: &str) -> Result<(Sweep, BTreeSet<String>), Mistakes> {
    let (mut tasks, limits) = read(file)?;
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let base = std::path::absolute(folder)
        .map_err(|error| Mistakes::from(Mistake::of_file(file, &format!("where it is could not be told: {error}"))))?;
    let questions: BTreeSet<Question> = tasks.iter().map(Question::of).collect();
    let opened: BTreeSet<Question> =
        if questions.len() <= MOST_OPENED { questions } else { questions.iter().flat_map(Question::parts).collect() };
    let (read, doubts) = open(opened, &base, file)?;
    let version = env!("CARGO_PKG_VERSION");
    let made_by = format!("placewell {version}\nHiGHS {solver}\nlimits {limits:?}\n");
    for task in &mut tasks {
        task.digest = digest(format!("{made_by}{}", text_of(task, &files_of(task, &read))?).as_bytes());
    }
    if let Some(twice) = twice(&tasks) {
        return Err(Mistakes::from(Mistake::of_file(file, &format!("two tasks are the same: {twice}"))));
    }
    let inputs = read.into_values().flatten().collect::<Files>().into_iter().collect();
    let tool = BTreeMap::from([("name", env!("CARGO_PKG_NAME")), ("version", version)]);
    let tool = tool.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Ok((Sweep { schema_version: SCHEMA, tool, solver: solver.to_owned(), base, limits, inputs, tasks }, doubts))
}

/// A task without its seed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    model: std::path::PathBuf,
    with: Vec<String>,
    set: BTreeMap<String, String>,
}

impl Question {
    fn of(task: &Task) -> Self {
        Self { model: task.model.clone(), with: task.with.clone(), set: task.set.clone() }
    }

    /// The model by itself, and with each of its values alone.
    fn parts(&self) -> Vec<Self> {
        let bare = Self { set: BTreeMap::new(), ..self.clone() };
        let one = |(key, value): (&String, &String)| Self {
            set: BTreeMap::from([(key.clone(), value.clone())]),
            ..self.clone()
        };
        self.set.iter().map(one).chain([bare]).collect()
    }

    fn layers(&self, base: &Path) -> crate::model::Layers {
        let Self { model, with, set } = self.clone();
        Task { digest: String::new(), model, with, set, seed: None }.layers(base)
    }
}

/// A question with the files that it reads, and what is doubtful of it.
type Opened = ((Question, Files), Vec<String>);

/// The files that each question reads, and what is doubtful of them.
fn open(
    questions: BTreeSet<Question>,
    base: &Path,
    sweep: &Path,
) -> Result<(BTreeMap<Question, Files>, BTreeSet<String>), Mistakes> {
    let files = |question: Question| {
        let case = Case::open_layers(&question.layers(base))?;
        let doubts: Vec<String> =
            case.dataset.warnings.iter().filter(|doubt| doubt.is_open()).map(ToString::to_string).collect();
        Ok(((question, case.parsed.into_iter().map(|parsed| parsed.sha256).collect()), doubts))
    };
    let all: Vec<Result<Opened, Mistakes>> =
        questions.into_iter().collect::<Vec<_>>().into_par_iter().map(files).collect();
    let (opened, wrong): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
    let mistakes = wrong.into_iter().filter_map(Result::err).flat_map(Mistakes::into_vec);
    // What is wrong with one file is wrong with every question that reads it, and is told once.
    let mistakes: BTreeSet<Mistake> = mistakes.map(|mistake| in_sweep(mistake, sweep)).collect();
    if mistakes.is_empty() {
        let (opened, doubts): (BTreeMap<_, _>, Vec<_>) = opened.into_iter().filter_map(Result::ok).unzip();
        Ok((opened, doubts.into_iter().flatten().collect()))
    } else {
        Err(Mistakes::new(mistakes.into_iter().collect()))
    }
}

/// A mistake in what is laid over a model, which here no option of a command says, but the file of the sweep.
fn in_sweep(mistake: Mistake, sweep: &Path) -> Mistake {
    let column = match mistake.file.to_str() {
        Some("--set") => format!("set {}", mistake.column),
        Some("--with") => "with".to_owned(),
        _ => return mistake,
    };
    Mistake { file: sweep.to_owned(), line: 0, column, mistake: mistake.mistake }
}

/// Two tasks that come to the same, in words.
fn twice(tasks: &[Task]) -> Option<String> {
    let mut seen = BTreeMap::new();
    tasks.iter().find_map(|task| {
        let [first, second] = [told(seen.insert(&task.digest, task)?), told(task)];
        Some(if first == second { first } else { format!("{first}; and {second}") })
    })
}

/// A task in words.
fn told(task: &Task) -> String {
    let with = if task.with.is_empty() { String::new() } else { format!(" with {}", task.with.join(", ")) };
    let set = task.set.iter().fold(String::new(), |told, (key, value)| format!("{told}, {key}={value}"));
    let seed = task.seed.map_or_else(String::new, |seed| format!(", seed {seed}"));
    format!("{}{with}{set}{seed}", task.model.display())
}

/// The files that a task reads.
fn files_of(task: &Task, read: &BTreeMap<Question, Files>) -> Files {
    let question = Question::of(task);
    match read.get(&question) {
        Some(files) => files.clone(),
        None => question.parts().iter().filter_map(|part| read.get(part)).flatten().cloned().collect(),
    }
}

/// All that the answer of a task depends on.
fn text_of(task: &Task, files: &Files) -> Result<String, Mistakes> {
    let name = model_name(&task.model).map_err(Mistakes::from)?;
    let Task { with, set, seed, .. } = task;
    Ok(format!("model {name:?}\nwith {with:?}\nset {set:?}\nseed {seed:?}\nfiles {files:?}\n"))
}
