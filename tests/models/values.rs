//! Values that cannot be, one at a time.

use super::folder::told;

#[test]
fn a_rule_has_one_bound_in_the_unit_of_its_measure() {
    insta::assert_snapshot!(told("at_most_gbp = 2_000_000", "at_most_gbp = 2_000_000\nat_least_gbp = 1"), @r"
    1 mistake in the inputs
      model.toml:43: rule[new-ceiling].at_least_gbp: a rule has one bound: write a rule for each
    ");
    insta::assert_snapshot!(told("at_least = 1", "at_least_gbp = 1"), @r"
    1 mistake in the inputs
      model.toml:49: rule[new-places].at_least_gbp: additional-low is limited by at_most or at_least
    ");
    insta::assert_snapshot!(told("at_most_gbp = 2_000_000", "at_most = 2"), @r"
    1 mistake in the inputs
      model.toml:42: rule[new-ceiling].at_most: cost is limited by at_most_gbp or at_least_gbp
    ");
    insta::assert_snapshot!(told("at_least = 1", "at_least = -1"), @r"
    1 mistake in the inputs
      model.toml:49: rule[new-places].at_least: `-1` is not a whole number up to 999,999, such as 4
    ");
    insta::assert_snapshot!(told("measure = \"cost\"", "measure = \"costs\""), @r"
    1 mistake in the inputs
      model.toml:40: rule[new-ceiling].measure: `costs` is not one of cost, match, additional-low, additional-likely, additional-high, protected, improved, projects, homes, partner, partner-places; did you mean `cost`?
    ");
    insta::assert_snapshot!(told("measure = \"additional-low\"", "measure = \"additional-low\"\nyears = \"2026-27\""), @r"
    1 mistake in the inputs
      model.toml:47: rule[new-places].measure: only cost has `years`
    ");
}

#[test]
fn bands_go_outwards_and_years_go_on() {
    insta::assert_snapshot!(told("{ miles = 40,", "{ miles = 20,"), @r"
    1 mistake in the inputs
      model.toml:25: reach.open-high-risk.bands: bands go outwards: each must be further than the one before
    ");
    insta::assert_snapshot!(told("miles = 50, worth_percent = 100", "miles = 50.25, worth_percent = 0"), @r"
    2 mistakes in the inputs
      model.toml:29: reach.secure-welfare.bands.miles: `50.25` is not a distance in miles with at most one decimal, such as 20 or 20.5
      model.toml:29: reach.secure-welfare.bands.worth_percent: `0` is not a worth in whole per cents from 1 to 100, such as 50
    ");
    insta::assert_snapshot!(told("first_year = \"2026-27\"", "first_year = \"2029-30\""), @r"
    1 mistake in the inputs
      model.toml:10: fund[first].first_year: the first year, 2029-30, is after the last, 2028-29
    ");
    insta::assert_snapshot!(told("last_year = \"2028-29\"", "last_year = \"2028-30\""), @r"
    1 mistake in the inputs
      model.toml:15: fund[first].last_year: `2028-30` is not a financial year, such as 2026-27
    ");
}

#[test]
fn an_unknown_metric_or_goal_is_told_with_those_there_are() {
    insta::assert_snapshot!(told("metric = \"straight-line\"", "metric = \"crow\""), @r"
    1 mistake in the inputs
      model.toml:19: distance.metric: this should be one of road, straight-line, matrix
    ");
    insta::assert_snapshot!(told("metric = \"straight-line\"", "metric = \"matrix\""), @r"
    1 mistake in the inputs
      model.toml:18: distance.file: this key is missing
    ");
    insta::assert_snapshot!(told("metric = \"straight-line\"", "metric = \"road\"\nlocal_road_percent = 90"), @r"
    1 mistake in the inputs
      model.toml:20: distance.local_road_percent: `90` is not a whole number of per cent from 100 to 1000
    ");
    insta::assert_snapshot!(told("maximise = \"well-located\"", "maximise = \"places\""), @r"
    1 mistake in the inputs
      model.toml:22: objective.maximise: this should be one of well-located, worst-region, place-years
    ");
    let soon = "maximise = \"well-located\"\nfirst_year = \"soon\"";
    insta::assert_snapshot!(told("maximise = \"well-located\"", soon), @r"
    1 mistake in the inputs
      model.toml:23: objective.first_year: `soon` is not a financial year, such as 2026-27
    ");
    let beside = "maximise = \"well-located\"\nfirst_year = \"2026-27\"";
    insta::assert_snapshot!(told("maximise = \"well-located\"", beside), @r"
    1 mistake in the inputs
      model.toml:23: objective.first_year: only place-years are summed from a first year on: leave this out, or maximise place-years
    ");
}

#[test]
fn an_id_that_is_used_twice_is_told() {
    insta::assert_snapshot!(told("id = \"new-places\"", "id = \"new-ceiling\""), @r"
    1 mistake in the inputs
      model.toml:45: rule[new-ceiling]: this id is used twice
    ");
}

#[test]
fn what_the_dataset_cannot_answer_is_told() {
    let reach =
        "[reach.secure-welfare]\nbands = [{ miles = 50, worth_percent = 100 }]\nsource = \"Made for the tests\"\n";
    insta::assert_snapshot!(told(reach, ""), @r"
    1 mistake in the inputs
      model.toml:24: reach.secure-welfare: children need this care type, but the model does not say how far it reaches
    ");
    let nothing = "where.project = \"open-bristol\"\nwhere.planned = true";
    insta::assert_snapshot!(told("where.project = \"open-bristol\"", nothing), @r"
    1 mistake in the inputs
      model.toml:35: commit[promised].where: no project of the dataset matches
    ");
}

#[test]
fn text_that_is_not_toml_is_told_at_its_line() {
    insta::assert_snapshot!(told("[envelope]", "[envelope"), @r"
    1 mistake in the inputs
      model.toml:6: unclosed table, expected `]`
    ");
    insta::assert_snapshot!(told("title = \"What", "title = What"), @r#"
    1 mistake in the inputs
      model.toml:1: missing opening quote, expected `"`
    "#);
    insta::assert_snapshot!(told("[objective]", "[envelope]"), @r"
    1 mistake in the inputs
      model.toml:21: duplicate key
    ");
}
