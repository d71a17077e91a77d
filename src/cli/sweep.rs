//! `placewell sweep`: many questions from one file, done as tasks of any number of machines that share a folder.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::exit::{Exit, faults};
use super::explore::explorer;
use super::limiting::Limiting;
use super::number::whole;
use super::say::{columns, say, warn_once};
use super::solve::Solve;
use super::stop::Stop;
use super::{Format, Keep, ModelFile, Over, print};
use crate::domain::counted;
use crate::read::{Mistake, Mistakes};
use crate::report::run::Totals;
use crate::runs::put_file;
use crate::solve::{Going, version};
use crate::sweep::{Done, Gathered, Sweep as Planned, SweepFolder, Task, gathered, planned};
use crate::table::json_of;

/// The most runs on one page: more than that nobody chooses from, and the page grows with each.
const MOST_EXPLORED: usize = 200;

/// The ending of a file of Parquet.
const PARQUET: &str = "parquet";

/// What is said where it is told to stop.
const STOPPING: &str =
    "stopping: what is done is kept, and the tasks under way are left undone; if stopped again it ends at once";

/// Solve many questions from one file, as tasks of any number of machines that share a folder
///
/// plan writes a list of tasks, each with the digest of all that its answer depends on; run does them, and skips what is
/// done; status tells how far they are; gather makes one table. A task is done whole or not at all, may be begun twice at
/// once, and is a new task once anything that it reads has changed.
#[derive(Debug, clap::Args)]
pub(super) struct Sweep {
    #[command(subcommand)]
    step: Step,
}

/// What is done with a sweep.
#[derive(Debug, clap::Subcommand)]
enum Step {
    /// Write the list of tasks of a sweep, and check every question that it puts
    Plan {
        /// The sweep: models, overlays, values and seeds, of which every combination is a task (see `placewell help sweeps`)
        #[arg(value_name = "SWEEP.toml")]
        sweep: PathBuf,
        /// Folder to write the list to; results already there are kept, and count where nothing that they depend on has changed
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Do tasks that are not done yet
    Run {
        /// The folder of the sweep
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Only this task, counted from 1
        #[arg(long, value_name = "NUMBER", conflicts_with = "tasks", allow_negative_numbers = true, value_parser = whole::<usize>(1..=1_000_000, 7))]
        task: Option<usize>,
        /// Only these tasks, as in 1..50
        #[arg(long, value_name = "FIRST..LAST", value_parser = range)]
        tasks: Option<RangeInclusive<usize>>,
        #[command(flatten)]
        keep: Keep,
    },
    /// Tell how many tasks are done, failed and missing
    Status {
        /// The folder of the sweep
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Make one table of all results: a row a task, with what failed and what is missing
    Gather {
        /// The folder of the sweep
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Write the table to this file, which ends in .csv or .parquet
        #[arg(long, value_name = "FILE", value_parser = file_of_table)]
        out: Option<PathBuf>,
        /// Put the runs of all tasks that have a plan on one page, as `placewell explore` does
        #[arg(long, value_name = "FILE")]
        explore: Option<PathBuf>,
        /// Only these tasks on the page, as in 1..50
        #[arg(long, value_name = "FIRST..LAST", value_parser = range, requires = "explore")]
        tasks: Option<RangeInclusive<usize>>,
        /// Output format
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
}

/// Tasks from one to another, as in `1..50`.
fn range(written: &str) -> Result<RangeInclusive<usize>, String> {
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    let (first, last) = written.split_once("..").unwrap_or((written, written));
    let both = number(first).zip(number(last)).filter(|(first, last)| first <= last);
    both.map(|(first, last)| first..=last).ok_or_else(|| "write it as 1..50, counted from 1".to_owned())
}

/// A file for the table, whose ending says how it is written.
fn file_of_table(written: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(written);
    let ending = file.extension().map(OsStr::to_ascii_lowercase);
    match ending.as_deref().and_then(OsStr::to_str) {
        Some("csv" | PARQUET) => Ok(file),
        _ => Err("name a file that ends in .csv or in .parquet".to_owned()),
    }
}

/// The tasks that are asked for, which are all if none is.
fn within(asked: Option<RangeInclusive<usize>>, sweep: &Planned) -> Result<RangeInclusive<usize>, Exit> {
    let all = sweep.tasks.len();
    let asked = asked.unwrap_or(1..=all);
    if *asked.end() > all {
        let why = format!("there is no task {}: this sweep has {}", asked.end(), counted(all, "task", "tasks"));
        return Err(Exit::Inputs(why));
    }
    Ok(asked)
}

impl Sweep {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        match self.step {
            Step::Plan { sweep, out: folder } => plan(&sweep, &folder, out),
            Step::Run { folder, task, tasks, keep } => {
                let asked = task.map(|task| task..=task).or(tasks);
                run(&SweepFolder::at(&folder), &folder, (asked, &keep), out)
            }
            Step::Status { folder } => {
                let at = SweepFolder::at(&folder);
                let gathered = gathered(&at.read()?, &at);
                print(out, format!("{}\n", told(&gathered)).as_bytes())?;
                Ok(Exit::Done)
            }
            Step::Gather { folder, out: file, explore, tasks, format } => {
                let at = SweepFolder::at(&folder);
                let sweep = at.read()?;
                if let Some(page) = explore {
                    explored(&sweep, &at, (tasks, &page), out)?;
                }
                gather(&gathered(&sweep, &at), file.as_deref(), format, out)
            }
        }
    }
}

fn plan(file: &Path, folder: &Path, out: &mut dyn Write) -> Result<Exit, Exit> {
    let (sweep, doubts) = planned(file, &version())?;
    if let Some(why) = Limiting::fault(&sweep.limits) {
        return Err(Mistakes::from(Mistake::new(file, 0, "limits", &why)).into());
    }
    for doubt in &doubts {
        warn_once(doubt);
    }
    let at = SweepFolder::at(folder);
    at.write(&sweep)?;
    let gathered = gathered(&sweep, &at);
    let next = format!("Do them with `placewell sweep run {}`.\n", folder.display());
    print(out, format!("{}\n{next}", told(&gathered)).as_bytes())?;
    Ok(Exit::Done)
}

/// Does the tasks that are asked for and not done yet, side by side on the cores.
fn run(
    folder: &SweepFolder,
    path: &Path,
    (asked, keep): (Option<RangeInclusive<usize>>, &Keep),
    out: &mut dyn Write,
) -> Result<Exit, Exit> {
    let (stop, sweep) = (Stop::listen_for(STOPPING)?, folder.read()?);
    let asked = within(asked, &sweep)?;
    folder.begin()?;
    let is_open = |number: &usize| !folder.is_done(&sweep.tasks[number - 1]);
    let open: Vec<usize> = asked.clone().into_par_iter().filter(is_open).collect();
    let worker = Worker { folder, sweep: &sweep, keep, stop: &stop };
    let (done, failed) = worker.work(&open)?;
    let skipped = asked.count() - open.len();
    let words = format!("{done} done, {failed} failed, {skipped} done before.\n");
    print(out, words.as_bytes())?;
    if stop.is_asked() {
        let left = open.len() - done - failed;
        return Err(Exit::Interrupted(format!("interrupted: {} left undone", counted(left, "task is", "tasks are"))));
    }
    if failed > 0 {
        let message = format!(
            "{} failed; `placewell sweep gather {}` says why, and running again tries again",
            counted(failed, "task", "tasks"),
            path.display()
        );
        return Err(Exit::Several { code: 8, message });
    }
    Ok(Exit::Done)
}

/// Whoever does the tasks of a sweep on this machine.
struct Worker<'a> {
    folder: &'a SweepFolder,
    sweep: &'a Planned,
    keep: &'a Keep,
    stop: &'a Stop,
}

impl Worker<'_> {
    /// Does these tasks; how many are done, and how many failed.
    fn work(&self, open: &[usize]) -> Result<(usize, usize), Exit> {
        let (next, began) = (AtomicUsize::new(0), Instant::now());
        let came: Mutex<Vec<Result<bool, Exit>>> = Mutex::new(Vec::new());
        let work = || {
            while let Some(&number) = open.get(next.fetch_add(1, Ordering::Relaxed)) {
                if self.stop.is_asked() {
                    return;
                }
                let one = self.one(&self.sweep.tasks[number - 1]);
                if let Ok(Some((_, words))) = &one {
                    say(&format!("{} s: task {number}: {words}", began.elapsed().as_secs()));
                }
                let one = one.map(|done| done.map(|(is_done, _)| is_done));
                came.lock().unwrap_or_else(PoisonError::into_inner).extend(one.transpose());
            }
        };
        thread::scope(|scope| {
            for _ in 1..rayon::current_num_threads().min(open.len()) {
                // Where a thread cannot be had, the others do its work.
                thread::Builder::new().spawn_scoped(scope, work).ok();
            }
            work();
        });
        let came: Vec<bool> =
            came.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect::<Result<_, _>>()?;
        let done = came.iter().filter(|is_done| **is_done).count();
        Ok((done, came.len() - done))
    }

    /// Does a task: whether it is done, and what came of it in a line; nothing if it was stopped before that was known.
    fn one(&self, task: &Task) -> Result<Option<(bool, String)>, Exit> {
        let model = model_of(self.sweep, task, self.keep);
        if let Some(why) = self.folder.in_the_way(task) {
            self.folder.write_failure(task, &why)?;
            return Ok(Some((false, format!("failed: {why}"))));
        }
        let solve = Solve::of_task(model, self.folder.result(task), &self.sweep.limits, task.seed);
        let Some(solve) = solve else { return Err(Exit::Inputs("the limits of this sweep are not known".to_owned())) };
        let done = faults(|| self.solved(&solve));
        let (code, why) = match done {
            Ok(None) => return Ok(None),
            // What was written is done, whatever was asked since.
            Ok(Some(words)) => {
                self.folder.forget_failure(task);
                return Ok(Some((true, words)));
            }
            Err(_) if self.stop.is_asked() => return Ok(None),
            Err(exit) => exit.parts(),
        };
        let why = why.unwrap_or_default();
        if code == 4 {
            self.folder.write_no_plan(task, &why)?;
            self.folder.forget_failure(task);
            return Ok(Some((true, "no plan can keep the rules".to_owned())));
        }
        self.folder.write_failure(task, &format!("exit code {code}: {why}"))?;
        Ok(Some((false, format!("failed: {}", why.lines().next().unwrap_or_default()))))
    }

    /// Solves a question and writes its run, if it is still the question that was planned; what came of it in a line;
    /// nothing if it was stopped before it was written.
    fn solved(&self, solve: &Solve) -> Result<Option<String>, Exit> {
        let decided =
            solve.decide(solve.solver()?, &mut |_, _, _| if self.stop.is_asked() { Going::Stop } else { Going::On });
        let decided = decided.map_err(|failed| failed.exit(self.stop))?;
        let parsed = &decided.asked.case.parsed;
        if let Some(changed) = parsed.iter().find(|file| self.sweep.inputs.binary_search(&file.sha256).is_err()) {
            let why = format!("{} has changed since the sweep was planned; plan it again", changed.file);
            return Err(Exit::Inputs(why));
        }
        let proofs = decided.decision.proofs;
        if self.stop.is_asked() {
            return Ok(None);
        }
        solve.publish(&decided, &mut io::sink())?;
        let proved = if proofs.is_proved() { "proved" } else { "not proved" };
        let totals = Totals::of(&decided.asked.case.question(), &decided.decision.plan);
        Ok(Some(format!("{}, {proved}", totals.sought())))
    }
}

/// Puts the runs of tasks on one page.
fn explored(
    sweep: &Planned,
    at: &SweepFolder,
    (asked, page): (Option<RangeInclusive<usize>>, &Path),
    out: &mut dyn Write,
) -> Result<(), Exit> {
    let numbers = within(asked, sweep)?;
    let tasks = numbers.filter_map(|number| Some((number, sweep.tasks.get(number - 1)?)));
    let runs: Vec<_> = tasks
        .filter_map(|(number, task)| {
            let Done::Run(folder) = at.done(task) else { return None };
            Some((folder, model_of(sweep, task, &Keep::default()), format!("{number}: {}", task.name())))
        })
        .collect();
    match runs.len() {
        0 => Err(Exit::Inputs("--explore: none of these tasks has a plan yet".to_owned())),
        many if many > MOST_EXPLORED => Err(Exit::Inputs(format!(
            "--explore: {many} tasks have a plan, and a page holds {MOST_EXPLORED}; choose some with --tasks"
        ))),
        _ => explorer(runs, page, out),
    }
}

/// The question of a task.
fn model_of(sweep: &Planned, task: &Task, keep: &Keep) -> ModelFile {
    let layers = task.layers(&sweep.base);
    let over = Over { with: layers.with, set: layers.set, robust: None, strict: false };
    ModelFile { model: layers.model, over, keep: keep.clone() }
}

fn gather(gathered: &Gathered, file: Option<&Path>, format: Format, out: &mut dyn Write) -> Result<Exit, Exit> {
    if let Some(file) = file {
        let is_parquet = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PARQUET));
        let bytes = if is_parquet { gathered.table.to_parquet() } else { gathered.table.to_csv() };
        put_file(file, &bytes)?;
        say(&format!("written to {}", file.display()));
    }
    match format {
        Format::Table => {
            let table = gathered.table.to_text(columns());
            print(out, format!("{table}\n{}\n", told(gathered)).as_bytes())?;
        }
        Format::Csv => print(out, &gathered.table.to_csv())?,
        Format::Json => print(out, &json_of(std::slice::from_ref(&gathered.table)))?,
    }
    match gathered.failed + gathered.missing {
        0 => Ok(Exit::Done),
        _ => Err(Exit::Several { code: 5, message: told(gathered) }),
    }
}

/// How far a sweep is, in words.
fn told(gathered: &Gathered) -> String {
    let Gathered { done, failed, missing, .. } = gathered;
    let all = done + failed + missing;
    format!("{}: {done} done, {failed} failed, {missing} missing.", counted(all, "task", "tasks"))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn tasks_are_counted_from_one() {
        assert_eq!(range("1..50"), Ok(1..=50));
        assert_eq!(range("7"), Ok(7..=7));
        for wrong in ["", "0..5", "5..1", "1-5", "a..b", "..", "1.."] {
            assert!(range(wrong).is_err(), "{wrong} was read as tasks");
        }
    }
}
