//! A word to whoever waits: what is being worked on, where that takes more than a moment.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::progress::{EVERY, live};
use super::say::say;

/// How long nobody asks what is going on.
const MOMENT: Duration = Duration::from_secs(1);

/// Bytes for a thread that waits and says a line now and then.
const STACK: usize = 256 << 10;

/// Work that is told of while it lasts.
pub(super) struct Working {
    teller: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Working {
    /// Work on `what`, which begins now and ends when this goes. Where no thread can be had nothing is said of it.
    pub fn on(what: &'static str) -> Self {
        let (going_on, ended) = channel();
        let thread = Builder::new().stack_size(STACK).spawn(move || tell(what, &ended));
        Self { teller: thread.ok().map(|thread| (going_on, thread)) }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        if let Some((going_on, thread)) = self.teller.take() {
            drop(going_on);
            // A thread that failed has no more to say.
            thread.join().ok();
        }
    }
}

/// Says what is worked on after a moment and then from time to time: until it has ended.
fn tell(what: &str, ended: &Receiver<()>) {
    let began = Instant::now();
    let is_over = |wait: Duration| ended.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if is_over(MOMENT) {
        return;
    }
    if let Some(line) = live() {
        line.set_message(what.to_owned());
        ended.recv().ok();
        line.finish_and_clear();
        return;
    }
    say(&format!("{what} …"));
    while !is_over(EVERY) {
        say(&format!("{} s: {what} …", began.elapsed().as_secs()));
    }
}
