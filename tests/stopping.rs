//! A solver that crashes, hangs or is killed, and a user who will not wait.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::solver_contract::puzzle::{Puzzle, hard, knapsack};
use placewell::milp::{Direction, Objective};
use placewell::solve::{
    Enough, Going, Highs, Limits, Outcome, Progress, Request, Solver, SolverError, SolverProcess, Status, Work,
};
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_placewell");

fn command(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

fn apart(words: &[&str]) -> SolverProcess {
    SolverProcess { command: command(words), seed: 0, grace: Duration::from_millis(300) }
}

/// A solver that is a few lines of shell.
fn shell(script: &str) -> SolverProcess {
    apart(&["sh", "-c", script])
}

fn solve(solver: &dyn Solver, puzzle: &Puzzle, limits: Limits) -> Result<Outcome, SolverError> {
    let request = Request { milp: &puzzle.milp, objective: &puzzle.objective, start: None, limits };
    solver.solve(&request, &mut |_| Going::On)
}

#[test]
fn a_solver_in_a_process_of_its_own_answers_as_one_within_does() {
    for puzzle in [knapsack(), hard()] {
        for nodes in [Some(1), Some(30), None] {
            let enough = Some(Enough::Iterations(2_000));
            let limits = Limits { nodes, enough, ..Limits::default() };
            let within = solve(&Highs { seed: 0 }, &puzzle, limits).expect("an outcome");
            let beside = solve(&apart(&[BINARY, "internal-task"]), &puzzle, limits).expect("an outcome");
            assert_eq!(within, beside);
        }
    }
}

#[test]
fn a_solver_that_crashes_twice_is_said_to_have_failed() {
    let failed = solve(&shell("kill -SEGV $$"), &knapsack(), Limits::default()).expect_err("it crashed");
    assert!(failed.to_string().contains("it crashed twice (signal: 11"), "{failed}");
    let failed = solve(&apart(&["/no/such/program"]), &knapsack(), Limits::default()).expect_err("it is not there");
    assert!(failed.to_string().contains("could not be begun"), "{failed}");
}

#[test]
fn a_solver_that_crashes_once_is_begun_anew() {
    let folder = TempDir::new().expect("a folder");
    let mark = folder.path().join("mark");
    let script =
        format!("test -e '{0}' || {{ touch '{0}'; kill -ABRT $$; }}; exec '{BINARY}' internal-task", mark.display());
    let puzzle = knapsack();
    let crashed = solve(&shell(&script), &puzzle, Limits::default()).expect("an outcome");
    let sound = solve(&Highs { seed: 100 }, &puzzle, Limits::default()).expect("an outcome");
    assert!(mark.exists(), "it crashed");
    assert_eq!(crashed, sound, "the second time its random choices are others");
}

#[test]
fn what_a_solver_found_before_it_crashed_is_kept_and_not_called_best() {
    let puzzle = knapsack();
    let values = vec![0; puzzle.milp.columns().len()];
    let better = serde_json::json!({ "Better": values });
    let progress = Progress { best: Some(0), bound: Some(77), nodes: 1, iterations: 1 };
    let progress = serde_json::json!({ "Progress": progress });
    let script = format!("read line; echo '{better}'; echo '{progress}'; kill -KILL $$");
    let outcome = solve(&shell(&script), &puzzle, Limits::default()).expect("an outcome");
    assert_eq!(outcome.work, Work { nodes: 2, iterations: 2 }, "the work of both attempts, as far as they told of it");
    match outcome.status {
        Status::Stopped(found) => assert_eq!((found.values, found.value, found.bound), (values, 0, 77)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_solver_that_overruns_its_time_is_killed() {
    let begun = Instant::now();
    let limits = Limits { deadline: Some(begun + Duration::from_millis(200)), ..Limits::default() };
    let outcome = solve(&shell("sleep 60"), &knapsack(), limits).expect("an outcome");
    assert_eq!(outcome.status, Status::Nothing);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_solver_is_stopped_though_it_says_nothing_and_its_start_is_kept() {
    let puzzle = knapsack();
    let start = vec![0; puzzle.milp.columns().len()];
    let Puzzle { milp, objective, .. } = &puzzle;
    let request = Request { milp, objective, start: Some(&start), limits: Limits::default() };
    let outcome = shell("sleep 60").solve(&request, &mut |_| Going::Stop).expect("an outcome");
    let Status::Stopped(found) = outcome.status else { panic!("{:?}", outcome.status) };
    assert_eq!(found.values, start);
    assert_eq!(found.bound, objective.trivial_bound(milp), "nothing closer is known");
    let downwards = Objective { direction: Direction::Minimise, ..objective.clone() };
    assert!(downwards.trivial_bound(milp) <= found.value && found.value <= found.bound);
}

/// Runs the main job and sends it `signals`, each so long after the one before; its code, how long it took to end
/// after the first of them, and what it said.
fn interrupted(folder: &Path, signals: &[(&str, Duration)]) -> (Option<i32>, Duration, String) {
    let run = folder.join("run");
    let child = Command::new(BINARY)
        .args(["solve", "models/envelope-563.toml", "--out", &run.to_string_lossy()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("placewell runs");
    let mut first = None;
    for &(signal, after) in signals {
        sleep(after);
        first.get_or_insert_with(Instant::now);
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success(), "it was still at work");
    }
    let output = child.wait_with_output().expect("it ends");
    let took = first.expect("a signal was sent").elapsed();
    (output.status.code(), took, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_user_who_will_not_wait_keeps_the_best_plan_so_far() {
    for signal in ["-INT", "-TERM"] {
        let folder = TempDir::new().expect("a folder");
        let (code, took, said) = interrupted(folder.path(), &[(signal, Duration::from_secs(6))]);
        println!("{signal}: ended {took:?} after it");
        assert_eq!(code, Some(130), "{said}");
        assert!(said.contains("interrupted: the plan written is the best found, and not proved"), "{said}");
        assert!(took < Duration::from_secs(6), "two seconds on a machine with nothing else to do: {took:?}");
        let manifest = fs::read_to_string(folder.path().join("run/run.json")).expect("the run is there");
        assert!(manifest.contains("\"status\": \"not proved\""), "{manifest}");
        let verified = Command::new(BINARY)
            .args(["verify", &folder.path().join("run").to_string_lossy()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("placewell runs");
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    }
}

#[test]
fn a_user_who_asks_twice_is_let_go_at_once() {
    let folder = TempDir::new().expect("a folder");
    let (pause, moment) = (Duration::from_secs(3), Duration::from_millis(20));
    let (code, took, _) = interrupted(folder.path(), &[("-INT", pause), ("-INT", moment)]);
    assert_eq!(code, Some(130));
    assert!(took < Duration::from_millis(900), "{took:?}");
    assert!(!folder.path().join("run").exists(), "nothing is half written");
}

/// A model of England with something laid over it, in a folder.
fn england(folder: &Path, overlay: &str) -> String {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/envelope-563.toml");
    let file = folder.join("overlay.toml");
    fs::write(&file, format!("extends = \"{}\"\n{overlay}", base.display())).expect("an overlay is written");
    file.to_string_lossy().into_owned()
}

#[test]
fn who_will_not_wait_for_the_reasons_is_told_what_is_known_of_them() {
    let folder = TempDir::new().expect("a folder");
    let model = england(folder.path(), "[envelope]\ntotal_gbp = 480_000_000\n");
    let run = folder.path().join("run");
    let mut child = Command::new(BINARY)
        .args(["solve", &model, "--out", &run.to_string_lossy()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("placewell runs");
    let mut said = BufReader::new(child.stderr.take().expect("it was asked for"));
    let mut line = String::new();
    while !line.contains("looking for the rules that clash") {
        line.clear();
        assert!(said.read_line(&mut line).expect("it is text") > 0, "it ended before it looked for reasons");
    }
    sleep(Duration::from_secs(2));
    let told = Instant::now();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success(), "it was still at work");
    let code = child.wait().expect("it ends").code();
    let took = told.elapsed();
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("it is text");
    println!("ended {took:?} after it: {rest}");
    assert_eq!(code, Some(4), "{rest}");
    assert!(took < Duration::from_secs(15), "two seconds on a machine with nothing else to do: {took:?}");
    let (stopping, rest) = rest.split_once('\n').expect("more than a line");
    assert!(stopping.starts_with("stopping: what was found so far is kept; if stopped again"), "{stopping}");
    assert!(rest.starts_with("error: no plan can keep all the rules of this model"), "{rest}");
    let words = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("not settled within the limits") || words.contains("was not found out"), "{words}");
}

#[test]
fn a_limit_holds_where_no_plan_is_found_either() {
    let folder = TempDir::new().expect("a folder");
    let floor = "[coverage_floor]\nshare_percent = 75\nsource = \"Made for the tests\"\n";
    let (model, begun) = (england(folder.path(), floor), Instant::now());
    let done = Command::new(BINARY)
        .args(["solve", &model, "--time-limit", "1", "--out", &folder.path().join("run").to_string_lossy()])
        .output()
        .expect("placewell runs");
    let (took, said) = (begun.elapsed(), String::from_utf8_lossy(&done.stderr).into_owned());
    println!("ended after {took:?}: {said}");
    assert_eq!(done.status.code(), Some(6), "{said}");
    assert!(said.ends_with("error: no plan was found before the limit\n"), "{said}");
    assert!(took < Duration::from_secs(60), "eleven seconds on a machine with nothing else to do: {took:?}");
}
