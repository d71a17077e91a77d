//! How long work in pieces goes, on standard error: a live line on a terminal, a line every ten seconds elsewhere.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::stop::Stop;
use crate::solve::Going;

/// How often a line is written where nobody watches it change.
const EVERY: Duration = Duration::from_secs(10);

/// Tells how many pieces are done.
pub(super) struct Pieces {
    what: &'static str,
    live: Option<ProgressBar>,
    began: Instant,
    told: Mutex<Instant>,
    stop: Stop,
}

impl Pieces {
    /// Of pieces of this name, as in `projects`.
    pub fn new(what: &'static str, stop: &Stop) -> Self {
        let live = stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}");
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(100));
            if let Ok(style) = style { bar.with_style(style) } else { bar }
        });
        let now = Instant::now();
        Self { what, live, began: now, told: Mutex::new(now), stop: stop.clone() }
    }

    /// Tells that so many are done.
    pub fn tell(&self, done: usize, all: usize) {
        let line = format!("{done} of {all} {}", self.what);
        if let Some(live) = &self.live {
            live.set_message(line);
        } else if let Ok(mut told) = self.told.lock()
            && told.elapsed() >= EVERY
        {
            *told = Instant::now();
            eprintln!("{} s: {line}", self.began.elapsed().as_secs());
        }
    }

    /// Whether to go on.
    pub fn going(&self) -> Going {
        if self.stop.is_asked() { Going::Stop } else { Going::On }
    }

    /// Takes the live line away.
    pub fn finish(&self) {
        if let Some(live) = &self.live {
            live.finish_and_clear();
        }
    }
}
