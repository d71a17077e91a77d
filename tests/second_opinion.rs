//! A plan of our own beside the solver's: never better than what is decided, and enough to catch a solver that is wrong.

use std::sync::atomic::{AtomicU32, Ordering};

use placewell::audit::{breaches, well_located, worst_region};
use placewell::conflict::shown_by_addition;
use placewell::decide::{Decision, Near, NoDecision, Settled, decide, narrow, near_relaxation};
use placewell::domain::{Money, Plan, WellLocated};
use placewell::milp::{Comparison, Direction, Objective, Row};
use placewell::model::{Goal, Question, Share};
use placewell::network::supplies;
use placewell::search::{Tries, own_plan};
use placewell::serving::nearest_flows;
use placewell::solve::{Found, Going, Highs, Limits, Outcome, Progress, Request, Solver, SolverError, Status, Work};
use rayon::prelude::*;

use crate::brute_force::case::Case;

/// A solver that gives another answer than HiGHS does.
struct Wrong(fn(&Request<'_>, Outcome) -> Outcome);

impl Solver for Wrong {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        let outcome = Highs { seed: 0 }.solve(request, watch)?;
        Ok(self.0(request, outcome))
    }
}

/// How many questions are put.
const CASES: u64 = 400;

/// What a plan has: the share of the worst region where that is the goal, well-located places, and the cost.
fn rank(question: &Question<'_>, plan: &Plan) -> (Option<Share>, u64, std::cmp::Reverse<Money>) {
    let worst = (question.model.goal == Goal::WorstRegion).then(|| worst_region(question, plan));
    let cost = plan.options(question.instance).map(|option| option.cost).sum();
    (worst, well_located(question, plan).hundredths(), std::cmp::Reverse(cost))
}

fn decided(case: &Case, solver: &dyn Solver) -> Result<Decision, NoDecision> {
    decide(&case.question(), solver, Limits::default(), &mut |_, _| Going::On)
}

/// The plan of our own for a case.
fn own(case: &Case) -> Option<Plan> {
    own_plan(&case.question(), Tries::for_question(&case.question()))
}

/// The random cases for which a plan of our own is found, and whose best plan has a well-located place.
fn with_a_plan() -> Vec<Case> {
    let cases = (0..CASES).into_par_iter().map(Case::random);
    cases.filter(|case| own(case).is_some_and(|plan| well_located(&case.question(), &plan).hundredths() > 0)).collect()
}

#[test]
fn a_plan_of_our_own_keeps_every_rule_and_is_never_better_than_what_is_decided() {
    let [plans, best, missed] = [const { AtomicU32::new(0) }; 3];
    (0..CASES).into_par_iter().map(Case::random).for_each(|case| {
        let question = case.question();
        match (own(&case), decided(&case, &Highs { seed: 0 })) {
            (Some(own), Ok(decision)) => {
                assert!(!shown_by_addition(&question), "a sum says that there is no plan, and there is one\n{case}");
                assert!(breaches(&question, &own).is_empty(), "{case}");
                let [ours, theirs] = [&own, &decision.plan].map(|plan| rank(&question, plan));
                assert!(ours <= theirs, "{ours:?} is better than {theirs:?}\n{case}");
                plans.fetch_add(1, Ordering::Relaxed);
                best.fetch_add(u32::from(ours == theirs), Ordering::Relaxed);
            }
            (None, Ok(_)) => {
                missed.fetch_add(1, Ordering::Relaxed);
            }
            (None, Err(NoDecision::Infeasible)) => {}
            (own, none) => panic!("{own:?} and {none:?}\n{case}"),
        }
    });
    let [plans, best, missed] = [plans, best, missed].map(AtomicU32::into_inner);
    println!("of our own plans {best} of {plans} are best, and {missed} times none was found where there is one");
    assert!(plans >= 200 && best * 10 >= plans * 9, "{best} of {plans} are best");
}

#[test]
fn a_plan_near_the_relaxation_keeps_every_rule_and_is_never_better_than_what_is_decided() {
    let [plans, best, missed] = [const { AtomicU32::new(0) }; 3];
    let few = Tries(50);
    (0..CASES).into_par_iter().map(Case::random).for_each(|case| {
        let question = case.question();
        let Ok(decision) = decided(&case, &Highs { seed: 0 }) else { return };
        if question.model.goal != Goal::WellLocated {
            return;
        }
        let poor = own_plan(&question, Tries(3)).unwrap_or_else(|| decision.plan.clone());
        let ways = [(&poor, Settled::Whole), (&poor, Settled::OfMany), (&decision.plan, Settled::Agreed)];
        for (plan, settled) in ways {
            let near = Near { plan, settled, rounds: 3, tries: few };
            let mut watch = |_, _| Going::On;
            let near = near_relaxation(&question, &Highs { seed: 0 }, Limits::default(), near, &mut watch);
            let near = near.expect("an answer");
            let Some(near) = near else {
                missed.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            assert!(breaches(&question, &near).is_empty(), "{case}");
            let [ours, theirs] = [&near, &decision.plan].map(|plan| rank(&question, plan).1);
            assert!(ours <= theirs, "{ours} is more than {theirs}\n{case}");
            plans.fetch_add(1, Ordering::Relaxed);
            best.fetch_add(u32::from(ours == theirs), Ordering::Relaxed);
        }
    });
    let [plans, best, missed] = [plans, best, missed].map(AtomicU32::into_inner);
    println!("of plans near the relaxation {best} of {plans} are best, and {missed} times none was found");
    assert!(plans >= 200 && best * 10 >= plans * 9, "{best} of {plans} are best");
}

#[test]
fn a_gap_that_is_made_narrower_closes_on_what_is_decided() {
    let [narrowed, better] = [const { AtomicU32::new(0) }; 2];
    (0..CASES).into_par_iter().map(Case::random).for_each(|case| {
        let question = case.question();
        let Ok(decision) = decided(&case, &Highs { seed: 0 }) else { return };
        if question.model.goal != Goal::WellLocated {
            return;
        }
        // Hardly a search at all, so that there is something left to find.
        let Some(poor) = own_plan(&question, Tries(3)) else { return };
        let most = decision.proofs.coverage.value;
        let has = well_located(&question, &poor);
        for bound in [most, WellLocated::from_hundredths(most.hundredths() + 5_000)] {
            let from = (&poor, bound);
            let answer = narrow(&question, &Highs { seed: 0 }, Limits::default(), from, &mut |_, _| Going::On);
            let answer = answer.unwrap_or_else(|none| panic!("{none}\n{case}"));
            assert!(breaches(&question, &answer.plan).is_empty(), "{case}");
            assert_eq!(answer.proofs.coverage.value, most, "{case}");
            assert_eq!(answer.proofs.coverage.bound, Some(most), "{case}");
            narrowed.fetch_add(1, Ordering::Relaxed);
            better.fetch_add(u32::from(has < most), Ordering::Relaxed);
        }
    });
    let [narrowed, better] = [narrowed, better].map(AtomicU32::into_inner);
    println!("{narrowed} gaps were closed, {better} of them from a plan that was not the best");
    assert!(narrowed >= 200 && better >= 50, "{better} of {narrowed}");
}

/// The worst values there are, and the claim that none are better.
fn worst(request: &Request<'_>, outcome: Outcome) -> Outcome {
    let direction = match request.objective.direction {
        Direction::Maximise => Direction::Minimise,
        Direction::Minimise => Direction::Maximise,
    };
    let turned = Objective { direction, ..request.objective.clone() };
    claimed(&Request { objective: &turned, start: None, ..*request }, outcome)
}

/// Whether it is well-located places that are sought: of no other stage more is sought of a sum from which nothing is
/// taken.
fn counts_places(objective: &Objective) -> bool {
    let adds_up = objective.sum.terms().all(|(_, factor)| factor > 0);
    objective.direction == Direction::Maximise && objective.least_of.is_empty() && adds_up
}

/// The best values of those that have fewer well-located places than the best, and the claim that none are better.
fn second_best(request: &Request<'_>, outcome: Outcome) -> Outcome {
    let Status::Optimal(found) = &outcome.status else { return outcome };
    if !counts_places(request.objective) || found.value == 0 {
        return outcome;
    }
    let mut milp = request.milp.clone();
    let (sum, comparison) = (request.objective.sum.clone(), Comparison::AtMost);
    milp.add_row(Row { label: "fewer".to_owned(), sum, comparison, bound: found.value - 1 });
    claimed(&Request { milp: &milp, start: None, ..*request }, outcome)
}

/// The answer to another question in place of one that has an answer.
fn claimed(other: &Request<'_>, outcome: Outcome) -> Outcome {
    let answer = Highs { seed: 0 }.solve(other, &mut |_| Going::On).expect("HiGHS does not fail");
    match (&outcome.status, answer.status) {
        (Status::Optimal(_), Status::Optimal(found)) => {
            Outcome { status: Status::Optimal(Found { bound: found.value, ..found }), work: Work::default() }
        }
        _ => outcome,
    }
}

#[test]
fn a_worse_plan_that_a_solver_says_is_best_is_refused() {
    let cases = with_a_plan();
    for wrong in [worst, second_best] {
        let answers: Vec<_> = cases.par_iter().map(|case| (case, decided(case, &Wrong(wrong)))).collect();
        let mut refused = 0;
        let mut worse = 0_usize;
        for (case, answer) in answers {
            match answer {
                Err(NoDecision::Disagreement(_)) => refused += 1,
                Ok(decision) => {
                    let ours = own(case).expect("there is a plan of our own");
                    let [believed, ours] = [&decision.plan, &ours].map(|plan| rank(&case.question(), plan));
                    assert!(ours <= believed, "{believed:?} is believed, and ours is {ours:?}\n{case}");
                    let best = decided(case, &Highs { seed: 0 }).expect("there is a plan");
                    worse += usize::from(believed < rank(&case.question(), &best.plan));
                }
                Err(other) => panic!("{other}\n{case}"),
            }
        }
        println!("of {} claims {refused} are refused, and {worse} are wrong and believed", cases.len());
        assert!(refused >= 100, "only {refused} worse plans were offered");
        assert!(worse * 20 < cases.len(), "{worse} of {} wrong claims are believed", cases.len());
    }
}

#[test]
fn a_solver_that_says_there_is_no_plan_is_refused_where_one_stands() {
    let never = Wrong(|_, outcome| Outcome { status: Status::Infeasible, ..outcome });
    let cases = with_a_plan();
    assert!(cases.len() >= 100, "only {} cases were put", cases.len());
    for case in &cases {
        let answer = decided(case, &never);
        assert!(matches!(answer, Err(NoDecision::Disagreement(_))), "{answer:?}\n{case}");
    }
}

#[test]
fn a_solver_that_finds_nothing_is_helped_out_by_a_plan_of_our_own_that_is_not_proved() {
    let nothing = Wrong(|_, outcome| Outcome { status: Status::Nothing, ..outcome });
    let mut divided = 0;
    for case in &with_a_plan() {
        let decision = decided(case, &nothing).unwrap_or_else(|none| panic!("{none}\n{case}"));
        assert_eq!(Some(&decision.plan.funded), own(case).as_ref().map(|plan| &plan.funded));
        assert!(breaches(&case.question(), &decision.plan).is_empty(), "{case}");
        // Its places are divided as those of every plan are, whether or not a solver was there to be asked.
        let question = case.question();
        if question.model.coverage_floor.is_none() && question.model.goal == Goal::WellLocated {
            divided += 1;
            assert_eq!(decision.plan.flows, nearest_flows(&question, &decision.plan.funded), "{case}");
        }
        let coverage = decision.proofs.coverage;
        // No more is known than that no plan serves more children than there are, or fills more places than there could be.
        let most =
            |year| supplies(&question, year).into_iter().map(|supply| u64::from(supply.most().count())).sum::<u64>();
        let places: u64 = question.years().into_iter().map(most).sum();
        assert!(coverage.bound.is_some_and(|bound| bound.hundredths() <= places * 100), "{:?}", decision.proofs);
        assert!(coverage.bound.is_some_and(|bound| bound >= coverage.value), "{:?}", decision.proofs);
        assert!(
            decision.proofs.cost.bound.is_none() && decision.proofs.travel.bound.is_none(),
            "{:?}",
            decision.proofs
        );
    }
    assert!(divided > 10, "only {divided} questions without regions");
}
