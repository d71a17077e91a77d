//! What may go otherwise than planned, as a dataset says it.

use super::{CareType, Index, ProgrammeLine};

/// A risk: with a chance it occurs, and then its size is anything between two per cents, all as likely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// What goes otherwise, and for whom.
    pub kind: RiskKind,
    /// In how many of a hundred cases it occurs.
    pub chance: u32,
    /// The least that its size may be, in per cent.
    pub low: i32,
    /// The most that its size may be, in per cent.
    pub high: i32,
    /// How much of its size is the same for all that it speaks of, in per cent; the rest is drawn for each by itself.
    pub shared: u32,
    /// The class that it is of, such as a standard building; often empty.
    pub class: String,
    /// Who says so.
    pub source: String,
}

/// What goes otherwise, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskKind {
    /// The projects of a line cost more than was asked, to the department and locally; in per cent of the cost.
    CostOverrun(Index<ProgrammeLine>),
    /// Their works take longer; in per cent of the years from the start of works to the end of the year of opening.
    WorksOverrun(Index<ProgrammeLine>),
    /// They are refused planning permission, and are not built.
    Refusal(Index<ProgrammeLine>),
    /// They bring a number of places in the range of their option: 0 is its low end, 100 its high end.
    PlaceRange(Index<ProgrammeLine>),
    /// An authority withdraws its match: what it was to pay a part of is not built.
    MatchWithdrawn,
    /// More or fewer children need a care type than the dataset has; in per cent of their number.
    Demand(Index<CareType>),
}

impl RiskKind {
    /// The words for them in files.
    pub const WORDS: [&str; 6] =
        ["cost-overrun", "works-overrun", "refusal", "place-range", "match-withdrawn", "demand"];
}
