//! How many threads work side by side: as many as there are cores, or as were asked for, if the system has them.

use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;

use super::exit::Exit;
use super::say::warn;

/// The most threads for each core: more take time to set up, and nothing is done sooner.
const MOST_EACH: usize = 8;

/// Threads beside these that a command needs at times: to hear a solver, to ask it a second time.
const SPARE: usize = 2;

/// Sets up the threads that the work is shared among. Where the system has too few, one does it all.
pub(super) fn set_up(asked: Option<usize>) -> Result<(), Exit> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let most = cores.saturating_mul(MOST_EACH);
    let threads = asked.unwrap_or(cores).clamp(1, most);
    if asked.is_some_and(|asked| asked > most) {
        warn(&format!("--threads is held to {most}, {MOST_EACH} for each core"));
    }
    let pool = if can_have(threads + SPARE) {
        ThreadPoolBuilder::new().num_threads(threads)
    } else {
        ThreadPoolBuilder::new().num_threads(1).use_current_thread()
    };
    pool.build_global().map_err(|error| Exit::Internal(format!("no threads could be had: {error}")))
}

/// Whether the system has so many threads for us now.
fn can_have(threads: usize) -> bool {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let closed = gate.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = || drop(gate.lock().unwrap_or_else(PoisonError::into_inner));
        let all = (0..threads).all(|_| thread::Builder::new().spawn_scoped(scope, wait).is_ok());
        drop(closed);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_are_there_can_be_had() {
        assert!(can_have(3));
    }
}
