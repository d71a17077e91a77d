//! A program with plans that presolve of HiGHS 1.15.0 calls infeasible; given values to start from, these are called
//! optimal and are not. HiGHS 1.16.0 answers 120,001.

use placewell::milp::{Direction, Milp, Objective, Sum};
use placewell::solve::{Going, Highs, Limits, Outcome, Request, Solver, Status};
use serde::Deserialize;

/// The cheapest values, as found with presolve off, without the rule that is never used, and with HiGHS 1.16.0.
const LEAST: i64 = 120_001;

#[derive(Deserialize)]
struct Case {
    milp: Milp,
    cost: Sum,
    start: Vec<i64>,
}

fn answer() -> (Outcome, i64) {
    let case: Case = serde_json::from_str(include_str!("called_infeasible.json")).expect("a program");
    let objective = Objective::new(Direction::Minimise, case.cost);
    assert!(case.milp.rows().iter().all(|row| row.excess(&case.start) <= 0), "the start keeps every row");
    let request =
        Request { milp: &case.milp, objective: &objective, start: Some(&case.start), limits: Limits::default() };
    let outcome = Highs { seed: 0 }.solve(&request, &mut |_| Going::On).expect("an answer");
    (outcome, objective.sum.value(&case.start))
}

#[test]
fn what_presolve_as_it_comes_calls_infeasible_is_answered() {
    let (outcome, start) = answer();
    assert!(start > LEAST, "there is something better than the start");
    let Status::Optimal(found) = outcome.status else { panic!("{:?}", outcome.status) };
    assert_eq!((found.value, found.bound), (LEAST, LEAST));
}
