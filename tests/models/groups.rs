//! What a model asks of groups of areas.

use super::folder::Folder;

/// The model with groups of areas in its dataset, and with other lines.
fn grouped(edits: &[(&str, &str)]) -> Folder {
    let source = "risks.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n";
    let both = format!("{source}{}", source.replace("risks", "groups"));
    Folder::new(edits).spoilt("tiny/sources.csv", &[(source, &both)]).with(
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
    assert_eq!(groups.iter().map(ToString::to_string).collect::<Vec<_>>(), ["cities", "west"]);
    let floor = model.coverage_floor.expect("a floor");
    assert_eq!((floor.to_string().as_str(), floor.is_everywhere()), ("west", false));
    insta::assert_snapshot!(grouped(&[(WHERE, "where.group = \"wets\"")]).told("model.toml"), @r"
    1 mistake in the inputs
      model.toml:48: rule[new-places].where.group: the dataset has no `wets`; did you mean `west`?
    ");
    insta::assert_snapshot!(Folder::new(&[(WHERE, "where.group = \"west\"")]).told("model.toml"), @r"
    1 mistake in the inputs
      model.toml:48: rule[new-places].where.group: the dataset has no `west`
    ");
}

#[test]
fn a_planner_is_one_group_that_bids_for_something() {
    let planner = |value: &str| [("horizon =", format!("planner = {value}\nhorizon ="))];
    let told = |value: &str| {
        let edits = planner(value);
        grouped(&edits.each_ref().map(|(old, new)| (*old, new.as_str()))).told("model.toml")
    };
    insta::assert_snapshot!(told("\"west-and-cities\""), @r"
    1 mistake in the inputs
      model.toml:3: planner: the dataset has no `west-and-cities`; did you mean `west`?
    ");
    insta::assert_snapshot!(told("[\"west\", \"cities\"]"), @r"
    1 mistake in the inputs
      model.toml:3: planner: this should be the id of one group of groups.csv, in quotes
    ");
    insta::assert_snapshot!(told("7"), @r"
    1 mistake in the inputs
      model.toml:3: planner: this should be the id of one group of groups.csv, in quotes
    ");
    let edits = planner("\"none\"");
    let model = grouped(&edits.each_ref().map(|(old, new)| (*old, new.as_str())))
        .open("model.toml")
        .expect("no mistakes")
        .model;
    assert_eq!(model.planner, None);
}
