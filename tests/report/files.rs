//! The files of a run: what they hold, and that they agree with one another.

use std::collections::BTreeMap;
use std::fs;

use placewell::read::read_plan;
use placewell::report::files::{files, tables};
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::run::Totals;
use placewell::runs::FILES;

use super::given::{Given, Tiny, digits, read_back, sum, table};

#[test]
fn the_columns_of_every_file_stay_as_they_are() {
    let given = Given::decided(Tiny::new("").case());
    let header = |name: &str, bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        format!("{name}: {}", text.lines().next().expect("a header"))
    };
    let headers: Vec<String> = tables(&given.run()).iter().map(|table| header(table.name, &table.to_csv())).collect();
    insta::assert_snapshot!(headers.join("\n"), @r"
    plan: project,option,funded,name,line,area,area_name,region,site,care_type,scope,planned,starts,opens,dfe_cost_gbp,match_gbp,additional_low,additional_likely,additional_high,protected,improved,well_located_places,status,in_time_percent
    flows: site,site_name,area,area_name,care_type,places,miles,worth_percent,straight_line_miles,well_located_places
    areas: area,name,region,care_type,children,places_used,well_located_places,well_located_percent,places_within_20_miles,children_without_place
    regions: region,children,demand_percent,well_located_places,well_located_percent,met_percent,places_used,places,places_percent,additional_low,additional_likely,additional_high,protected,dfe_cost_gbp,additional_expected,additional_assured
    lines: line,name,projects,homes,additional_low,additional_likely,additional_high,protected,done_by,dfe_cost_gbp,published_projects,published_homes,published_additional_low,published_additional_high,published_done_by,published_dfe_cost_gbp,projects_difference,homes_difference,additional_low_difference,additional_high_difference,dfe_cost_difference_gbp,improved,additional_expected,additional_assured
    years: year,dfe_spend_gbp,projects_starting,projects_opening,additional_low,additional_likely,additional_high,protected,over,places,children,well_located_places
    funds: fund,amount_gbp,paid_gbp,left_gbp,lines,first_year,last_year,source,years_over
    rules: family,id,rule,value,comparison,bound,slack,unit,holds,binding,where_broken,source
    results_long: run,metric,unit,area,year,line,value,care_type,area_name,region
    ");
}

#[test]
fn every_file_is_rfc_4180_in_utf_8_without_a_mark() {
    let given = Given::published();
    let run = given.run();
    let written = files(&run, &Manifest::of(&run, &Circumstances::default()));
    let (of_tables, others) = FILES.split_at(9);
    let names: Vec<&str> = of_tables.iter().copied().chain(["groups.csv"]).chain(others.iter().copied()).collect();
    assert_eq!(written.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names, "England has groups");
    for (name, bytes) in written.iter().take(tables(&run).len()) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(!text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
        assert!(!text.contains("NaN") && !text.contains("null") && !text.contains("£0"), "{name}");
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
        let rows = reader.records().collect::<Result<Vec<_>, _>>().expect("every row has every column");
        assert!(!rows.is_empty(), "{name}");
    }
}

#[test]
fn the_plan_reads_back_as_the_same_plan() {
    let given = Given::published();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("plan.csv");
    fs::write(&file, table(&given.run(), "plan").to_csv()).expect("a file");
    let (plan, ..) = read_plan(&file, &given.case.dataset.instance, placewell::read::Strictness::Strict)
        .expect("a plan without mistakes");
    assert_eq!(plan.funded, given.plan.funded);
}

/// The sums of files that speak of the same thing, with what the summary says of it, all in the last decimal.
#[test]
fn the_files_agree_with_the_headline_and_with_one_another() {
    for given in [Given::published(), &Given::decided(Tiny::new("").case())] {
        let run = given.run();
        let all: BTreeMap<&str, _> = tables(&run).iter().map(|table| (table.name, read_back(table))).collect();
        let funded: Vec<_> = all["plan"].iter().filter(|row| row["funded"] == "yes").cloned().collect();
        let totals = Totals::of(&run.question, run.plan);
        let same = |what: &str, expected: i64, sums: &[i64]| {
            assert!(sums.iter().all(|sum| *sum == expected), "{what}: {expected} and {sums:?}");
        };
        let by = |name: &str, column: &str| sum(&all[name], column);

        let cost = [sum(&funded, "dfe_cost_gbp"), by("lines", "dfe_cost_gbp"), by("regions", "dfe_cost_gbp")];
        same("cost", totals.cost.pounds(), &cost);
        same("spend", totals.cost.pounds(), &[by("years", "dfe_spend_gbp")]);
        for (column, places) in [
            ("additional_low", totals.additional_low),
            ("additional_likely", totals.additional_likely),
            ("additional_high", totals.additional_high),
            ("protected", totals.protected),
        ] {
            let sums = ["lines", "regions", "years"].map(|name| by(name, column));
            same(column, places.count().into(), &[sums.as_slice(), &[sum(&funded, column)]].concat());
        }
        let well_located = ["flows", "areas", "regions"].map(|name| by(name, "well_located_places"));
        same("well located", i64::try_from(totals.well_located.hundredths()).expect("a count"), &well_located);
        let used = [by("flows", "places"), by("areas", "places_used"), by("regions", "places_used")];
        same("used", totals.used.count().into(), &used);
        same("near", totals.near.count().into(), &[by("areas", "places_within_20_miles")]);
        let children = ["areas", "regions"].map(|name| by(name, "children"));
        same("children", i64::try_from(totals.children).expect("a count"), &children);
        let projects = [by("lines", "projects"), by("years", "projects_starting"), by("years", "projects_opening")];
        same("projects", i64::try_from(totals.projects).expect("a count"), &projects);
    }
}

#[test]
fn the_funds_pay_what_the_plan_costs_and_none_more_than_it_has() {
    let given = Given::published();
    let rows = read_back(&table(&given.run(), "funds"));
    assert_eq!(sum(&rows, "paid_gbp"), 508_000_000);
    assert_eq!(sum(&rows, "left_gbp"), 563_000_000 - 508_000_000);
    assert!(rows.iter().all(|row| digits(&row["left_gbp"]) >= 0));
}

#[test]
fn what_is_not_known_is_empty_and_never_nought() {
    let given = Given::decided(Tiny::new("").case());
    let rows = read_back(&table(&given.run(), "areas"));
    let birmingham = |care_type: &str| {
        rows.iter().find(|row| row["name"] == "Birmingham" && row["care_type"] == care_type).expect("a row")
    };
    assert_eq!(birmingham("open-high-risk")["children"], "25");
    let unknown = birmingham("secure-welfare");
    for column in ["children", "places_used", "well_located_places", "well_located_percent", "children_without_place"] {
        assert_eq!(unknown[column], "", "{column}");
    }
    let lines = read_back(&table(&given.run(), "lines"));
    let reserve = lines.iter().find(|row| row["line"] == "secure-reserve").expect("a line");
    assert!(
        ["published_projects", "published_dfe_cost_gbp", "projects_difference"]
            .iter()
            .all(|at| reserve[*at].is_empty())
    );
}

#[test]
fn no_name_of_a_dataset_is_a_formula_in_a_file() {
    let formula = "=HYPERLINK(\"\"http://x\"\")";
    let given = Given::decided(
        Tiny::new("")
            .edit("areas.csv", "\"Bristol, City of\",South West", "@SUM(A1),+South West")
            .edit("projects.csv", "Two new homes in Birmingham", &format!("\"{formula}\""))
            .edit("options.csv", "Rebuild as it is", "-2+3")
            .case(),
    );
    for table in tables(&given.run()) {
        for row in read_back(&table) {
            for (column, cell) in row {
                let number = cell
                    .strip_prefix('-')
                    .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
                assert!(number || !cell.starts_with(['=', '+', '-', '@']), "{}: {column}: {cell}", table.name);
            }
        }
    }
    let plan = read_back(&table(&given.run(), "plan"));
    assert!(
        plan.iter().any(|row| row["name"].starts_with("'=HYPERLINK")) && plan.iter().any(|row| row["scope"] == "'-2+3")
    );
}

/// The rebuild in Devon, bid for by Birmingham: 24 places stand at Vinney Green; at Atkinson 4, and 12 with the plan.
#[test]
fn places_count_where_they_stand_and_money_where_the_bid_is_from() {
    let tiny = Tiny::new("").edit("projects.csv", "E10000008,atkinson", "E08000025,atkinson");
    let case = tiny.case();
    let instance = &case.dataset.instance;
    let large = instance.option_indices().find(|&option| instance[option].id.as_str() == "large").expect("an option");
    let given = Given::evaluated(case, [large]);
    let rows = read_back(&table(&given.run(), "regions"));
    let columns = ["region", "places", "additional_likely", "protected", "dfe_cost_gbp"];
    let cells: Vec<_> = rows.iter().map(|row| columns.map(|column| row[column].as_str())).collect();
    assert_eq!(cells, [["South West", "40", "0", "0", "0"], ["West Midlands", "0", "4", "8", "60000000"]]);
}

#[test]
fn a_site_goes_by_the_name_of_its_home_or_else_of_its_project() {
    let given = Given::decided(Tiny::new("").case());
    let rows = read_back(&table(&given.run(), "flows"));
    let name = |site: &str| rows.iter().find(|row| row["site"] == site).map(|row| row["site_name"].as_str());
    assert_eq!(name("open-bristol"), Some("A new home, Bristol"));
    assert_eq!(name("vinney"), Some("Vinney Green"));
}

#[test]
fn a_project_starts_and_opens_in_its_own_years() {
    let given = Given::decided(Tiny::new("").case());
    let rows = read_back(&table(&given.run(), "years"));
    let columns = ["year", "dfe_spend_gbp", "projects_starting", "projects_opening", "additional_likely"];
    let cells: Vec<_> = rows.iter().map(|row| columns.map(|column| row[column].as_str())).collect();
    let expected =
        [["2026-27", "400000", "1", "0", "0"], ["2027-28", "511000", "0", "1", "4"], ["2028-29", "0", "0", "0", "0"]];
    assert_eq!(cells, expected);
}

#[test]
fn nothing_is_said_of_the_children_of_a_region_where_none_of_it_is_known() {
    let tiny = Tiny::new("").edit("demand.csv", "E08000025,open-high-risk,25,modelled\n", "");
    let rows = read_back(&table(&Given::decided(tiny.case()).run(), "regions"));
    let of = |region: &str| rows.iter().find(|row| row["region"] == region).expect("a row");
    for column in ["children", "demand_percent", "well_located_places", "met_percent", "places_used"] {
        assert_eq!(of("West Midlands")[column], "", "{column}");
        assert_ne!(of("South West")[column], "", "{column}");
    }
}
