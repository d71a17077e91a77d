//! Programs in two blocks, against every choice: blocks are worked out here by money and count, without a solver.

use fastrand::Rng;

use super::{Blocks, StageSession, maximise_by_blocks, minimise_by_blocks};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};
use crate::solve::{Going, Highs, Limits, Outcome, Request, Status};

/// Hundredths that a child served is worth.
const WORTH: i64 = 50;

/// Pounds in a unit of money.
const UNIT: i64 = 10;

/// An area with projects that serve it alone.
struct Town {
    children: i64,
    /// What each costs in pounds, and its places.
    projects: Vec<(i64, i64)>,
}

/// Areas of which no more than so many projects are funded.
struct Part {
    towns: Vec<Town>,
    most: usize,
}

/// An area with so many towns, whose projects cost so many units or more, whole ones or pounds over them.
fn part(random: &mut Rng, towns: usize, (least, is_odd): (i64, bool)) -> Part {
    let project = |random: &mut Rng| {
        let units = random.i64(least..least + 10);
        (UNIT * units + if is_odd { random.i64(0..UNIT) } else { 0 }, random.i64(1..7))
    };
    let town =
        |random: &mut Rng| Town { children: random.i64(3..14), projects: (0..4).map(|_| project(random)).collect() };
    Part { towns: (0..towns).map(|_| town(random)).collect(), most: random.usize(towns..3 * towns) }
}

/// The most children served by `part`, by the money that it may take.
fn most_of(part: &Part, money: usize) -> Vec<i64> {
    let mut best = vec![vec![0; money + 1]; part.most + 1];
    for town in &part.towns {
        let before = best.clone();
        for choice in 1..1_u32 << town.projects.len() {
            let taken = || town.projects.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
            let cost = usize::try_from(taken().map(|(_, project)| project.0).sum::<i64>()).expect("a cost");
            let served = taken().map(|(_, project)| project.1).sum::<i64>().min(town.children);
            let count = taken().count();
            for (most, row) in best.iter_mut().enumerate().skip(count) {
                for (money, cell) in row.iter_mut().enumerate().skip(cost) {
                    *cell = (*cell).max(before[most - count][money - cost] + served);
                }
            }
        }
    }
    best.pop().expect("a row for each count")
}

/// The program of `parts` within so many pounds, what is sought in it, and what it costs in units, rounded up.
fn stated(parts: &[&Part], money: i64) -> (Milp, Objective, Objective) {
    let mut milp = Milp::default();
    let (mut served, mut cost, mut pounds) = (Sum::default(), Sum::default(), Sum::default());
    for part in parts {
        let mut count = Sum::default();
        for town in &part.towns {
            let mut children = Sum::default();
            for &(price, places) in &town.projects {
                let fund = column(&mut milp, 1, ColumnKind::Whole);
                let serve = column(&mut milp, places, ColumnKind::Divisible);
                row(&mut milp, [(1, serve), (-places, fund)].into_iter().collect(), 0);
                children.add(1, serve);
                served.add(WORTH, serve);
                cost.add(price / UNIT, fund);
                pounds.add(price % UNIT, fund);
                count.add(1, fund);
            }
            row(&mut milp, children, town.children);
        }
        row(&mut milp, count, i64::try_from(part.most).expect("a count"));
    }
    let most_over: i64 = pounds.terms().map(|(_, factor)| factor).sum();
    let mut within = cost.clone();
    if most_over > 0 {
        // As rows of money and of cost are stated: so many units, and what is left over carried.
        let carry = column(&mut milp, most_over / UNIT + 2, ColumnKind::Whole);
        within.add(1, carry);
        let mut carried = pounds.clone();
        carried.add(-UNIT, carry);
        row(&mut milp, carried, money % UNIT);
        let carry = column(&mut milp, most_over / UNIT + 1, ColumnKind::Whole);
        cost.add(1, carry);
        let carried = pounds.terms().map(|(column, factor)| (-factor, column)).chain([(UNIT, carry)]).collect();
        let label = "row".to_owned();
        milp.add_row(Row { label, sum: carried, comparison: Comparison::AtLeast, bound: 0 });
    }
    row(&mut milp, within, money / UNIT);
    let (most, least) = (Direction::Maximise, Direction::Minimise);
    (milp, Objective::new(most, served), Objective::new(least, cost))
}

fn column(milp: &mut Milp, upper: i64, kind: ColumnKind) -> ColumnIndex {
    milp.add_column(Column { label: "x".to_owned(), lower: 0, upper, kind })
}

fn row(milp: &mut Milp, sum: Sum, bound: i64) {
    milp.add_row(Row { label: "row".to_owned(), sum, comparison: Comparison::AtMost, bound });
}

fn best(outcome: Outcome) -> (i64, Vec<i64>) {
    match outcome.status {
        Status::Optimal(found) => (found.value, found.values),
        other => panic!("it is not proved: {other:?}"),
    }
}

#[test]
fn two_blocks_have_the_most_and_the_cheapest_of_it() {
    has_the_most_and_the_cheapest_of_it((2, false));
}

#[test]
fn a_project_that_costs_one_unit_is_not_taken_for_what_carries_what_is_left_over() {
    has_the_most_and_the_cheapest_of_it((1, false));
    let mut random = Rng::with_seed(5);
    for _ in 0..50 {
        let parts = [part(&mut random, 6, (1, false)), part(&mut random, 5, (1, false))];
        let (milp, coverage, cost) = stated(&[&parts[0], &parts[1]], 40 * UNIT);
        let blocks = Blocks::of(&milp, &coverage).expect("there are two blocks");
        assert_eq!(blocks.main.milp.rows().len() + blocks.rest.milp.rows().len() + 1, milp.rows().len());
        assert_eq!(blocks.money_beyond(&cost.sum, &milp), Some(0));
    }
}

#[test]
fn two_blocks_of_odd_pounds_have_the_most_and_the_cheapest_of_it() {
    has_the_most_and_the_cheapest_of_it((2, true));
}

fn has_the_most_and_the_cheapest_of_it((least, is_odd): (i64, bool)) {
    let mut random = Rng::with_seed(12);
    let mut split = 0;
    for case in 0..16 {
        let parts = [part(&mut random, 6, (least, is_odd)), part(&mut random, 5, (least, is_odd))];
        let units = random.usize(20..200);
        let money = 10 * units + if is_odd { random.usize(0..10) } else { 0 };
        let tables = [most_of(&parts[0], money), most_of(&parts[1], money)];
        let whole = |money: usize| (0..=money).map(|own| tables[0][own] + tables[1][money - own]).max().expect("one");
        let most = whole(money);
        let least = (0..=money).find(|&money| whole(money) == most).expect("as much money as there is").div_ceil(10);
        let stated = stated(&[&parts[0], &parts[1]], i64::try_from(money).expect("money"));
        let (mut milp, coverage, cost) = stated;
        let (solver, limits) = (Highs { seed: 0 }, Limits::default());
        let mut session = StageSession::new(&solver, |_| Going::On);
        let request = Request { milp: &milp, objective: &coverage, start: None, limits };
        let asked = maximise_by_blocks(&mut session, &request).expect("no failure");
        // What both leave over may come to one unit more than there is: of so little money that is a large part.
        let Some((outcome, blocks)) = asked else { continue };
        let (value, values) = best(outcome);
        assert_eq!(value, most * WORTH, "case {case}");
        let Some(mut blocks) = blocks else { continue };
        split += 1;
        let sum = coverage.sum.clone();
        milp.add_row(Row { label: "best".to_owned(), sum, comparison: Comparison::AtLeast, bound: value });
        let request = Request { milp: &milp, objective: &cost, start: Some(&values), limits };
        let cheapest = minimise_by_blocks(&mut session, &mut blocks, &request, value);
        let (paid, _) = best(cheapest.expect("no failure").expect("money is what joins them"));
        assert_eq!(paid, i64::try_from(least).expect("money"), "case {case}");
    }
    let enough = if is_odd { 6 } else { 12 };
    assert!(split >= enough, "only {split} of 16 were settled by blocks");
}

#[test]
fn one_block_and_small_ones_are_left_to_the_whole() {
    let mut random = Rng::with_seed(3);
    for towns in [(6, 1), (2, 2)] {
        let parts = [part(&mut random, towns.0, (2, false)), part(&mut random, towns.1, (2, false))];
        let (milp, coverage, _) = stated(&[&parts[0], &parts[1]], 40 * UNIT);
        let limits = Limits::default();
        let request = Request { milp: &milp, objective: &coverage, start: None, limits };
        let solver = Highs { seed: 0 };
        let asked = maximise_by_blocks(&mut StageSession::new(&solver, |_| Going::On), &request).expect("no failure");
        assert!(asked.is_none());
    }
}
