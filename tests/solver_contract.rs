//! What every solver must do. A new one is a line in [`SOLVERS`].

#[path = "solver_contract/puzzle.rs"]
mod puzzle;

use std::time::{Duration, Instant};

<<<<<<< HEAD
use placewell::program::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Objective, Program, Row, Sum};
use placewell::solve::{
    Effort, Found, Going, Highs, Limits, Outcome, Progress, Request, Solver, SolverError, Status, Work,
};

const SOLVERS: [&dyn Solver; 1] = [&Highs { seed: 0 }];

/// A program with what is sought in it.
struct Puzzle {
    program: Program,
    objective: Objective,
    columns: Vec<ColumnIndex>,
}

impl Puzzle {
    /// Whole columns from 0 to `upper`, worth these factors.
    fn new(direction: Direction, upper: i64, worth: &[i64]) -> Self {
        let mut program = Program::default();
        let column = |_| Column { label: "x".to_owned(), lower: 0, upper, kind: ColumnKind::Whole };
        let columns: Vec<_> = worth.iter().map(column).map(|column| program.add_column(column)).collect();
        let sum = worth.iter().copied().zip(columns.iter().copied()).collect();
        Self { program, objective: Objective { name: "worth", direction, sum }, columns }
    }

    /// The same with one row more.
    fn with(mut self, factors: &[i64], comparison: Comparison, bound: i64) -> Self {
        let sum = factors.iter().copied().zip(self.columns.iter().copied()).collect();
        self.program.add_row(Row { label: "row".to_owned(), sum, comparison, bound });
        self
    }

    /// Asks a solver, without a start.
    fn ask(&self, solver: &dyn Solver, limits: Limits) -> Outcome {
        self.ask_from(solver, None, limits, &mut |_| Going::On).expect("the solver does not fail")
    }

    fn ask_from(
        &self,
        solver: &dyn Solver,
        start: Option<&[i64]>,
        limits: Limits,
        watch: &mut dyn FnMut(Progress) -> Going,
    ) -> Result<Outcome, SolverError> {
        solver.solve(&Request { program: &self.program, objective: &self.objective, start, limits }, watch)
    }

    /// What these values are worth; panics unless they keep every row and every bound.
    fn value(&self, values: &[i64]) -> i64 {
        let columns = self.program.columns().iter().zip(values);
        assert_eq!(self.program.columns().len(), values.len());
        columns.for_each(|(column, value)| assert!((column.lower..=column.upper).contains(value), "{values:?}"));
        for row in self.program.rows() {
            let sum = row.sum.value(values);
            let kept = match row.comparison {
                Comparison::AtMost => sum <= row.bound,
                Comparison::AtLeast => sum >= row.bound,
                Comparison::Equal => sum == row.bound,
            };
            assert!(kept, "{sum} {} {}", row.comparison, row.bound);
        }
        self.objective.sum.value(values)
    }
}

/// Four things of which two fit: the best two are worth 12.
fn knapsack() -> Puzzle {
    Puzzle::new(Direction::Maximise, 1, &[8, 11, 6, 4]).with(&[5, 7, 4, 3], Comparison::AtMost, 8)
}

/// Numbers by chance, the same on every machine (Lehmer 1951).
fn numbers(count: usize, least: i64, most: i64) -> Vec<i64> {
    let mut state = 20_26_i64;
    let next = |_| {
        state = state * 48_271 % 2_147_483_647;
        least + state % (most - least + 1)
    };
    (0..count).map(next).collect()
}

/// A hundred things under ten limits, worth about what they weigh: the search takes many thousands of nodes.
fn hard() -> Puzzle {
    let weights = numbers(1_100, 30, 99);
    let rows: Vec<&[i64]> = weights.chunks(100).collect();
    let puzzle = Puzzle::new(Direction::Maximise, 1, rows[0]);
    let half = |row: &[i64]| row.iter().sum::<i64>() / 2;
    rows[1..].iter().fold(puzzle, |puzzle, row| puzzle.with(row, Comparison::AtMost, half(row)))
}

/// Five sums to be met exactly, as at least the values given with it do, and as no search finds out soon (Cornuéjols and
/// Dawande 1998).
fn market_split() -> (Puzzle, Vec<i64>) {
    let factors = numbers(200, 0, 99);
    let split: Vec<i64> = numbers(40, 0, 1);
    let puzzle = Puzzle::new(Direction::Maximise, 1, &numbers(40, 1, 9));
    let meet = |row: &[i64]| row.iter().zip(&split).map(|(factor, value)| factor * value).sum::<i64>();
    let puzzle = factors.chunks(40).fold(puzzle, |puzzle, row| puzzle.with(row, Comparison::Equal, meet(row)));
    (puzzle, split)
}

const FEW_NODES: Limits = Limits { deadline: None, nodes: Some(1), effort: Effort::Exact };
=======
use placewell::program::{Column, ColumnKind, Comparison, Direction, Objective, Program, Row, Sum};
use placewell::solve::{Found, Going, Highs, Limits, Outcome, Request, Solver, SolverError, Status, Work};

use puzzle::{Puzzle, hard, knapsack, market_split};

const SOLVERS: [&dyn Solver; 1] = [&Highs { seed: 0 }];

const FEW_NODES: Limits = Limits { deadline: None, nodes: Some(1) };
>>>>>>> proof

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
        let soon = Limits { deadline: Some(begun + Duration::from_millis(500)), nodes: None, effort: Effort::Exact };
        let outcome = puzzle.ask_from(solver, Some(&nothing), soon, &mut |_| Going::On);
        let found = stopped(outcome.expect("the solver does not fail"));
        assert!(found.bound > puzzle.value(&found.values), "it was proved after all");
        assert!(begun.elapsed() < Duration::from_secs(20), "it went on for {:?}", begun.elapsed());
        let (split, _) = market_split();
        let past = Limits { deadline: Some(Instant::now()), nodes: None, effort: Effort::Exact };
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
        let mut program = Program::default();
        let column = Column { label: "x".to_owned(), lower: 0, upper: 9, kind: ColumnKind::Divisible };
        let column = program.add_column(column);
        let row = |factor, bound| Row {
            label: "row".to_owned(),
            sum: Sum::from_iter([(factor, column)]),
            comparison: Comparison::AtMost,
            bound,
        };
        program.add_row(row(2, 7));
        let objective = Objective { name: "worth", direction: Direction::Maximise, sum: Sum::from_iter([(1, column)]) };
        let request = Request { program: &program, objective: &objective, start: None, limits: Limits::default() };
        let outcome = solver.solve(&request, &mut |_| Going::On).expect("the solver does not fail");
        assert_eq!(best(outcome).bound, 3, "the most is 3.5");
    }
}

#[test]
fn work_is_counted_and_is_the_same_each_time() {
    for solver in SOLVERS {
        let limits = Limits { deadline: None, nodes: Some(50), effort: Effort::Exact };
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
