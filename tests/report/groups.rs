//! What is told of groups of authorities: their own tables, on paper too, and what crosses their borders.

use std::fs;

use placewell::case::Case;
use placewell::domain::{Flow, Index, Places};
use placewell::report::files::{files, tables};
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::run::Summary;
use placewell::runs::write_folder;
use placewell::solve::Highs;
use placewell::verify::verify_run;

use super::given::{Given, inside, table};

/// The best plan of a golden run.
fn golden(name: &str) -> Given {
    Given::decided(Case::open(&inside(&format!("tests/golden/{name}/model.toml"))).expect("no mistakes"))
}

fn csv(given: &Given, name: &str) -> String {
    String::from_utf8(table(&given.run(), name).to_csv()).expect("UTF-8").replace('\r', "")
}

#[test]
fn groups_that_share_an_area_each_have_all_of_it_and_a_run_without_groups_has_no_table_of_them() {
    insta::assert_snapshot!(csv(&golden("group-floor"), "groups"), @"");
    let names = |given: &Given| -> Vec<&str> { tables(&given.run()).iter().map(|table| table.name).collect() };
    assert!(!names(&golden("region-floor")).contains(&"groups"));
    assert_eq!(names(&golden("group-floor")).last(), Some(&"groups"));
}

#[test]
fn a_group_that_plans_is_told_what_its_neighbours_take_and_give() {
    let given = golden("planner");
    insta::assert_snapshot!(csv(&given, "neighbours"), @"");
    insta::assert_snapshot!(csv(&given, "groups"), @"");
    insta::assert_snapshot!(csv(&given, "regions"), @"");
    let told = Summary::of(&given.run()).to_text(80);
    assert!(told.contains("its neighbours would take 2 places and give 1 place."), "{told}");
}

#[test]
fn the_audit_of_a_group_that_plans_sees_what_is_beyond_it() {
    let given = golden("planner");
    let finding = given.findings.iter().find(|finding| finding.family == "planner").expect("the check of the planner");
    assert!(finding.holds());
    let mut plan = given.plan.clone();
    let [home, brent] = [0, 1].map(|at: usize| at);
    plan.flows.push(Flow {
        site: Index::new(home),
        area: Index::new(brent),
        care_type: Index::new(0),
        places: Places::new(1),
    });
    let broken = placewell::breaches(&given.case.question(), &plan);
    insta::assert_snapshot!(broken.join("\n"), @"");
}

#[test]
fn a_forged_number_of_a_group_or_of_its_neighbours_is_found() {
    let given = golden("planner");
    let run = given.run();
    let circumstances = Circumstances { parsed: &given.case.parsed, ..Circumstances::default() };
    let written = files(&run, &Manifest::of(&run, &circumstances));
    for (name, row) in [("groups.csv", "coast,The coast,1,4,"), ("neighbours.csv", "B1,Brent,South,2,")] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = folder.path().join("run");
        write_folder(&at, &written).expect("a run");
        let found = |least: usize| {
            let stated = placewell::runs::read_stated(&at).expect("a manifest");
            let verified = verify_run(&given.case, &at, &stated, &Highs { seed: 0 }).expect("it can be read");
            let files: Vec<&str> = verified.differences.iter().map(|difference| difference.file.as_str()).collect();
            assert_eq!(files, vec![name; least]);
        };
        found(0);
        let text = fs::read_to_string(at.join(name)).expect("a table");
        assert_eq!(text.matches(row).count(), 1, "{text}");
        let forged = row.trim_end_matches(',').rsplit_once(',').map(|(begin, _)| format!("{begin},9,")).expect("a row");
        fs::write(at.join(name), text.replace(row, &forged)).expect("a table");
        found(1);
    }
}
