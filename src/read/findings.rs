//! What is gathered while files are read.

use std::cell::RefCell;

use super::file::Parsed;
use super::{Mistake, Mistakes};

/// What the files held, besides their rows.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The mistakes so far.
    pub mistakes: RefCell<Vec<Mistake>>,
    /// The files parsed so far.
    pub parsed: RefCell<Vec<Parsed>>,
}

impl Findings {
    /// The bytes of all files parsed so far.
    pub(super) fn bytes(&self) -> u64 {
        self.parsed.borrow().iter().map(|parsed| parsed.bytes).sum()
    }

    /// The one file that was parsed, or every mistake in it.
    pub(super) fn finish(self) -> Result<Parsed, Mistakes> {
        let mistakes = self.mistakes.into_inner();
        match self.parsed.into_inner().pop() {
            Some(parsed) if mistakes.is_empty() => Ok(parsed),
            Some(_) | None => Err(Mistakes::new(mistakes)),
        }
    }
}
