//! What is proved of a plan: its own exact numbers beside the bounds that the solver claims.

use std::collections::BTreeMap;

use super::NoDecision;
use super::stages::Claim;
use crate::audit::{miles_travelled, places_opened, sought, worst_region};
use crate::domain::{Money, Plan, WellLocated};
use crate::formulate::Formulation;
use crate::model::{Goal, Question, Share};
use crate::network::Children;
use crate::objective::Stage;

/// What is proved of a plan, stage by stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proofs {
    /// The share of the worst region, where that is the goal: no plan that keeps the rules has a larger one.
    pub worst_region: Option<Proof<Share>>,
    /// What is sought, well-located places or those of all years together: no plan that keeps the rules has more than the
    /// bound.
    pub coverage: Proof<WellLocated>,
    /// Cost: no plan with as many well-located places costs less than the bound.
    pub cost: Proof<Money>,
    /// Places because of the plan at the end of each year to the horizon, summed over the years: no plan as good in coverage
    /// and cost has more than the bound.
    pub opening: Proof<u64>,
    /// Tenths of a mile travelled: no plan as good in coverage, cost and opening has fewer than the bound.
    pub travel: Proof<u64>,
}

/// A number of a plan, and what it could be at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof<T> {
    /// What the plan has.
    pub value: T,
    /// What it could have at best; `None` where nobody asked.
    pub bound: Option<T>,
}

impl<T: PartialEq> Proof<T> {
    /// Whether nothing better is possible.
    pub fn is_proved(&self) -> bool {
        self.bound.as_ref() == Some(&self.value)
    }
}

impl Proofs {
    /// Whether no plan that keeps the rules does better on the goal, in whole places; of cost and travel, which only settle ties, see
    /// their own proofs.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        let places = |located: WellLocated| located.hundredths() / 100;
        let worst = self.worst_region.is_none_or(|proof| proof.is_proved());
        worst && self.coverage.bound.is_some_and(|bound| places(bound) == places(self.coverage.value))
    }

    /// Sets the plan's own numbers beside the solver's claims.
    pub(super) fn of(
        question: &Question<'_>,
        plan: &Plan,
        claims: &[Claim],
        formulation: &Formulation,
    ) -> Result<Self, NoDecision> {
        let claim = |stage: Stage| claims.iter().find(|claim| claim.stage == stage);
        let coverage =
            claim(Stage::Coverage).map(|claim| WellLocated::from_hundredths(claim.bound.max(0).unsigned_abs()));
        let share = |bound: i64| u32::try_from(bound).ok().and_then(Share::from_thousandths).unwrap_or(Share::ALL);
        let proofs = Self {
            worst_region: (question.model.goal == Goal::WorstRegion).then(|| Proof {
                value: worst_region(question, plan),
                bound: claim(Stage::WorstRegion).map(|claim| claim.share.unwrap_or_else(|| share(claim.bound))),
            }),
            coverage: Proof { value: sought(question, plan), bound: coverage },
            cost: Proof { value: cost(question, plan), bound: cost_bound(claims, formulation) },
            opening: Proof {
                value: places_opened(question, plan),
                bound: claim(Stage::Opening).map(|claim| claim.bound.max(0).unsigned_abs()),
            },
            travel: Proof {
                value: miles_travelled(question, plan),
                bound: claim(Stage::Travel).map(|claim| claim.bound.max(0).unsigned_abs()),
            },
        };
        proofs.against(claims)
    }

    /// Whether the plan has more well-located places than a solver had in so many hundredths.
    fn has_more_than(&self, hundredths: i64) -> bool {
        i64::try_from(self.coverage.value.hundredths()).is_ok_and(|has| has > hundredths)
    }

    /// Refuses a plan that does better than its bound, or worse than a bound that the solver says it has reached.
    fn against(self, claims: &[Claim]) -> Result<Self, NoDecision> {
        let optimal = |stage: Stage| claims.iter().any(|claim| claim.stage == stage && claim.optimal);
        let worst = self.worst_region.is_none_or(|Proof { value, bound }| {
            bound.is_none_or(|bound| value <= bound && (value == bound || !optimal(Stage::WorstRegion)))
        });
        let coverage = self.coverage.bound.is_none_or(|bound| {
            self.coverage.value <= bound && (self.coverage.value == bound || !optimal(Stage::Coverage))
        });
        let exact = optimal(Stage::Cost)
            && (optimal(Stage::Pounds) || !claims.iter().any(|claim| claim.stage == Stage::Pounds));
        let cost = self.cost.bound.is_none_or(|bound| self.cost.value >= bound && (self.cost.value == bound || !exact));
        let opening = self.opening.bound.is_none_or(|bound| {
            self.opening.value <= bound && (self.opening.value == bound || !optimal(Stage::Opening))
        });
        // Miles were sought beside the places that the solver had: a plan whose places serve more may need more of them.
        let more = claims.iter().any(|claim| claim.stage == Stage::Coverage && self.has_more_than(claim.value));
        let nearest = optimal(Stage::Travel) && !more;
        let travel = self
            .travel
            .bound
            .is_none_or(|bound| self.travel.value >= bound && (self.travel.value == bound || !nearest));
        let name = [
            ("the worst region", worst),
            ("well-located places", coverage),
            ("cost", cost),
            ("opening", opening),
            ("travel", travel),
        ];
        match name.into_iter().find(|(_, agrees)| !agrees) {
            None => Ok(self),
            Some((name, _)) => Err(NoDecision::Disagreement(format!(
                "{name} of its plan cannot be beside the best that it says any plan could have"
            ))),
        }
    }
}

/// The cost of a plan to the department.
fn cost(question: &Question<'_>, plan: &Plan) -> Money {
    plan.options(question.instance).map(|option| option.cost).sum()
}

/// The least cost that the claims leave possible: units rounded up, less the most that the rounding can have added; no plan
/// costs less than nothing.
fn cost_bound(claims: &[Claim], formulation: &Formulation) -> Option<Money> {
    let claim = |stage: Stage| claims.iter().find(|claim| claim.stage == stage);
    let is_rounded = formulation.stages.contains_key(&Stage::Pounds);
    let most = if is_rounded { formulation.cost_unit - 1 } else { 0 };
    let rounding = claim(Stage::Pounds).map_or(most, |claim| claim.bound);
    Some(Money::from_pounds((claim(Stage::Cost)?.bound * formulation.cost_unit - rounding).max(0)))
}

/// The most well-located places that any plan could have, in hundredths: every child in reach of something, or every place
/// that there could be, at the best worth there is, whichever comes to less.
pub(super) fn trivial_coverage_bound(formulation: &Formulation) -> i64 {
    let (mut of_children, mut worths) = (BTreeMap::new(), BTreeMap::new());
    for serving in formulation.unknowns.servings() {
        let children = match serving.children {
            Children::Count(children) => children.count(),
            // As many as there are places to use.
            Children::Unlimited => u32::MAX,
        };
        let worth = i64::from(serving.worth.percent());
        let best = of_children.entry((serving.year, serving.area, serving.care_type)).or_insert(0);
        *best = (i64::from(children) * worth).max(*best);
        let best = worths.entry((serving.year, serving.site, serving.care_type)).or_insert(0);
        *best = worth.max(*best);
    }
    let of_places = formulation.unknowns.supplies().iter().map(|supply| {
        let worth = worths.get(&(supply.year, supply.site, supply.care_type)).copied().unwrap_or(0);
        i64::from(supply.most().count()) * worth
    });
    of_children.into_values().sum::<i64>().min(of_places.sum())
}
