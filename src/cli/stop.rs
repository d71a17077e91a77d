//! Being told to stop: the first time the best plan so far is kept, the second time nothing is waited for.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::exit::{Exit, INTERRUPTED};

/// Whether the program was told to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop {
    asked: Arc<AtomicBool>,
}

impl Stop {
    /// Listens for Ctrl-C and for a polite kill from now on.
    pub fn listen() -> Result<Self, Exit> {
        let stop = Self::default();
        stop.register().map_err(|error| Exit::Internal(format!("signals cannot be heard: {error}")))?;
        Ok(stop)
    }

    fn register(&self) -> io::Result<()> {
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal finds the flag down, and puts it up.
            flag::register_conditional_shutdown(signal, INTERRUPTED.into(), Arc::clone(&self.asked))?;
            flag::register(signal, Arc::clone(&self.asked))?;
        }
        Ok(())
    }

    /// Whether it was told to stop.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
