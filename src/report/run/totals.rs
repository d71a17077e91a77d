//! A plan in a few numbers, to set beside those of another.

use std::collections::BTreeSet;

use super::flows::straight_line;
use crate::audit::{miles_of, sought, well_located};
use crate::domain::{Estimate, Flow, Miles, Money, Places, Plan, WellLocated};
use crate::model::{Goal, Question};

/// Within this many miles a child is near home, by the measure that is published.
pub(in crate::report) const TWENTY_MILES: Miles = Miles::from_tenths(200);

/// A plan in a few numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Projects funded.
    pub projects: usize,
    /// Cost to the department.
    pub cost: Money,
    /// What is left of the envelope; below nought where the plan costs more.
    pub left: Money,
    /// Cost met locally.
    pub local_match: Money,
    /// Places added at the low end of the ranges.
    pub additional_low: Places,
    /// Places added as is likely.
    pub additional_likely: Places,
    /// Places added at the high end.
    pub additional_high: Places,
    /// Places at risk that are kept.
    pub protected: Places,
    /// Children who need a place.
    pub children: u64,
    /// Well-located places.
    pub well_located: WellLocated,
    /// Those of every year that counts together, where they are the goal.
    pub place_years: Option<WellLocated>,
    /// Places used.
    pub used: Places,
    /// Tenths of a mile from children to the places they use, all together.
    pub travelled: u64,
    /// Places used within 20 miles by the model's metric.
    pub near: Places,
    /// Places used within 20 miles in a straight line.
    pub near_in_a_straight_line: Places,
}

impl Totals {
    /// What a plan comes to of what is sought, in words: well-located places, or place-years.
    #[must_use]
    pub fn sought(&self) -> String {
        self.place_years
            .map_or_else(|| self.well_located.counted(), |years| format!("{years} well-located place-years"))
    }

    /// The numbers of `plan`.
    #[must_use]
    pub fn of(question: &Question<'_>, plan: &Plan) -> Self {
        let instance = question.instance;
        let projects: BTreeSet<_> = plan.options(instance).map(|option| option.project).collect();
        let cost = plan.options(instance).map(|option| option.cost).sum();
        let additional = |estimate| plan.options(instance).map(|option| option.additional.at(estimate)).sum();
        let used = |counts: &dyn Fn(&Flow) -> bool| {
            plan.flows.iter().filter(|flow| counts(flow)).map(|flow| flow.places).sum()
        };
        Self {
            projects: projects.len(),
            cost,
            left: question.model.envelope.total - cost,
            local_match: plan.options(instance).map(|option| option.local_match).sum(),
            additional_low: additional(Estimate::Low),
            additional_likely: additional(Estimate::Likely),
            additional_high: additional(Estimate::High),
            protected: plan.options(instance).map(|option| option.protected).sum(),
            children: instance.demand().iter().map(|need| u64::from(need.children.count())).sum(),
            well_located: well_located(question, plan),
            place_years: matches!(question.model.goal, Goal::PlaceYears { .. }).then(|| sought(question, plan)),
            used: used(&|_| true),
            travelled: plan.flows.iter().map(|flow| travelled(question, flow)).sum(),
            near: used(&|flow| miles_of(question, flow).is_some_and(|miles| miles <= TWENTY_MILES)),
            near_in_a_straight_line: used(&|flow| straight_line(instance, flow) <= TWENTY_MILES),
        }
    }
}

fn travelled(question: &Question<'_>, flow: &Flow) -> u64 {
    let miles = miles_of(question, flow).map_or(0, Miles::tenths);
    u64::from(miles) * u64::from(flow.places.count())
}

/// A count as a whole number that can be taken from another.
pub(in crate::report) fn count(count: usize) -> i64 {
    i64::try_from(count).expect("what is counted in memory fits")
}
