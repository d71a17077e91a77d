//! The envelope and its tranches.

use std::collections::BTreeSet;

use crate::domain::{FinancialYear, FundId, LineId, Money};

/// The most that may be spent in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The amount.
    pub total: Money,
    /// How many funded projects may cost the most that is thought possible, all at once, and the amount still do.
    pub overruns: u32,
    /// Who says so.
    pub source: String,
}

impl Envelope {
    /// What the limit is to stand besides what was asked, as the end of a sentence; nothing where that is nothing.
    #[must_use]
    pub fn proviso(&self) -> String {
        match self.overruns {
            0 => String::new(),
            1 => ", should any one of its projects overrun as far as risks.csv says".to_owned(),
            many => format!(", should any {many} of its projects overrun as far as risks.csv says"),
        }
    }
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
