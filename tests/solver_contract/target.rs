//! Targets: a search that is told a bound just short of the best must find the best, and one that is told a step more
//! must find nothing.
//!
//! HiGHS has been caught at both (its issues 3170, where an invalid cut closes the tree over a worse incumbent, and 3273,
//! where conflict analysis of the limit on the objective cuts off the optimum), so thousands of small programs are asked.

use fastrand::Rng;
use placewell::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use placewell::solve::{Going, Limits, Request, Seek, Status};

use super::SOLVERS;

/// How many programs are made.
const CASES: u64 = 400;

/// What a child served is worth, in hundredths.
const WORTH: i64 = 50;

/// Projects with what they cost, their places, and their area; areas with their children; and the money there is.
struct Town {
    projects: Vec<(i64, i64, usize)>,
    children: Vec<i64>,
    money: i64,
}

fn town(case: u64) -> Town {
    let mut random = Rng::with_seed(case);
    let areas = random.usize(1..5);
    let count = random.usize(4..11);
    let projects: Vec<_> =
        (0..count).map(|_| (random.i64(100..1_000), random.i64(1..9), random.usize(0..areas))).collect();
    let all: i64 = projects.iter().map(|project| project.0).sum();
    Town { projects, children: (0..areas).map(|_| random.i64(1..20)).collect(), money: random.i64(all / 5..all) }
}

/// The most hundredths, by trying every choice.
fn most_of(town: &Town) -> i64 {
    let value = |choice: u32| {
        let taken = || town.projects.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, taken)| taken);
        let cost: i64 = taken().map(|project| project.0).sum();
        let places = |area| taken().filter(|project| project.2 == area).map(|project| project.1).sum::<i64>();
        let served = town.children.iter().enumerate().map(|(area, &children)| places(area).min(children));
        (cost <= town.money).then(|| served.sum::<i64>() * WORTH)
    };
    (0..1_u32 << town.projects.len()).filter_map(value).max().expect("nothing is a choice")
}

fn stated(town: &Town) -> (Milp, Objective) {
    let mut milp = Milp::default();
    let mut column = |upper: i64, kind| milp.add_column(Column { label: "x".to_owned(), lower: 0, upper, kind });
    let columns: Vec<(ColumnIndex, ColumnIndex)> = town
        .projects
        .iter()
        .map(|project| (column(1, ColumnKind::Whole), column(project.1, ColumnKind::Divisible)))
        .collect();
    let mut row = |sum: Sum, bound| {
        milp.add_row(Row { label: "row".to_owned(), sum, comparison: Comparison::AtMost, bound });
    };
    let both = || town.projects.iter().zip(&columns);
    for (project, &(fund, serve)) in both() {
        row([(1, serve), (-project.1, fund)].into_iter().collect(), 0);
    }
    for (area, &children) in town.children.iter().enumerate() {
        row(both().filter(|(project, _)| project.2 == area).map(|(_, &(_, serve))| (1, serve)).collect(), children);
    }
    row(both().map(|(project, &(fund, _))| (project.0, fund)).collect(), town.money);
    let served = columns.iter().map(|&(_, serve)| (WORTH, serve)).collect();
    (milp, Objective::new(Direction::Maximise, served))
}

#[test]
fn a_target_is_reached_just_where_something_reaches_it() {
    let mut wrong = Vec::new();
    for case in 0..CASES {
        let town = town(case);
        let best = most_of(&town);
        let (milp, objective) = stated(&town);
        for (solver, (seek, attempt)) in
            SOLVERS.iter().flat_map(|solver| [(solver, (Seek::Both, 0)), (solver, (Seek::Bound, 1))])
        {
            for (target, is_there) in [(best, true), (best + WORTH, false), (best - WORTH, true)] {
                let limits = Limits { target: Some(target), seek, attempt, ..Limits::default() };
                let request = Request { milp: &milp, objective: &objective, start: None, limits };
                let status = solver.solve(&request, &mut |_| Going::On).expect("the solver does not fail").status;
                let is_right = match &status {
                    Status::Stopped(found) => is_there && found.value >= target,
                    Status::Infeasible => !is_there,
                    Status::Optimal(_) | Status::Nothing => false,
                };
                if !is_right {
                    wrong.push((case, seek, target, best, status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, the first {:?}", wrong.len(), wrong.first());
}
