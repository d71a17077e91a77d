//! What is said: the answer on standard output, everything else on standard error. Nothing else here writes to either.
//!
//! Nobody may be listening: a terminal is closed, a log is on a full disk. What is said on standard error is then dropped,
//! for an answer is worth more than what is said of it.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::Exit;

/// Standard output, which carries the answer.
pub(super) fn answer() -> impl Write {
    io::stdout().lock()
}

/// Whether only what went wrong is said.
static HUSHED: AtomicBool = AtomicBool::new(false);

/// Says only what went wrong from now on, or everything.
pub(super) fn hush(quiet: bool) {
    HUSHED.store(quiet, Ordering::Relaxed);
}

/// Says a line on standard error, or two, unless only what went wrong is said.
pub(super) fn say(line: &str) {
    if !HUSHED.load(Ordering::Relaxed) {
        insist(line);
    }
}

/// Says what went wrong on standard error.
pub(super) fn insist(line: &str) {
    io::stderr().write_all(format!("{line}\n").as_bytes()).ok();
}

/// Warns of something.
pub(super) fn warn(of: &str) {
    say(&format!("warning: {of}"));
}

/// Whether what is said is said, on a terminal.
pub(super) fn is_watched() -> bool {
    !HUSHED.load(Ordering::Relaxed) && io::stderr().is_terminal()
}

/// Writes text to standard output; a reader that has gone away, such as `head`, ends the program quietly.
pub(super) fn print(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Exit> {
    out.write_all(bytes).map_err(|error| Exit::of_output(&error))
}
