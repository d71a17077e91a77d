//! The terms of an appraisal: what each parameter is in the low, the central and the high case.
//!
//! In the low case a plan is worth least: of every parameter that makes it worth more the low end counts, and of every
//! burden the high end. In the high case it is the other way round.

use super::factors::{LAST, WHOLE, between, rounded};
use crate::domain::{
    AppraisalKind, AppraisalParameter, Estimate, Figure, FinancialYear, Index, Instance, ProgrammeLine, Risk, RiskKind,
};

/// A case of an appraisal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The plan is worth least.
    Low,
    /// What is taken to be.
    Central,
    /// The plan is worth most.
    High,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Low, Self::Central, Self::High];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Central => "central",
            Self::High => "high",
        }
    }

    /// How many places a project then brings.
    #[must_use]
    pub const fn estimate(self) -> Estimate {
        match self {
            Self::Low => Estimate::Low,
            Self::Central => Estimate::Likely,
            Self::High => Estimate::High,
        }
    }

    /// The figure of a parameter that then counts.
    #[must_use]
    pub fn figure(self, parameter: &AppraisalParameter) -> Figure {
        match (self, parameter.kind.is_a_burden()) {
            (Self::Central, _) => parameter.central,
            (Self::Low, false) | (Self::High, true) => parameter.low,
            (Self::Low, true) | (Self::High, false) => parameter.high,
        }
    }
}

/// The terms of a case; rates and shares are in hundredths of a per cent, money in pence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The year that present values are as of.
    pub base: FinancialYear,
    /// The year in whose prices money is told.
    pub prices: FinancialYear,
    /// For how many years a place counts.
    pub years: u16,
    /// The rise in prices in a year.
    pub inflation: i64,
    /// The discount rate of the first thirty years.
    pub discount: i64,
    /// The discount rate after them.
    pub later: i64,
    /// How much of an avoided cost is resources saved.
    pub real: i64,
    /// By programme line.
    pub lines: Vec<LineTerms>,
}

/// The terms of a programme line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTerms {
    /// What a place costs to run for a year.
    pub running: i64,
    /// How much of the time there is a child in it.
    pub occupancy: i64,
    /// A year of a child in a registered home.
    pub placement: i64,
    /// A year of a child in an unregistered home.
    pub unregistered: i64,
    /// How many children would otherwise be in the latter.
    pub share: i64,
    /// By how much projects cost more than was asked: optimism bias.
    pub optimism: i64,
}

/// Where a parameter of a line is written: its own row, or that of all lines.
#[must_use]
pub fn row_of(
    parameters: &[AppraisalParameter],
    kind: AppraisalKind,
    line: Option<Index<ProgrammeLine>>,
) -> Option<usize> {
    let at = |line| parameters.iter().position(|row| row.kind == kind && row.line == line);
    line.and_then(|line| at(Some(line))).or_else(|| at(None))
}

/// Every parameter that is missing, in words.
#[must_use]
pub fn missing(instance: &Instance, parameters: &[AppraisalParameter]) -> Vec<String> {
    let lacks = |(word, kind): (&'static str, AppraisalKind)| {
        let row = |line| row_of(parameters, kind, line).is_some();
        if row(None) {
            return None;
        }
        let lines = (0..instance.lines().len()).map(Index::<ProgrammeLine>::new);
        let without: Vec<String> =
            lines.filter(|line| !row(Some(*line))).map(|line| instance[line].id.to_string()).collect();
        match (kind.is_of_lines(), without.is_empty()) {
            (true, true) => None,
            (true, false) => Some(format!("{word} of {} ({})", without.join(", "), kind.unit().word())),
            (false, _) => Some(format!("{word} ({})", kind.unit().word())),
        }
    };
    AppraisalKind::ALL.into_iter().filter_map(lacks).collect()
}

impl Terms {
    /// The terms of a case, of parameters of which none is [`missing`].
    ///
    /// # Panics
    ///
    /// If one is.
    #[must_use]
    pub fn of(instance: &Instance, (parameters, risks): (&[AppraisalParameter], &[Risk]), level: Level) -> Self {
        let figure = |kind, line| {
            let row = row_of(parameters, kind, line).expect("none is missing");
            level.figure(&parameters[row])
        };
        let hundredths = |kind, line| match figure(kind, line) {
            Figure::Hundredths(hundredths) => hundredths,
            Figure::Year(_) => panic!("{} is no year", kind.word()),
        };
        let year = |kind: AppraisalKind| match figure(kind, None) {
            Figure::Year(year) => year,
            Figure::Hundredths(_) => panic!("{} is a year", kind.word()),
        };
        let all = |kind| hundredths(kind, None);
        let of_line = |line: Index<ProgrammeLine>| {
            let own = |kind| hundredths(kind, Some(line));
            LineTerms {
                running: own(AppraisalKind::RunningCost),
                occupancy: own(AppraisalKind::Occupancy),
                placement: own(AppraisalKind::PlacementCost),
                unregistered: own(AppraisalKind::UnregisteredCost),
                share: own(AppraisalKind::UnregisteredShare),
                optimism: optimism(risks, line, level),
            }
        };
        Self {
            base: year(AppraisalKind::BaseYear),
            prices: year(AppraisalKind::PriceYear),
            years: u16::try_from(all(AppraisalKind::Period) / 100).expect("70 years at most"),
            inflation: all(AppraisalKind::Inflation),
            discount: all(AppraisalKind::DiscountRate),
            later: all(AppraisalKind::LaterRate),
            real: all(AppraisalKind::RealShare),
            lines: (0..instance.lines().len()).map(Index::new).map(of_line).collect(),
        }
    }

    /// The last year in which a place counts that opens in this one, if the rates reach so far.
    pub(super) fn last(&self, opens: FinancialYear) -> Option<FinancialYear> {
        opens.later(self.years - 1).filter(|last| between(self.base, *last) <= LAST)
    }
}

/// By how much the projects of a line cost more than was asked, as its risk of a cost overrun has it: the high end where
/// the plan is worth least, what is to be expected in the central case, and where it is worth most the low end, or
/// nothing where it is not certain. In hundredths of a per cent, halves up.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "no risk is of more than a thousand per cent")]
pub fn optimism(risks: &[Risk], line: Index<ProgrammeLine>, level: Level) -> i64 {
    let Some(risk) = risks.iter().find(|risk| risk.kind == RiskKind::CostOverrun(line)) else { return 0 };
    let (chance, low, high) = (i128::from(risk.chance), i128::from(risk.low), i128::from(risk.high));
    let hundredths = match level {
        Level::Low if chance > 0 => high * 100,
        Level::High if chance == 100 => low * 100,
        Level::Low | Level::High => 0,
        // The chance, of the middle of its range.
        Level::Central => rounded(chance * (low + high) * WHOLE, 20_000),
    };
    i64::try_from(hundredths).expect("at most a thousand per cent")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The rates of the Green Book as of 2025-26, in prices of 2023-24, with prices that rise by 2% a year.
    pub fn terms() -> Terms {
        let year = |text: &str| text.parse().expect("a year");
        let (base, prices) = (year("2025-26"), year("2023-24"));
        Terms { base, prices, years: 60, inflation: 200, discount: 350, later: 300, real: 7_740, lines: Vec::new() }
    }

    fn risk(chance: u32, low: i32, high: i32) -> Vec<Risk> {
        let kind = RiskKind::CostOverrun(Index::new(0));
        vec![Risk { kind, chance, low, high, shared: 0, class: String::new(), source: String::new() }]
    }

    #[test]
    fn optimism_bias_is_the_end_that_makes_a_plan_worth_least_the_middle_or_the_other_end() {
        let of = |risks: &[Risk]| Level::ALL.map(|level| optimism(risks, Index::new(0), level));
        assert_eq!(of(&risk(100, 0, 51)), [5_100, 2_550, 0]);
        assert_eq!(of(&risk(50, 10, 25)), [2_500, 875, 0], "half of 17.5%");
        assert_eq!(of(&risk(100, 10, 10)), [1_000, 1_000, 1_000]);
        assert_eq!([of(&risk(0, 0, 51)), of(&[])], [[0; 3]; 2]);
    }

    #[test]
    fn the_rates_reach_seventy_five_years_from_the_base_year() {
        let year = |text: &str| text.parse().expect("a year");
        assert_eq!(terms().last(year("2041-42")), None, "no year is written after 2099-00");
        assert_eq!(Terms { base: year("2010-11"), ..terms() }.last(year("2026-27")), Some(year("2085-86")));
        assert_eq!(Terms { base: year("2010-11"), ..terms() }.last(year("2027-28")), None);
        assert_eq!(terms().last(year("2028-29")), Some(year("2087-88")));
    }
}
