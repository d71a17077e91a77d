//! Being told to stop: the first time the best plan so far is kept, the second time nothing is waited for.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::{Exit, INTERRUPTED};
#[cfg(unix)]
use super::say::say;

/// Whether the program was told to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop {
    asked: Arc<AtomicBool>,
}

impl Stop {
    /// Listens for Ctrl-C, a polite kill, the end of the terminal and of the time of the processor from now on.
    pub fn listen() -> Result<Self, Exit> {
        Self::listen_for("stopping: what was found so far is kept; if stopped again it ends at once, and nothing is")
    }

    /// As [`Stop::listen`], where these words are said when it is told.
    pub fn listen_for(words: &'static str) -> Result<Self, Exit> {
        let stop = Self::default();
        stop.register(words)
            .map_err(|error| Exit::Internal(format!("no thread could be begun to hear signals: {error}")))?;
        Ok(stop)
    }

    #[cfg(unix)]
    fn register(&self, words: &'static str) -> io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXCPU};
        // It comes again every second once the time of the processor that is allowed is over: no second word to stop.
        signal_hook::flag::register(SIGXCPU, Arc::clone(&self.asked))?;
        let hang_up = (!is_ignored(SIGHUP)).then_some(SIGHUP);
        let heeded: Vec<i32> = [SIGINT, SIGTERM].into_iter().chain(hang_up).collect();
        heeded.iter().try_for_each(|signal| self.heed(*signal))?;
        tell(heeded, words)
    }

    #[cfg(not(unix))]
    fn register(&self, _: &'static str) -> io::Result<()> {
        use signal_hook::consts::{SIGINT, SIGTERM};
        [SIGINT, SIGTERM].into_iter().try_for_each(|signal| self.heed(signal))
    }

    fn heed(&self, signal: i32) -> io::Result<()> {
        // In this order: the first signal finds the flag down, and puts it up.
        signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED.into(), Arc::clone(&self.asked))?;
        signal_hook::flag::register(signal, Arc::clone(&self.asked))?;
        Ok(())
    }

    /// Whether it was told to stop.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

/// Says at the first of these signals what it does, and what another would: where the solver is deep in its work it may be
/// some time before it is heard.
#[cfg(unix)]
fn tell(signals: Vec<i32>, words: &'static str) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new(signals)?;
    let wait = move || {
        if signals.forever().next().is_some() {
            say(words);
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(wait).map(|_| ())
}

/// Takes the signals that would end the program without a word: of a file that may not grow it is then told when the file
/// is written, and where memory runs out the system has said so before.
#[cfg(unix)]
pub(super) fn take_signals() {
    use signal_hook::consts::{SIGABRT, SIGXFSZ};
    // Where they cannot be taken, all is as it would be.
    signal_hook::flag::register(SIGXFSZ, Arc::default()).ok();
    let always = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_shutdown(SIGABRT, super::exit::FAULT.into(), always).ok();
}

/// Only Unix has them.
#[cfg(not(unix))]
pub(super) fn take_signals() {}

/// Whether whoever began the program has it ignore a signal, as `nohup` does of the end of a terminal. Where the system
/// does not say so in a file, it is taken to be no.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = crate::bytes::beginning(std::path::Path::new("/proc/self/status"), 1 << 16);
    let status = status.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    u32::try_from(signal - 1).is_ok_and(|bit| mask.checked_shr(bit).unwrap_or(0) & 1 == 1)
}
