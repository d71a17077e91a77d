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
    insta::assert_snapshot!(csv(&golden("group-floor"), "groups"), @r"
    group,name,areas,children,demand_percent,well_located_places,well_located_percent,met_percent,places_used,places,places_percent,additional_low,additional_likely,additional_high,protected,dfe_cost_gbp,additional_expected,additional_assured
    coast,The coast,2,8,50.0,2.00,100.0,25.0,2,2,100.0,2,2,2,0,900000,,
    hills,The hills,2,12,75.0,1.00,50.0,8.3,1,1,50.0,1,1,1,0,450000,,
    ");
    let names = |given: &Given| -> Vec<&str> { tables(&given.run()).iter().map(|table| table.name).collect() };
    assert!(!names(&golden("region-floor")).contains(&"groups"));
    assert_eq!(names(&golden("group-floor")).last(), Some(&"groups"));
}

#[test]
fn a_group_that_plans_is_told_what_its_neighbours_take_and_give() {
    let given = golden("planner");
    insta::assert_snapshot!(csv(&given, "neighbours"), @r"
    area,name,region,places_taken,well_located_taken,places_given,well_located_given
    B1,Brent,South,2,2.00,1,1.00
    ");
    insta::assert_snapshot!(csv(&given, "groups"), @r"
    group,name,areas,children,demand_percent,well_located_places,well_located_percent,met_percent,places_used,places,places_percent,additional_low,additional_likely,additional_high,protected,dfe_cost_gbp,additional_expected,additional_assured
    coast,The coast,1,4,100.0,3.00,100.0,75.0,3,5,100.0,4,4,4,0,1000000,,
    ");
    insta::assert_snapshot!(csv(&given, "regions"), @r"
    region,children,demand_percent,well_located_places,well_located_percent,met_percent,places_used,places,places_percent,additional_low,additional_likely,additional_high,protected,dfe_cost_gbp,additional_expected,additional_assured
    North,4,100.0,3.00,100.0,75.0,3,5,100.0,4,4,4,0,1000000,,
    ");
    let told = Summary::of(&given.run()).sentences.join(" ");
    assert!(told.ends_with("its neighbours would take 2 places and give 1 place."), "{told}");
}

#[test]
fn the_audit_of_a_group_that_plans_sees_what_is_beyond_it() {
    let given = golden("planner");
    let finding = given.findings.iter().find(|finding| finding.family == "planner").expect("the check of the planner");
    assert!(finding.holds());
    let mut plan = given.plan.clone();
    // A place of the first site, a home in Brent, for a child of Brent, the second area.
    let (site, area, care_type) = (Index::new(0), Index::new(1), Index::new(0));
    plan.flows.push(Flow { site, area, care_type, places: Places::new(1) });
    let broken = placewell::breaches(&given.case.question(), &plan);
    insta::assert_snapshot!(broken.join("\n"), @r"
    planner: Only bids of The coast are funded, and its places serve its own children. It is 1 breach and must be at most 0 breaches: brent-home serves Brent, and not both are of The coast
    capacity: No more children are served at a site than there are places. It is 1 breach and must be at most 0 breaches: brent-home serves 1 with 0 places of open
    demand: No child uses two places. It is 1 breach and must be at most 0 breaches: Brent uses 1 places of open for 0 children
    ");
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
