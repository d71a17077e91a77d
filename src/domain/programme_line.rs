//! Programme lines: the rows of a published table, where one was published.

use super::{LineId, Money, Places, WorksOverrun, wide_product};

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
    /// In how many of a hundred cases a project of it is refused planning permission, where anything says so.
    pub refusal_percent: Option<u32>,
    /// How much longer its works may take, where anything says so.
    pub works: Option<WorksOverrun>,
}

impl ProgrammeLine {
    /// The most that a project of this line may cost beyond `cost`: in whole thousands, rounded up.
    ///
    /// # Panics
    ///
    /// When that is more than any amount may be a million times over, which per cents that are read are far from.
    #[must_use]
    pub fn overrun_of(&self, cost: Money) -> Money {
        let hundredths = wide_product(cost.pounds(), self.overrun_percent.into());
        let thousands = hundredths.checked_add(99_999).map(|hundredths| hundredths.div_euclid(100_000));
        let pounds = thousands.and_then(|thousands| thousands.checked_mul(1_000));
        let pounds = pounds.and_then(|pounds| i64::try_from(pounds).ok());
        Money::from_pounds(pounds.expect("a cost is £100bn at most, and may overrun by 1,000% of it"))
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
