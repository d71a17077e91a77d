//! Groups of areas: a table that a dataset may do without.

use super::folder::Folder;

/// A copy of the tiny dataset with a table of groups.
fn grouped(rows: &str) -> Folder {
    let folder = Folder::new();
    folder.write("groups.csv", format!("group,name,area,basis,source\n{rows}"));
    let sources = folder.text("sources.csv");
    folder.write("sources.csv", format!("{sources}groups.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n"));
    folder
}

#[test]
fn an_area_may_be_in_several_groups_and_a_dataset_has_none_where_there_is_no_table() {
    let folder = grouped(
        "west,The west,E06000023,observed,A list\nwest,The west,E10000008,observed,A list\n\
         cities,Cities,E08000025,modelled,A guess\ncities,Cities,E06000023,modelled,A guess\n",
    );
    let instance = folder.read().dataset.expect("no mistakes").instance;
    let told: Vec<(&str, &str, Vec<&str>)> = instance
        .groups()
        .iter()
        .map(|group| {
            let areas = group.areas.iter().map(|area| instance[*area].name.as_str());
            (group.id.as_str(), group.name.as_str(), areas.collect())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("cities", "Cities", vec!["Bristol, City of", "Birmingham"]),
            ("west", "The west", vec!["Bristol, City of", "Devon"])
        ]
    );
    assert_eq!(Folder::new().read().dataset.expect("no mistakes").instance.groups(), []);
}

#[test]
fn every_mistake_in_a_table_of_groups_is_told_at_its_cell() {
    let folder = grouped(
        "west,The west,E06000023,observed,A list\nwest,West,E10000008,observed,A list\n\
         west,The west,E06000023,observed,A list\nWest,The west,E08000025,observed,A list\n\
         the east,The east,E08000025,observed,A list\neast,,E08000026,seen,\n\
         none,None,E08000025,observed,A list\n",
    );
    insta::assert_snapshot!(folder.mistakes().join("\n"), @r"
    groups.csv:3: name: `West` is `The west` on line 2: a group has one name
    groups.csv:4: area: `west, E06000023` is on line 2 already
    groups.csv:5: group: `West` and `west` on line 2 differ in capitals alone; which is meant?
    groups.csv:6: group: `the east` is not the id of a group of areas, such as greater-manchester (letters, digits, - and _; at most 50)
    groups.csv:7: area: `E08000026` is not in areas.csv
    groups.csv:7: basis: `seen` is not one of observed, modelled
    groups.csv:7: name: this cell is blank, and should not be
    groups.csv:7: source: this cell is blank, and should not be
    groups.csv:8: group: `none` stands for no planner at all; call this one by another word
    ");
}

#[test]
fn a_table_of_groups_should_say_where_it_comes_from() {
    let folder = Folder::new();
    folder.write("groups.csv", "group,name,area,basis,source\nwest,The west,E06000023,observed,A list\n");
    assert_eq!(folder.mistakes(), ["sources.csv: file: `groups.csv` has no row here; say where it comes from"]);
}
