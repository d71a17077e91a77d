//! Models for other solvers: HiGHS reads both formats alike and finds in them what `solve` finds; what it found comes back
//! as an audited plan.

use std::ffi::CString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn placewell(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_placewell")).args(arguments).current_dir(folder).output().expect("placewell runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// A small dataset, in its own folder.
fn small() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    assert!(placewell(folder.path(), &["new", "mine"]).status.success());
    folder
}

/// What HiGHS finds in a file, by its own reader; it writes the solution beside it.
#[expect(unsafe_code, reason = "the reader of files is not in the highs crate")]
fn highs(file: &Path) -> (f64, PathBuf) {
    let solution = file.with_extension("sol");
    let name = |path: &Path| CString::new(path.to_str().expect("text")).expect("no nought in it");
    // Safety: one instance, made and let go here; the names outlive the calls that read them.
    let found = unsafe {
        let highs = highs_sys::Highs_create();
        highs_sys::Highs_setBoolOptionValue(highs, c"output_flag".as_ptr(), 0);
        let read = highs_sys::Highs_readModel(highs, name(file).as_ptr());
        assert_eq!(read, highs_sys::STATUS_OK, "{} is read without a warning", file.display());
        highs_sys::Highs_run(highs);
        assert_eq!(highs_sys::Highs_getModelStatus(highs), highs_sys::MODEL_STATUS_OPTIMAL);
        highs_sys::Highs_writeSolution(highs, name(&solution).as_ptr());
        let found = highs_sys::Highs_getObjectiveValue(highs);
        highs_sys::Highs_destroy(highs);
        found
    };
    (found, solution)
}

/// A number of a run.
fn number(folder: &Path, key: &str) -> f64 {
    let json = fs::read(folder.join("run.json")).expect("a run");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    json[key]["value"].as_f64().expect("a number")
}

#[test]
fn highs_finds_in_both_formats_what_solve_finds_and_its_plan_comes_back() {
    let desk = small();
    let run = |arguments: &[&str], code| {
        let done = placewell(desk.path(), arguments);
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}", text(&done.stderr));
    };
    run(&["solve", "mine/model.toml", "--out", "runs/own"], 0);
    let [places, cost] = ["well_located_places", "dfe_cost_gbp"].map(|key| number(&desk.path().join("runs/own"), key));
    run(&["export", "mine/model.toml", "--format", "mps", "--format", "lp", "--out", "files"], 0);
    let hold = format!("coverage={places}");
    run(
        &[
            "export",
            "mine/model.toml",
            "--format",
            "mps",
            "--format",
            "lp",
            "--stage",
            "cost",
            "--hold",
            &hold,
            "--out",
            "cost",
        ],
        0,
    );
    for (format, sign) in [("mps", -1.0), ("lp", 1.0)] {
        let (found, solution) = highs(&desk.path().join(format!("files/model.coverage.{format}")));
        assert!((sign * found - 100.0 * places).abs() < 1e-6, "{format}: {found} for {places}");
        run(&["import-solution", "mine/model.toml", solution.to_str().expect("text"), "--out", "runs/theirs"], 0);
        assert!((number(&desk.path().join("runs/theirs"), "well_located_places") - places).abs() < 1e-9);
        run(&["verify", "runs/theirs", "--model", "mine/model.toml"], 0);
        let (found, _) = highs(&desk.path().join(format!("cost/model.cost.{format}")));
        assert!((1_000.0 * found - cost).abs() < 1e-6, "{format}: {found} for {cost}");
    }
}

#[test]
fn solutions_of_every_usual_solver_are_read() {
    let desk = small();
    let export = placewell(desk.path(), &["export", "mine/model.toml", "--format", "lp", "--out", "files"]);
    assert!(export.status.success(), "{}", text(&export.stderr));
    let (_, solution) = highs(&desk.path().join("files/model.coverage.lp"));
    let written = fs::read_to_string(solution).expect("a solution");
    let names = fs::read_to_string(desk.path().join("files/model.coverage.names.csv")).expect("names");
    let columns: Vec<&str> =
        names.lines().filter_map(|line| line.split_once(",column,").map(|(name, _)| name)).collect();
    // Readers that number columns as they meet them number them as the names stand.
    let lp = fs::read_to_string(desk.path().join("files/model.coverage.lp")).expect("a model");
    let objective: Vec<&str> = lp
        .lines()
        .skip_while(|line| !line.contains("objective:"))
        .take_while(|line| *line != "Subject To")
        .flat_map(|line| line.split(' '))
        .collect();
    let met: Vec<&str> = objective.into_iter().filter(|word| columns.contains(word)).collect();
    assert_eq!(met, columns);
    let value = |name: &&str| {
        let line = written.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.expect("each column has a value").parse::<f64>().expect("a number")
    };
    let funded: Vec<(usize, &str, f64)> = (1..).zip(&columns).map(|(at, name)| (at, *name, value(name))).collect();
    let some = || funded.iter().filter(|(_, _, value)| *value != 0.0);
    let lines = |line: &dyn Fn(&(usize, &str, f64)) -> String| some().map(line).collect::<String>();
    let files = [
        (
            "scip",
            format!("objective value: 1\n{}", lines(&|(_, name, value)| format!("{name}    {value} \t(obj:5)\n"))),
        ),
        (
            "cbc",
            format!(
                "Optimal - objective value 1\n{}",
                lines(&|(at, name, value)| format!("{at:7} {name} {value} -1\n"))
            ),
        ),
        (
            "cplex",
            lines(&|(at, name, value)| format!("<variable name=\"{name}\" index=\"{at}\" value=\"{value}\"/>\n")),
        ),
        ("glpk", {
            let all: String =
                funded.iter().map(|(at, _, value)| format!("j {at} {value}\n")).collect::<Vec<_>>().concat();
            format!("s mip 1 {} o 1\n{all}", columns.len())
        }),
    ];
    let plan = |file: &Path| {
        let done = placewell(
            desk.path(),
            &["import-solution", "mine/model.toml", file.to_str().expect("text"), "--out", "run"],
        );
        assert_eq!(done.status.code(), Some(0), "{}: {}", file.display(), text(&done.stderr));
        fs::read(desk.path().join("run/plan.csv")).expect("a plan")
    };
    let own = plan(&desk.path().join("files/model.coverage.sol"));
    for (solver, written) in files {
        let file = desk.path().join(solver);
        fs::write(&file, written).expect("written");
        assert_eq!(plan(&file), own, "{solver}");
    }
}

/// How the columns of a solution begin that HiGHS writes in its pretty style.
const PRETTY: &str =
    "Columns\n    Index Status        Lower        Upper       Primal         Dual  Type        Name\n";

#[test]
fn a_solution_that_is_none_is_refused_with_its_line() {
    let desk = small();
    let names = || {
        let export = placewell(desk.path(), &["export", "mine/model.toml", "--format", "lp", "--out", "files"]);
        assert!(export.status.success(), "{}", text(&export.stderr));
        fs::read_to_string(desk.path().join("files/model.coverage.names.csv")).expect("names")
    };
    let names = names();
    let first = names.lines().nth(1).and_then(|line| line.split(',').next()).expect("a column");
    for (written, told) in [
        (format!("{first} 0.5\n"), "solution:1: "),
        (format!("# a\n{first} 1\n{first} 0\n"), "solution:3: "),
        (format!("{first} one\n"), "which is no number"),
        (format!("{first}\n"), "has no value"),
        (format!("{first} 2\n"), "where a plan has 0 or 1"),
        ("# Columns 46\n".to_owned() + first + " 1\n", "says that it has 46: was it cut short?"),
        ("fund.of_another.model 1\n".to_owned(), "fund.of_another.model is no option of this model"),
        (format!("Infeasible - objective value 3\n{first} 1\n"), "solution:1: it says that there is no solution"),
        (format!("<variables>\n<variable name=\"{first}\" value=\"1\"/>\n"), "its end is missing"),
        ("s mip 3 4 o 1\nj 1 1\n".to_owned(), "solution:1: it has 4 columns"),
        ("c\ns mip 3 4 n 0\nj 1 0\n".to_owned(), "solution:2: it says that there is no solution"),
        ("s bas 3 4 u f 0\nj 1 0\n".to_owned(), "solution:1: it says that there is no solution"),
        (
            format!("{PRETTY}        0                0            1            1               Integer     {first}\n"),
            "solution:2: this is the `pretty` style",
        ),
        ("nothing of ours 1\n".to_owned(), "no line names a column of this model"),
        (String::new(), "no line names a column of this model"),
    ] {
        fs::write(desk.path().join("solution"), &written).expect("written");
        let done = placewell(desk.path(), &["import-solution", "mine/model.toml", "solution"]);
        assert_eq!(done.status.code(), Some(3), "{written}");
        assert!(text(&done.stderr).contains(told), "{written}: {}", text(&done.stderr));
    }
}

#[test]
fn a_stage_is_asked_with_those_before_it_or_not_at_all() {
    let desk = small();
    for (arguments, told) in [
        (&["--format", "lp", "--stage", "cost"][..], "--hold coverage=VALUE"),
        (&["--format", "lp", "--hold", "coverage=3"], "has no effect"),
        (&["--format", "lp", "--stage", "worst-region"], "does not ask for it"),
        (&["--format", "lp", "--stage", "cost", "--hold", "coverage=3", "--hold", "coverage=4"], "given twice"),
        (&["--format", "csv", "--stage", "cost"], "--format mps and lp"),
        (&["--format", "mps", "--out", "mine.mps"], "--out names a folder"),
    ] {
        let all: Vec<&str> = ["export", "mine/model.toml"].iter().chain(arguments).copied().collect();
        let done = placewell(desk.path(), &all);
        assert_eq!(done.status.code(), Some(3), "{arguments:?}");
        assert!(text(&done.stderr).contains(told), "{arguments:?}: {}", text(&done.stderr));
    }
    let done = placewell(desk.path(), &["export", "mine/model.toml", "--format", "lp", "--hold", "costs=3"]);
    assert_eq!(done.status.code(), Some(2));
    let told = "there is no stage `costs`; there are worst-region, coverage, cost";
    assert!(text(&done.stderr).contains(told), "{}", text(&done.stderr));
}
