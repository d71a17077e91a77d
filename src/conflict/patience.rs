//! How long is looked: what a user allows holds for the reasons as it does for the plan.

use std::time::Instant;

use crate::solve::Going;

/// How long is looked for reasons. What is not settled by then is said to be open.
#[derive(Clone, Copy)]
pub struct Patience<'a> {
    /// Until this moment.
    pub deadline: Option<Instant>,
    /// The most nodes of any one search.
    pub nodes: Option<u32>,
    /// Asked from time to time whether to go on.
    pub going: &'a (dyn Fn() -> Going + Sync),
}

impl Default for Patience<'_> {
    /// As long as it takes: each search is limited in nodes in any case.
    fn default() -> Self {
        Self { deadline: None, nodes: None, going: &always }
    }
}

impl Patience<'_> {
    /// Whether nothing more is to be asked.
    pub(super) fn is_over(&self) -> bool {
        (self.going)() == Going::Stop || self.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }
}

const fn always() -> Going {
    Going::On
}
