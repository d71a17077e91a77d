//! A change to one rule.

use super::Named;
use super::edit::Edit;

/// A change to one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The rule.
    pub rule: Named,
    /// What is done to it.
    pub change: Change,
}

/// What is done to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is left out.
    Drop,
    /// Its number becomes another: pounds, a count, or thousandths of a share.
    Number {
        /// What it is.
        from: i64,
        /// What it becomes, which is enough.
        to: i64,
        /// The number nearest to that which is known not to be enough; what lies between the two was not settled.
        short: i64,
    },
}

/// Whether something is known, or was not found out within the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// It is known.
    Known,
    /// It is likely, and was not found out.
    NotKnown,
}

impl Repair {
    /// The edit that makes it.
    #[must_use]
    pub fn edit(&self) -> Edit {
        match self.change {
            Change::Drop => Edit::Out(self.rule.clone()),
            Change::Number { to, .. } => Edit::To(self.rule.clone(), to),
        }
    }

    /// Whether less of a change is known not to be enough.
    #[must_use]
    pub const fn sure(&self) -> Sure {
        match self.change {
            Change::Number { to, short, .. } if to.abs_diff(short) > 1 => Sure::NotKnown,
            Change::Number { .. } | Change::Drop => Sure::Known,
        }
    }
}
