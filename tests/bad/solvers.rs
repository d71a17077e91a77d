//! A solver that crashes, hangs, is killed or answers wrongly, in the place of the one that is built in: the program
//! itself is run, and another program stands where it looks for its solver.
//!
//! The program begins its own file anew to solve. Here that file is taken away once it has begun, as an installer may
//! do, and Linux then names it `program (deleted)`: whatever stands there by that name is taken for the solver.

#![cfg(target_os = "linux")]

use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use super::desk::{Desk, PLACEWELL};

/// Begins a program that is no longer there, with `$1` in the place of its solver.
const BEGUN: &str = r#"set -eu
cp "$0" program
rm -f 'program (deleted)'
if test -n "$1"; then printf '#!/bin/sh\n%s\n' "$1" > 'program (deleted)'; chmod 755 'program (deleted)'; fi
shift
exec 9< program
rm program
exec /proc/self/fd/9 "$@"
"#;

/// What comes of a command with a script in the place of the solver; with none, nothing is there.
fn solved_by(script: &str, desk: &Desk, arguments: &[&str]) -> Output {
    let mut command = desk.command("sh");
    command.args(["-c", BEGUN, PLACEWELL, script]).args(arguments).stdin(Stdio::null());
    command.output().expect("a shell runs")
}

/// A desk whose model `torn.toml` no plan keeps, though no sum shows it: so there is no plan of our own.
fn desk() -> Desk {
    let desk = Desk::new();
    let torn = "\n[[rule]]\nid = \"all\"\nmeasure = \"projects\"\nat_least = 3\nsource = \"Made for the tests\"\n";
    desk.write("torn.toml", desk.text("model.toml") + torn);
    desk
}

/// The solver that is built in, told something else than it is asked.
fn told(edit: &str) -> String {
    format!("sed -u '{edit}' | '{PLACEWELL}' internal-task")
}

const CRASHES: [(&str, &str); 5] = [
    ("kill -SEGV $$", "it crashed twice (signal: 11 (SIGSEGV) (core dumped); signal: 11 (SIGSEGV) (core dumped))"),
    ("kill -ABRT $$", "it crashed twice (signal: 6 (SIGABRT) (core dumped); signal: 6 (SIGABRT) (core dumped))"),
    // As by a system that runs out of memory.
    ("read task; kill -KILL $$", "it crashed twice (signal: 9 (SIGKILL); signal: 9 (SIGKILL))"),
    ("read task; exit 3", "it crashed twice (exit status: 3; exit status: 3)"),
    ("", "its process could not be begun: No such file or directory (os error 2)"),
];

#[test]
fn a_solver_that_crashes_ends_a_model_without_a_plan_of_our_own_with_8_and_leaves_the_old_run() {
    for (script, why) in CRASHES {
        let desk = desk();
        desk.placewell().args(["solve", "model.toml", "--out", "run"]).assert().code(0);
        let before = desk.files("run");
        let done = solved_by(script, &desk, &["solve", "torn.toml", "--out", "run"]);
        let said = desk.shorn(&done.stderr).replace(" (core dumped)", "");
        let expected = format!("error: the solver failed: {why}\n").replace(" (core dumped)", "");
        assert_eq!((done.status.code(), said), (Some(8), expected));
        assert!(done.stdout.is_empty() && desk.files("run") == before, "{script}: the old run is as it was");
    }
}

#[test]
fn where_the_solver_crashes_a_plan_of_our_own_is_offered_and_not_called_proved() {
    for (script, why) in CRASHES {
        let desk = desk();
        let done = solved_by(script, &desk, &["solve", "model.toml"]);
        let said = desk.shorn(&done.stderr).replace(" (core dumped)", "");
        let expected = format!(
            "warning: the solver failed: {why}; the plan is our own, found without it, and nothing of it is proved\n\
             written to runs/model\n"
        );
        assert_eq!((done.status.code(), said), (Some(5), expected.replace(" (core dumped)", "")));
        assert!(desk.text("runs/model/run.json").contains("\"status\": \"not proved\""));
        desk.placewell().args(["verify", "runs/model", "--model", "model.toml"]).assert().code(0);
    }
}

#[test]
fn a_solver_that_hangs_is_killed_two_seconds_after_its_limit() {
    for (model, code, told) in
        [("torn.toml", 6, "error: no plan was found before the limit\n"), ("model.toml", 5, "written to runs/model\n")]
    {
        let desk = desk();
        let begun = Instant::now();
        let done = solved_by("exec sleep 600", &desk, &["solve", model, "--time-limit", "1"]);
        let took = begun.elapsed();
        let said = desk.shorn(&done.stderr);
        assert_eq!((done.status.code(), said.as_str()), (Some(code), told));
        println!("{model}: ended after {took:?}");
        // Three seconds and no more, on a machine with nothing else to do.
        assert!((Duration::from_secs(3)..Duration::from_secs(10)).contains(&took), "{took:?}");
    }
}

#[test]
fn an_answer_that_is_none_is_no_answer() {
    let short = r#"{"Done":{"Ok":{"status":{"Optimal":{"values":[1],"value":1,"bound":1}},"work":{"nodes":0,"iterations":0}}}}"#;
    for answer in [short, "Optimal", r#"{"Better":[1]}"#, ""] {
        let done = solved_by(&format!("read task; echo '{answer}'"), &desk(), &["solve", "torn.toml"]);
        assert_eq!(done.status.code(), Some(8), "{answer}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// A model in which the two homes that would be best cost £1 more together than there is. The costs are no whole
/// thousands, so no small knapsack is stated by what fits it.
fn a_pound_short() -> Desk {
    let desk = Desk::new().with_another();
    desk.write("model.toml", desk.text("model.toml").replace("61_500_000", "2_111_499"));
    desk.write("tiny/options.csv", desk.text("tiny/options.csv").replace("911000,911000", "911500,911500"));
    desk.write("tiny/spend.csv", desk.text("tiny/spend.csv").replace(",511000", ",511500"));
    desk
}

/// What is left over of the envelope, told as a pound more.
const A_POUND_MORE: &str = r#"s/"bound":499\b/"bound":500/g"#;

#[test]
fn a_solver_that_overspends_by_a_pound_is_refused_and_asked_again() {
    let desk = a_pound_short();
    let honest = desk.placewell().args(["solve", "model.toml"]).output().expect("placewell runs");
    let done = solved_by(&told(A_POUND_MORE), &desk, &["solve", "model.toml"]);
    assert_eq!((done.status.code(), done.stdout), (Some(0), honest.stdout), "{}", desk.shorn(&done.stderr));
    assert!(desk.text("runs/model/run.json").contains("\"refused_proposals\": 1"), "it was refused once");
}

#[test]
fn a_solver_that_goes_on_overspending_by_a_pound_ends_it_with_7() {
    let desk = a_pound_short();
    let row = r#""label":"forbidden","sum":{"terms":{[^}]*}},"comparison":"AtMost","bound":"#;
    let edit = format!(r"{A_POUND_MORE}; s/\({row}\)-\{{0,1\}}[0-9]*/\199/g");
    let done = solved_by(&told(&edit), &desk, &["solve", "model.toml"]);
    let said = desk.shorn(&done.stderr);
    assert_eq!(done.status.code(), Some(7), "{said}");
    assert!(said.contains("error: the solver's plan breaks a rule and was refused: "), "{said}");
    assert!(said.contains("£2,111,500") && said.contains("£2,111,499"), "{said}");
    assert!(done.stdout.is_empty() && !desk.path("runs").exists(), "nothing is written of it");
}

#[test]
fn a_solver_that_calls_the_worst_plan_best_is_refused_with_7() {
    let desk = Desk::new();
    let worst = told(r#"s/"direction":"Maximise"/"direction":"Minimise"/"#);
    let done = solved_by(&worst, &desk, &["solve", "model.toml"]);
    let said = desk.shorn(&done.stderr);
    assert_eq!(done.status.code(), Some(7), "{said}");
    assert!(said.contains("error: the solver's answer disagrees with the plan it gave and was refused: "), "{said}");
    assert!(done.stdout.is_empty() && !desk.path("runs").exists(), "nothing is written of it");
}

#[test]
fn a_task_that_is_none_is_a_fault_of_our_own() {
    let desk = Desk::new();
    // Its input stays open, as that of a solver does while somebody waits for it.
    let script = "{ echo rubbish; sleep 3; } | \"$0\" internal-task";
    let done = desk.command("sh").args(["-c", script, PLACEWELL]).output().expect("a shell runs");
    let said = desk.shorn(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: the task could not be performed: "), "{said}");
}
