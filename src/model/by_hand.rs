//! What was changed by hand, beside what a model and its dataset say.

use std::fmt;

use serde::Serialize;

/// A number or a status that was changed by hand in a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByHand {
    /// What was changed.
    pub what: String,
    /// What it was before.
    pub was: String,
    /// What it is now.
    pub now: String,
}

impl fmt::Display for ByHand {
    /// Writes `the cost of open-bristol a, £911,000 -> £46,113`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, was, now } = self;
        write!(f, "{what}, {was} -> {now}")
    }
}
