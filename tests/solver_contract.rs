//! What every solver must do. A new one is a line in [`SOLVERS`].

mod bound;
mod contradiction;
pub mod puzzle;
mod target;
mod total;

use std::time::{Duration, Instant};

use placewell::milp::{Column, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use placewell::solve::{
    Effort, Found, Going, Highs, Limits, Outcome, Request, Seek, Solver, SolverError, Status, Work,
};

use puzzle::{Puzzle, hard, knapsack, market_split};

const SOLVERS: [&dyn Solver; 1] = [&Highs { seed: 0 }];

const FEW_NODES: Limits = Limits {
    deadline: None,
    nodes: Some(1),
    effort: Effort::Exact,
    seek: Seek::Both,
    attempt: 0,
    enough: None,
    target: None,
};

fn best(outcome: Outcome) -> Found {
    match outcome.status {
        Status::Optimal(found) => found,
        other => panic!("it is not optimal: {other:?}"),
    }
}

fn stopped(outcome: Outcome) -> Found {
    match outcome.status {
        Status::Stopped(found) => found,
        other => panic!("it has not stopped with values: {other:?}"),
    }
}

#[test]
fn the_best_values_are_found_with_a_bound_that_they_reach() {
    for solver in SOLVERS {
        let puzzle = knapsack();
        let found = best(puzzle.ask(solver, Limits::default()));
        assert_eq!((puzzle.value(&found.values), found.bound), (12, 12));
        assert_eq!(found.values, [1, 0, 0, 1]);
        let covering = Puzzle::new(Direction::Minimise, 3, &[4, 3]).with(&[3, 2], Comparison::AtLeast, 7);
        let found = best(covering.ask(solver, Limits::default()));
        assert_eq!((covering.value(&found.values), found.bound), (10, 10));
    }
}

#[test]
fn what_cannot_be_is_infeasible() {
    for solver in SOLVERS {
        let odd = Puzzle::new(Direction::Maximise, 9, &[1, 1]).with(&[2, 4], Comparison::Equal, 7);
        assert_eq!(odd.ask(solver, Limits::default()).status, Status::Infeasible);
        let apart = knapsack().with(&[1, 1, 1, 1], Comparison::AtLeast, 3);
        assert_eq!(apart.ask(solver, Limits::default()).status, Status::Infeasible);
    }
}

#[test]
fn a_program_without_columns_or_rows_is_answered() {
    for solver in SOLVERS {
        let empty = || Puzzle::new(Direction::Maximise, 1, &[]);
        assert_eq!(best(empty().ask(solver, Limits::default())), Found { values: Vec::new(), value: 0, bound: 0 });
        let held = empty().with(&[], Comparison::AtMost, 0).with(&[], Comparison::AtLeast, -1);
        assert_eq!(best(held.ask(solver, Limits::default())).values, [0; 0]);
        let broken = empty().with(&[], Comparison::Equal, 1);
        assert_eq!(broken.ask(solver, Limits::default()).status, Status::Infeasible);
        let free = Puzzle::new(Direction::Maximise, 7, &[1, -1]);
        assert_eq!(best(free.ask(solver, Limits::default())), Found { values: vec![7, 0], value: 7, bound: 7 });
        let row_of_nothing = free.with(&[0, 0], Comparison::AtLeast, 1);
        assert_eq!(row_of_nothing.ask(solver, Limits::default()).status, Status::Infeasible);
    }
}

#[test]
fn a_search_that_is_cut_short_says_so_and_keeps_its_best() {
    for solver in SOLVERS {
        let puzzle = hard();
        let found = stopped(puzzle.ask(solver, FEW_NODES));
        assert!(found.bound > puzzle.value(&found.values), "it was proved after all");
        let (begun, nothing) = (Instant::now(), [0; 100]);
        let soon = Limits { deadline: Some(begun + Duration::from_millis(500)), ..Limits::default() };
        let outcome = puzzle.ask_from(solver, Some(&nothing), soon, &mut |_| Going::On);
        let found = stopped(outcome.expect("the solver does not fail"));
        assert!(found.bound > puzzle.value(&found.values), "it was proved after all");
        assert!(begun.elapsed() < Duration::from_secs(20), "it went on for {:?}", begun.elapsed());
        let (split, _) = market_split();
        let past = Limits { deadline: Some(Instant::now()), ..Limits::default() };
        for limits in [FEW_NODES, past] {
            assert_eq!(split.ask(solver, limits).status, Status::Nothing);
        }
    }
}

#[test]
fn whoever_watches_can_stop_a_search() {
    for solver in SOLVERS {
        let puzzle = hard();
        let mut told = Vec::new();
        let outcome = puzzle.ask_from(solver, None, Limits::default(), &mut |progress| {
            told.push(progress);
            if progress.best.is_some() && progress.nodes > 20 { Going::Stop } else { Going::On }
        });
        let found = stopped(outcome.expect("the solver does not fail"));
        let value = puzzle.value(&found.values);
        assert!(value < found.bound, "it was proved after all");
        let last = told.last().expect("it was told of progress");
        assert!(last.nodes > 20 && last.best <= Some(value) && last.bound >= Some(found.bound), "{last:?}, {found:?}");
        for two in told.windows(2) {
            assert!(two[0].best <= two[1].best && two[0].nodes <= two[1].nodes, "{two:?}");
        }
    }
}

#[test]
fn values_to_start_from_are_used() {
    for solver in SOLVERS {
        let (puzzle, split) = market_split();
        let outcome = puzzle.ask_from(solver, Some(&split), FEW_NODES, &mut |_| Going::On);
        let found = stopped(outcome.expect("the solver does not fail"));
        assert!(puzzle.value(&found.values) >= puzzle.value(&split));
    }
}

#[test]
fn a_number_too_large_to_be_exact_is_refused() {
    let large = i64::from(i32::MAX) + 1;
    let fine = || Puzzle::new(Direction::Maximise, 1, &[1, 2]);
    let puzzles = [
        fine().with(&[large, 1], Comparison::AtMost, 1),
        fine().with(&[1, 1], Comparison::AtMost, large),
        Puzzle::new(Direction::Maximise, large, &[1, 2]),
        Puzzle::new(Direction::Maximise, 1, &[large, 1]),
    ];
    for solver in SOLVERS {
        for puzzle in &puzzles {
            let outcome = puzzle.ask_from(solver, None, Limits::default(), &mut |_| Going::On);
            assert_eq!(outcome, Err(SolverError::TooLarge(large)));
        }
        let start = fine().ask_from(solver, Some(&[large, 0]), Limits::default(), &mut |_| Going::On);
        assert_eq!(start, Err(SolverError::TooLarge(large)));
    }
}

/// The most of a column from nought to `upper`, twice which is at most `bound`.
fn half_of(bound: i64, upper: i64, kind: ColumnKind) -> (Milp, Objective) {
    let mut milp = Milp::default();
    let column = milp.add_column(Column { label: "x".to_owned(), lower: 0, upper, kind });
    let sum = Sum::from_iter([(2, column)]);
    milp.add_row(Row { label: "row".to_owned(), sum, comparison: Comparison::AtMost, bound });
    (milp, Objective::new(Direction::Maximise, Sum::from_iter([(1, column)])))
}

#[test]
fn a_relaxation_in_parts_that_are_too_large_to_be_told_is_solved_all_the_same() {
    for solver in SOLVERS {
        let (milp, objective) = half_of(5_000_001, 3_000_000, ColumnKind::Whole);
        let in_parts = milp.relaxed_in_parts(1_000);
        let request = Request { milp: &in_parts, objective: &objective, start: None, limits: Limits::default() };
        let found = best(solver.solve(&request, &mut |_| Going::On).expect("it is told in whole ones"));
        let most = 2_500_000_500;
        assert_eq!((found.values, found.value, found.bound), (vec![most], most, most));
    }
}

#[test]
fn an_objective_of_large_steps_is_exact() {
    for solver in SOLVERS {
        let step = 7_000_000_000;
        let puzzle = Puzzle::new(Direction::Maximise, 3, &[2 * step, 3 * step]).with(&[1, 2], Comparison::AtMost, 5);
        let found = best(puzzle.ask(solver, Limits::default()));
        assert_eq!((puzzle.value(&found.values), found.bound), (9 * step, 9 * step));
    }
}

#[test]
fn columns_that_may_be_split_are_bounded_by_the_last_whole_step() {
    for solver in SOLVERS {
        let (milp, objective) = half_of(7, 9, ColumnKind::Divisible);
        let request = Request { milp: &milp, objective: &objective, start: None, limits: Limits::default() };
        let outcome = solver.solve(&request, &mut |_| Going::On).expect("the solver does not fail");
        assert_eq!(best(outcome).bound, 3, "the most is 3.5");
    }
}

#[test]
fn work_is_counted_and_is_the_same_each_time() {
    for solver in SOLVERS {
        let limits = Limits { nodes: Some(50), ..Limits::default() };
        let [one, other] = [(); 2].map(|()| hard().ask(solver, limits));
        assert!(one.work.nodes > 0 && one.work.iterations > 0, "{:?}", one.work);
        assert_eq!(one, other);
        let mut work = Work::default();
        work += one.work;
        work += other.work;
        assert_eq!(work.nodes, 2 * one.work.nodes);
    }
}

#[test]
fn two_hundred_solves_in_one_process_are_all_right() {
    for solver in SOLVERS {
        for turn in 0..200 {
            let most = 3 + turn % 17;
            let puzzle =
                Puzzle::new(Direction::Maximise, 1, &[8, 11, 6, 4]).with(&[5, 7, 4, 3], Comparison::AtMost, most);
            let tried = (0..16_i64).filter_map(|bits| {
                let values: Vec<i64> = (0..4).map(|at| bits >> at & 1).collect();
                let weight: i64 = values.iter().zip([5, 7, 4, 3]).map(|(value, weight)| value * weight).sum();
                (weight <= most).then(|| puzzle.objective.sum.value(&values))
            });
            let found = best(puzzle.ask(solver, Limits::default()));
            assert_eq!(Some(puzzle.value(&found.values)), tried.max(), "within {most}");
        }
    }
}

#[test]
fn solves_on_several_threads_do_not_meddle() {
    for solver in SOLVERS {
        let alone = hard().ask(solver, FEW_NODES);
        let together = std::thread::scope(|scope| {
            let threads = [(); 4].map(|()| scope.spawn(|| hard().ask(solver, FEW_NODES)));
            threads.map(|thread| thread.join().expect("a thread ends well"))
        });
        assert!(together.iter().all(|outcome| *outcome == alone), "{alone:?}, {together:?}");
    }
}
