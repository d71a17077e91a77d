//! Made-up datasets: whole, the same every time, with a plan that keeps every rule; and plain tables converted, with the
//! answers that other solvers prove.

#[path = "../examples/instances/mod.rs"]
mod generator;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::{Contest, Metric, Order};
use placewell::audit::breaches;
use placewell::case::Case;
use placewell::decide::{NoDecision, decide};
use placewell::domain::{LinkKind, Plan};
use placewell::model::Model;
use placewell::serving::nearest_flows;
use placewell::solve::{Going, Highs, Limits};
use tempfile::TempDir;

fn made(order: &Order, folder: &Path) -> Case {
    generator::generate(order, &folder.join("made")).expect("a dataset is made up");
    Case::open(&folder.join("made.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn the_announced_plan_of_every_made_up_dataset_keeps_every_rule() {
    for (projects, areas) in [(1, 1), (20, 5), (150, 40)] {
        for seed in 1..6 {
            for contest in [Contest::Contested, Contest::Uncontested] {
                let folder = TempDir::new().expect("a folder");
                let case = made(&Order { projects, areas, seed, contest }, folder.path());
                let question = case.question();
                let plan = case.published().unwrap_or_default();
                let plan = Plan { flows: nearest_flows(&question, &plan.funded), ..plan };
                assert_eq!(breaches(&question, &plan), Vec::<String>::new(), "{projects} projects, seed {seed}");
            }
        }
    }
}

/// The kinds of rule in a model.
fn kinds(model: &Model) -> BTreeSet<String> {
    model.rules.iter().map(|rule| format!("{:?} {:?}", rule.measure, rule.sense)).collect()
}

#[test]
fn a_made_up_dataset_has_rules_and_links_of_every_kind() {
    let folder = TempDir::new().expect("a folder");
    let case = made(&Order { projects: 400, areas: 60, seed: 1, contest: Contest::Contested }, folder.path());
    let model = &case.model;
    assert!(model.match_funding.is_some() && !model.fixes.is_empty());
    assert!(model.funds.len() == 4 && model.funds.iter().any(|fund| format!("{fund:?}").contains("open-expand")));
    let kinds = kinds(model);
    for kind in [
        "Cost(None) AtLeast",
        "Cost(None) AtMost",
        "Additional(Low) AtLeast",
        "Additional(Likely) AtLeast",
        "Projects AtMost",
        "Homes AtLeast",
    ] {
        assert!(kinds.contains(kind), "{kind} is not among {kinds:?}");
    }
    assert!(kinds.iter().any(|kind| kind.starts_with("Cost(Some")), "a rule on one year is not among {kinds:?}");
    let instance = &case.dataset.instance;
    let of = |kind: fn(&LinkKind) -> bool| instance.links().iter().any(|link| kind(&link.kind));
    assert!(of(|kind| matches!(kind, LinkKind::Requires(..))));
    assert!(of(|kind| matches!(kind, LinkKind::Excludes(..))));
    assert!(of(|kind| matches!(kind, LinkKind::OneOf(..))));
    let options: BTreeSet<usize> = instance.projects().iter().map(|project| project.option_indices().count()).collect();
    assert_eq!(options, BTreeSet::from([1, 2, 3]));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
    let text = |seed| {
        let folder = TempDir::new().expect("a folder");
        made(&Order { projects: 30, areas: 12, seed, contest: Contest::Contested }, folder.path());
        let file = |name: &str| fs::read(folder.path().join(name)).expect("it was written");
        ["made.toml", "made/options.csv", "made/areas.csv", "made/demand.csv", "made/links.csv"].map(file)
    };
    assert_eq!(text(3), text(3));
    assert_ne!(text(3), text(4));
}

#[test]
fn converted_tables_have_the_answers_that_another_solver_proved() {
    for (name, most) in [("1", Some(343)), ("2", Some(390)), ("3", Some(270)), ("4", Some(292)), ("5", None)] {
        let folder = TempDir::new().expect("a folder");
        let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plain").join(name);
        generator::convert(&tables, Metric::Matrix, &folder.path().join("made")).expect("the tables are converted");
        let case = Case::open(&folder.path().join("made.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let decision = decide(&case.question(), &Highs { seed: 2 }, Limits::default(), &mut |_, _| Going::On);
        match (decision, most) {
            (Ok(decision), Some(most)) => {
                assert!(decision.proofs.is_proved(), "{name}");
                assert_eq!(decision.proofs.coverage.value.hundredths(), most * 100, "{name}");
            }
            (Err(NoDecision::Infeasible), None) => {}
            (decision, most) => panic!("{name}: {most:?} was proved elsewhere, and this came of it: {decision:?}"),
        }
    }
}

#[test]
fn pairs_are_the_same_in_a_straight_line_but_for_rounding() {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plain/1");
    let pairs = |metric| {
        let folder = TempDir::new().expect("a folder");
        generator::convert(&tables, metric, &folder.path().join("made")).expect("the tables are converted");
        let case = Case::open(&folder.path().join("made.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let sites = case.dataset.instance.site_indices();
        sites.flat_map(|site| case.survey.distances.from_site(site).to_vec()).collect::<Vec<_>>()
    };
    let (given, straight) = (pairs(Metric::Matrix), pairs(Metric::StraightLine));
    assert_eq!(given.len(), 97);
    assert_eq!(straight.len(), given.len(), "none of these is between 20.00 and 20.05 miles");
    for ((area, miles), (other, straight)) in given.iter().zip(&straight) {
        assert_eq!(area, other);
        assert!(miles.tenths().abs_diff(straight.tenths()) <= 1, "{miles} and {straight}");
    }
}
