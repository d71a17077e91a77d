//! A program without whole columns whose optimum HiGHS 1.15.0 puts at 7.99997 steps, with values that reach 8: between
//! the two lies a whole step, so the last whole step below what it says is a bound that values beat.

use placewell::milp::{Direction, Milp, Objective, Sum};
use placewell::solve::{Going, Highs, Limits, Request, Solver, Status};
use serde::Deserialize;

/// The most there is, in hundredths: two sites with two places each, all of them used near by.
const MOST: i64 = 400;

#[derive(Deserialize)]
struct Case {
    milp: Milp,
    places: Sum,
    reached: Vec<i64>,
}

#[test]
fn no_values_beat_the_bound_of_a_program_without_whole_columns() {
    let case: Case = serde_json::from_str(include_str!("called_less.json")).expect("a program");
    let objective = Objective::new(Direction::Maximise, case.places);
    let within = case
        .milp
        .columns()
        .iter()
        .zip(&case.reached)
        .all(|(column, value)| (column.lower..=column.upper).contains(value));
    assert!(within && case.milp.rows().iter().all(|row| row.excess(&case.reached) <= 0), "they keep every row");
    assert_eq!(objective.sum.value(&case.reached), MOST);
    let request = Request { milp: &case.milp, objective: &objective, start: None, limits: Limits::default() };
    let outcome = Highs { seed: 0 }.solve(&request, &mut |_| Going::On).expect("an answer");
    let Status::Optimal(found) = outcome.status else { panic!("{:?}", outcome.status) };
    assert_eq!(found.bound, MOST);
}
