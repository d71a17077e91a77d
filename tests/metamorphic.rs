//! What must not change an answer does not: on questions made by chance, put again in another way.

mod asked;
mod changes;
mod renamed;
mod rows;

use std::cmp::Reverse;

use placewell::decide::Decision;
use rayon::prelude::*;

use crate::brute_force::case::Case;
use asked::{Asked, value};

/// How many questions are put.
const CASES: u64 = 300;

/// Holds every question that has a plan to a relation, which says what is amiss if it does not hold, and nothing at all
/// where it says nothing of the question. At least 100 questions are spoken of.
fn hold(relation: impl Fn(&Asked, &Decision) -> Option<Result<(), String>> + Sync) {
    let holds = |number: u64| {
        let asked = Asked::of(&Case::random(number));
        let decision = asked.decided()?;
        relation(&asked, &decision).map(|held| held.map_err(|why| format!("case {number}: {why}\n")))
    };
    let held: Vec<_> = (0..CASES).into_par_iter().filter_map(holds).collect();
    let amiss: Vec<_> = held.iter().filter_map(|held| held.as_ref().err()).cloned().collect();
    assert!(amiss.is_empty(), "{} of {} fail\n{}", amiss.len(), held.len(), amiss.concat());
    assert!(held.len() >= 100, "only {} questions were put", held.len());
}

/// That the question put another way has a plan of the same value.
fn same_value(decision: &Decision, again: &Asked) -> Result<(), String> {
    let (before, after) = (value(decision), again.decided().as_ref().map(value));
    if after == Some(before) { Ok(()) } else { Err(format!("{before:?} became {after:?}")) }
}

#[test]
fn other_ids_in_another_order_change_no_value() {
    hold(|asked, decision| Some(same_value(decision, &renamed::renamed(asked))));
}

#[test]
fn money_counted_in_smaller_coins_changes_no_value() {
    hold(|asked, decision| {
        // What is held for overruns is rounded up to £1,000, whatever a coin is.
        if asked.model.envelope.overruns > 0 {
            return None;
        }
        let again = changes::in_tenths_of_a_pound(asked).decided();
        let (worst, located, Reverse(pounds), opened, miles) = value(decision);
        let expected = (worst, located, Reverse(pounds * 10), opened, miles);
        let after = again.as_ref().map(value);
        Some(if after == Some(expected) { Ok(()) } else { Err(format!("{expected:?} is {after:?}")) })
    });
}

#[test]
fn a_thousand_pounds_more_never_score_less() {
    hold(|asked, decision| {
        let (before, after) = (value(decision), changes::with_a_thousand_more(asked).decided().as_ref().map(value));
        Some(if after >= Some(before) { Ok(()) } else { Err(format!("{before:?} became {after:?}")) })
    });
}

#[test]
fn a_project_that_is_not_funded_is_not_missed() {
    hold(|asked, decision| {
        let again = changes::without_an_unfunded_project(asked, decision)?;
        Some(same_value(decision, &again))
    });
}

#[test]
fn what_is_funded_may_as_well_be_committed() {
    hold(|asked, decision| Some(same_value(decision, &changes::with_what_is_funded_committed(asked, decision))));
}

#[test]
fn a_year_before_everything_is_as_good_as_none() {
    hold(|asked, decision| {
        let is_free = asked.model.as_of.is_none();
        is_free.then(|| same_value(decision, &changes::as_of(asked, "2026-27")))
    });
}

#[test]
fn what_is_over_never_makes_a_plan_better() {
    hold(|asked, decision| {
        // What has begun by then is surer to open in time.
        let is_free = asked.model.as_of.is_none() && asked.model.deliverability.is_none();
        let later = || changes::as_of(asked, "2027-28").decided().as_ref().map(value);
        let as_good = || later().is_none_or(|later| later <= value(decision));
        is_free.then(|| if as_good() { Ok(()) } else { Err(format!("{:?} became better", value(decision))) })
    });
}
