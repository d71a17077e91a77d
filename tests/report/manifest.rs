//! The manifest of a run.

use std::collections::BTreeMap;
use std::fs;

use placewell::case::Case;
use placewell::model::Model;
use placewell::report::files::files;
use placewell::report::manifest::{Circumstances, Manifest, Resolved, Role};
use placewell::solve::version;
use serde_json::Value;

use super::given::{Given, Tiny, inside};

fn circumstances(given: &Given, milliseconds: u64) -> Circumstances<'_> {
    Circumstances {
        parsed: &given.case.parsed,
        solver_version: version(),
        options: BTreeMap::from([("--seed".to_owned(), "0".to_owned())]),
        seed: 0,
        decision: given.decision.as_ref(),
        answers_from_folder: 0,
        distances_from_folder: false,
        timings: BTreeMap::from([("decide".to_owned(), milliseconds)]),
        crates: BTreeMap::new(),
        roles: BTreeMap::from([(Role::Analyst, "A. Lovelace".to_owned())]),
    }
}

fn manifest(given: &Given, milliseconds: u64) -> Vec<u8> {
    Manifest::of(&given.run(), &circumstances(given, milliseconds)).to_json()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("it is JSON")
}

#[test]
fn two_runs_of_the_same_thing_differ_in_their_timings_alone() {
    // The two copies stand in different folders, and go by the same names in them.
    let [one, other] = [1, 2].map(|_| Tiny::new(""));
    let [one, other] = [&one, &other].map(|tiny| Given::decided(tiny.case()));
    let [mut first, mut second] = [manifest(&one, 5), manifest(&other, 7)].map(|bytes| json(&bytes));
    assert_ne!(first, second);
    for json in [&mut first, &mut second] {
        json["timings_ms"] = Value::Null;
    }
    assert_eq!(first, second);
    let all = |given: &Given| {
        let run = given.run();
        files(&run, &Manifest::of(&run, &circumstances(given, 5)))
    };
    assert_eq!(all(&one), all(&other));
}

#[test]
fn it_names_no_folder_of_this_machine() {
    let given = Given::decided(Tiny::new("").case());
    let text = String::from_utf8(manifest(&given, 5)).expect("UTF-8");
    let here = std::env::temp_dir();
    assert!(!text.contains(&*here.to_string_lossy()) && !text.contains(env!("CARGO_MANIFEST_DIR")), "{text}");
    assert!(
        json(text.as_bytes())["inputs"].as_array().expect("a list").iter().any(|input| input["file"] == "tiny.toml")
    );
}

#[test]
fn it_says_what_is_proved_and_how_far_the_rest_may_be_off() {
    let mut given = Given::decided(Tiny::new("").case());
    let proved = json(&manifest(&given, 5));
    assert_eq!(proved["status"], "proved");
    assert_eq!(proved["well_located_places"]["gap"].to_string(), "0.0");
    assert_eq!(proved["dfe_cost_gbp"]["value"], proved["dfe_cost_gbp"]["bound"]);

    let decision = given.decision.as_mut().expect("it was decided");
    decision.proofs.cost.bound = Some(decision.proofs.cost.value - placewell::domain::Money::from_pounds(1_234));
    decision.proofs.travel.bound = None;
    let open = json(&manifest(&given, 5));
    assert_eq!(open["status"], "proved", "the places are");
    assert_eq!((&open["dfe_cost_gbp"]["gap"], &open["dfe_cost_gbp"]["proved"]), (&1_234.into(), &false.into()));
    assert_eq!((&open["travel_miles"]["gap"], &open["travel_miles"]["proved"]), (&Value::Null, &false.into()));

    let decision = given.decision.as_mut().expect("it was decided");
    let more = placewell::domain::WellLocated::from_hundredths(100);
    decision.proofs.coverage.bound = Some(decision.proofs.coverage.value + more);
    assert_eq!(json(&manifest(&given, 5))["status"], "not proved");

    given.decision = None;
    let evaluated = json(&manifest(&given, 5));
    assert_eq!((&evaluated["status"], &evaluated["solver_work"]), (&"evaluated".into(), &Value::Null));
    assert_eq!(evaluated["well_located_places"]["proved"], false);
}

#[test]
fn every_input_is_there_by_the_digest_of_its_bytes() {
    let given = Given::published();
    let manifest = json(&manifest(given, 5));
    let inputs = manifest["inputs"].as_array().expect("a list");
    assert_eq!(inputs.len(), 21, "two models and nineteen files of the dataset");
    let names = ["figure-11.toml", "envelope-563.toml"];
    assert_eq!(inputs.iter().take(2).map(|input| input["file"].as_str().expect("a name")).collect::<Vec<_>>(), names);
    assert!(inputs.iter().all(|input| input["sha256"].as_str().is_some_and(|digest| digest.len() == 64)));
    assert_eq!(manifest["roles"]["approver"], "", "for people to sign");
}

/// A model as the manifest has it, written out as a model again and read.
fn again(model: &Model, beside: &std::path::Path) -> Model {
    let mut table = toml::Table::try_from(Resolved::of(model)).expect("it is TOML");
    table.insert("dataset".to_owned(), model.dataset.to_string_lossy().into_owned().into());
    let file = beside.join("again.toml");
    fs::write(&file, toml::to_string(&table).expect("it is TOML")).expect("a file");
    let again = Case::open(&file).expect("a model without mistakes").model;
    Model { name: model.name.clone(), layers: model.layers.clone(), dataset: model.dataset.clone(), ..again }
}

#[test]
fn the_resolved_model_is_the_whole_question_and_can_be_put_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["envelope-563", "figure-11", "headroom-55"] {
        let model = Case::open(&inside(&format!("models/{name}.toml"))).expect("a model without mistakes").model;
        assert_eq!(again(&model, folder.path()), model, "{name}");
    }
    let every_key = r#"
[[exclude]]
id = "late"
of = "options"
where = { opens_after = "2027-28", region = "South West", starts = "2026-27", home = "atkinson" }
source = "Made for the tests"

[[exclude]]
id = "small"
of = "projects"
where = { area = "E10000008", care_type = "secure-welfare", project = "rebuild-devon", planned = false }
source = "Made for the tests"

[[rule]]
id = "spend-early"
measure = "cost"
years = ["2026-27", "2027-28"]
at_least_gbp = 5
source = "Made for the tests"

[[rule]]
id = "homes"
measure = "homes"
where.line = ["open-new", "secure-rebuild"]
at_most = 9
source = "Made for the tests"

[coverage_floor]
share_percent = 0.5
region = ["West Midlands"]
source = "Made for the tests"
"#;
    let tiny = Tiny::new(every_key);
    let model = tiny.case().model;
    assert_eq!(again(&model, folder.path()), model);
}
