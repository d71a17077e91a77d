//! What is kept from one command to the next changes the time that an answer takes, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use placewell::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row};
use placewell::solve::{Cached, Going, Highs, Limits, Outcome, Progress, Request, Solver, SolverError, Status};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A solver that counts how often it is asked.
#[derive(Debug, Default)]
struct Counting {
    times: AtomicUsize,
}

impl Solver for &Counting {
    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        self.times.fetch_add(1, Ordering::Relaxed);
        watch(Progress { best: None, bound: None, nodes: 0, iterations: 0 });
        Highs { seed: 0 }.solve(request, watch)
    }
}

/// Three columns of which two units may be taken, the last settled; worth 3, 5 and 7.
fn question(settled: i64) -> (Milp, Objective) {
    let mut milp = Milp::default();
    let mut column =
        |lower, upper| milp.add_column(Column { label: "x".to_owned(), lower, upper, kind: ColumnKind::Whole });
    let columns: Vec<ColumnIndex> = vec![column(0, 2), column(0, 1), column(settled, settled)];
    let sum = columns.iter().map(|&column| (1, column)).collect();
    milp.add_row(Row { label: "r".to_owned(), sum, comparison: Comparison::AtMost, bound: 2 + settled });
    let sum = [3, 5, 7].into_iter().zip(columns).collect();
    (milp, Objective::new(Direction::Maximise, sum))
}

fn asked(solver: &dyn Solver, settled: i64, limits: Limits, going: Going) -> Outcome {
    let (milp, objective) = question(settled);
    let request = Request { milp: &milp, objective: &objective, start: None, limits };
    solver.solve(&request, &mut |_| going).expect("no failure")
}

#[test]
fn nothing_is_asked_twice_and_what_is_settled_elsewhere_makes_no_other_question() {
    let counting = Counting::default();
    let solver = Cached::new(&counting, 0);
    let times = || counting.times.load(Ordering::Relaxed);
    for settled in [1, 4, 1] {
        let outcome = asked(&solver, settled, Limits::default(), Going::On);
        let Status::Optimal(found) = outcome.status else { panic!("{outcome:?}") };
        let best = 8 + 7 * settled;
        assert_eq!((found.values, found.value, found.bound), (vec![1, 1, settled], best, best));
    }
    assert_eq!(times(), 1);
    asked(&solver, 1, Limits { nodes: Some(5), ..Limits::default() }, Going::On);
    assert_eq!(times(), 2, "more or less work is another question");
}

#[test]
fn what_somebody_stopped_is_asked_again() {
    let counting = Counting::default();
    let solver = Cached::new(&counting, 0);
    asked(&solver, 1, Limits::default(), Going::Stop);
    asked(&solver, 1, Limits::default(), Going::On);
    assert_eq!(counting.times.load(Ordering::Relaxed), 2);
}

#[test]
fn a_target_and_a_bound_are_told_of_the_whole() {
    let counting = Counting::default();
    let solver = Cached::new(&counting, 0);
    let status = |target| asked(&solver, 2, Limits { target: Some(target), ..Limits::default() }, Going::On).status;
    assert!(matches!(status(22), Status::Stopped(found) if found.value == 22));
    assert_eq!(status(23), Status::Infeasible);
}

/// A folder with a small dataset and a model of it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let case = root.join("tests/cases/nearest-of-more-places");
        fs::create_dir(folder.path().join("inputs")).expect("a folder");
        for name in ["model.toml", "miles.csv"] {
            fs::copy(case.join(name), folder.path().join(name)).expect("a file");
        }
        for entry in fs::read_dir(case.join("inputs")).expect("the inputs") {
            let from = entry.expect("a file").path();
            fs::copy(&from, folder.path().join("inputs").join(from.file_name().expect("a name"))).expect("a file");
        }
        Self { folder }
    }

    fn placewell(&self, arguments: &[&str]) -> Output {
        let placewell =
            Command::new(env!("CARGO_BIN_EXE_placewell")).args(arguments).current_dir(&self.folder).output();
        placewell.expect("placewell runs")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The files of a run, without what differs between two runs of the same thing.
    fn run(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let Ok(entries) = fs::read_dir(self.path(name)) else { return Vec::new() };
        let file = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.expect("a file").path();
            let mut bytes = fs::read(&path).expect("bytes");
            if path.ends_with("run.json") {
                let mut manifest: Value = serde_json::from_slice(&bytes).expect("JSON");
                manifest["timings_ms"] = Value::Null;
                manifest["answers_from_folder"] = Value::Null;
                manifest["distances_from_folder"] = Value::Null;
                bytes = manifest.to_string().into_bytes();
            }
            (path.file_name().expect("a name").to_string_lossy().into_owned(), bytes)
        };
        let mut files: Vec<_> = entries.map(file).collect();
        files.sort();
        files
    }

    fn answers_from_folder(&self, name: &str) -> u64 {
        let manifest = fs::read(self.path(name).join("run.json")).expect("a manifest");
        let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        manifest["answers_from_folder"].as_u64().expect("a number")
    }
}

#[test]
fn a_run_with_kept_answers_is_the_run_without_whatever_cell_was_changed() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(3);
    let (mut runs, mut differ, mut before) = (0, 0, Vec::new());
    for change in 0..40 {
        let name = ["options.csv", "demand.csv", "spend.csv"][random.usize(0..3)];
        let file = desk.path("inputs").join(name);
        let text = fs::read_to_string(&file).expect("a table");
        if change > 0 {
            fs::write(&file, with_one_number_changed(&text, &mut random)).expect("it can be written");
        }
        let kept = desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", "one"]);
        let cold = desk.placewell(&["solve", "model.toml", "--out", "other"]);
        assert_eq!(kept.status.code(), cold.status.code(), "{}", String::from_utf8_lossy(&kept.stderr));
        assert_eq!(answer(&kept), answer(&cold));
        if cold.status.success() {
            assert_eq!(desk.run("one"), desk.run("other"), "{name}, change {change}");
            runs += 1;
            differ += usize::from(before != desk.run("other"));
            before = desk.run("other");
        } else {
            fs::write(&file, text).expect("it can be written");
        }
    }
    assert!(runs >= 20 && differ >= 10, "{runs} runs, {differ} unlike the one before");
    desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", "one"]);
    assert!(desk.answers_from_folder("one") > 0 && desk.answers_from_folder("other") == 0);
    let again = desk.placewell(&["replay", "one", "--model", "model.toml"]);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stderr));
}

/// What introduces that something came from a folder.
const FROM_FOLDER: &str = "From the folder of --keep: ";

/// What was answered, but for the last paragraph where that says what came from a folder.
fn answer(done: &Output) -> String {
    let text = String::from_utf8(done.stdout.clone()).expect("what is printed is UTF-8");
    text.split_once(&format!("\n{FROM_FOLDER}")).map_or_else(|| text.clone(), |(before, _)| before.to_owned())
}

#[test]
fn what_rests_on_a_folder_says_so_on_the_screen_and_on_the_page() {
    let desk = Desk::new();
    let solve = |out: &str| desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", out]);
    let said = |done: &Output| String::from_utf8_lossy(&done.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let page = |run: &str| {
        let done = desk.placewell(&["report", run, "--model", "model.toml", "--out", "-"]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        said(&done)
    };
    let on_page = "From the folder of --keep</dt><dd>answers of the solver: what is proved rests on that";
    assert!(!said(&solve("first")).contains(FROM_FOLDER) && !page("first").contains(on_page));
    let again = said(&solve("again"));
    let count = desk.answers_from_folder("again");
    assert!(count > 0 && again.contains(&format!("{FROM_FOLDER}{count} answer")), "{again}");
    assert!(again.ends_with("What is said here rests on that; without --keep all is found anew."), "{again}");
    assert!(page("again").contains(on_page));
}

/// The table with one of its whole numbers one more or one less.
fn with_one_number_changed(text: &str, random: &mut fastrand::Rng) -> String {
    let mut rows: Vec<Vec<String>> = text.lines().map(|row| row.split(',').map(str::to_owned).collect()).collect();
    let is_number = |cell: &String| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<(usize, usize)> = (1..rows.len())
        .flat_map(|row| (0..rows[row].len()).map(move |column| (row, column)))
        .filter(|&(row, column)| is_number(&rows[row][column]))
        .collect();
    let (row, column) = numbers[random.usize(0..numbers.len())];
    let number: i64 = rows[row][column].parse().expect("a number");
    rows[row][column] = (number + [-1, 1][random.usize(0..2)]).max(0).to_string();
    rows.iter().map(|row| row.join(",") + "\n").collect()
}

#[test]
fn a_folder_that_others_can_write_to_is_refused_and_a_check_takes_none() {
    let desk = Desk::new();
    assert_eq!(desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", "run"]).status.code(), Some(0));
    for command in ["verify", "replay", "report", "export"] {
        let done = desk.placewell(&[command, "run", "--model", "model.toml", "--keep", "kept"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && said.contains("unexpected argument '--keep'"), "{said}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(desk.path("kept"), fs::Permissions::from_mode(0o777)).expect("the owner may");
        let done = desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", "run"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(9) && said.contains("can write to it") && said.contains("go-w"), "{said}");
        let about = fs::metadata(desk.path("kept")).expect("the folder");
        assert_eq!(about.permissions().mode() & 0o777, 0o777);
        fs::remove_dir_all(desk.path("kept")).expect("it is there");
        let script =
            format!("umask 0002; '{}' solve model.toml --keep kept --out run", env!("CARGO_BIN_EXE_placewell"));
        for _ in 0..2 {
            let done = Command::new("sh").args(["-c", &script]).current_dir(&desk.folder).output().expect("it ends");
            assert_eq!(done.status.code(), Some(0), "made for its owner alone, whatever else is usual");
        }
        assert!(desk.answers_from_folder("run") > 0);
    }
    fs::write(desk.path("file"), "").expect("it can be written");
    let done = desk.placewell(&["solve", "model.toml", "--keep", "file", "--out", "run"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(9) && said.contains("it is no folder"), "{said}");
    let with = ["solve", "evaluate", "check", "order", "stress", "frontier", "why", "alternatives", "list"];
    let without = ["verify", "replay", "report", "export", "compare", "doctor"];
    for (command, is_there) in with.map(|command| (command, true)).into_iter().chain(without.map(|one| (one, false))) {
        let help = String::from_utf8_lossy(&desk.placewell(&[command, "--help"]).stdout).into_owned();
        assert_eq!(help.contains("--keep"), is_there, "{command}");
    }
}

#[test]
fn an_answer_that_was_cut_short_is_found_anew() {
    let desk = Desk::new();
    let solve = |out: &str| desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", out]);
    solve("one");
    for entry in fs::read_dir(desk.path("kept")).expect("the folder") {
        let file = entry.expect("a file").path();
        let text = fs::read_to_string(&file).expect("text");
        fs::write(&file, &text[..text.len() - 2]).expect("it can be written");
    }
    assert_eq!(solve("other").status.code(), Some(0));
    assert_eq!(desk.answers_from_folder("other"), 0);
    assert_eq!(desk.run("one"), desk.run("other"));
}

/// What is made of an answer.
type Change<'a> = &'a dyn Fn(&mut Value);

/// Changes every answer that is kept, and states the digest of what it then says.
fn forge(desk: &Desk, change: impl Fn(&mut Value)) {
    for entry in fs::read_dir(desk.path("kept")).expect("the folder") {
        let file = entry.expect("a file").path();
        let text = fs::read_to_string(&file).expect("text");
        let mut answer: Value = serde_json::from_str(text.split_once('\n').expect("a digest").1).expect("JSON");
        change(&mut answer);
        let name = file.file_name().expect("a name").to_string_lossy();
        let digest = Sha256::digest(format!("{name}\n{answer}").as_bytes());
        let digest = digest.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
        fs::write(&file, format!("{digest}\n{answer}")).expect("it can be written");
    }
}

#[test]
fn a_forged_answer_changes_no_plan_and_ends_in_plain_words() {
    let desk = Desk::new();
    let solve = |out: &str| desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", out]);
    let honest = desk.placewell(&["solve", "model.toml", "--out", "honest"]);
    let set = |key: &'static str, value: Value| move |answer: &mut Value| answer[key] = value.clone();
    let of_cuts =
        |answer: &mut Value, change: Change<'_>| answer["rows"].as_array_mut().into_iter().flatten().for_each(change);
    let all: [(&str, Change<'_>); 10] = [
        ("no plan at all", &set("status", json!("Infeasible"))),
        ("the bound of none", &set("bound", json!(0))),
        ("a bound that no number is beyond", &set("bound", json!(i64::MAX))),
        ("a value that no number is beyond", &set("value", json!(i64::MAX))),
        ("values beyond their columns", &set("values", json!([[0, i64::MAX], [1, i64::MIN]]))),
        ("work without end", &|answer| answer["work"]["nodes"] = json!(u64::MAX)),
        ("cuts that no plan keeps", &|answer| of_cuts(answer, &|row| row["bound"] = json!(-1))),
        ("cuts of what is not there", &|answer| of_cuts(answer, &|row| row["sum"]["terms"] = json!({"999999": 1}))),
        ("cuts that no number is beyond", &|answer| {
            let beyond = |row: &mut Value| {
                row["sum"]["terms"]
                    .as_object_mut()
                    .into_iter()
                    .flatten()
                    .for_each(|(_, factor)| *factor = json!(i64::MIN));
            };
            of_cuts(answer, &beyond);
        }),
        ("the plan that funds nothing", &|answer| {
            answer["values"] = json!([]);
            answer["value"] = json!(0);
            answer["bound"] = json!(0);
        }),
    ];
    for (what, change) in all {
        fs::remove_dir_all(desk.path("kept")).ok();
        solve("run");
        forge(&desk, change);
        let done = solve("run");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), honest.status.code(), "{what}: {said}");
        assert_eq!(answer(&done), answer(&honest), "{what}: {said}");
        assert_eq!(desk.run("run"), desk.run("honest"), "{what}: {said}");
        assert!(!said.contains("panicked") && !said.contains("Proof"), "{what}: {said}");
    }
}

#[test]
fn an_answer_that_led_to_what_cannot_be_is_deleted_with_a_word() {
    let desk = Desk::new();
    let solve = || desk.placewell(&["solve", "model.toml", "--keep", "kept", "--out", "run"]);
    let words = || String::from_utf8_lossy(&solve().stderr).into_owned();
    solve();
    forge(&desk, |answer| answer["bound"] = json!(0));
    let said = words();
    assert!(said.contains("led to what cannot be"), "{said}");
    let said = words();
    assert!(!said.contains("led to what cannot be"), "{said}");
}

#[test]
fn that_there_is_no_plan_is_asked_again_whatever_a_folder_says() {
    let folder = TempDir::new().expect("a folder");
    let counting = Counting::default();
    let (mut milp, objective) = question(1);
    let sum = milp.column_indices().map(|column| (1, column)).collect();
    milp.add_row(Row { label: "none".to_owned(), sum, comparison: Comparison::AtMost, bound: 0 });
    let ask = |milp: &Milp, start: Option<&[i64]>, target: Option<i64>| {
        let solver = Cached::in_folder(&counting, 0, folder.path()).expect("the folder can be used");
        let limits = Limits { target, ..Limits::default() };
        let request = Request { milp, objective: &objective, start, limits };
        solver.solve(&request, &mut |_| Going::On).expect("no failure").status
    };
    for times in 1..3 {
        assert_eq!(ask(&milp, None, None), Status::Infeasible);
        assert_eq!(counting.times.load(Ordering::Relaxed), times, "and it is not kept");
    }
    let (milp, _) = question(1);
    for _ in 0..2 {
        assert_eq!(ask(&milp, None, Some(16)), Status::Infeasible);
        assert_eq!(counting.times.load(Ordering::Relaxed), 3, "that nothing reaches so much is kept");
    }
}
