//! Rows: limits on sums.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Sum;

/// A limit on a sum.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Which rule it states, and for what, as in `capacity[adel-beck, secure]`.
    pub label: String,
    /// The sum.
    pub sum: Sum,
    /// Which way it is limited.
    pub comparison: Comparison,
    /// The limit.
    pub bound: i64,
}

impl Row {
    /// How far these values break the row; nought or less where they keep it.
    #[must_use]
    pub fn excess(&self, values: &[i64]) -> i64 {
        let value = self.sum.value(values);
        match self.comparison {
            Comparison::AtMost => value - self.bound,
            Comparison::AtLeast => self.bound - value,
            Comparison::Equal => (value - self.bound).abs(),
        }
    }
}

/// Which way a sum is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// At most the bound.
    AtMost,
    /// At least the bound.
    AtLeast,
    /// The bound itself.
    Equal,
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Equal => "=",
        })
    }
}
