//! `placewell internal-task`, which is not for people: the process in which a solver works.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::time::Duration;
use std::{process, thread};

use super::exit::Exit;
use crate::solve::{Cached, SolverProcess, decline, perform};

/// Its name.
const NAME: &str = "internal-task";

/// How long a solver may overrun its time before it is killed: what it told of till then is kept.
const GRACE: Duration = Duration::from_secs(2);

/// Solve the task on standard input, for placewell itself
#[derive(Debug, clap::Args)]
pub(super) struct SolveTask;

impl SolveTask {
    pub(super) fn run(out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(|error| Exit::Internal(error.to_string()))?;
        // Its input ends when whoever asked is gone: then there is nobody to work for.
        let listening = thread::Builder::new().spawn(|| {
            io::stdin().lock().read_to_end(&mut Vec::new()).ok();
            process::exit(0);
        });
        // Without a thread it would not hear that, and might work for nobody.
        if let Err(error) = listening {
            decline(&format!("it has no thread to listen with: {error}"), out).ok();
            return Err(Exit::Internal(error.to_string()));
        }
        perform(&line, out).map_err(|error| Exit::Internal(format!("the task could not be performed: {error}")))?;
        Ok(Exit::Done)
    }
}

/// The solver of every command: HiGHS in a process of its own, asked nothing twice.
pub(super) fn solver(seed: u16) -> Result<Cached<SolverProcess>, Exit> {
    Ok(Cached::new(apart(seed)?, seed))
}

/// The same, with its answers in `folder` from one command to the next, where one is given.
pub(super) fn solver_in(seed: u16, folder: Option<&Path>) -> Result<Cached<SolverProcess>, Exit> {
    let Some(folder) = folder else { return solver(seed) };
    Cached::in_folder(apart(seed)?, seed, folder)
        .map_err(|error| Exit::Output(format!("nothing can be kept in {}: {error}", folder.display())))
}

fn apart(seed: u16) -> Result<SolverProcess, Exit> {
    let program = std::env::current_exe()
        .map_err(|error| Exit::Internal(format!("where placewell itself is could not be told: {error}")))?;
    Ok(SolverProcess { command: vec![program.into(), NAME.into()], seed, grace: GRACE })
}
