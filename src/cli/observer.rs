//! How long work in pieces goes, on standard error: a live line on a terminal, a line every ten seconds elsewhere.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::ProgressBar;

use super::progress::{EVERY, live};
use super::say::say;
use super::stop::Stop;
use crate::solve::Going;

/// Tells how many pieces are done.
pub(super) struct Pieces {
    what: &'static str,
    live: Option<ProgressBar>,
    began: Instant,
    told: Mutex<Instant>,
    most: AtomicUsize,
    stop: Stop,
}

impl Pieces {
    /// Of pieces of this name, as in `projects`.
    pub fn new(what: &'static str, stop: &Stop) -> Self {
        let live = live();
        let now = Instant::now();
        Self { what, live, began: now, told: Mutex::new(now), most: AtomicUsize::new(0), stop: stop.clone() }
    }

    /// Tells that so many are done, unless more were told of: two threads may tell in either order.
    pub fn tell(&self, done: usize, all: usize) {
        if self.most.fetch_max(done, Ordering::Relaxed) >= done {
            return;
        }
        let line = format!("{done} of {all} {}", self.what);
        if let Some(live) = &self.live {
            live.set_message(line);
        } else if let Ok(mut told) = self.told.lock()
            && told.elapsed() >= EVERY
        {
            *told = Instant::now();
            say(&format!("{} s: {line}", self.began.elapsed().as_secs()));
        }
    }

    /// Tells of something that is known already, in a line that stays.
    pub fn known(&self, words: &str) {
        match &self.live {
            Some(live) => live.suspend(|| say(words)),
            None => say(words),
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
