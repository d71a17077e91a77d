//! Decisions are right: on thousands of small questions made by chance, each the best there is to the pound and the
//! tenth of a mile, as found by trying every choice of options.
//!
//! A case that fails is printed in full, and made again with `PLACEWELL_CASE=<number> cargo test --release --test
//! brute_force`.

mod apart;
mod asked;
mod asks;
pub mod case;
mod clauses;
mod data;
mod dice;
mod entered;
mod network;
mod paths;
mod price;
mod put_back;
mod regret;
mod score;
mod serving;
mod stopped;
mod subset;
mod sure;
mod truth;
mod verdict;

use std::collections::BTreeMap;

use placewell::decide::{Decision, NoDecision, decide};
use placewell::model::Share;
use placewell::solve::{Going, Highs, Limits};
use rayon::prelude::*;

use case::Case;
use score::{Part, Score};
use serving::{Division, best, front, places};
use subset::Subset;
use truth::Truth;

/// How many questions are put.
const CASES: u64 = 3_000;

#[test]
fn a_decision_is_the_best_there_is() {
    let numbers: Vec<u64> = match std::env::var("PLACEWELL_CASE") {
        Ok(number) => vec![number.parse().expect("the number of a case")],
        Err(_) => (0..CASES).collect(),
    };
    let checked: Vec<_> = numbers.par_iter().map(|&number| (number, check(&Case::random(number)))).collect();
    let failed: Vec<_> = checked.iter().filter_map(|(number, found)| Some((number, found.as_ref().err()?))).collect();
    if let Some(&(first, _)) = failed.first() {
        let why: Vec<_> = failed.iter().take(10).map(|(number, why)| format!("case {number}: {why}\n")).collect();
        panic!("{} of {} cases fail\n{}{}", failed.len(), checked.len(), why.concat(), Case::random(*first));
    }
    if numbers.len() > 1 {
        assert_everything_matters(checked.into_iter().filter_map(|(_, found)| found.ok()));
    }
}

/// That the questions are worth asking: every rule decides many of them, and so does every tie.
fn assert_everything_matters(found: impl Iterator<Item = Truth>) {
    let mut decided: BTreeMap<&str, u32> = BTreeMap::new();
    for truth in found {
        let answer = if truth.best.is_some() { "a plan" } else { "no plan" };
        for what in truth.biting.into_iter().chain(truth.ties).chain([answer]) {
            *decided.entry(what).or_insert(0) += 1;
        }
    }
    println!("{decided:?}");
    let matters = [
        ("a plan", 1_200),
        ("no plan", 100),
        ("one_option", 100),
        ("fixes", 100),
        ("as_of", 100),
        ("envelope", 100),
        ("funds", 100),
        ("match_funding", 100),
        ("limits", 100),
        ("pace", 100),
        ("links", 100),
        ("coverage_floor", 30),
        ("deliverability", 15),
        ("worst_region", 20),
        ("cost", 100),
        ("pounds", 100),
        ("opening", 30),
        ("miles", 10),
    ];
    for (what, least) in matters {
        let times = decided.get(what).copied().unwrap_or(0);
        assert!(times >= least, "{what} decides {times} cases, which proves little");
    }
}

/// Decides a case and compares it with the truth.
fn check(case: &Case) -> Result<Truth, String> {
    let truth = Truth::of(case)?;
    match (truth.best, decide(&case.question(), &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On)) {
        (None, Err(NoDecision::Infeasible)) => Ok(truth),
        (Some(best), Ok(decision)) => check_decision(case, best, &decision).map(|()| truth),
        (best, decision) => Err(format!("the best is {best:?} and the decision {decision:?}")),
    }
}

fn check_decision(case: &Case, best: Score, decision: &Decision) -> Result<(), String> {
    let (score, division) = given(case, decision)?;
    let proofs = &decision.proofs;
    let worst = proofs.worst_region;
    let proved = worst.is_none_or(|worst| worst.is_proved())
        && proofs.coverage.is_proved()
        && proofs.cost.is_proved()
        && proofs.opening.is_proved()
        && proofs.travel.is_proved();
    let same = [
        worst.map(|worst| part(worst.value)) == score.worst,
        proofs.coverage.value.hundredths() == score.well_located,
        proofs.cost.value.pounds() == score.cost.0,
        proofs.opening.value == score.opened,
        proofs.travel.value == score.miles.0,
    ];
    if score != best {
        return Err(format!("the best is {best:?} and the plan is {score:?}: {:?}", division.flows));
    }
    if !proved || !same.iter().all(|same| *same) {
        return Err(format!("it is {score:?} and what is proved is {proofs:?}"));
    }
    if decision.refused > 0 {
        return Err(format!("{} plans before it broke a rule", decision.refused));
    }
    Ok(())
}

fn part(share: Share) -> Part {
    let (of, all) = share.terms();
    Part { of, all }
}

/// What a decision gives, added up anew; an error if it serves what it may not.
fn given(case: &Case, decision: &Decision) -> Result<(Score, Division), String> {
    let options = decision.plan.funded.iter().map(|option| option.position());
    let chosen = options.fold(Subset::NONE, Subset::with);
    let mut left = places(case, chosen);
    let mut children = BTreeMap::new();
    let mut division = Division::default();
    for flow in &decision.plan.flows {
        let [site, area, care_type] = [flow.site.position(), flow.area.position(), flow.care_type.position()];
        let used = flow.places.count();
        let way = case.ways.iter().find(|way| [way.site, way.area, way.care] == [site, area, care_type]);
        let there = left.get_mut(&(site, care_type)).filter(|left| **left >= used);
        let need = children.entry((area, care_type)).or_insert_with(|| case.children(area, care_type));
        let (Some(way), Some(there), true) = (way, there, *need >= used) else {
            return Err(format!("{flow:?} cannot be"));
        };
        *there -= used;
        *need -= used;
        division = division.with(case, *way, used);
    }
    Ok((Score::of(case, chosen, &division), division))
}

#[test]
fn two_ways_to_divide_places_agree() {
    let mut compared = 0;
    for case in (0..400).map(Case::random).filter(Case::speaks_of_regions) {
        for chosen in Subset::all(case.instance.options().len()).step_by(7) {
            let by_paths = best(&case, chosen);
            let all = front(&case, chosen);
            let most = all.iter().max_by_key(|one| (one.well_located(), std::cmp::Reverse(one.miles)));
            let most = most.map(|one| (one.well_located(), one.miles));
            assert_eq!(Some((by_paths.well_located(), by_paths.miles)), most, "{case}");
            compared += 1;
        }
    }
    assert!(compared > 500, "only {compared} were compared");
}
