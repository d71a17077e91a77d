//! Mistakes planted in a model: each is told at its line, in words that help, and all of them in one pass.

use std::fs;
use std::path::Path;

use placewell::case::Case;
use placewell::domain::Money;
use placewell::model::{Bound, Model, Sense};
use tempfile::TempDir;

/// A model of the tiny dataset with a section of each kind.
const MODEL: &str = r#"title = "What is best in the tiny dataset?"
dataset = "tiny"
horizon = "2028-29"
count_places = "likely"

[envelope]
total_gbp = 60_000_000
source = "Made for the tests"

[[fund]]
id = "first"
amount_gbp = 50_000_000
line = ["open-new", "secure-rebuild"]
first_year = "2026-27"
last_year = "2028-29"
source = "Made for the tests"

[distance]
metric = "straight-line"

[objective]
maximise = "well-located"

[reach.open-high-risk]
bands = [{ miles = 20, worth_percent = 100 }, { miles = 40, worth_percent = 50 }]
source = "Made for the tests"

[reach.secure-welfare]
bands = [{ miles = 50, worth_percent = 100 }]
source = "Made for the tests"

[[commit]]
id = "promised"
of = "projects"
where.project = "open-bristol"
source = "Made for the tests"

[[rule]]
id = "new-ceiling"
measure = "cost"
where.line = "open-new"
at_most_gbp = 2_000_000
source = "Made for the tests"

[[rule]]
id = "new-places"
measure = "additional-low"
where.region = "South West"
at_least = 1
source = "Made for the tests"

[match_funding]
source = "Made for the tests"

[coverage_floor]
share_percent = 12.5
region = "South West"
source = "Made for the tests"
"#;

/// A folder with the model, whatever lies over it, and a copy of the tiny dataset.
struct Folder {
    temporary: TempDir,
}

impl Folder {
    /// The model with each first text replaced by its second.
    fn new(edits: &[(&str, &str)]) -> Self {
        let folder = Self { temporary: TempDir::new().expect("a temporary folder") };
        let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny");
        fs::create_dir(folder.temporary.path().join("tiny")).expect("a folder");
        for entry in fs::read_dir(tiny).expect("the tiny dataset") {
            let file = entry.expect("a file").path();
            let name = file.file_name().expect("a file has a name");
            fs::copy(&file, folder.temporary.path().join("tiny").join(name)).expect("a copy");
        }
        folder.with("model.toml", &edited(MODEL, edits))
    }

    /// The same with one file more, or another in its stead.
    fn with(self, file: &str, text: &str) -> Self {
        fs::write(self.temporary.path().join(file), text).expect("a file of the folder");
        self
    }

    /// The same with a file of the dataset changed.
    fn spoilt(self, file: &str, edits: &[(&str, &str)]) -> Self {
        let text = fs::read_to_string(self.temporary.path().join(file)).expect("a file of the folder");
        self.with(file, &edited(&text, edits))
    }

    fn open(&self, file: &str) -> Result<Case, String> {
        let folder = format!("{}/", self.temporary.path().display());
        Case::open(&self.temporary.path().join(file)).map_err(|mistakes| mistakes.to_string().replace(&folder, ""))
    }

    /// Every mistake in the model.
    fn told(&self, file: &str) -> String {
        self.open(file).expect_err("there is a mistake")
    }
}

/// The text with each first text, which stands in it once, replaced by its second.
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the file");
        text.replace(old, new)
    })
}

/// What is told of the model with one change.
fn told(old: &str, new: &str) -> String {
    Folder::new(&[(old, new)]).told("model.toml")
}

/// The model that `overlay` makes of the other.
fn laid_over(overlay: &str) -> Result<Model, String> {
    let folder = Folder::new(&[]).with("overlay.toml", &format!("extends = \"model.toml\"\n{overlay}"));
    folder.open("overlay.toml").map(|case| case.model)
}

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
      model.toml:52: colour: there is no such key; known here: commit, count_places, coverage_floor, dataset, distance, envelope, exclude, fund, horizon, match_funding, objective, reach, rule, title
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
      model.toml:40: rule[new-ceiling].measure: `costs` is not one of cost, match, additional-low, additional-likely, additional-high, protected, improved, projects, homes; did you mean `cost`?
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
      model.toml:22: objective.maximise: this should be one of well-located, worst-region
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
      model.toml: reach.secure-welfare: children need this care type, but the model does not say how far it reaches
    ");
    let nothing = "where.project = \"open-bristol\"\nwhere.planned = true";
    insta::assert_snapshot!(told("where.project = \"open-bristol\"", nothing), @r"
    1 mistake in the inputs
      model.toml: promised.where: no project of the dataset matches
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

#[test]
fn models_that_extend_one_another_in_a_circle_are_refused() {
    let folder = Folder::new(&[("title =", "extends = \"other.toml\"\ntitle =")]);
    let folder = folder.with("other.toml", "extends = \"model.toml\"\n");
    insta::assert_snapshot!(folder.told("model.toml"), @r"
    1 mistake in the inputs
      model.toml:1: extends: models extend one another more than ten deep, or in a circle
    ");
    insta::assert_snapshot!(told("title =", "extends = \"nowhere.toml\"\ntitle ="), @r"
    1 mistake in the inputs
      nowhere.toml: there is no such file
    ");
    insta::assert_snapshot!(told("title =", "extends = 7\ntitle ="), @r"
    1 mistake in the inputs
      model.toml:1: extends: this should be the path of a model, in quotes
    ");
}

#[test]
fn an_overlay_changes_what_it_names_and_nothing_else() {
    let changed = "title = \"Another\"\n[[rule]]\nid = \"new-places\"\nat_least = 3\n[envelope]\ntotal_gbp = 1\n";
    let folder = Folder::new(&[]).with("overlay.toml", &format!("extends = \"model.toml\"\n{changed}"));
    let [plain, mut model] = ["model.toml", "overlay.toml"].map(|file| folder.open(file).expect("no mistakes").model);
    assert_eq!((model.title.as_str(), model.name.as_str()), ("Another", "overlay"));
    assert_eq!(model.envelope.total, Money::from_pounds(1));
    assert_eq!(model.rules[1].bound, Bound::Count(3));
    (model.title, model.name) = (plain.title.clone(), plain.name.clone());
    model.envelope.total = plain.envelope.total;
    model.rules[1].bound = plain.rules[1].bound;
    assert_eq!(model, plain);
}

#[test]
fn an_overlay_adds_and_takes_away_by_id() {
    let more = "[[rule]]\nid = \"few\"\nmeasure = \"projects\"\nat_most = 2\nsource = \"Made for the tests\"\n";
    let model = laid_over(more).expect("no mistakes");
    let last = model.rules.last().expect("three rules");
    assert_eq!((model.rules.len(), last.id.as_str(), last.sense), (3, "few", Sense::AtMost));
    let off = "[[rule]]\nid = \"new-ceiling\"\noff = true\n[[fund]]\nid = \"first\"\noff = true\n\
        [[commit]]\nid = \"promised\"\noff = true\n[match_funding]\noff = true\n[coverage_floor]\noff = true\n";
    let model = laid_over(off).expect("no mistakes");
    let rules: Vec<&str> = model.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules, ["new-places"]);
    assert!(model.funds.is_empty() && model.fixes.is_empty(), "{model:?}");
    assert_eq!((model.match_funding, model.coverage_floor), (None, None));
    insta::assert_snapshot!(laid_over("[[rule]]\nid = \"new-ceiling\"\noff = \"yes\"\n").expect_err("a mistake"), @r"
    1 mistake in the inputs
      overlay.toml:4: rule[new-ceiling].off: this should be true or false, without quotes
    ");
}

#[test]
fn a_mistake_is_told_in_the_file_that_makes_it() {
    let overlay = "[[rule]]\nid = \"new-places\"\nat_most = 3\n\n[[rule]]\nid = \"new-ceiling\"\nmesure = \"match\"\n";
    insta::assert_snapshot!(laid_over(overlay).expect_err("mistakes"), @r"
    2 mistakes in the inputs
      model.toml:49: rule[new-places].at_least: a rule has one bound: write a rule for each
      overlay.toml:8: rule[new-ceiling].mesure: there is no such key; did you mean `measure`?
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
