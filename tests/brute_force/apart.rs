//! A plan that differs from others, or that there is none: held against every choice of options.

use std::collections::BTreeSet;

use placewell::audit::well_located;
use placewell::decide::{Difference, Different, different};
use placewell::domain::{Plan, WellLocated};
use placewell::solve::{Going, Highs};

use super::asked::decided;
use super::case::Case;
use super::score::{Floor, best_score};
use super::subset::Subset;
use super::verdict::broken;

/// How many questions are put, each with one to three projects apart and a margin.
const QUESTIONS: usize = 200;

#[test]
fn a_plan_that_differs_is_found_whenever_there_is_one_and_said_not_to_be_only_when_there_is_none() {
    let (mut found, mut none, mut at_the_floor) = (0, 0, 0);
    for (number, (case, best)) in decided().take(QUESTIONS).enumerate() {
        let apart = 1 + number % 3;
        let most = well_located(&case.question(), &best).hundredths();
        let all: Vec<(Subset, u64)> = others(&case, &best, apart);
        // At the best of them, a hundredth beyond it, and at half of what the best plan has.
        let nearest = all.iter().map(|(_, places)| *places).max().unwrap_or(most);
        for floor in [nearest, nearest + 1, most / 2] {
            let is_there = all.iter().any(|(_, places)| *places >= floor);
            let floor = WellLocated::from_hundredths(floor);
            let wanted = Difference { plans: &[&best], apart, floor };
            let answer = different(&case.question(), wanted, &Highs { seed: 0 }, &|| Going::On).expect("an answer");
            match answer {
                Different::Found(plan) => {
                    assert!(is_there, "{plan:?}, {apart} apart, {floor:?}\n{case}");
                    let chosen = plan.funded.iter().fold(Subset::NONE, |chosen, option| chosen.with(option.position()));
                    assert!(broken(&case.instance, &case.model, chosen).is_empty(), "{chosen:?}\n{case}");
                    assert!(distance(&case, &best, chosen) >= apart, "{chosen:?}\n{case}");
                    assert!(well_located(&case.question(), &plan) >= floor, "{chosen:?}\n{case}");
                    found += 1;
                    at_the_floor += u32::from(well_located(&case.question(), &plan) == floor);
                }
                Different::None => {
                    assert!(!is_there, "{apart} apart, {floor:?}: there is one\n{case}");
                    none += 1;
                }
                Different::Unknown => panic!("not known, {apart} apart, {floor:?}\n{case}"),
            }
        }
    }
    println!("{found} were found, {at_the_floor} of them at the floor, and {none} are not there");
    assert!(found > 150 && none > 150 && at_the_floor > 50, "{found}, {none}, {at_the_floor}");
}

/// The choices that keep every rule and are so far from `best`, with the most places that each can have.
fn others(case: &Case, best: &Plan, apart: usize) -> Vec<(Subset, u64)> {
    let all = Subset::all(case.instance.options().len());
    let kept = all.filter(|&chosen| broken(&case.instance, &case.model, chosen).is_empty());
    let far = kept.filter(|&chosen| distance(case, best, chosen) >= apart);
    far.filter_map(|chosen| Some((chosen, best_score(case, chosen, Floor::Kept)?.0.well_located))).collect()
}

/// In how many projects a choice and a plan differ.
fn distance(case: &Case, plan: &Plan, chosen: Subset) -> usize {
    let own: BTreeSet<usize> = plan.funded.iter().map(|&option| case.instance[option].project.position()).collect();
    let other = chosen.of(&case.instance).map(|option| option.project.position()).collect();
    own.symmetric_difference(&other).count()
}
