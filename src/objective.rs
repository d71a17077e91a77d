//! What "best" means, in stages: each is sought among the plans that are best in all the stages before it.
//!
//! ```text
//! worst_region   max  w                                         where a model asks for it: in thousandths, then exactly
//! coverage       max  Σ worth[s,a,c] · f[s,a,c]                 well-located places, in hundredths; of place-years, over all years
//! cost           min  Σ k[o] · x[o] + t                         in units of £1,000, rounded up:  Σ r[o] · x[o] ≤ u · t
//! pounds         max  u · t − Σ r[o] · x[o]                     what the rounding added; only where a cost is not whole units
//! opening        max  Σ_o x[o] · Σ_y places[o,y]                places because of the plan at the end of each year to the horizon
//! travel         min  Σ miles[s,a] · f[s,a,c]                   in tenths of a mile, at the horizon
//! ```
//!
//! where an option costs `u·k + r` pounds, `0 ≤ r < u`. Stages, and not one blended sum, so that no number of pounds
//! buys a place, and no coefficient is large: with `cost` held, `pounds` is the exact cost, as `u` times the one less
//! the other.

use std::collections::BTreeMap;
use std::fmt;

use crate::constraints::{Serving, Unknowns, portions, split, unit};
use crate::domain::{FinancialYear, Index, ProjectOption};
use crate::milp::{Column, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use crate::model::Question;

/// A stage of the lexicographic order, in which the first comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The share of demand well located in the worst region, in thousandths.
    WorstRegion,
    /// Well-located places, in hundredths; of place-years, those of every year that counts.
    Coverage,
    /// Cost, in units of so many pounds, rounded up: see [`cost_unit`].
    Cost,
    /// The pounds that the rounding of the cost added.
    Pounds,
    /// The places that there are because of the plan at the end of each year to the horizon, summed over the years: of plans
    /// as good, the one that opens earlier has more.
    Opening,
    /// Tenths of a mile travelled.
    Travel,
}

impl Stage {
    /// Every stage, in their order.
    pub const ALL: [Self; 6] =
        [Self::WorstRegion, Self::Coverage, Self::Cost, Self::Pounds, Self::Opening, Self::Travel];

    /// What is sought, in words and in symbols.
    #[must_use]
    pub const fn sought(self) -> (&'static str, &'static str) {
        match self {
            Self::WorstRegion => (
                "The share of demand that is well located, in the region where it is smallest, is as large as it can be.",
                "max w  with w·demand[r] ≤ Σ_{a in r} worth[s,a,c]·f[s,a,c]  for every region r",
            ),
            Self::Coverage => ("As many places as can be are well located.", "max Σ worth[s,a,c]·f[s,a,c]"),
            Self::Cost => (
                "The plan costs as little as it can, in units of £1,000, rounded up.",
                "min Σ k[o]·x[o] + t  with Σ r[o]·x[o] ≤ u·t  and cost[o] = u·k[o] + r[o]",
            ),
            Self::Pounds => ("Of that, no pound more than it must.", "max u·t − Σ r[o]·x[o]"),
            Self::Opening => (
                "Places open early: those of the plan, summed over the years to the horizon, are as many as can be.",
                "max Σ_o x[o]·Σ_y places[o,y]",
            ),
            Self::Travel => ("Children are as near as they can be.", "min Σ miles[s,a]·f[s,a,c]"),
        }
    }

    /// Whether more is better.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::WorstRegion | Self::Coverage | Self::Pounds | Self::Opening => Direction::Maximise,
            Self::Cost | Self::Travel => Direction::Minimise,
        }
    }

    /// What is sought in the stage, where that is one sum.
    const fn seeks(self, sum: Sum) -> Objective {
        Objective::new(self.direction(), sum)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::WorstRegion => "worst_region",
            Self::Coverage => "coverage",
            Self::Cost => "cost",
            Self::Pounds => "pounds",
            Self::Opening => "opening",
            Self::Travel => "travel",
        })
    }
}

/// What is sought in each stage of `question`; adds the carry that exact cost needs to `milp`.
#[must_use]
pub fn stages(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) -> BTreeMap<Stage, Objective> {
    let costs = costs(question, unknowns, milp);
    let worst = worst_region(question, unknowns).map(|worst| (Stage::WorstRegion, worst));
    let serving = [(Stage::Coverage, coverage(unknowns)), (Stage::Travel, travel(unknowns))];
    let opening = (Stage::Opening, opening(question, unknowns));
    worst.into_iter().chain(serving).chain(costs).chain([opening]).collect()
}

/// The unit of the stage `cost`, in pounds.
#[must_use]
pub fn cost_unit(question: &Question<'_>) -> i64 {
    unit(question.instance.options().iter().map(|option| option.cost))
}

/// The share of demand well located in the worst region, where that is the goal: in thousandths, and of those as good the
/// largest.
#[must_use]
pub fn worst_region(question: &Question<'_>, unknowns: &Unknowns) -> Option<Objective> {
    let sum = Sum::from_iter([(1, unknowns.worst_share()?)]);
    let least_of = portions(question, unknowns);
    Some(Objective { least_of, ..Stage::WorstRegion.seeks(sum) })
}

/// The places of each option at the end of each year to the horizon, summed over the years.
fn opening(question: &Question<'_>, unknowns: &Unknowns) -> Objective {
    let instance = question.instance;
    let of_option = |(at, option): (usize, &ProjectOption)| {
        let places = option.opens.through(question.model.horizon).map(|year| question.places_at(Index::new(at), year));
        (places.map(|places| i64::from(places.count())).sum(), unknowns.fund(Index::new(at)))
    };
    Stage::Opening.seeks(instance.options().iter().enumerate().map(of_option).collect())
}

/// Well-located places, in hundredths, of every year that counts.
#[must_use]
pub fn coverage(unknowns: &Unknowns) -> Objective {
    let sum = unknowns.servings().iter().map(|serving| (serving.worth.percent().into(), serving.column)).collect();
    Objective { parts: parts(unknowns), ..Stage::Coverage.seeks(sum) }
}

/// Well-located places by year, area and care type or by year, site and care type, whichever are fewer.
fn parts(unknowns: &Unknowns) -> Vec<Sum> {
    let by = |key: fn(&Serving) -> (FinancialYear, usize, usize)| {
        let mut parts: BTreeMap<_, Sum> = BTreeMap::new();
        for serving in unknowns.servings() {
            parts.entry(key(serving)).or_default().add(serving.worth.percent().into(), serving.column);
        }
        parts.into_values().collect::<Vec<_>>()
    };
    let (areas, sites) = (
        by(|serving| (serving.year, serving.area.position(), serving.care_type.position())),
        by(|serving| (serving.year, serving.site.position(), serving.care_type.position())),
    );
    if areas.len() < sites.len() { areas } else { sites }
}

/// Tenths of a mile travelled to the places used at the horizon.
#[must_use]
pub fn travel(unknowns: &Unknowns) -> Objective {
    let sum = unknowns.at_horizon().map(|serving| (serving.miles.tenths().into(), serving.column)).collect();
    Stage::Travel.seeks(sum)
}

fn costs(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) -> Vec<(Stage, Objective)> {
    let options = question.instance.options().iter().enumerate();
    let terms: Vec<_> = options.map(|(at, option)| (option.cost, unknowns.fund(Index::new(at)))).collect();
    let unit = cost_unit(question);
    let (mut units, left_over) = split(&terms, unit);
    let most: i64 = left_over.terms().map(|(_, pounds)| pounds).sum();
    if most == 0 {
        return vec![(Stage::Cost, Stage::Cost.seeks(units))];
    }
    let upper = (most + unit - 1) / unit;
    let carry = milp.add_column(Column { label: "carry[cost]".to_owned(), lower: 0, upper, kind: ColumnKind::Whole });
    let left_over = left_over.terms().map(|(column, pounds)| (-pounds, column));
    let rounding: Sum = left_over.chain([(unit, carry)]).collect();
    milp.add_row(Row {
        label: "cost left over".to_owned(),
        sum: rounding.clone(),
        comparison: Comparison::AtLeast,
        bound: 0,
    });
    units.add(1, carry);
    vec![(Stage::Cost, Stage::Cost.seeks(units)), (Stage::Pounds, Stage::Pounds.seeks(rounding))]
}
