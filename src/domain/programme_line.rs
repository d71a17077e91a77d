//! Programme lines: the rows of a published table, where one was published.

use super::{LineId, Money, Places};

/// A part of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// The id.
    pub id: LineId,
    /// Its place in printed tables, counting from 1.
    pub row: u32,
    /// The name people use.
    pub name: String,
    /// `open` or `secure`.
    pub home_type: String,
    /// What was published for it, where anything was.
    pub published: Option<Published>,
    /// The most that its projects may cost beyond what was asked, in per cent of it; nought where nothing says so.
    pub overrun_percent: u32,
}

impl ProgrammeLine {
    /// The most that a project of this line may cost beyond `cost`: in whole thousands, rounded up.
    #[must_use]
    pub fn overrun_of(&self, cost: Money) -> Money {
        let hundredths = cost.pounds() * i64::from(self.overrun_percent);
        Money::from_pounds((hundredths + 99_999).div_euclid(100_000) * 1_000)
    }
}

/// What was announced for a programme line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Projects.
    pub projects: u32,
    /// Homes they are at.
    pub homes: u32,
    /// Additional places, at the low end of the range.
    pub additional_low: Places,
    /// Additional places, at the high end of the range.
    pub additional_high: Places,
    /// Calendar years of completion, as printed: `2026, 2029, 2029`.
    pub done_by: String,
    /// Cost to the department.
    pub cost: Money,
    /// Who published it, and where, as `sources.csv` says of the table; nothing where it does not.
    pub source: String,
}
