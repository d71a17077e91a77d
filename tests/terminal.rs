//! What a terminal and other programs are given: 80 columns, or those of a terminal that is narrower; no colour where none is wanted, and nothing but the answer
//! on standard output.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

/// The questions that are small, of every goal and kind of rule.
const GOLDEN: [&str; 7] =
    ["worst-region", "region-floor", "protected-place", "match-limit", "fund-line", "links", "year-without-money"];

fn placewell(folder: &TempDir, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_placewell");
    Command::new(program).args(arguments).current_dir(folder.path()).output().expect("placewell runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8")
}

fn inside(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}

fn model(name: &str) -> String {
    inside(&format!("tests/golden/{name}/model.toml"))
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("it is JSON and nothing else")
}

/// A schema that is kept in the repository.
fn schema(name: &str) -> (Value, Validator) {
    let text = fs::read(inside(&format!("schemas/{name}.schema.json"))).expect("a schema");
    let schema = json(&text);
    let validator = jsonschema::draft202012::new(&schema).expect("it is a schema");
    (schema, validator)
}

fn mistakes(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A summary and a manifest of each kind: chosen, stopped, measured, and measured as breaking rules.
fn outputs() -> Vec<(Value, Value)> {
    let folder = TempDir::new().expect("a temporary folder");
    let mut outputs = Vec::new();
    let mut run = |arguments: &[&str], code: i32| {
        let done = placewell(&folder, &[arguments, &["--out", "run", "--format", "json"]].concat());
        assert_eq!(done.status.code(), Some(code), "{}", text(&done.stderr));
        let manifest = fs::read(folder.path().join("run/run.json")).expect("a manifest");
        outputs.push((json(&done.stdout), json(&manifest)));
    };
    for name in GOLDEN {
        run(&["solve", &model(name), "--role", "analyst=A. Lovelace", "--gap", "0"], 0);
    }
    let figure_11 = inside("models/figure-11.toml");
    run(&["evaluate", &figure_11], 0);
    let plan = fs::read_to_string(folder.path().join("run/plan.csv")).expect("a plan");
    fs::write(folder.path().join("nothing.csv"), plan.replace(",yes,", ",no,")).expect("a plan");
    run(&["evaluate", &figure_11, "--plan", "nothing.csv"], 4);
    outputs
}

#[test]
fn what_is_printed_as_json_is_what_the_schemas_say() {
    let ((_, summary), (_, manifest)) = (schema("summary"), schema("run"));
    for (printed, written) in outputs() {
        assert_eq!(mistakes(&summary, &printed), Vec::<String>::new());
        assert_eq!(mistakes(&manifest, &written), Vec::<String>::new());
        assert_eq!((&printed["schema_version"], &written["schema_version"]), (&Value::from(1), &Value::from(1)));
    }
}

#[test]
fn the_schemas_refuse_what_is_wrong() {
    let folder = TempDir::new().expect("a temporary folder");
    let done = placewell(&folder, &["solve", &model("links"), "--out", "run", "--format", "json"]);
    let manifest = json(&fs::read(folder.path().join("run/run.json")).expect("a manifest"));
    for (name, right) in [("summary", json(&done.stdout)), ("run", manifest)] {
        let (_, validator) = schema(name);
        let refused = |wrong: &Value| !mistakes(&validator, wrong).is_empty();
        assert!(!refused(&right));
        for key in right.as_object().expect("an object").keys() {
            let mut without = right.clone();
            without.as_object_mut().expect("an object").remove(key);
            assert!(refused(&without), "{name} without {key}");
        }
        for (pointer, wrong) in [("/status", "optimal"), ("/schema_version", "1"), ("/title", "")] {
            let mut changed = right.clone();
            let value = changed.pointer_mut(pointer).expect("a value");
            *value = if pointer == "/title" { Value::Null } else { Value::from(wrong) };
            assert!(refused(&changed), "{name}{pointer}");
        }
        let mut more = right.clone();
        more["surprise"] = Value::from(1);
        assert!(refused(&more), "{name} with a key that is not described");
    }
    let (_, validator) = schema("summary");
    let mut words = json(&done.stdout);
    words["headline"][0]["this_plan"] = Value::from("2");
    assert!(!mistakes(&validator, &words).is_empty(), "a number is no text");
}

#[test]
fn two_people_for_one_role_are_refused_before_anything_is_written() {
    let folder = TempDir::new().expect("a temporary folder");
    for command in ["solve", "evaluate"] {
        let roles = ["--role", "analyst=A. Lovelace", "--role", "analyst=C. Babbage"];
        let done = placewell(&folder, &[&[command, &model("links"), "--out", "run"], &roles[..]].concat());
        let said = text(&done.stderr);
        let why = "--role names both A. Lovelace and C. Babbage for one role: name one";
        assert!(done.status.code() == Some(3) && said.contains(why), "{command}: {said}");
        assert!(!folder.path().join("run").exists());
    }
}

#[test]
fn every_key_of_a_schema_says_what_it_is_of() {
    for name in ["summary", "run"] {
        let (schema, _) = schema(name);
        for key in ["$schema", "$id", "title", "description", "properties"] {
            assert!(!schema[key].is_null(), "{name}: {key}");
        }
    }
}

#[test]
fn standard_output_carries_the_answer_and_nothing_else() {
    let folder = TempDir::new().expect("a temporary folder");
    for name in ["links", "worst-region"] {
        let solve = |format: &str| placewell(&folder, &["solve", &model(name), "--out", "run", "--format", format]);
        let (table, csv) = (solve("table"), solve("csv"));
        json(&solve("json").stdout);
        assert!(text(&table.stderr).contains("written to run") && !text(&table.stdout).contains("written to"));
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(csv.stdout.as_slice());
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("it is CSV and nothing else");
        assert!(rows.len() > 20 && reader.headers().expect("a heading").len() == 4);
    }
}

#[test]
fn no_letter_of_colour_is_sent_to_what_is_no_terminal() {
    let folder = TempDir::new().expect("a temporary folder");
    let links = model("links");
    for arguments in
        [&["--help"][..], &["solve", "--help"], &["solve"], &["solve", &links, "--out", "run"], &["check", "none.toml"]]
    {
        let done = placewell(&folder, arguments);
        assert!(!done.stdout.contains(&0x1b) && !done.stderr.contains(&0x1b), "{arguments:?}");
    }
}

/// What a terminal of so many columns is sent, if one can be made here. `CI` makes the parser of the command line take any
/// terminal for one with colours, so what it must not do is asked of it with that set.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &TempDir, columns: u16, arguments: &str, variables: &[(&str, &str)]) -> Option<String> {
    let command = format!("stty cols {columns} rows 24; {} {arguments}", env!("CARGO_BIN_EXE_placewell"));
    let mut script = Command::new("script");
    script
        .args(["-qec", &command, "/dev/null"])
        .current_dir(folder.path())
        .env_remove("NO_COLOR")
        .env("CI", "true")
        .env("TERM", "xterm-256color");
    script.envs(variables.iter().copied());
    match script.output() {
        Ok(done) => Some(text(&done.stdout)),
        Err(error) => {
            eprintln!("SKIPPED: `script` makes no terminal here: {error}");
            None
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_wants_no_colour_gets_none() {
    let folder = TempDir::new().expect("a temporary folder");
    let solve = format!("solve {} --out run", model("links"));
    for arguments in ["--help", "solve", &solve] {
        let Some(usual) = on_a_terminal(&folder, 80, arguments, &[]) else { return };
        assert!(arguments == solve || usual.contains("\u{1b}["), "a terminal gets colour in the help: {usual:?}");
        let coloured = |text: &str| {
            text.split("\u{1b}[")
                .skip(1)
                .any(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m'))
        };
        let none = on_a_terminal(&folder, 80, arguments, &[("NO_COLOR", "1")]).expect("a terminal");
        assert!(!coloured(&none), "{none:?}");
        let dumb = on_a_terminal(&folder, 80, arguments, &[("TERM", "dumb")]).expect("a terminal");
        assert!(!dumb.contains('\u{1b}'), "{dumb:?}");
    }
}

#[test]
fn whatever_is_printed_has_eighty_columns() {
    let folder = TempDir::new().expect("a temporary folder");
    let (links, floor) = (model("links"), model("region-floor"));
    let england = inside("models/envelope-563.toml");
    let commands = [
        &["solve", &links, "--out", "run"][..],
        &["solve", &floor, "--out", "floor"],
        &["verify", "run", "--model", &links],
        &["replay", "run", "--model", &links],
        &["check", &links],
        &["list", "projects", &england],
        &["list", "areas", &england],
        &["list", "homes", &england],
        &["list", "sites", &england],
        &["list", "rules", &england],
        &["new", "new"],
        &["doctor"],
        &["--help"],
        &["solve", "--help"],
        &["evaluate", "--help"],
        &["report", "--help"],
        &["verify", "--help"],
        &["replay", "--help"],
        &["check", "--help"],
        &["distances", "--help"],
        &["new", "--help"],
        &["list", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ];
    for arguments in commands {
        let done = placewell(&folder, arguments);
        let program = env!("CARGO_BIN_EXE_placewell");
        let printed = text(&done.stdout).replace(program, "placewell");
        assert!(!printed.is_empty(), "{arguments:?}: {}", text(&done.stderr));
        for line in printed.lines() {
            assert!(line.chars().count() <= 80, "{arguments:?}: {line}");
        }
    }
}

/// Every command that prints a page, on a small question; what is on standard error is not of it, but where there is no plan.
#[cfg(target_os = "linux")]
const PAGES: [&str; 22] = [
    "solve tiny.toml --out runs/tiny",
    "solve --all cases --out all",
    "evaluate tiny.toml --out published",
    "check tiny.toml",
    "explain tiny.toml",
    "list projects tiny.toml",
    "list rules tiny.toml",
    "list areas tiny.toml",
    "why tiny.toml --all --out why",
    "why tiny.toml open-bham",
    "alternatives tiny.toml -n 2 --out other",
    "stress runs/tiny --model tiny.toml --draws 20 --regret 1 --out stress",
    "order runs/tiny --model tiny.toml --out order",
    "distances tiny.toml --out distances",
    "verify runs/tiny --model tiny.toml",
    "frontier tiny.toml --at 1m,2m,3m --out line",
    "verify line --model tiny.toml",
    "replay runs/tiny --model tiny.toml",
    "compare runs/tiny published",
    "bench cases --bless",
    "doctor",
    "--help",
];

#[test]
fn columns_that_are_asked_for_are_kept_to_where_no_terminal_is() {
    // A path is never cut: from here it is short wherever the tests are run.
    let floor = "tests/golden/region-floor/model.toml";
    let widest = |columns: &str, arguments: &[&str]| {
        let mut asked = Command::new(env!("CARGO_BIN_EXE_placewell"));
        let asked = asked.args(arguments).env("COLUMNS", columns).current_dir(env!("CARGO_MANIFEST_DIR"));
        let done = asked.output().expect("it runs");
        let printed = text(&done.stdout);
        assert!(!printed.is_empty(), "{arguments:?}: {}", text(&done.stderr));
        printed.lines().map(|line| line.chars().count()).max().unwrap_or_default()
    };
    for arguments in [&["check", floor][..], &["explain", floor], &["solve", "--help"]] {
        let [usual, narrow, wide, none] = ["80", "60", "200", "many"].map(|columns| widest(columns, arguments));
        assert!((61..=80).contains(&usual), "{arguments:?}: {usual}");
        assert!(narrow <= 60, "{arguments:?}: {narrow}");
        assert_eq!(
            (wide, none),
            (usual, usual),
            "{arguments:?}: a page is never wider, and what is no number is not asked"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_is_narrower_gets_pages_as_narrow() {
    let folder = TempDir::new().expect("a temporary folder");
    for file in fs::read_dir(inside("tests/data/tiny")).expect("a dataset") {
        let file = file.expect("a file").path();
        fs::create_dir_all(folder.path().join("data")).expect("a folder");
        fs::copy(&file, folder.path().join("data").join(file.file_name().expect("a name"))).expect("a copy");
    }
    let model = fs::read_to_string(inside("tests/verify/tiny.toml")).expect("a model");
    fs::create_dir(folder.path().join("cases")).expect("a folder");
    fs::write(folder.path().join("tiny.toml"), &model).expect("a model");
    fs::write(folder.path().join("cases/tiny.toml"), model.replace("\"data\"", "\"../data\"")).expect("a model");
    let pages = PAGES.map(|arguments| format!("{arguments} 2>/dev/null"));
    let clash = "solve tiny.toml --set rule.open-places.at_least=900 --quiet 2>&1 >/dev/null";
    for arguments in pages.iter().map(String::as_str).chain([clash]) {
        let Some(page) = on_a_terminal(&folder, 40, arguments, &[("TERM", "dumb")]) else { return };
        assert!(!page.trim().is_empty(), "{arguments}");
        for line in page.lines().map(str::trim_end).filter(|line| !line.starts_with("error: ")) {
            let is_a_word = line.split_whitespace().count() == 1;
            assert!(line.chars().count() <= 40 || is_a_word, "{arguments}: {line}\n{page}");
        }
    }
}
