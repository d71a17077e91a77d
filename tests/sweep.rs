//! Sweeps: tasks are planned, done once, done anew when their inputs change, and gathered.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const SWEEP: &str = r#"
models = ["model.toml"]
seeds = [1, 2]
[set]
"envelope.total_gbp" = ["5m", "9m", 13000000]
[[task]]
model = "model.toml"
set = { "rule.a-new-home-at-least.at_least" = 50 }
"#;

/// What is wrong with a sweep, and words of what is said of it.
const WRONG: &[(&str, &str)] = &[
    ("modells = [\"model.toml\"]", "sweep.toml:1: modells: there is no such key; did you mean `models`?"),
    ("", "this asks for nothing"),
    ("models = []", "sweep.toml:1: models: this list is empty"),
    ("models = [\"model.toml\"]\nseeds = []", "sweep.toml:2: seeds: this list is empty"),
    ("models = [\"model.toml\"]\n[set]\nhorizon = []", "sweep.toml:3: horizon: this list is empty"),
    ("seeds = [1]\n[[task]]\nmodel = \"model.toml\"", "[set] are combined with `models`, and it names none"),
    ("models = [\"model.toml\", \"model.toml\"]", "two tasks are the same: model.toml"),
    ("models = [\"model.toml\", \"./model.toml\"]", "two tasks are the same: model.toml; and ./model.toml"),
    ("models = [\"none.toml\"]", "none.toml"),
    ("models = [7]", "sweep.toml:1: models: this is a number, and should be a text, in quotes"),
    ("models = [\"model.toml\"]\nseeds = [-1]", "sweep.toml:2: seeds: `-1` is no seed"),
    ("models = [\"model.toml\"]\nseeds = [\"a\"]", "seeds: this is a text, and should be a whole number"),
    ("models = [\"model.toml\"]\nwith = [\"nobody\"]", "sweep.toml: with: there is no overlay `nobody`"),
    ("models = [\"model.toml\"]\n[set]\nhorizont = [\"2029-30\"]", "sweep.toml: set horizont: there is no such key"),
    ("models = [\"model.toml\"]\n[set]\n\"envelope.total_gbp\" = [[1]]", "write each value as text"),
    ("models = [\"model.toml\"]\nset = 5", "set: this should be a table of keys and their values"),
    (
        "models = [\"model.toml\"]\n[set]\n\"envelope.total_gbp\" = 5\nenvelope.total_gbp = 6",
        "envelope.total_gbp: this key is set twice",
    ),
    ("task = 5", "sweep.toml:1: task: this should be a list of tables, as in [[task]]"),
    ("[[task]]\nmodel = [\"model.toml\"]", "task[1].model: this is a list, and should be a text, in quotes"),
    ("[[task]]\nwith = \"dearer\"", "sweep.toml:1: task[1].model: this key is missing"),
    ("[[task]]\nmodel = \"model.toml\"\nset = { horizon = [\"2029-30\"] }", "write each value as text"),
    ("models = [\"model.toml\"]\n[limits]\nnodes = 5", "limits.nodes: there is no such key"),
    (
        "models = [\"model.toml\"]\n[limits]\nnode_limit = \"few\"",
        "sweep.toml:3: limits.node_limit: this should be a whole number",
    ),
    ("models = [\"model.toml\"]\n[limits]\nnode_limit = 0", "limits: invalid value '0' for '--node-limit <NODES>'"),
    ("models = [\"model.toml\"]\n[limits]\ngap = 5\nexact = true", "cannot be used with"),
];

/// The dataset that `placewell new` writes, and a sweep of it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(sweep: &str) -> Self {
        let desk = Self { folder: TempDir::new().expect("a folder") };
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/starter");
        fs::create_dir(desk.path("inputs")).expect("a folder");
        fs::copy(own.join("model.toml"), desk.path("model.toml")).expect("the model");
        for entry in fs::read_dir(own.join("inputs")).expect("the inputs") {
            let entry = entry.expect("a file");
            fs::copy(entry.path(), desk.path("inputs").join(entry.file_name())).expect("an input");
        }
        fs::write(desk.path("sweep.toml"), sweep).expect("the sweep");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
        command.args(words.split(' ')).current_dir(self.folder.path());
        command
    }

    fn done(&self, words: &str) -> Output {
        self.command(words).output().expect("placewell runs")
    }

    fn told(&self, code: i32, words: &str) -> String {
        let done = self.done(words);
        let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
        assert_eq!(done.status.code(), Some(code), "{words}: {out}{err}");
        out + &err
    }

    /// The rows of the table that is gathered, by their columns.
    fn rows(&self) -> Vec<BTreeMap<String, String>> {
        let csv = self.done("sweep gather swept --format csv").stdout;
        csv::Reader::from_reader(csv.as_slice()).deserialize().collect::<Result<_, _>>().expect("rows")
    }
}

#[test]
fn tasks_are_done_once_and_come_to_what_solve_says() {
    let desk = Desk::new(SWEEP);
    let planned = desk.told(0, "sweep plan sweep.toml --out swept");
    assert!(planned.contains("7 tasks: 0 done, 0 failed, 7 missing."), "{planned}");
    assert!(desk.told(0, "sweep run swept --task 3").contains("1 done, 0 failed, 0 done before."));
    assert!(desk.told(5, "sweep gather swept").contains("7 tasks: 1 done, 0 failed, 6 missing."));
    assert!(desk.told(0, "sweep run swept").contains("6 done, 0 failed, 1 done before."));
    assert!(desk.told(0, "sweep run swept --tasks 1..7").contains("0 done, 0 failed, 7 done before."));
    assert!(desk.told(0, "sweep status swept").contains("7 tasks: 7 done, 0 failed, 0 missing."));
    let rows = desk.rows();
    let outcomes: Vec<&str> = rows.iter().map(|row| row["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["proved", "proved", "proved", "proved", "proved", "proved", "no plan"]);
    assert!(rows[6]["why"].contains("a-new-home-at-least"), "{:?}", rows[6]);
    for row in &rows[..6] {
        desk.told(0, &format!("solve model.toml --seed {} --set {} --out alone", row["seed"], row["set"]));
        let alone: serde_json::Value =
            serde_json::from_slice(&fs::read(desk.path("alone/run.json")).expect("a run")).expect("JSON");
        assert_eq!(
            alone["well_located_places"]["value"].to_string().parse(),
            row["well_located_places"].parse::<f64>()
        );
        assert_eq!(alone["dfe_cost_gbp"]["value"].to_string(), row["dfe_cost_gbp"]);
        assert_eq!(alone["seed"].to_string(), row["seed"]);
        let result = format!("swept/results/{}", row["digest"]);
        desk.told(0, &format!("verify {result} --model model.toml"));
        desk.told(0, &format!("replay {result} --model model.toml"));
    }
}

#[test]
fn a_task_whose_inputs_have_changed_is_another_and_is_not_done_before_it_is_planned() {
    let desk = Desk::new(SWEEP);
    desk.told(0, "sweep plan sweep.toml --out swept");
    desk.told(0, "sweep run swept --tasks 1..2");
    let before: Vec<String> = desk.rows().into_iter().map(|row| row["digest"].clone()).collect();
    let model = fs::read_to_string(desk.path("model.toml")).expect("the model");
    fs::write(desk.path("model.toml"), model.replace("miles = 20,", "miles = 21,")).expect("the model");
    let said = desk.told(8, "sweep run swept --tasks 1..3");
    assert!(said.contains("0 done, 1 failed, 2 done before."), "{said}");
    assert!(desk.rows()[2]["why"].contains("model.toml has changed since the sweep was planned; plan it again"));
    let planned = desk.told(0, "sweep plan sweep.toml --out swept");
    assert!(planned.contains("7 tasks: 0 done, 0 failed, 7 missing."), "{planned}");
    assert!(desk.rows().iter().zip(&before).all(|(row, before)| row["digest"] != *before));
    // As it was it is the same task again, and done.
    fs::write(desk.path("model.toml"), model).expect("the model");
    let planned = desk.told(0, "sweep plan sweep.toml --out swept");
    assert!(planned.contains("7 tasks: 2 done, 1 failed, 4 missing."), "{planned}");
    assert!(desk.told(0, "sweep run swept").contains("5 done, 0 failed, 2 done before."));
    assert!(desk.told(0, "sweep status swept").contains("7 done, 0 failed"));
}

#[test]
fn workers_that_are_killed_or_take_the_same_task_leave_only_whole_results() {
    let amounts: Vec<String> = (0..40).map(|at| format!("{}", 5_000_000 + at * 200_000)).collect();
    let desk =
        Desk::new(&format!("models = [\"model.toml\"]\n[set]\n\"envelope.total_gbp\" = [{}]\n", amounts.join(", ")));
    desk.told(0, "sweep plan sweep.toml --out swept");
    let mut killed = desk.command("sweep run swept").stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("runs");
    thread::sleep(Duration::from_millis(700));
    killed.kill().expect("it is killed");
    killed.wait().expect("it ended");
    let whole = |folder: PathBuf| folder.join("run.json").is_file() && folder.join("plan.csv").is_file();
    let results = || {
        let all = fs::read_dir(desk.path("swept/results")).expect("results").map(|entry| entry.expect("one").path());
        all.filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
    };
    assert!(results().all(whole), "a part of a run was left");
    let at_once: Vec<_> = (0..2)
        .map(|_| desk.command("sweep run swept").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("runs"))
        .collect();
    for worker in at_once {
        let done = worker.wait_with_output().expect("it ended");
        let failed = fs::read_dir(desk.path("swept/failed")).into_iter().flatten().map_while(Result::ok);
        let why: Vec<String> = failed.map(|file| fs::read_to_string(file.path()).unwrap_or_default()).collect();
        assert_eq!(done.status.code(), Some(0), "{} {why:?}", String::from_utf8_lossy(&done.stdout));
    }
    assert_eq!(results().count(), 40);
    assert!(results().all(whole));
    assert!(desk.rows().iter().all(|row| row["outcome"] == "proved"));
}

#[test]
fn what_is_wrong_with_a_sweep_is_told_before_anything_is_done() {
    let foreign = ["invalid type", "expected a sequence", "unknown field", "u16"];
    let for_commands = ["--set", "--with"];
    for (sweep, why) in WRONG {
        let desk = Desk::new(sweep);
        let said = desk.told(3, "sweep plan sweep.toml --out swept");
        assert!(said.contains(why), "{sweep}: {said}");
        assert!(!foreign.iter().chain(&for_commands).any(|words| said.contains(words)), "{sweep}: {said}");
        assert!(!desk.path("swept").exists(), "{sweep}");
    }
    let desk = Desk::new(SWEEP);
    assert!(desk.told(3, "sweep run swept").contains("plan one with `placewell sweep plan SWEEP.toml --out swept`"));
    desk.told(0, "sweep plan sweep.toml --out swept");
    assert!(desk.told(3, "sweep run swept --task 8").contains("there is no task 8: this sweep has 7 tasks"));
    assert!(desk.told(2, "sweep run swept --task 0").contains("a whole number"));
    assert!(desk.told(2, "sweep run swept --tasks 5..1").contains("write it as 1..50"));
    assert!(desk.told(3, "sweep gather swept --explore page.html --tasks 7..8").contains("there is no task 8"));
    for file in ["swept.xlsx", "swept", "inputs"] {
        let said = desk.told(2, &format!("sweep gather swept --out {file}"));
        assert!(said.contains("name a file that ends in .csv or in .parquet"), "{said}");
    }
    assert!(desk.told(9, "sweep plan sweep.toml --out model.toml").contains("part of the path is a file"));
}

#[test]
fn a_grid_may_be_written_in_more_than_one_way_and_limits_that_are_off_are_none() {
    let long = "models = [\"model.toml\"]\nseeds = [3]\n[set]\n\"envelope.total_gbp\" = [\"9m\"]\n";
    let short = "models = \"model.toml\"\nseeds = 3\n[set.envelope]\ntotal_gbp = \"9m\"\n[limits]\nexact = false\n";
    let digests = [long, short].map(|sweep| {
        let desk = Desk::new(sweep);
        desk.told(0, "sweep plan sweep.toml --out swept");
        desk.rows().into_iter().map(|row| row["digest"].clone()).collect::<Vec<_>>()
    });
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0].len(), 1);
}

#[test]
fn a_result_that_is_damaged_is_not_done_and_a_list_that_is_not_ours_is_refused() {
    let desk = Desk::new(SWEEP);
    desk.told(0, "sweep plan sweep.toml --out swept");
    desk.told(0, "sweep run swept");
    let result = desk.path("swept/results").join(&desk.rows()[0]["digest"]);
    for damage in [Some("{"), None] {
        match damage {
            Some(text) => fs::write(result.join("run.json"), text),
            None => fs::remove_file(result.join("run.json")),
        }
        .expect("it is damaged");
        let said = desk.told(8, "sweep run swept");
        assert!(said.contains("0 done, 1 failed, 6 done before."), "{said}");
        assert!(said.contains("what is here is not a whole result; delete it, and run the task again"), "{said}");
        desk.told(5, "sweep gather swept");
        fs::remove_dir_all(&result).expect("it is deleted");
        assert!(desk.told(0, "sweep run swept").contains("1 done, 0 failed, 6 done before."));
        assert!(desk.told(0, "sweep status swept").contains("7 done, 0 failed, 0 missing."));
    }
    let list = fs::read_to_string(desk.path("swept/sweep.json")).expect("the list");
    let digest = &desk.rows()[0]["digest"];
    for (wrong, why) in [
        ("{".to_owned(), "this is no list of tasks as placewell writes it"),
        (list.replace(digest.as_str(), "../../elsewhere"), "this is no list of tasks as placewell writes it"),
        (list.replace("\"schema_version\": 1", "\"schema_version\": 9"), "plan it again with this one"),
    ] {
        fs::write(desk.path("swept/sweep.json"), wrong).expect("the list");
        let said = desk.told(3, "sweep run swept --task 1");
        assert!(said.contains(why), "{said}");
        assert!(!desk.path("elsewhere").exists());
    }
}

#[test]
fn what_is_doubtful_is_told_once_for_all_tasks_when_planned_and_when_run() {
    let desk = Desk::new("models = [\"model.toml\"]\nseeds = [1, 2, 3]\n[set]\n\"envelope.total_gbp\" = [1]\n");
    for (code, words) in [(0, "sweep plan sweep.toml --out swept"), (0, "sweep run swept")] {
        let said = desk.told(code, words);
        assert_eq!(said.matches("small-envelope").count(), 1, "{said}");
    }
}

#[cfg(unix)]
#[test]
fn who_stops_a_sweep_is_told_what_is_kept() {
    let seeds: Vec<String> = (1..=2_000).map(|seed: u16| seed.to_string()).collect();
    let desk = Desk::new(&format!("models = [\"model.toml\"]\nseeds = [{}]\n", seeds.join(", ")));
    desk.told(0, "sweep plan sweep.toml --out swept");
    let run = desk.command("sweep run swept").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    thread::sleep(Duration::from_millis(700));
    Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("it is told to stop");
    let done = run.wait_with_output().expect("it ended");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(130), "{said}");
    assert!(said.contains("stopping: what is done is kept, and the tasks under way are left undone"), "{said}");
    assert!(!said.contains("what was found so far"), "{said}");
    let told = String::from_utf8_lossy(&done.stdout);
    let many: usize = told.split(' ').next().and_then(|many| many.parse().ok()).expect("a number");
    assert!(many > 0 && many < 2_000, "{told}");
    assert!(desk.told(0, "sweep status swept").contains(&format!("2,000 tasks: {many} done, 0 failed")));
}

#[test]
fn what_is_gathered_is_the_same_as_csv_and_as_parquet_and_its_runs_are_on_a_page() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let desk = Desk::new(SWEEP);
    desk.told(0, "sweep plan sweep.toml --out swept");
    assert!(desk.told(3, "sweep gather swept --explore page.html").contains("none of these tasks has a plan yet"));
    desk.told(2, "sweep gather swept --tasks 1..2");
    desk.told(0, "sweep run swept");
    desk.told(0, "sweep gather swept --out swept.parquet --explore page.html");
    let file = fs::File::open(desk.path("swept.parquet")).expect("the file");
    let reader = SerializedFileReader::new(file).expect("it is Parquet");
    let rows = desk.rows();
    let read: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
    assert_eq!(read.len(), rows.len());
    for (read, row) in read.iter().zip(&rows) {
        for (column, field) in read.get_column_iter() {
            let value = row[column].as_str();
            match field {
                Field::Null => assert_eq!(value, "", "{column}"),
                Field::Str(text) => assert_eq!(value, text, "{column}"),
                Field::Long(number) => assert_eq!(value.parse(), Ok(*number), "{column}"),
                Field::Double(number) => assert_eq!(value.parse(), Ok(*number), "{column}"),
                other => panic!("{column}: {other}"),
            }
        }
        let cost = read.get_column_iter().find(|(column, _)| *column == "dfe_cost_gbp").map(|(_, field)| field);
        assert_eq!(matches!(cost, Some(Field::Long(_))), row["outcome"] != "no plan", "{read}");
    }
    let page = fs::read_to_string(desk.path("page.html")).expect("the page");
    let names: Vec<String> =
        rows[..6].iter().map(|row| format!("{}: model {} seed {}", row["task"], row["set"], row["seed"])).collect();
    assert!(names.iter().all(|name| page.contains(name.as_str())), "{names:?}");
    assert!(!page.contains("7: model"), "the task without a plan is not on it");
    desk.told(0, "sweep gather swept --explore page.html --tasks 2..3");
    let page = fs::read_to_string(desk.path("page.html")).expect("the page");
    let are_on: Vec<bool> = names.iter().map(|name| page.contains(name.as_str())).collect();
    assert_eq!(are_on, [false, true, true, false, false, false]);
}
