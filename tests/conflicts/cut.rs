//! What is told where nobody waits for all of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use placewell::case::Case;
use placewell::conflict::{Change, Edit, Explanation, Patience, Repair, Sure, explain};
use placewell::decide::NoDecision;
use placewell::solve::{Going, Outcome, Progress, Request, Solver, SolverError};

use super::planted::{PLANTED, Planted};
use super::{HIGHS, only, planted, tried};

/// What is found of a conflict by whoever is told to stop after being asked so often whether to go on.
fn cut_short(case: &Case, asked: usize) -> Option<Explanation> {
    let left = AtomicUsize::new(asked);
    let less = |left: usize| left.checked_sub(1);
    let going = || match left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less) {
        Ok(_) => Going::On,
        Err(_) => Going::Stop,
    };
    match explain(&case.question(), &HIGHS, Patience { going: &going, ..Patience::default() }) {
        Ok(found) => Some(found.expect("there is a conflict")),
        Err(NoDecision::NothingFound) => None,
        Err(other) => panic!("{other}"),
    }
}

/// What of an explanation is not so, by trying everything.
fn untrue(case: &Case, told: &Explanation) -> Vec<String> {
    let question = case.question();
    let possible = |edits: &[Edit]| tried::possible(&question, edits);
    let mut untrue = Vec::new();
    let mut hold = |is_so: bool, what: String| {
        if !is_so {
            untrue.push(what);
        }
    };
    for conflict in [&told.conflict].into_iter().chain(&told.further) {
        hold(!possible(&only(&question, &conflict.rules)), format!("{:?} can hold", conflict.rules));
        for left_out in conflict.rules.iter().filter(|_| conflict.sure == Sure::Known) {
            let rest: Vec<_> = conflict.rules.iter().filter(|other| *other != left_out).cloned().collect();
            hold(possible(&only(&question, &rest)), format!("{rest:?} cannot hold"));
        }
    }
    for repair in &told.alone {
        hold(possible(&[repair.edit()]), format!("{repair:?} is not enough"));
        if let Change::Number { short, .. } = repair.change {
            hold(!possible(&[Edit::To(repair.rule.clone(), short)]), format!("{repair:?}: less is enough"));
        }
    }
    let together: Vec<Edit> = told.together.iter().map(Repair::edit).collect();
    hold(together.is_empty() || possible(&together), format!("{:?} are not enough", told.together));
    untrue
}

fn is_open(told: &Explanation) -> bool {
    told.conflict.sure == Sure::NotKnown
        || !told.open.is_empty()
        || told.alone.iter().any(|one| one.sure() == Sure::NotKnown)
}

#[test]
fn what_is_told_is_true_however_soon_it_is_cut_short() {
    let (mut nothing, mut open, mut whole) = (0, 0, 0);
    for Planted { name, overlay } in &PLANTED {
        let case = planted(overlay);
        for asked in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 1_000_000] {
            match cut_short(&case, asked) {
                None => nothing += 1,
                Some(told) => {
                    assert_eq!(untrue(&case, &told), Vec::<String>::new(), "{name}, asked {asked} times: {told:?}");
                    if is_open(&told) { open += 1 } else { whole += 1 }
                }
            }
        }
    }
    println!("{nothing} times nothing was found, {open} times not all was settled, {whole} times it was");
    assert!(nothing >= 15 && open >= 50 && whole >= 100, "{nothing}, {open}, {whole}");
}

/// A solver that nobody is to ask.
struct Nobody;

impl Solver for Nobody {
    fn solve(&self, _: &Request<'_>, _: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        panic!("the solver was asked")
    }
}

#[test]
fn what_clashes_by_addition_is_named_without_the_solver() {
    let over = Patience { deadline: Some(Instant::now()), ..Patience::default() };
    let mut named = 0;
    for Planted { name, overlay } in &PLANTED {
        let case = planted(overlay);
        let found = explain(&case.question(), &Nobody, over);
        assert_eq!(found.is_ok(), placewell::conflict::shown_by_addition(&case.question()), "{name}");
        if let Ok(found) = found {
            let told = found.expect("there is a conflict");
            assert!(told.conflict.sum.is_some() && told.alone.is_empty() && !told.open.is_empty(), "{name}: {told:?}");
            named += 1;
        }
    }
    assert!(named >= 3, "only {named} clash by addition");
}
