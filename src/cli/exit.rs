//! How the program ends: each reason has a code of its own and says itself on standard error.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::OnceLock;

use super::example::hint;
use super::say::insist;
use crate::decide::NoDecision;
use crate::read::Mistakes;
use crate::runs::NotWritten;

/// Why the program ends.
#[derive(Debug)]
pub enum Exit {
    /// It is done.
    Done,
    /// The reader of its output has gone away.
    ReaderGone,
    /// A fault of its own.
    Internal(String),
    /// The command was not understood, or asked for help: what is to be said has been said.
    Usage(u8),
    /// Mistakes in the inputs.
    Inputs(String),
    /// No plan can meet the rules, or the plan given breaks one.
    Rules(String),
    /// The best plan found is written, and is not proved.
    NotProved,
    /// Stopped without a plan.
    NoPlan(String),
    /// The solver's answer failed its check.
    Refused(String),
    /// The solver failed.
    Solver(String),
    /// The output could not be written.
    Output(String),
    /// A case of a bench is worse than on record, or not on record.
    Worse(String),
    /// What was found is written, and a workbook of it could not be made.
    Workbook(String),
    /// It was told to stop.
    Interrupted(String),
    /// Of several models some were not decided or not proved: the code of the gravest.
    Several {
        /// The code.
        code: u8,
        /// What was not done.
        message: String,
    },
}

/// The exit code of a fault of the program's own.
pub(super) const FAULT: u8 = 1;

/// The exit code of a program that was told to stop.
pub(super) const INTERRUPTED: u8 = 130;

impl Exit {
    /// The exit code, once its message is on standard error.
    pub(super) fn code(self) -> ExitCode {
        let (code, message) = self.parts();
        if let Some(message) = message {
            insist(&format!("error: {message}"));
        }
        ExitCode::from(code)
    }

    /// The number of the exit code, and the message.
    pub(super) fn parts(self) -> (u8, Option<String>) {
        match self {
            Self::Done | Self::ReaderGone => (0, None),
            Self::Internal(message) => (FAULT, Some(message)),
            Self::Usage(code) => (code, None),
            Self::Inputs(message) => (3, Some(message)),
            Self::Rules(message) => (4, Some(message)),
            Self::NotProved => (5, None),
            Self::NoPlan(message) => (6, Some(message)),
            Self::Refused(message) => (7, Some(message)),
            Self::Solver(message) => (8, Some(message)),
            Self::Output(message) => (9, Some(message)),
            Self::Worse(message) => (10, Some(message)),
            Self::Workbook(message) => (11, Some(message)),
            Self::Interrupted(message) => (INTERRUPTED, Some(message)),
            Self::Several { code, message } => (code, Some(message)),
        }
    }

    /// That no plan can keep the rules, and what says which of them clash of the model that is typed so.
    pub(super) fn clashing(message: &str, model: &str) -> Self {
        let next = format!("`placewell solve {model}` says which of them clash, and the least change that is enough");
        Self::Rules(format!("{message}: {next}"))
    }

    /// What clap has to say, said where it belongs.
    pub(super) fn of_usage(error: &clap::Error) -> Self {
        let done = error.print();
        if let Some(next) = next(error) {
            insist(next);
        }
        match done {
            Err(error_of_output) if !error.use_stderr() => Self::of_output(&error_of_output),
            Ok(()) | Err(_) => Self::Usage(u8::try_from(error.exit_code()).unwrap_or(2)),
        }
    }

    /// A failure to write to standard output.
    pub(super) fn of_output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Output(format!("standard output could not be written: {error}")),
        }
    }
}

/// What to type who has not got what is missing: a model, or a run.
fn next(error: &clap::Error) -> Option<&'static str> {
    let is_missing = error.kind() == clap::error::ErrorKind::MissingRequiredArgument;
    let told = error.to_string();
    let misses = |what: &str| is_missing && told.lines().any(|line| line.trim() == what);
    if misses("<MODEL>") {
        Some("To begin with a model of your own: `placewell new mine`, and then `placewell check mine/model.toml`")
    } else if misses("<RUN>") || misses("<RUN>...") || misses("<RUN_OR_PLAN>") {
        Some("To make a run: `placewell solve mine/model.toml --out run`; `placewell new mine` writes such a model")
    } else {
        None
    }
}

/// Where the first fault came about.
static PLACE: OnceLock<String> = OnceLock::new();

/// Has faults noted, and told by [`faults`] alone: by itself each would be told when it comes about, in no words for people.
pub(super) fn hush() {
    set_hook(Box::new(|fault| {
        if let Some(place) = fault.location() {
            // Others follow from the first.
            PLACE.set(format!("{}:{}", place.file(), place.line())).ok();
        }
    }));
}

/// What comes of `work`, or that it came upon a fault of the program's own.
pub(super) fn faults<T>(work: impl FnOnce() -> Result<T, Exit>) -> Result<T, Exit> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it did not say which");
        let place = PLACE.get().filter(|place| place.starts_with("src/"));
        let place = place.map_or_else(String::new, |place| format!(" ({place})"));
        Err(Exit::Internal(format!("a fault of placewell's own, or of the system: {}{place}", plain(words))))
    })
}

/// The words of a fault, and of an error of the system in them what it says, without its number and kind.
fn plain(words: &str) -> String {
    let told = words.split_once(": Os {").and_then(|(what, error)| {
        let (said, _) = error.split_once("message: \"")?.1.split_once('"')?;
        Some(format!("{what}: {said}"))
    });
    told.unwrap_or_else(|| words.to_owned())
}

impl From<Mistakes> for Exit {
    fn from(mistakes: Mistakes) -> Self {
        Self::Inputs(mistakes.to_string() + &hint(&mistakes))
    }
}

impl From<NotWritten> for Exit {
    fn from(not_written: NotWritten) -> Self {
        Self::Output(format!("{not_written}"))
    }
}

impl From<NoDecision> for Exit {
    fn from(none: NoDecision) -> Self {
        let message = none.to_string();
        match none {
            NoDecision::Infeasible => Self::clashing(&message, "MODEL"),
            NoDecision::NothingFound => Self::NoPlan(message),
            NoDecision::Refused(_) | NoDecision::Disagreement(_) => Self::Refused(message),
            NoDecision::Solver(_) => Self::Solver(message),
        }
    }
}
