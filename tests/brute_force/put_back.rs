//! Why a bid is out: each rule that is named keeps it out, and lifted with the others lets it in; held against the rules
//! stated once more.

use std::collections::BTreeSet;

use placewell::domain::{Index, Money, Plan, Project};
use placewell::model::{Bound, Model};
use placewell::whatif::put_back::{Broken, Into, PutBack};

use super::asked::decided;
use super::case::Case;
use super::subset::Subset;
use super::verdict::broken;

/// How many questions are put.
const QUESTIONS: usize = 250;

#[test]
fn the_rules_that_keep_a_bid_out_let_it_in_once_they_are_lifted_and_none_of_them_can_be_spared() {
    let (mut kept, mut free, mut lifted_one, mut to_the_pound) = (0, 0, 0, 0);
    for (case, plan) in decided().take(QUESTIONS) {
        let into = Into::new(case.question(), plan.funded.clone());
        for project in case.instance.project_indices().filter(|&project| !plan.funds(&case.instance, project)) {
            let put = into.put(project).expect("a bid has an option");
            let chosen = with(&case, &plan, project, &put);
            let families: BTreeSet<&str> = put.broken.iter().map(|rule| rule.family).collect();
            assert_eq!(families, broken(&case.instance, &case.model, chosen), "{put:?}\n{case}");
            if put.broken.is_empty() {
                free += 1;
                continue;
            }
            kept += 1;
            let all: Vec<&Broken> = put.broken.iter().collect();
            let left = broken(&case.instance, &lifted(&case.model, &all, 0), chosen);
            assert!(left.iter().all(|family| *family == "links"), "{left:?} of {put:?}\n{case}");
            for one in all.iter().filter(|rule| ["limits", "fixes", "envelope"].contains(&rule.family)) {
                let others: Vec<&Broken> = all.iter().copied().filter(|other| other != one).collect();
                let left = broken(&case.instance, &lifted(&case.model, &others, 0), chosen);
                assert!(left.contains(one.family), "{one:?} of {put:?}\n{case}");
                lifted_one += 1;
                if one.family != "fixes" {
                    let short = broken(&case.instance, &lifted(&case.model, &all, 1), chosen);
                    assert!(short.contains(one.family), "{one:?} of {put:?}\n{case}");
                    to_the_pound += 1;
                }
            }
        }
    }
    println!(
        "{kept} bids are kept out and {free} could be added; {lifted_one} rules were lifted, {to_the_pound} by a pound or a place too little"
    );
    assert!(
        kept > 100 && free > 50 && lifted_one > 100 && to_the_pound > 50,
        "{kept}, {free}, {lifted_one}, {to_the_pound}"
    );
}

#[test]
fn what_took_the_place_of_a_bid_lets_it_in_once_it_is_out_and_none_of_it_can_be_spared() {
    let (mut one, mut several, mut none) = (0, 0, 0);
    for (case, plan) in decided() {
        let into = Into::new(case.question(), plan.funded.clone());
        let breaks = |chosen: Subset| !broken(&case.instance, &case.model, chosen).is_empty();
        for project in case.instance.project_indices().filter(|&project| !plan.funds(&case.instance, project)) {
            let put = into.put(project).expect("a bid has an option");
            let instead = into.instead(&put, &plan.funded);
            assert!(!put.broken.is_empty() || instead.is_empty(), "{put:?} is kept out by nothing\n{case}");
            let chosen = with(&case, &plan, project, &put);
            let swapped = instead.iter().fold(chosen, |chosen, option| chosen.without(option.position()));
            for option in &instead {
                assert!(plan.funded.contains(option), "{option:?} is not in the plan\n{case}");
                assert!(breaks(swapped.with(option.position())), "{option:?} could stay, of {instead:?}\n{case}");
            }
            match instead.len() {
                0 if put.broken.is_empty() => {}
                0 => {
                    let alone = plan.funded.iter().find(|option| !breaks(chosen.without(option.position())));
                    assert_eq!(alone, None, "{put:?}\n{case}");
                    none += 1;
                }
                count => {
                    assert!(!breaks(swapped), "{instead:?} for {put:?}\n{case}");
                    one += usize::from(count == 1);
                    several += usize::from(count > 1);
                }
            }
        }
    }
    println!("one bid stands in the place of {one}, several of {several}, and of {none} it is not told");
    assert!(one > 50 && several > 1 && none > 10, "{one}, {several}, {none}");
}

/// The plan with the option that a bid was put in by.
fn with(case: &Case, plan: &Plan, project: Index<Project>, put: &PutBack) -> Subset {
    assert_eq!(case.instance[put.option].project, project);
    let all = plan.funded.iter().chain([&put.option]);
    all.fold(Subset::NONE, |chosen, option| chosen.with(option.position()))
}

/// The model with the bounds of these rules moved by as much as they are broken less `short`, and without those that have no
/// bound.
fn lifted(model: &Model, rules: &[&Broken], short: i64) -> Model {
    let mut model = model.clone();
    for rule in rules {
        let by = rule.by - short;
        match rule.family {
            "envelope" => model.envelope.total += Money::from_pounds(by),
            "limits" => {
                let own = model.rules.iter_mut().find(|own| own.id.as_str() == rule.id).expect("a rule of the model");
                own.bound = match own.bound {
                    Bound::Money(money) => Bound::Money(money + Money::from_pounds(by)),
                    Bound::Count(count) => Bound::Count(count + u32::try_from(by).expect("a few")),
                };
            }
            "fixes" => model.fixes.retain(|fix| fix.id.as_str() != rule.id),
            "funds" => model.funds.clear(),
            "match_funding" => model.match_funding = None,
            "as_of" => model.as_of = None,
            "pace" => model.clauses.clear(),
            "links" => {}
            family => panic!("nothing is known of {family}"),
        }
    }
    model
}
