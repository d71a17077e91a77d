//! `placewell solve --all`: every model of a folder, side by side on the cores.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{fs, thread};

use super::exit::{Exit, INTERRUPTED, faults};
use super::say::{columns, insist, say};
use super::solve::{Decided, Solve};
use super::stop::Stop;
use super::{Format, ModelFile, print};
use crate::read::{Mistake, Mistakes};
use crate::report::whatif::several::{Outcome, table};
use crate::solve::{Cached, Going, SolverProcess};
use crate::table::json_of;

/// The exit codes, the gravest first.
const GRAVITY: [u8; 11] = [INTERRUPTED, 1, 9, 8, 7, 3, 4, 6, 11, 5, 0];

/// Decides every model of a folder: one that fails does not stop the rest.
pub(super) fn run(folder: &ModelFile, solve: &Solve, stop: &Stop, out: &mut dyn Write) -> Result<Exit, Exit> {
    let files = models(&folder.model)?;
    let (began, solver) = (Instant::now(), solve.solver()?);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, u8, Outcome)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((at, file)) = take(&next, &files) {
            if stop.is_asked() {
                return;
            }
            let (code, outcome) = one(&solve.of_one(file), file, solver.clone(), stop);
            say(&format!("{} s: {}", began.elapsed().as_secs(), outcome.line()));
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, code, outcome));
        }
    };
    thread::scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(files.len()) {
            // Where a thread cannot be had, the others do its work.
            thread::Builder::new().spawn_scoped(scope, work).ok();
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _, _)| *at);
    let codes: Vec<u8> = done.iter().map(|(_, code, _)| *code).collect();
    let outcomes: Vec<Outcome> = done.into_iter().map(|(_, _, outcome)| outcome).collect();
    for why in outcomes.iter().filter_map(Outcome::why) {
        insist(&format!("\n{why}"));
    }
    tell(&outcomes, solve.format(), out)?;
    ended(&codes, files.len(), stop)
}

/// The next file that nobody works on.
fn take<'a>(next: &AtomicUsize, files: &'a [PathBuf]) -> Option<(usize, &'a Path)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    files.get(at).map(|file| (at, file.as_path()))
}

fn tell(outcomes: &[Outcome], format: Format, out: &mut dyn Write) -> Result<(), Exit> {
    let table = table(outcomes);
    match format {
        Format::Table => print(out, table.to_text(columns()).as_bytes()),
        Format::Csv => print(out, &table.to_csv()),
        Format::Json => print(out, &json_of(&[table])),
    }
}

/// How the program ends: with the gravest of the codes.
fn ended(codes: &[u8], asked: usize, stop: &Stop) -> Result<Exit, Exit> {
    if stop.is_asked() {
        let message = format!("interrupted: {} of {asked} models were come to", codes.len());
        return Err(Exit::Interrupted(message));
    }
    let gravest = GRAVITY.into_iter().find(|code| codes.contains(code)).unwrap_or(0);
    let open = codes.iter().filter(|code| **code != 0).count();
    if gravest == 0 {
        return Ok(Exit::Done);
    }
    Err(Exit::Several { code: gravest, message: format!("{open} of {asked} models have no plan that is proved") })
}

/// The models of a folder, by name.
fn models(folder: &Path) -> Result<Vec<PathBuf>, Exit> {
    let wrong = |why: &str| Exit::from(Mistakes::from(Mistake::of_file(folder, why)));
    let entries = fs::read_dir(folder).map_err(|error| wrong(&format!("--all takes a folder of models: {error}")))?;
    let mut files = Vec::new();
    for entry in entries {
        let file = entry.map_err(|error| wrong(&format!("this folder could not be read: {error}")))?.path();
        if file.extension().is_some_and(|ending| ending == "toml") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() { Err(wrong("this folder holds no model, whose name ends in .toml")) } else { Ok(files) }
}

/// Decides one model and writes its run: the exit code it would have had, and what came of it.
fn one(solve: &Solve, file: &Path, solver: Cached<SolverProcess>, stop: &Stop) -> (u8, Outcome) {
    let name = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let published = || {
        let decided = solve.decide(solver, &mut |_, _, _| if stop.is_asked() { Going::Stop } else { Going::On });
        let done = decided.map_err(|failed| failed.exit(stop))?;
        solve.publish(&done, &mut io::sink())?;
        Ok(done)
    };
    match faults(published) {
        Ok(Decided { asked, decision, .. }) => {
            let code = if decision.proofs.is_proved() { 0 } else { 5 };
            (code, Outcome::decided(&asked.case, &decision))
        }
        Err(exit) => {
            let (code, message) = exit.parts();
            (code, Outcome::failed(&name, &message.unwrap_or_default()))
        }
    }
}
