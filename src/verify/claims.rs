//! What a manifest claims of a plan.

use super::Difference;
use crate::audit::{miles_travelled, places_opened, sought, worst_region};
use crate::decide::{Proof, Proofs};
use crate::domain::{Money, Plan, WellLocated};
use crate::model::{Goal, Question, Share};
use crate::report::run::Status;
use crate::runs::Stated;

/// What of the versions, the seed and the solver's work two manifests do not share, in words.
#[must_use]
pub fn makings_that_differ(one: &Stated, other: &Stated) -> Vec<String> {
    let versions = ["tool", "solver", "crates", "seed"];
    let work = ["refused_proposals", "solver_size", "reduced_size", "solver_work"];
    let keys = versions.into_iter().chain(work);
    let differ = keys.filter(|key| one.get(key) != other.get(key));
    differ.map(|key| format!("run.json: {key}: it was {}, and is {} now", one.get(key), other.get(key))).collect()
}

/// The keys that a manifest has twice, each a statement of which only one can follow.
pub(super) fn said_twice(stated: &Stated) -> Vec<Difference> {
    stated.keys_twice().iter().map(|key| Difference::of_key(key, "a key that is there twice", "one")).collect()
}

/// The scenarios of which a run says that its plan has the least regret.
pub(super) fn scenarios_of(stated: &Stated) -> Vec<String> {
    let layers = stated.get("options")["layers"].as_str().unwrap_or_default();
    let is_for_regret = *stated.get("status") == Status::LeastRegret.word();
    layers.split(',').filter(|_| is_for_regret).map(str::to_owned).collect()
}

/// What is claimed of `plan`: its own numbers beside the bounds that are stated.
pub(super) fn proofs_of(stated: &Stated, question: &Question<'_>, plan: &Plan) -> Option<Proofs> {
    if [Status::Evaluated, Status::LeastRegret].iter().any(|status| *stated.get("status") == status.word()) {
        return None;
    }
    let bound = |key: &str, decimals: usize| stated.bound(key, decimals);
    let sought_places = match question.model.goal {
        Goal::WellLocated | Goal::WorstRegion => "well_located_places",
        Goal::PlaceYears { .. } => "place_years",
    };
    let hundredths = bound(sought_places, 2).and_then(|bound| u64::try_from(bound).ok());
    let share = bound("worst_region_percent", 1).and_then(|bound| u32::try_from(bound).ok());
    let best = stated.get("worst_region_percent")["proved"] == true;
    let pounds = bound("dfe_cost_gbp", 0).map(Money::from_pounds);
    let opened = bound("opened_place_years", 0).and_then(|bound| u64::try_from(bound).ok());
    let tenths = bound("travel_miles", 1).and_then(|bound| u64::try_from(bound).ok());
    let cost: Money = plan.options(question.instance).map(|option| option.cost).sum();
    Some(Proofs {
        worst_region: (question.model.goal == Goal::WorstRegion)
            .then(|| worst(worst_region(question, plan), share, best)),
        coverage: at_most(sought(question, plan), hundredths.map(WellLocated::from_hundredths)),
        cost: at_least(cost, pounds.map(|bound| bound.max(Money::ZERO))),
        opening: at_most(places_opened(question, plan), opened),
        travel: at_least(miles_travelled(question, plan), tenths),
    })
}

/// A share beside the most that it is said could be, of which only the whole thousandths are written: of the same ones it
/// is the share itself where that is said to be best, and else something above it.
fn worst(value: Share, bound: Option<u32>, is_best: bool) -> Proof<Share> {
    let above = |thousandths: u32| {
        let (part, whole) = value.terms();
        Share::of(part + u64::from(thousandths) + 1, whole + 1_000).unwrap_or(Share::ALL)
    };
    let bound = bound.and_then(|bound| match bound {
        bound if bound == value.thousandths() => Some(if is_best { value } else { above(bound) }),
        bound => Share::from_thousandths(bound),
    });
    at_most(value, bound)
}

/// A number beside the most that it is said could be: no less than the plan itself shows to be possible.
fn at_most<T: Copy + Ord>(value: T, bound: Option<T>) -> Proof<T> {
    Proof { value, bound: bound.map(|bound| bound.max(value)) }
}

/// A number beside the least that it is said could be: no more than the plan itself shows to be possible.
fn at_least<T: Copy + Ord>(value: T, bound: Option<T>) -> Proof<T> {
    Proof { value, bound: bound.map(|bound| bound.min(value)) }
}
