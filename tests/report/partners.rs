//! Who pays what, where a partner builds with the department, and whom the places that it keeps serve.

use std::fs;

use placewell::case::Case;
use placewell::domain::Places;
use placewell::report::files::files;
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::run::Summary;
use placewell::runs::{read_stated, write_folder};
use placewell::solve::Highs;
use placewell::verify::verify_run;

use super::given::{Given, inside, table};

/// The best plan where two homes may be built with health.
fn joint() -> Given {
    Given::decided(Case::open(&inside("tests/golden/joint-capital/model.toml")).expect("no mistakes"))
}

const ROWS: &str = "payer,pays_gbp,projects,places_kept,fund_gbp,left_gbp
department,1200000,2,,1300000,100000
authorities,0,0,,,
health,500000,1,2,700000,200000
justice,0,0,0,,
";

#[test]
fn it_is_told_who_pays_what_and_which_places_are_kept() {
    let given = joint();
    let csv = String::from_utf8(table(&given.run(), "partners").to_csv()).expect("UTF-8");
    assert_eq!(csv.replace('\r', ""), ROWS);
    let told = Summary::of(&given.run()).sentences.join(" ");
    let health = "health pays £0.5m besides, and 2 places are kept for its children";
    assert!(told.contains(health), "{told}");
    let finding = given.findings.iter().find(|finding| finding.id == "health-capital").expect("the fund is a rule");
    assert_eq!((finding.value, finding.bound, finding.holds()), (500_000, 700_000, true));
}

#[test]
fn one_place_that_is_kept_is_told_as_one() {
    let case = joint().case;
    let one = case.dataset.instance.option_indices().nth(3).expect("brent, joint");
    let told = Summary::of(&Given::evaluated(case, [one]).run()).sentences.join(" ");
    assert!(told.contains("health pays £0.3m besides, and 1 place is kept for its children"), "{told}");
}

#[test]
fn places_that_are_kept_for_a_partner_serve_no_other_children() {
    let given = joint();
    let mut plan = given.plan.clone();
    assert_eq!(plan.flows[0].places, Places::new(4), "the places that Aston house adds");
    assert!(placewell::breaches(&given.case.question(), &plan).is_empty());
    plan.flows[0].places = Places::new(5);
    let broken = placewell::breaches(&given.case.question(), &plan).join("; ");
    assert!(broken.contains("aston serves 5 with 4 places of open"), "{broken}");
}

#[test]
fn a_forged_share_of_a_partner_is_found() {
    let given = joint();
    let run = given.run();
    let circumstances = Circumstances { parsed: &given.case.parsed, ..Circumstances::default() };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = folder.path().join("run");
    write_folder(&at, &files(&run, &Manifest::of(&run, &circumstances))).expect("a run");
    let found = || {
        let stated = read_stated(&at).expect("a manifest");
        let verified = verify_run(&given.case, &at, &stated, &Highs { seed: 0 }).expect("it can be read");
        verified.differences.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(), Vec::<String>::new());
    let text = fs::read_to_string(at.join("partners.csv")).expect("a table");
    fs::write(at.join("partners.csv"), text.replace("health,500000", "health,400000")).expect("a table");
    let told = "partners.csv:4: pays_gbp: it says `400000`; `500000` follows from the plan and the inputs";
    assert_eq!(found(), [told]);
}
