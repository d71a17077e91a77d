//! Long work in pieces: on all cores, told as it goes, and stopped between two pieces with what is done kept.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::decide::NoDecision;
use crate::solve::Going;

/// Who is told how the work goes, and who says whether it goes on.
#[derive(Clone, Copy)]
pub struct Observer<'a> {
    /// Told how many pieces are done, of how many.
    pub told: &'a (dyn Fn(usize, usize) + Sync),
    /// Says whether to go on.
    pub going: &'a (dyn Fn() -> Going + Sync),
}

impl Observer<'_> {
    /// What comes of each piece, in their order on any number of threads; nothing of those that were not begun before
    /// the work was stopped.
    ///
    /// # Errors
    ///
    /// When a piece fails.
    pub fn each<T: Sync, R: Send>(
        &self,
        pieces: &[T],
        work: impl Fn(&T) -> Result<R, NoDecision> + Sync,
    ) -> Result<Vec<Option<R>>, NoDecision> {
        let done = AtomicUsize::new(0);
        let piece = |piece: &T| {
            if (self.going)() == Going::Stop {
                return Ok(None);
            }
            let result = work(piece)?;
            (self.told)(done.fetch_add(1, Ordering::Relaxed) + 1, pieces.len());
            Ok(Some(result))
        };
        pieces.par_iter().map(piece).collect()
    }
}
