//! What can be said of a question before it is decided: the range that the rules allow, and whom no candidate reaches.

use std::collections::{BTreeMap, BTreeSet};

use crate::constraints::Unknowns;
use crate::decide::{NoDecision, or_afresh};
use crate::domain::{Area, CareType, Index, Money, Places, ProjectOption, most_of_each};
use crate::formulate::formulate;
use crate::milp::{Direction, Milp, Objective, Sum};
use crate::model::Question;
use crate::network::Network;
use crate::solve::{Going, Limits, Request, Solver, Status};

/// Bounds on what a plan that keeps the rules can spend and bring.
///
/// They come from the rules with projects allowed in part, so the true range may be narrower, and is never wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// No plan costs the department less, or more.
    pub cost: (Money, Money),
    /// No plan adds fewer places, or more, by the estimate that the model counts.
    pub additional: (Places, Places),
    /// No plan protects fewer places, or more.
    pub protected: (Places, Places),
}

/// The range that the rules allow.
///
/// # Errors
///
/// [`NoDecision::Infeasible`] if no plan can keep the rules even with projects in part; or if the solver fails.
pub fn range(question: &Question<'_>, solver: &dyn Solver) -> Result<Range, NoDecision> {
    or_afresh(solver, |solver| range_by(question, solver))
}

fn range_by(question: &Question<'_>, solver: &dyn Solver) -> Result<Range, NoDecision> {
    let formulation = formulate(question);
    let milp = formulation.milp.relaxed();
    let estimate = question.model.estimate;
    let bounds = |measure: &dyn Fn(&ProjectOption, Direction) -> i64| {
        let bound = |direction| bound(question, &formulation.unknowns, &milp, direction, measure, solver);
        Ok::<_, NoDecision>((bound(Direction::Minimise)?, bound(Direction::Maximise)?))
    };
    let thousands = bounds(&|option, direction| match direction {
        Direction::Minimise => option.cost.pounds().div_euclid(1_000),
        Direction::Maximise => -(-option.cost.pounds()).div_euclid(1_000),
    })?;
    let pounds = |thousands: i64| Money::from_pounds((thousands * 1_000).min(question.model.envelope.total.pounds()));
    let places = |(least, most): (i64, i64)| [least, most].map(|count| Places::new(u32::try_from(count).unwrap_or(0)));
    let [least, most] = places(bounds(&|option, _| option.additional.at(estimate).count().into())?);
    let [least_protected, most_protected] = places(bounds(&|option, _| option.protected.count().into())?);
    Ok(Range {
        cost: (pounds(thousands.0), pounds(thousands.1)),
        additional: (least, most),
        protected: (least_protected, most_protected),
    })
}

/// The least or the most of a measure, over everything that keeps the rules.
fn bound(
    question: &Question<'_>,
    unknowns: &Unknowns,
    milp: &Milp,
    direction: Direction,
    measure: &dyn Fn(&ProjectOption, Direction) -> i64,
    solver: &dyn Solver,
) -> Result<i64, NoDecision> {
    let options = question.instance.option_indices();
    let sum: Sum =
        options.map(|option| (measure(&question.instance[option], direction), unknowns.fund(option))).collect();
    let objective = Objective::new(direction, sum);
    let request = Request { milp, objective: &objective, start: None, limits: Limits::default() };
    match solver.solve(&request, &mut |_| Going::On)?.status {
        // The bound holds of every plan, however far the solver came.
        Status::Optimal(found) | Status::Stopped(found) => {
            // A solver allows for its own rounding, and may be beyond what all projects together have.
            let most = most_of_each(question.instance.options().iter(), |option| measure(option, direction));
            Ok(found.bound.clamp(0, most.sum()))
        }
        Status::Infeasible => Err(NoDecision::Infeasible),
        Status::Nothing => Err(NoDecision::NothingFound),
    }
}

/// The areas with children who need a care type that no place, standing or offered, could give within reach.
#[must_use]
pub fn out_of_reach(question: &Question<'_>) -> BTreeMap<Index<CareType>, Vec<Index<Area>>> {
    let network = Network::of(question);
    let wants = network.pairs.iter().map(|pair| network.wants[pair.want]);
    let reached: BTreeSet<_> = wants.map(|want| (want.area, want.care_type)).collect();
    let mut areas: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for need in question.instance.demand() {
        if need.children > Places::ZERO && !reached.contains(&(need.area, need.care_type)) {
            areas.entry(need.care_type).or_default().push(need.area);
        }
    }
    areas
}
