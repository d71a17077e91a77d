//! The envelope and its tranches.

use std::collections::BTreeSet;

use crate::domain::{FinancialYear, FundId, LineId, Money};

/// The most that may be spent in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The amount.
    pub total: Money,
    /// Who says so.
    pub source: String,
}

/// A tranche of the envelope: what it may pay for, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// The id.
    pub id: FundId,
    /// The amount.
    pub amount: Money,
    /// The programme lines it may pay.
    pub lines: BTreeSet<LineId>,
    /// The first year it may pay in.
    pub first_year: FinancialYear,
    /// The last year it may pay in.
    pub last_year: FinancialYear,
    /// Who says so.
    pub source: String,
}
