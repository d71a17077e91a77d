//! Mistakes planted in a model: each is told at its line, in words that help, and all of them in one pass.

mod folder;
mod groups;
mod overlays;
mod partners;
mod values;

use folder::{Folder, told};

#[test]
fn the_model_without_a_mistake_is_read() {
    assert_eq!(Folder::new(&[]).open("model.toml").err(), None);
}

#[test]
fn an_unknown_key_is_told_with_the_one_that_was_meant() {
    insta::assert_snapshot!(told("count_places", "count_place"), @r"
    2 mistakes in the inputs
      model.toml:1: count_places: this key is missing
      model.toml:4: count_place: there is no such key; did you mean `count_places`?
    ");
    insta::assert_snapshot!(told("total_gbp = 60_000_000", "total_gbp = 60_000_000\ntotal_gpb = 1"), @r"
    1 mistake in the inputs
      model.toml:8: envelope.total_gpb: there is no such key; did you mean `total_gbp`?
    ");
    insta::assert_snapshot!(told("where.line = \"open-new\"", "where.lines = \"open-new\""), @r"
    1 mistake in the inputs
      model.toml:41: rule[new-ceiling].where.lines: there is no such key; did you mean `line`?
    ");
    insta::assert_snapshot!(told("[match_funding]", "[colour]\nof = \"red\"\n\n[match_funding]"), @r"
    1 mistake in the inputs
      model.toml:52: colour: there is no such key; known here: accept, adjust, as_of, commit, count_places, coverage_floor, dataset, deliverability, distance, envelope, exclude, fund, horizon, layers, match_funding, objective, pace, planner, reach, rule, strict, title
    ");
}

#[test]
fn a_selector_is_of_texts_and_of_some() {
    insta::assert_snapshot!(told("where.line = \"open-new\"", "where.line = 5"), @r"
    1 mistake in the inputs
      model.toml:41: rule[new-ceiling].where.line: this is a number, and should be a text, in quotes
    ");
    insta::assert_snapshot!(told("where.region = \"South West\"", "where.region = [true]"), @r"
    1 mistake in the inputs
      model.toml:48: rule[new-places].where.region: this is true or false, and should be a text, in quotes
    ");
    insta::assert_snapshot!(told("where.region = \"South West\"", "where.region = []"), @r"
    1 mistake in the inputs
      model.toml:48: rule[new-places].where.region: this list is empty; leave the key out to mean all
    ");
}

#[test]
fn a_missing_key_is_told_where_its_section_begins() {
    insta::assert_snapshot!(told("horizon = \"2028-29\"\n", ""), @r"
    1 mistake in the inputs
      model.toml:1: horizon: this key is missing
    ");
    insta::assert_snapshot!(told("dataset = \"tiny\"\n", ""), @r"
    1 mistake in the inputs
      model.toml:1: dataset: this key is missing: the folder of the dataset, in quotes
    ");
    insta::assert_snapshot!(told("measure = \"cost\"\n", ""), @r"
    1 mistake in the inputs
      model.toml:38: rule[new-ceiling].measure: this key is missing
    ");
    insta::assert_snapshot!(told("at_most_gbp = 2_000_000\n", ""), @r"
    1 mistake in the inputs
      model.toml:38: rule[new-ceiling].at_most_gbp or at_least_gbp: this key is missing
    ");
    insta::assert_snapshot!(told("[objective]\nmaximise = \"well-located\"\n", ""), @r"
    1 mistake in the inputs
      model.toml:1: objective: this key is missing
    ");
    insta::assert_snapshot!(told("where.project = \"open-bristol\"\n", ""), @r"
    1 mistake in the inputs
      model.toml:32: commit[promised].where: this key is missing
    ");
}

#[test]
fn a_value_of_the_wrong_type_is_told() {
    insta::assert_snapshot!(told("total_gbp = 60_000_000", "total_gbp = true"), @r"
    1 mistake in the inputs
      model.toml:7: envelope.total_gbp: this is true or false, and should be a text or a number
    ");
    insta::assert_snapshot!(told("total_gbp = 60_000_000", "total_gbp = \"£60m\""), @r"
    1 mistake in the inputs
      model.toml:7: envelope.total_gbp: `£60m` is not an amount in whole pounds; if it means £60,000,000, write 60000000
    ");
    insta::assert_snapshot!(told("total_gbp = 60_000_000", "total_gbp = 5.5"), @r"
    1 mistake in the inputs
      model.toml:7: envelope.total_gbp: `5.5` is not an amount in whole pounds without commas, such as 1250000
    ");
    insta::assert_snapshot!(told("title = \"What is best in the tiny dataset?\"", "title = 7"), @r"
    1 mistake in the inputs
      model.toml:1: title: this is a number, and should be a text
    ");
    insta::assert_snapshot!(told("title = \"What is best in the tiny dataset?\"", "title = \" \""), @r"
    1 mistake in the inputs
      model.toml:1: title: this text is blank
    ");
    insta::assert_snapshot!(told("horizon = \"2028-29\"", "horizon = 2028"), @r"
    1 mistake in the inputs
      model.toml:3: horizon: `2028` is not a financial year, such as 2026-27
    ");
    let no_table = [("title =", "objective = 7\ntitle ="), ("[objective]\nmaximise = \"well-located\"\n", "")];
    insta::assert_snapshot!(Folder::new(&no_table).told("model.toml"), @r"
    1 mistake in the inputs
      model.toml:1: objective: this is a number, and should be a table, as in [objective]
    ");
    insta::assert_snapshot!(told("share_percent = 12.5", "share_percent = 101"), @r"
    1 mistake in the inputs
      model.toml:56: coverage_floor.share_percent: this should be a share of 0 to 100 per cent, such as 42.5
    ");
    insta::assert_snapshot!(told("count_places = \"likely\"", "count_places = \"probable\""), @r"
    1 mistake in the inputs
      model.toml:4: count_places: `probable` is not one of low, likely, high
    ");
}

#[test]
fn an_id_that_the_dataset_does_not_know_is_told_with_the_nearest() {
    insta::assert_snapshot!(told("line = [\"open-new\", \"secure-rebuild\"]", "line = [\"open-new\", \"secure-rebuilt\"]"), @r"
    1 mistake in the inputs
      model.toml:13: fund[first].line: the dataset has no `secure-rebuilt`; did you mean `secure-rebuild`?
    ");
    insta::assert_snapshot!(told("where.project = \"open-bristol\"", "where.project = \"open-bristle\""), @r"
    1 mistake in the inputs
      model.toml:35: commit[promised].where.project: the dataset has no `open-bristle`; did you mean `open-bristol`?
    ");
    insta::assert_snapshot!(told("where.region = \"South West\"", "where.region = \"South-West\""), @r"
    1 mistake in the inputs
      model.toml:48: rule[new-places].where.region: the dataset has no `South-West`; did you mean `South West`?
    ");
    insta::assert_snapshot!(told("[reach.secure-welfare]", "[reach.secure-wellfare]"), @r"
    1 mistake in the inputs
      model.toml:28: reach.secure-wellfare: the dataset has no `secure-wellfare`; did you mean `secure-welfare`?
    ");
    insta::assert_snapshot!(told("id = \"new-places\"", "id = \"new places\""), @r"
    1 mistake in the inputs
      model.toml:46: rule[new places].id: `new places` is not the id of a rule, such as open-new-ceiling (letters, digits, - and _; at most 50)
    ");
    insta::assert_snapshot!(told("where.project = \"open-bristol\"", "where.home = \"nowhere\""), @r"
    1 mistake in the inputs
      model.toml:35: commit[promised].where.home: the dataset has no `nowhere`
    ");
}

#[test]
fn mistakes_of_the_model_and_of_the_tables_are_told_in_one_pass() {
    let folder = Folder::new(&[
        ("count_places = \"likely\"", "count_places = \"likeliest\""),
        ("total_gbp = 60_000_000", "total_gbp = \"£60m\""),
        ("where.line = \"open-new\"", "where.line = \"open-now\""),
        ("at_least = 1", "at_leest = 1"),
    ]);
    let folder = folder
        .spoilt("tiny/areas.csv", &[("407000", "40700o")])
        .spoilt("tiny/spend.csv", &[("open-bham,b,2026-27,600000", "open-bham,b,2026-27,600001")]);
    insta::assert_snapshot!(folder.told("model.toml"), @r"
    7 mistakes in the inputs
      model.toml:4: count_places: `likeliest` is not one of low, likely, high
      model.toml:7: envelope.total_gbp: `£60m` is not an amount in whole pounds; if it means £60,000,000, write 60000000
      model.toml:41: rule[new-ceiling].where.line: the dataset has no `open-now`; did you mean `open-new`?
      model.toml:45: rule[new-places].at_most or at_least: this key is missing
      model.toml:49: rule[new-places].at_leest: there is no such key; did you mean `at_least`?
      tiny/areas.csv:3: easting: `40700o` is not a whole number of metres, such as 412300
      tiny/options.csv:3: dfe_cost_gbp: £600,000 is not the sum of its spend: spend.csv has £600,001, £1 more
    ");
}
