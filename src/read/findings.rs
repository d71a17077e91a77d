//! What is gathered while files are read.

use std::cell::RefCell;

use super::file::Parsed;
use super::passed::Passed;
use super::{Mistake, Mistakes};
use crate::domain::Doubt;

/// Whether only the strict form of everything is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// It is: all else is a mistake.
    #[default]
    Strict,
    /// Other forms are read too, where one thing alone can be meant, and it is told that they were.
    Lenient,
}

/// What the files held, besides their rows.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Whether only strict forms are read.
    pub strictness: Strictness,
    /// What was let pass so far.
    pub passed: RefCell<Passed>,
    /// The columns that were left out so far, and what is taken.
    pub left_out: RefCell<Vec<Doubt>>,
    /// What was let pass of the sheets of a workbook so far.
    pub sheets: RefCell<Vec<Doubt>>,
    /// The mistakes so far.
    pub mistakes: RefCell<Vec<Mistake>>,
    /// The files parsed so far.
    pub parsed: RefCell<Vec<Parsed>>,
}

impl Findings {
    /// Nothing yet, of files to be read like this.
    pub(super) fn new(strictness: Strictness) -> Self {
        Self { strictness, ..Self::default() }
    }

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
