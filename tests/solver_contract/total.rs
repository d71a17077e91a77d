//! Totals that are to be met to the pound: two rows that meet in one point, each told in thousands with a carry.

use fastrand::Rng;
use placewell::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use placewell::solve::{Going, Limits, Request, Status};

use super::SOLVERS;

/// How many questions are put.
const CASES: u64 = 200;

/// Projects of these costs that come to `total` in all, at most and at least; as many as can be are sought.
fn met(costs: &[i64], total: i64) -> (Milp, Objective) {
    let mut milp = Milp::default();
    let mut column = |lower: i64, upper: i64| {
        milp.add_column(Column { label: String::new(), lower, upper, kind: ColumnKind::Whole })
    };
    let funded: Vec<ColumnIndex> = costs.iter().map(|_| column(0, 1)).collect();
    let most = i64::try_from(costs.len()).expect("a few");
    let carries = [(Comparison::AtMost, column(0, most)), (Comparison::AtLeast, column(-1, most))];
    let sum = |part: fn(i64) -> i64, factor: i64, carry: ColumnIndex| -> Sum {
        let terms = costs.iter().zip(&funded).map(|(&cost, &column)| (part(cost), column));
        terms.chain([(factor, carry)]).collect()
    };
    for (comparison, carry) in carries {
        let (thousands, pounds) = (sum(|cost| cost / 1_000, 1, carry), sum(|cost| cost % 1_000, -1_000, carry));
        for (sum, bound) in [(thousands, total / 1_000), (pounds, total % 1_000)] {
            milp.add_row(Row { label: String::new(), sum, comparison, bound });
        }
    }
    let count = funded.iter().map(|&column| (1, column)).collect();
    (milp, Objective::new(Direction::Maximise, count))
}

/// The most projects that come to `total`, by trying every choice.
fn most_of(costs: &[i64], total: i64) -> Option<i64> {
    let choices = 0..1_u32 << costs.len();
    let taken = |choice: u32| costs.iter().enumerate().filter(move |(at, _)| choice >> at & 1 == 1);
    let met = choices.filter(|&choice| taken(choice).map(|(_, cost)| cost).sum::<i64>() == total);
    met.map(|choice| i64::from(choice.count_ones())).max()
}

#[test]
fn a_total_to_the_pound_is_met_or_shown_to_be_out_of_reach() {
    let (mut reached, mut wrong) = (0, Vec::new());
    for case in 0..CASES {
        let mut random = Rng::with_seed(case);
        let costs: Vec<i64> = (0..random.usize(4..10)).map(|_| random.i64(10_000_000..80_000_000)).collect();
        let total = costs.iter().filter(|_| random.bool()).sum::<i64>() + i64::from(case % 4 == 0);
        let (milp, objective) = met(&costs, total);
        let best = most_of(&costs, total);
        reached += u32::from(best.is_some());
        for solver in SOLVERS {
            let request = Request { milp: &milp, objective: &objective, start: None, limits: Limits::default() };
            let found = match solver.solve(&request, &mut |_| Going::On).map(|outcome| outcome.status) {
                Ok(Status::Optimal(found)) => Ok(Some(objective.sum.value(&found.values))),
                Ok(Status::Infeasible) => Ok(None),
                other => Err(other),
            };
            if found != Ok(best) {
                wrong.push((case, best, found));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {CASES}: {wrong:?}", wrong.len());
    assert!(reached > 100, "{reached}");
}
