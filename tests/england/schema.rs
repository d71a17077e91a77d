//! The dataset keeps the rules that hold across tables.

use std::collections::{BTreeMap, BTreeSet};

use placewell::domain::{AreaId, FinancialYear, HomeId, LinkId, Money, OptionId, Places, ProjectId};

use super::table::{Row, by, folder, options, planned, table};

#[test]
fn every_cell_reads_as_what_its_column_holds() {
    let read = |name: &str, column: &str, reads: &dyn Fn(&str) -> bool| {
        for row in table(name) {
            assert!(reads(row.text(column)), "{name}: {column}: {}", row.text(column));
        }
    };
    read("areas.csv", "area", &|text| text.parse::<AreaId>().is_ok());
    read("areas.csv", "match_limit_gbp", &|text| text.is_empty() || text.parse::<Money>().is_ok());
    read("homes.csv", "home", &|text| text.parse::<HomeId>().is_ok());
    read("projects.csv", "project", &|text| text.parse::<ProjectId>().is_ok());
    read("options.csv", "option", &|text| text.parse::<OptionId>().is_ok());
    read("links.csv", "link", &|text| text.parse::<LinkId>().is_ok());
    for column in ["starts", "opens"] {
        read("options.csv", column, &|text| text.parse::<FinancialYear>().is_ok());
    }
    for column in ["dfe_cost_gbp", "match_gbp"] {
        read("options.csv", column, &|text| text.parse::<Money>().is_ok());
    }
    for column in ["additional_low", "additional_likely", "additional_high", "protected", "improved"] {
        read("options.csv", column, &|text| text.parse::<Places>().is_ok());
    }
    for name in ["projects.csv", "homes.csv", "demand.csv", "demand_layers.csv"] {
        read(name, "basis", &|text| ["observed", "modelled"].contains(&text));
    }
}

#[test]
fn ids_name_one_thing_and_things_that_exist() {
    let distinct = |name: &str, columns: &[&str]| {
        let rows = table(name);
        let keys = rows.iter().map(|row| columns.iter().map(|column| row.text(column).to_lowercase()).collect());
        assert_eq!(keys.collect::<BTreeSet<Vec<String>>>().len(), rows.len(), "{name}");
    };
    distinct("areas.csv", &["area"]);
    distinct("homes.csv", &["home"]);
    distinct("projects.csv", &["project"]);
    distinct("options.csv", &["project", "option"]);
    distinct("spend.csv", &["project", "option", "year"]);
    distinct("demand.csv", &["area", "care_type"]);
    distinct("demand_layers.csv", &["layer", "area", "care_type", "year"]);
    distinct("links.csv", &["link", "project"]);

    let exist = |name: &str, column: &str, target: &str, id: &str| {
        let known = by(target, id);
        let cells = table(name).into_iter().map(|row| row.text(column).to_owned()).filter(|text| !text.is_empty());
        let unknown: Vec<String> = cells.filter(|text| !known.contains_key(text)).collect();
        assert!(unknown.is_empty(), "{name}: {column}: {unknown:?}");
    };
    exist("homes.csv", "area", "areas.csv", "area");
    exist("homes.csv", "care_type", "care_types.csv", "care_type");
    exist("projects.csv", "area", "areas.csv", "area");
    exist("projects.csv", "line", "lines.csv", "line");
    exist("projects.csv", "home", "homes.csv", "home");
    exist("options.csv", "project", "projects.csv", "project");
    exist("options.csv", "care_type", "care_types.csv", "care_type");
    exist("demand.csv", "area", "areas.csv", "area");
    exist("demand_layers.csv", "area", "areas.csv", "area");
    exist("links.csv", "project", "projects.csv", "project");
    exist("links.csv", "other", "projects.csv", "project");
    let homes = by("homes.csv", "home");
    assert!(table("projects.csv").iter().all(|row| !homes.contains_key(row.text("project"))));
}

#[test]
fn a_project_is_at_a_home_or_has_a_point_and_has_an_option() {
    let with_options: BTreeSet<String> = table("options.csv").iter().map(|row| row.option().0).collect();
    for row in table("projects.csv") {
        let is_new = row.is("home", "");
        assert_eq!([row.is("easting", ""), row.is("northing", "")], [!is_new; 2], "{}", row.text("project"));
        assert!(with_options.contains(row.text("project")), "{}", row.text("project"));
    }
}

#[test]
fn the_spend_of_an_option_sums_to_its_cost_between_start_and_opening() {
    let mut spend: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for row in table("spend.csv") {
        spend.entry(row.option()).or_default().push(row);
    }
    for (_, option) in options() {
        let years = spend.remove(&option.option()).expect("it is paid for");
        let total: i64 = years.iter().map(|year| year.number("spend_gbp")).sum();
        assert_eq!(total, option.number("dfe_cost_gbp"), "{:?}", option.option());
        let between = option.text("starts")..=option.text("opens");
        assert!(years.iter().all(|year| between.contains(&year.text("year")) && year.number("spend_gbp") > 0));
    }
    assert!(spend.is_empty(), "money is spent on options that are not there");
}

#[test]
fn places_are_in_order_and_never_protected_twice() {
    let homes = by("homes.csv", "home");
    let mut protected: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for (project, option) in options() {
        let [low, likely, high] = ["low", "likely", "high"].map(|end| option.number(&format!("additional_{end}")));
        assert!(low <= likely && likely <= high, "{:?}", option.option());
        assert!(high + option.number("protected") + option.number("improved") > 0, "{:?}", option.option());
        let of_home = protected.entry(project.text("home").to_owned()).or_default();
        let most = of_home.entry(option.option().0).or_default();
        *most = option.number("protected").max(*most);
    }
    for (home, projects) in protected {
        let at_risk = if home.is_empty() { 0 } else { homes[&home].number("places_at_risk") };
        assert!(projects.values().sum::<i64>() <= at_risk, "{home}");
    }
}

#[test]
fn the_published_plan_improves_no_place_twice() {
    let mut improved: BTreeMap<String, i64> = BTreeMap::new();
    for (project, option) in planned() {
        *improved.entry(project.text("home").to_owned()).or_default() += option.number("improved");
    }
    assert!(improved.values().sum::<i64>() > 0);
    for (home, places) in by("homes.csv", "home") {
        assert!(improved.get(&home).is_none_or(|improved| *improved <= places.number("places")), "{home}");
    }
}

#[test]
fn the_published_plan_keeps_every_link() {
    let funded: BTreeSet<String> = planned().iter().map(|(project, _)| project.text("project").to_owned()).collect();
    let mut groups: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for link in table("links.csv") {
        let [first, second] = ["project", "other"].map(|column| funded.contains(link.text(column)));
        match link.text("kind") {
            "requires" => assert!(!first || second, "{}", link.text("link")),
            "excludes" => assert!(!(first && second), "{}", link.text("link")),
            "one-of" => groups.entry(link.text("link").to_owned()).or_default().push(first),
            other => panic!("no kind of link is {other}"),
        }
        *kinds.entry(link.text("kind").to_owned()).or_default() += 1;
    }
    for (link, members) in groups {
        assert!(members.len() >= 2, "{link}");
        assert_eq!(members.iter().filter(|funded| **funded).count(), 1, "{link}");
    }
    assert!(["requires", "excludes", "one-of"].iter().all(|kind| kinds.get(*kind) >= Some(&2)), "{kinds:?}");
}

#[test]
fn every_table_has_a_source_and_every_source_a_column() {
    let sources = table("sources.csv");
    for file in std::fs::read_dir(folder()).expect("the folder is there") {
        let file = file.expect("the file is there");
        let name = file.file_name().to_string_lossy().into_owned();
        let is_table = file.path().extension().is_some_and(|kind| kind == "csv" || kind == "geojson");
        // What a dataset says of itself is its own word.
        let has_source = name == "dataset.csv" || sources.iter().any(|row| row.is("file", &name));
        assert!(!is_table || has_source, "{name} has no source");
    }
    for source in &sources {
        assert!(["observed", "modelled"].contains(&source.text("kind")));
        let [file, column] = ["file", "column"].map(|column| source.text(column));
        let is_here = folder().join(file).is_file();
        assert!(column == "*" || is_here && table(file)[0].text(column).len() < 1_000, "{file}: {column}");
    }
}

#[test]
fn every_assumption_is_filled_in_and_none_is_signed_off() {
    for row in table("assumptions.csv") {
        for column in ["id", "what", "value", "range", "basis", "effect"] {
            assert!(!row.is(column, ""), "{}: {column}", row.text("id"));
        }
        assert_eq!(row.text("owner"), "not signed off");
    }
}
