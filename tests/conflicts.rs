//! Why there is no plan: conflicts planted in small models, found, mended and looked at by trying everything.

mod cut;
mod england;
mod planted;
mod tried;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use placewell::case::Case;
use placewell::conflict::{Change, Conflict, Edit, Explanation, Named, Patience, Repair, Sure, explain, names};
use placewell::constraints::every_family;
use placewell::model::Question;
use placewell::report::manifest::Resolved;
use placewell::solve::{Going, Highs, Outcome, Progress, Request, Solver, SolverError, Status, Work};
use tempfile::TempDir;

use planted::PLANTED;

const HIGHS: Highs = Highs { seed: 0 };

/// The model of the tests with an overlay.
fn open(base: &str, overlay: &str) -> Case {
    let folder = TempDir::new().expect("a folder");
    let base: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(base);
    let file = folder.path().join("planted.toml");
    fs::write(&file, format!("extends = \"{}\"\n{overlay}", base.display())).expect("an overlay is written");
    Case::open(&file).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn planted(overlay: &str) -> Case {
    open("tests/conflicts/base.toml", overlay)
}

fn explained(case: &Case) -> Explanation {
    explain(&case.question(), &HIGHS, Patience::default())
        .expect("the solver does not fail")
        .expect("there is a conflict")
}

/// Every named rule but these, left out.
fn only(question: &Question<'_>, kept: &[Named]) -> Vec<Edit> {
    names(question).into_iter().filter(|name| !kept.contains(name)).map(Edit::Out).collect()
}

/// The same change by one unit less.
fn less(repair: &Repair) -> Option<Edit> {
    match repair.change {
        Change::Drop => None,
        Change::Number { from, to, short } => {
            assert_eq!(to - short, (to - from).signum(), "{repair:?}");
            Some(Edit::To(repair.rule.clone(), to - (to - from).signum()))
        }
    }
}

/// What is found, in a line for each conflict and each change.
fn written(explanation: &Explanation) -> String {
    let rules = |rules: &[Named]| rules.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let change = |repair: &Repair| match repair.change {
        Change::Drop => format!("  without {}\n", repair.rule),
        Change::Number { from, to, .. } => format!("  {} from {from} to {to}\n", repair.rule),
    };
    let further = explanation.further.iter().map(|conflict| format!("  and {}\n", rules(&conflict.rules)));
    let sum = explanation.conflict.sum.iter().map(|sum| format!("  {sum}\n"));
    let together: String = explanation.together.iter().map(change).collect();
    let together = if together.is_empty() { together } else { format!("  together:\n{together}") };
    let alone: String = explanation.alone.iter().map(change).collect();
    format!(
        "{}\n{}{alone}{}{together}",
        rules(&explanation.conflict.rules),
        sum.collect::<String>(),
        further.collect::<String>()
    )
}

/// The families that nothing of a model states: they hold of any choice, or are kept by serving nobody.
const UNSTATED: [&str; 3] = ["one_option", "capacity", "demand"];

#[test]
fn every_family_that_a_model_states_is_named_in_a_conflict_loosened_and_written_in_the_run() {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for conflict in &PLANTED {
        let case = planted(conflict.overlay);
        let explanation = explained(&case);
        let written = serde_json::to_value(Resolved::of(&case.model)).expect("a model is written");
        for name in &explanation.conflict.rules {
            let key = name.section().map(|section| section.split('[').next().unwrap_or_default().to_owned());
            assert!(key.is_none_or(|key| !written[&key].is_null()), "{}: {name} is not in run.json", conflict.name);
        }
        let loosened = explanation.alone.iter().chain(&explanation.together).map(|repair| &repair.rule);
        told.extend(loosened.filter(|name| explanation.conflict.rules.contains(name)).map(Named::family));
    }
    let families = every_family().map(|(name, ..)| name);
    let missing: Vec<&str> = families.filter(|name| !UNSTATED.contains(name) && !told.contains(name)).collect();
    assert!(missing.is_empty(), "no planted conflict is named by and mended in {missing:?}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "what is expected of each is beside the others")]
fn each_planted_conflict_is_named_with_its_ways_out() {
    let found = PLANTED.iter().map(|conflict| {
        let explanation = explained(&planted(conflict.overlay));
        format!("{}: {}", conflict.name, written(&explanation))
    });
    insta::assert_snapshot!(found.collect::<String>(), @r"
    no-money-at-all: envelope, either-open-home
      envelope from 599999 to 911000
      without either-open-home
    a-pound-too-little: envelope, either-open-home, bham-after-bristol
      envelope from 910999 to 911000
      without either-open-home
      without bham-after-bristol
    a-home-that-excludes-another: devon, not-both, either-open-home, bham-after-bristol
      without devon
      without not-both
      without either-open-home
      without bham-after-bristol
    two-ways-of-one-project: both
      `open-bham/a` is committed by `both` and `open-bham/b` by `both`, but a project is done in one way.
      without both
    committed-and-excluded: bristol, no-bristol
      without no-bristol
    the-very-option-excluded: bristol, no-2026
      `open-bristol/a` is committed by `bristol` and excluded by `no-2026`.
      without no-2026
    neither-home: none, either-open-home
      without none
      without either-open-home
    more-places-than-there-are: places
      Everything that `places` speaks of adds up to 10 places, which is 1 place less than it asks for.
      places from 11 to 4
    more-places-than-can-be-together: places, either-open-home, bham-after-bristol
      places from 5 to 4
      without either-open-home
      without bham-after-bristol
    more-to-spend-than-fits: spend, not-both, either-open-home, bham-after-bristol
      spend from 911001 to 911000
      without not-both
      without either-open-home
      without bham-after-bristol
    no-projects-at-all: few, either-open-home
      few from 0 to 1
      without either-open-home
    more-match-than-there-is: match-funding, either-open-home, bham-after-bristol
      without match-funding
      without either-open-home
      without bham-after-bristol
    no-start-in-any-region-and-year: pace, either-open-home
      pace from 0 to 1
      without either-open-home
    a-fund-too-small: other, small, either-open-home, bham-after-bristol
      other from 510999 to 511000
      small from 400000 to 400001
      without either-open-home
      without bham-after-bristol
    a-fund-for-other-lines: fund-years, either-open-home
      without fund-years
      without either-open-home
    a-fund-that-ends-too-soon: fund-years, either-open-home, bham-after-bristol
      without fund-years
      without either-open-home
      without bham-after-bristol
    a-year-too-dear: first-year, either-open-home
      first-year from 399999 to 400000
      without either-open-home
    too-little-match: match, either-open-home, bham-after-bristol
      match from 900000 to 911000
      without either-open-home
      without bham-after-bristol
    more-homes-than-projects: homes, not-both, either-open-home, bham-after-bristol
      homes from 2 to 1
      without not-both
      without either-open-home
      without bham-after-bristol
    places-to-keep: keep, not-both, either-open-home, bham-after-bristol
      keep from 8 to 0
      without not-both
      without either-open-home
      without bham-after-bristol
    two-rules-at-odds: cheap, places, bham-after-bristol
      cheap from 910000 to 911000
      without bham-after-bristol
    too-late-to-open: soon, either-open-home, bham-after-bristol
      soon from 0 to 1
      without either-open-home
      without bham-after-bristol
    two-conflicts-at-once: envelope, places
      and places, either-open-home, bham-after-bristol
      together:
      envelope from 900000 to 911000
      places from 5 to 4
    two-rules-of-one-line: many, few
      many from 2 to 1
    a-floor-too-high: coverage-floor
      coverage-floor from 500 to 0
    a-floor-beside-a-ceiling: envelope, coverage-floor
      envelope from 910999 to 911000
    planned-and-begun-without-what-it-needs: as_of, bham-after-bristol
      as_of from 2028 to 2027
      without bham-after-bristol
    committed-in-a-year-that-is-over: one-home, as_of
      `open-bham/b` is committed by `one-home` and excluded by `as_of`.
      and as_of, bham-after-bristol
      together:
      without one-home
      as_of from 2029 to 2027
    ");
}

#[test]
fn what_clashes_cannot_hold_and_holds_without_any_one_of_it() {
    for conflict in &PLANTED {
        let case = planted(conflict.overlay);
        let question = case.question();
        let explanation = explained(&case);
        for found in [&explanation.conflict].into_iter().chain(&explanation.further) {
            assert_eq!(found.sure, Sure::Known, "{}", conflict.name);
            assert!(!tried::possible(&question, &only(&question, &found.rules)), "{}", conflict.name);
            for name in &found.rules {
                let rest: Vec<Named> = found.rules.iter().filter(|other| *other != name).cloned().collect();
                assert!(tried::possible(&question, &only(&question, &rest)), "{} without {name}", conflict.name);
            }
        }
    }
}

#[test]
fn each_change_is_enough_and_one_unit_less_is_not() {
    for conflict in &PLANTED {
        let case = planted(conflict.overlay);
        let question = case.question();
        let explanation = explained(&case);
        for repair in &explanation.alone {
            assert!(tried::possible(&question, &[repair.edit()]), "{}: {repair:?}", conflict.name);
            let short = less(repair).is_some_and(|edit| tried::possible(&question, &[edit]));
            assert!(!short, "{}: {repair:?} is more than is needed", conflict.name);
        }
        let all: Vec<Edit> = explanation.together.iter().map(Repair::edit).collect();
        assert!(all.is_empty() || tried::possible(&question, &all), "{}", conflict.name);
        for at in 0..all.len() {
            let mut fewer = all.clone();
            fewer.remove(at);
            assert!(!tried::possible(&question, &fewer), "{}: {at} is not needed", conflict.name);
        }
        assert!(!explanation.alone.is_empty() || !all.is_empty(), "{}: there is no way out", conflict.name);
    }
}

#[test]
fn a_rule_with_a_way_out_of_its_own_is_never_passed_over() {
    for conflict in &PLANTED {
        let case = planted(conflict.overlay);
        let question = case.question();
        let explanation = explained(&case);
        for name in &explanation.conflict.rules {
            let is_told = explanation.alone.iter().any(|repair| repair.rule == *name);
            assert_eq!(is_told, tried::possible(&question, &[Edit::Out(name.clone())]), "{}: {name}", conflict.name);
        }
    }
}

#[test]
fn a_sum_is_of_nothing_that_rules_not_named_settle() {
    let rule = "[[rule]]\nid = \"places\"\nmeasure = \"additional-likely\"\nwhere.line = \"open-new\"\nat_least = 11\n\
                source = \"Made for the tests\"\n";
    let exclude = "[[exclude]]\nid = \"no-bham\"\nof = \"projects\"\nwhere.project = \"open-bham\"\n\
                   source = \"Made for the tests\"\n";
    let Conflict { rules, sum, .. } = explained(&planted(&format!("{exclude}{rule}"))).conflict;
    assert_eq!(rules.iter().map(ToString::to_string).collect::<Vec<_>>(), ["places"]);
    let told = "Everything that `places` speaks of adds up to 10 places, which is 1 place less than it asks for.";
    assert_eq!(sum.as_deref(), Some(told));
}

#[test]
fn a_model_that_a_plan_keeps_has_no_conflict() {
    let case = planted("");
    assert!(tried::possible(&case.question(), &[]));
    assert!(explain(&case.question(), &HIGHS, Patience::default()).expect("the solver does not fail").is_none());
}

/// HiGHS, but the first answer is that there is none.
struct Hasty(AtomicBool);

impl Solver for Hasty {
    fn solve(&self, asked: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        if self.0.swap(false, Ordering::Relaxed) {
            return Ok(Outcome { status: Status::Infeasible, work: Work::default() });
        }
        HIGHS.solve(asked, watch)
    }
}

#[test]
fn that_there_is_no_plan_is_believed_only_when_it_is_said_twice() {
    let case = planted("");
    let found = explain(&case.question(), &Hasty(AtomicBool::new(true)), Patience::default())
        .expect("the solver does not fail");
    assert!(found.is_none(), "{found:?}");
}

#[test]
fn match_funding_that_is_too_little_is_named() {
    let more = "[[rule]]\nid = \"all\"\nmeasure = \"projects\"\nat_least = 4\nsource = \"Made for the tests\"\n";
    let case = open("tests/golden/match-limit/model.toml", more);
    let found = explained(&case);
    insta::assert_snapshot!(written(&found), @r"
    all, match-funding
      all from 4 to 3
      without match-funding
    ");
}
