//! What commands write as JSON is what the schemas of the repository say, key by key, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

/// Each schema with the commands that are held to it, put in the folder of a [`desk`]; `+` is a space within a word.
const COMMANDS: [(&str, &[&str]); 10] = [
    (
        "frontier",
        &[
            "frontier model.toml --at 0,500k,1m,3m",
            "frontier model.toml --over floor --at 0,12.5,25,100",
            "frontier model.toml --over reach:open --at 5,20",
        ],
    ),
    ("compare", &["compare run run", "compare run other"]),
    ("all", &["solve --all models --out runs"]),
    ("why", &["why model.toml --all", "why model.toml north --out why"]),
    (
        "list",
        &[
            "list areas model.toml",
            "list homes model.toml",
            "list sites model.toml",
            "list rules model.toml",
            "list projects model.toml",
            "list layers model.toml",
        ],
    ),
    ("regret", &["regret bare.toml --layers none,more --out regretted"]),
    ("order", &["order run --model model.toml"]),
    ("appraise", &["appraise run --model model.toml"]),
    ("alternatives", &["alternatives model.toml -n 2 --within 80% --apart 1", "alternatives bare.toml -n 1"]),
    ("stress", &["stress run --model model.toml --draws 20", "stress run --model model.toml --draws 5 --regret 2"]),
];

fn inside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn placewell(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_placewell")).args(arguments).current_dir(folder).output();
    let done = done.expect("placewell runs");
    (done.status.code(), done.stdout, String::from_utf8_lossy(&done.stderr).into_owned())
}

/// A question with a floor in a region and one without, risks, a folder of models one of which has no plan, and two runs.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a temporary folder");
    let path = |name: &str| desk.path().join(name);
    for folder in ["inputs", "models"] {
        fs::create_dir(path(folder)).expect("a folder");
    }
    let golden = inside("tests/golden/region-floor");
    for entry in fs::read_dir(golden.join("inputs")).expect("the inputs") {
        let file = entry.expect("a file").path();
        fs::copy(&file, path("inputs").join(file.file_name().expect("a name"))).expect("a copy");
    }
    fs::copy(inside("tests/reasons/chance/inputs/risks.csv"), path("inputs/risks.csv")).expect("risks");
    let sources = fs::read_to_string(path("inputs/sources.csv")).expect("the sources");
    let last = sources.lines().last().expect("a row");
    let file = last.split(',').next().expect("a file");
    let [risks, appraisal, layers] =
        ["risks.csv", "appraisal.csv", "demand_layers.csv"].map(|name| last.replacen(file, name, 1));
    fs::write(path("inputs/sources.csv"), format!("{sources}{risks}\n{appraisal}\n{layers}\n")).expect("a file");
    let worth = fs::read_to_string(inside("tests/reasons/worth/inputs/appraisal.csv")).expect("parameters");
    let open: Vec<&str> = worth.lines().filter(|line| !line.contains(",secure,")).collect();
    fs::write(path("inputs/appraisal.csv"), open.join("\n")).expect("a file");
    let layers =
        "layer,effect,area,care_type,year,children,basis,source\nmore,add,B1,open,,4,modelled,Made for the tests\n";
    fs::write(path("inputs/demand_layers.csv"), layers).expect("a file");
    let model = fs::read_to_string(golden.join("model.toml")).expect("the model");
    let bare = model.split("[coverage_floor]").next().expect("all before the floor");
    let below = |model: &str| model.replace("\"inputs", "\"../inputs");
    fs::write(path("model.toml"), &model).expect("a model");
    fs::write(path("bare.toml"), bare).expect("a model");
    fs::write(path("models/fair.toml"), below(&model)).expect("a model");
    fs::write(path("models/none.toml"), below(&model).replace("share_percent = 25", "share_percent = 100"))
        .expect("a model");
    for (model, run) in [("model.toml", "run"), ("bare.toml", "other")] {
        let (code, _, said) = placewell(desk.path(), &["solve", model, "--out", run]);
        assert_eq!(code, Some(0), "{said}");
    }
    desk
}

fn schema(name: &str) -> (Value, Validator) {
    let text = fs::read(inside(&format!("schemas/{name}.schema.json"))).expect("a schema");
    let schema: Value = serde_json::from_slice(&text).expect("a schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("it is a schema");
    (schema, validator)
}

fn mistakes(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_command_writes_json_as_its_schema_says_with_its_version() {
    let desk = desk();
    for (name, commands) in COMMANDS {
        let (_, validator) = schema(name);
        for command in commands {
            let words: Vec<&str> = command.split(' ').chain(["--format", "json"]).collect();
            let (code, printed, said) = placewell(desk.path(), &words);
            assert!(matches!(code, Some(0 | 4)), "{command}: {code:?} {said}");
            let printed: Value = serde_json::from_slice(&printed).expect("it is JSON and nothing else");
            assert_eq!(mistakes(&validator, &printed), Vec::<String>::new(), "{command}");
            assert_eq!(printed["schema_version"], Value::from(1));
        }
    }
}

#[test]
fn a_schema_refuses_what_is_missing_unknown_or_of_another_kind() {
    let desk = desk();
    for (name, commands) in COMMANDS {
        let (_, validator) = schema(name);
        let words: Vec<&str> = commands[commands.len() - 1].split(' ').chain(["--format", "json"]).collect();
        let right: Value = serde_json::from_slice(&placewell(desk.path(), &words).1).expect("it is JSON");
        let refused = |wrong: &Value| !mistakes(&validator, wrong).is_empty();
        for version in [Value::Null, Value::from(2)] {
            let mut wrong = right.clone();
            wrong["schema_version"] = version;
            assert!(refused(&wrong), "{name}: another version");
        }
        let table = right
            .as_object()
            .expect("an object")
            .iter()
            .find(|(_, rows)| rows.as_array().is_some_and(|rows| !rows.is_empty()));
        let (table, rows) = table.unwrap_or_else(|| panic!("{name} has rows"));
        for column in rows[0].as_object().expect("a row").keys() {
            let mut without = right.clone();
            without[table][0].as_object_mut().expect("a row").remove(column);
            assert!(refused(&without), "{name} without {column}");
            let mut other = right.clone();
            other[table][0][column] = Value::Array(Vec::new());
            assert!(refused(&other), "{name}: {column} is no list");
        }
        let mut more = right.clone();
        more[table][0]["surprise"] = Value::from(1);
        assert!(refused(&more), "{name} with a column that is not described");
    }
}

#[test]
fn every_schema_says_what_it_is_of_and_every_column_of_a_file_is_described() {
    let names: BTreeSet<String> = fs::read_dir(inside("schemas"))
        .expect("the schemas")
        .map(|entry| entry.expect("a schema").file_name().to_string_lossy().replace(".schema.json", ""))
        .collect();
    let held: BTreeSet<String> =
        COMMANDS.iter().map(|(name, _)| *name).chain(["map", "run", "summary"]).map(str::to_owned).collect();
    assert_eq!(names, held, "every schema is held to what is written");
    for (name, _) in COMMANDS {
        let (schema, _) = schema(name);
        for key in ["$schema", "$id", "title", "description", "properties"] {
            assert!(!schema[key].is_null(), "{name}: {key}");
        }
        for (table, said) in
            schema["properties"].as_object().expect("keys").iter().filter(|(key, _)| *key != "schema_version")
        {
            let columns = said["items"]["properties"].as_object().expect("columns");
            assert!(
                columns.values().all(|column| column["description"].as_str().is_some_and(|words| words.ends_with('.'))),
                "{table}"
            );
        }
    }
}

#[test]
fn the_map_that_import_drafts_is_what_its_schema_says_and_names_every_column_that_it_has() {
    let desk = TempDir::new().expect("a folder");
    assert_eq!(placewell(desk.path(), &["new", "mine"]).0, Some(0));
    let bids = "Name,Council,Line,Places,Total cost,Match,2026-27,2027-28,Lat,Long\n\
                North,Nowhere,open-new,4,1000000,0,600000,400000,52.75,-1.25\n";
    fs::write(desk.path().join("bids.csv"), bids).expect("a file");
    let (code, _, said) = placewell(desk.path(), &["import", "bids.csv", "--into", "mine"]);
    assert_eq!(code, Some(3), "there is no such authority: {said}");
    let draft = fs::read_to_string(desk.path().join("mine/map.toml")).expect("the draft");
    let (schema, validator) = schema("map");
    let map = |text: &str| toml::from_str::<Value>(text).expect("TOML");
    assert_eq!(mistakes(&validator, &map(&draft)), Vec::<String>::new());
    let columns = draft.split("[columns]\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the columns");
    let named: BTreeSet<&str> =
        columns.lines().map(|line| line.trim_start_matches("# ").split(" = ").next().unwrap_or_default()).collect();
    for section in ["columns", "always"] {
        let known = schema["properties"][section]["properties"].as_object().expect("columns");
        assert_eq!(known.keys().map(String::as_str).collect::<BTreeSet<_>>(), named, "{section}");
    }
    for wrong in ["colums = {}", "[columns]\nnmae = \"Bid\"", "[years]\n2026 = \"Spend\"", "sheet = 1"] {
        let (code, _, _) = {
            fs::write(desk.path().join("wrong.toml"), wrong).expect("a file");
            placewell(desk.path(), &["import", "bids.csv", "--into", "mine", "--map", "wrong.toml"])
        };
        assert!(code == Some(3) && !validator.is_valid(&map(wrong)), "{wrong}");
    }
}
