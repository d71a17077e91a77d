//! What is said: the answer on standard output, everything else on standard error. Nothing else here writes to either.
//!
//! Nobody may be listening: a terminal is closed, a log is on a full disk. What is said on standard error is then dropped,
//! for an answer is worth more than what is said of it.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use terminal_size::{Height, Width, terminal_size_of};

use super::exit::Exit;
use crate::report::run::WIDTH;

/// Standard output, which carries the answer.
pub(super) fn answer() -> impl Write {
    io::stdout().lock()
}

/// The fewest columns that a page is set for.
const NARROWEST: u16 = 20;

/// How many columns a page on standard output has: as COLUMNS in the environment says, be it a terminal or not, or else those
/// of a terminal; a page's own elsewhere, and never more than those.
pub(super) fn columns() -> u16 {
    at_most_a_page(terminal_size_of(io::stdout()))
}

/// How many columns a page on standard error has.
pub(super) fn message_columns() -> u16 {
    at_most_a_page(terminal_size_of(io::stderr()))
}

fn at_most_a_page(size: Option<(Width, Height)>) -> u16 {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse::<u16>().ok());
    let wanted = asked.filter(|columns| *columns > 0).or_else(|| size.map(|(Width(columns), _)| columns));
    wanted.map_or(WIDTH, |columns| columns.clamp(NARROWEST, WIDTH))
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

/// Says what is ready to be said, where there is no memory left to make words of anything.
pub(super) fn last_word(words: &[u8]) {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    rustix::io::write(rustix::stdio::stderr(), words).ok();
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    io::stderr().write_all(words).ok();
}

/// Warns of something.
pub(super) fn warn(of: &str) {
    say(&format!("warning: {of}"));
}

/// What was warned of.
static WARNED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Warns of something that is doubtful, unless that was done: of many questions of one dataset each has the same doubts.
pub(super) fn warn_once(of: &str) {
    if WARNED.lock().unwrap_or_else(PoisonError::into_inner).insert(of.to_owned()) {
        warn(of);
    }
}

/// Whether what is said is said, on a terminal.
pub(super) fn is_watched() -> bool {
    !HUSHED.load(Ordering::Relaxed) && io::stderr().is_terminal()
}

/// Writes text to standard output; a reader that has gone away, such as `head`, ends the program quietly.
pub(super) fn print(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Exit> {
    out.write_all(bytes).map_err(|error| Exit::of_output(&error))
}
