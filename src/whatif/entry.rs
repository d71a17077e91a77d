//! The price, or the number of places, at which a project that is not funded would be in a plan as good as this one.
//!
//! Both are found by halving: a search shows a plan, and the relaxation shows that there is none. Between the two
//! nothing is known.
//!
//! What is shown to be impossible at a price must be so at every higher one, and with a number of places with every
//! smaller one. A rule that asks for at least so much money, or for at most so many places, may stand against the
//! cheaper or the larger project and not against the other; so the relaxation leaves such rules out, which only allows
//! more.

use super::force::Force;
use super::relaxation::Relaxation;
use crate::audit::well_located;
use crate::decide::NoDecision;
use crate::domain::{Index, Instance, Money, PlaceRange, Places, Plan, Project, WellLocated};
use crate::model::{Measure, Model, Question, Rule, Sense};
use crate::search::Tries;
use crate::solve::Solver;

/// All of the price asked, in thousandths.
const ALL: u32 = 1_000;

/// The step in which a price is found, in thousandths of what is asked.
const STEP: u32 = 10;

/// The most places that are added to see whether they would be enough.
const MOST_PLACES: u32 = 64;

/// What would have to change for a project to be in a plan as good as the one asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// At this many thousandths of its price a plan as good has it; `None` if none was found even for nothing.
    pub price_found: Option<u32>,
    /// At a higher price no plan as good can have it; `None` if none can even for nothing.
    pub price_bound: Option<u32>,
    /// With this many more places a plan as good has it; `None` if none was found with 64 more.
    pub places_found: Option<u32>,
    /// With fewer more places no plan as good can have it; `None` if none can with 64 more.
    pub places_bound: Option<u32>,
}

/// Who asks, and of what.
#[derive(Clone, Copy)]
pub(super) struct Seeker<'a> {
    pub question: Question<'a>,
    pub plan: &'a Plan,
    /// The places that the plan has.
    pub goal: WellLocated,
    pub tries: Tries,
    pub solver: &'a dyn Solver,
}

impl Seeker<'_> {
    /// What would have to change for `project`.
    pub fn entry(&self, project: Index<Project>) -> Result<Entry, NoDecision> {
        let cheaper = |price: u32| priced(self.question.instance, project, price);
        let larger = |more: u32| enlarged(self.question.instance, project, more);
        let (prices, places) = ((0, ALL, STEP), (MOST_PLACES, 0, 1));
        let model = self.question.model;
        let spends_freely = without(model, |rule| rule.sense == Sense::AtLeast && rule.measure.is_money());
        let grows_freely = without(model, |rule| rule.sense == Sense::AtMost && counts_places(&rule.measure));
        Ok(Entry {
            price_found: halve(prices, |price| Ok(self.finds(&cheaper(price), project)))?,
            price_bound: halve(prices, |price| self.allows(&cheaper(price), &spends_freely, project))?
                // Of the prices up to the next step nothing is known.
                .map(|price| ALL.min(price + STEP)),
            places_found: halve(places, |more| Ok(self.finds(&larger(more), project)))?,
            places_bound: halve(places, |more| self.allows(&larger(more), &grows_freely, project))?,
        })
    }

    /// Whether a plan as good is found with the project as it is in `instance`.
    fn finds(&self, instance: &Instance, project: Index<Project>) -> bool {
        let question = Question { instance, ..self.question };
        let plan = Force::In.near(&question, self.plan, project, self.tries);
        plan.is_some_and(|plan| well_located(&question, &plan) >= self.goal)
    }

    /// Whether the relaxation of `model` leaves room for such a plan.
    fn allows(&self, instance: &Instance, model: &Model, project: Index<Project>) -> Result<bool, NoDecision> {
        let question = Question { instance, model, ..self.question };
        let most = Relaxation::of(&question).most(&question, (project, Force::In), self.solver)?;
        Ok(most.places().is_some_and(|places| places >= self.goal))
    }
}

/// The model without the rules that `is_left_out`.
fn without(model: &Model, is_left_out: impl Fn(&Rule) -> bool) -> Model {
    let mut model = model.clone();
    model.rules.retain(|rule| !is_left_out(rule));
    model
}

/// Whether a measure grows with the places that a project adds.
const fn counts_places(measure: &Measure) -> bool {
    match measure {
        Measure::Additional(_) => true,
        Measure::Cost(_)
        | Measure::Match
        | Measure::Partner
        | Measure::PartnerPlaces
        | Measure::Protected
        | Measure::Improved
        | Measure::Projects
        | Measure::Homes => false,
    }
}

/// The number nearest to `hardest` at which it holds, from `easiest` on, to within `step`; `None` if it does not hold
/// even there. What holds at a number holds at every easier one.
fn halve(
    (easiest, hardest, step): (u32, u32, u32),
    mut holds: impl FnMut(u32) -> Result<bool, NoDecision>,
) -> Result<Option<u32>, NoDecision> {
    if holds(hardest)? {
        return Ok(Some(hardest));
    }
    if !holds(easiest)? {
        return Ok(None);
    }
    let (mut yes, mut no) = (easiest, hardest);
    while yes.abs_diff(no) > step {
        let middle = yes.midpoint(no).div_euclid(step) * step;
        let middle = if middle == yes.min(no) { middle + step } else { middle };
        if holds(middle)? { yes = middle } else { no = middle }
    }
    Ok(Some(yes))
}

/// The problem with the price of `project`, its match and its spend at so many thousandths, rounded down.
fn priced(instance: &Instance, project: Index<Project>, thousandths: u32) -> Instance {
    let part = |money: Money| Money::from_pounds(money.pounds() * i64::from(thousandths) / i64::from(ALL));
    instance.changed(|parts| {
        for option in &mut parts.options[instance[project].options.clone()] {
            for (_, spend) in &mut option.spend {
                *spend = part(*spend);
            }
            option.spend.retain(|&(_, spend)| spend > Money::ZERO);
            option.cost = option.spend.iter().map(|&(_, spend)| spend).sum();
            option.local_match = part(option.local_match);
        }
    })
}

/// The problem with so many more places at every option of `project`.
fn enlarged(instance: &Instance, project: Index<Project>, more: u32) -> Instance {
    let more = Places::new(more);
    instance.changed(|parts| {
        for option in &mut parts.options[instance[project].options.clone()] {
            let [low, likely, high] = ENDS.map(|end| option.additional.at(end) + more);
            option.additional = PlaceRange::new(low, likely, high).expect("a range moved as a whole is in order");
        }
    })
}

const ENDS: [crate::domain::Estimate; 3] =
    [crate::domain::Estimate::Low, crate::domain::Estimate::Likely, crate::domain::Estimate::High];

#[cfg(test)]
mod tests {
    use super::*;

    fn halved(ends: (u32, u32, u32), holds: impl Fn(u32) -> bool) -> Option<u32> {
        halve(ends, |number| Ok(holds(number))).expect("nothing is solved")
    }

    #[test]
    fn halving_finds_the_last_step_that_holds() {
        for limit in 0..=100 {
            let price = halved((0, 1_000, 10), |price| price <= limit * 10);
            assert_eq!(price, Some(limit * 10), "{limit}");
            let places = halved((64, 0, 1), |more| more >= limit);
            assert_eq!(places, (limit <= 64).then_some(limit), "{limit}");
        }
        assert_eq!(halved((0, 1_000, 10), |_| false), None);
    }
}
