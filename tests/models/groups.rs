//! What a model asks of groups of areas.

use super::folder::Folder;

/// The model with groups of areas in its dataset, and with other lines.
fn grouped(edits: &[(&str, &str)]) -> Folder {
    Folder::new(edits).with(
        "tiny/groups.csv",
        "group,name,area,basis,source\nwest,The west,E06000023,observed,A list\nwest,The west,E10000008,observed,A list\n\
         cities,Cities,E08000025,modelled,A guess\ncities,Cities,E06000023,modelled,A guess\n",
    )
}

const WHERE: &str = "where.region = \"South West\"";

#[test]
fn a_group_is_known_by_its_id_or_its_name_wherever_a_model_speaks_of_one() {
    let edits = [
        (WHERE, "where.group = [\"The West\", \"cities\"]"),
        ("region = \"South West\"\nsource", "group = \"west\"\nsource"),
    ];
    let model = grouped(&edits).open("model.toml").expect("no mistakes").model;
    let groups = model.rules[1].selector.groups.as_ref().expect("groups");
    assert_eq!(groups.iter().map(|group| group.as_str()).collect::<Vec<_>>(), ["cities", "west"]);
    let floor = model.coverage_floor.expect("a floor");
    assert_eq!((floor.to_string().as_str(), floor.is_everywhere()), ("west", false));
    insta::assert_snapshot!(grouped(&[(WHERE, "where.group = \"wets\"")]).told("model.toml"), @"");
    insta::assert_snapshot!(Folder::new(&[(WHERE, "where.group = \"west\"")]).told("model.toml"), @"");
}

#[test]
fn a_planner_is_one_group_that_bids_for_something() {
    let planner = |value: &str| [("horizon =", format!("planner = {value}\nhorizon ="))];
    let told = |value: &str| {
        let edits = planner(value);
        grouped(&edits.each_ref().map(|(old, new)| (*old, new.as_str()))).told("model.toml")
    };
    insta::assert_snapshot!(told("\"west-and-cities\""), @"");
    insta::assert_snapshot!(told("[\"west\", \"cities\"]"), @"");
    insta::assert_snapshot!(told("7"), @"");
    let edits = planner("\"none\"");
    let model = grouped(&edits.each_ref().map(|(old, new)| (*old, new.as_str())))
        .open("model.toml")
        .expect("no mistakes")
        .model;
    assert_eq!(model.planner, None);
}
