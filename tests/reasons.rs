//! What is asked of a decision once it is made, as a user asks it, on tiny questions whose answers are found by hand in
//! the `WHY.md` beside them.
//!
//! `PLACEWELL_BLESS=1 cargo test --release --test outputs reasons::` writes what is found as expected: read the difference before
//! keeping it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::whatif::same;

fn placewell(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_placewell"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("placewell runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8")
}

/// The folder of a tiny question.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reasons").join(name)
}

fn model(name: &str) -> String {
    folder(name).join("model.toml").to_string_lossy().into_owned()
}

/// Compares `found` with what is expected of a question, or writes it where that is asked for.
fn is_expected(question: &str, file: &str, found: &str) {
    let file = folder(question).join("expected").join(file);
    if std::env::var_os("PLACEWELL_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder of what is expected");
        fs::write(&file, found).expect("what is expected is written");
        return;
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, expected, "{}", file.display());
}

/// The rows of a CSV file, each by its columns.
fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).expect("the table was written");
    reader.deserialize().collect::<Result<_, _>>().expect("it is CSV")
}

/// What a command that should succeed prints, its tables in a folder of their own.
fn done(arguments: &[&str]) -> (String, TempDir) {
    let kept = TempDir::new().expect("a folder");
    let out = kept.path().join("run").to_string_lossy().into_owned();
    let done = placewell(&[arguments, &["--out", &out]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    (text(&done.stdout), kept)
}

/// The run of the published plan of a question.
fn published(question: &str) -> (String, TempDir) {
    let (_, kept) = done(&["evaluate", &model(question)]);
    (kept.path().join("run").to_string_lossy().into_owned(), kept)
}

#[test]
fn every_answer_is_found_by_hand() {
    for question in ["why", "certain", "chance", "order", "floor", "worth"] {
        let why = fs::read_to_string(folder(question).join("WHY.md")).unwrap_or_default();
        assert!(why.len() > 200, "{question} does not say why");
    }
}

#[test]
fn a_named_project_is_solved_in_full_and_what_it_costs_the_plan_is_proved() {
    let done = placewell(&["why", &model("why"), "a", "b", "c", "d", "e", "f"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    is_expected("why", "named.txt", &text(&done.stdout).replace(&model("why"), "model.toml"));
    assert!(text(&done.stdout).lines().all(|line| line.chars().count() <= 80), "it fits 80 columns");
}

#[test]
fn all_projects_have_a_cost_between_what_is_found_and_what_no_plan_exceeds() {
    let (page, kept) = done(&["why", &model("why"), "--all", "--next", "1"]);
    is_expected("why", "all.txt", &page);
    let table = fs::read_to_string(kept.path().join("run/why.csv")).expect("the table was written");
    is_expected("why", "why.csv", &table.replace('\r', ""));
    let (page, kept) = done(&["why", &model("why"), "--all", "--exact", "--next", "0"]);
    assert!(page.replace('\n', " ").contains("solved in full"), "{page}");
    for row in rows(&kept.path().join("run/why.csv")) {
        assert_eq!(row["proved"], "yes", "{row:?}");
    }
}

#[test]
fn what_no_plan_does_is_told_apart_from_what_none_was_met_doing() {
    let asked = ["alternatives", &model("why"), "-n", "3", "--within", "10%", "--apart", "2"];
    let (page, kept) = done(&asked);
    is_expected("why", "alternatives.txt", &page);
    for name in ["alternatives.csv", "alternatives_plans.csv", "alternatives_projects.csv"] {
        let table = fs::read_to_string(kept.path().join("run").join(name)).expect("the table was written");
        is_expected("why", name, &table.replace('\r', ""));
    }
}

#[test]
fn a_plan_that_was_found_by_forcing_a_project_counts_though_no_plan_is_as_different_as_was_asked() {
    let asked = ["alternatives", &model("why"), "-n", "1", "--within", "10%", "--apart", "6"];
    let (_, kept) = done(&asked);
    let rows = rows(&kept.path().join("run/alternatives_projects.csv"));
    let standing = |project: &str| {
        let row = rows.iter().find(|row| row["project"] == project).expect("it is there");
        (row["standing"].clone(), row["in_plans"].clone())
    };
    let is = |standing: &str, plans: &str| (standing.to_owned(), plans.to_owned());
    assert_eq!(
        ["a", "b", "c", "d"].map(standing),
        [is("core", "1"), is("borderline", "1"), is("borderline", "0"), is("never", "0")]
    );
}

#[test]
fn a_project_that_is_misspelt_is_told_with_what_was_meant() {
    let done = placewell(&["why", "models/envelope-563.toml", "rebuild-devn"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(text(&done.stderr).contains("no project `rebuild-devn`; did you mean `rebuild-devon`?"));
}

#[test]
fn what_is_certain_to_go_otherwise_does_so_in_every_draw() {
    let (run, _kept) = published("certain");
    let (page, kept) = done(&["stress", &run, "--model", &model("certain"), "--draws", "20", "--regret", "1"]);
    is_expected("certain", "page.txt", &page);
    for name in ["stress.csv", "stress_limits.csv", "stress_regret.csv"] {
        let table = fs::read_to_string(kept.path().join("run").join(name)).expect("the table was written");
        is_expected("certain", name, &table.replace('\r', ""));
    }
}

#[test]
fn chances_and_percentiles_are_those_of_the_closed_form() {
    let (run, _kept) = published("chance");
    let (_, kept) = done(&["stress", &run, "--model", &model("chance"), "--draws", "40000", "--seed", "7"]);
    let limits = rows(&kept.path().join("run/stress_limits.csv"));
    let envelope = limits.iter().find(|row| row["id"] == "envelope").expect("the envelope is a limit");
    let draws: u32 = envelope["draws_broken"].parse().expect("a count");
    assert!(draws.abs_diff(25_536) < 400, "{draws} of 40,000, and not 25,536 give or take one in a hundred");
    let measures = rows(&kept.path().join("run/stress.csv"));
    let of = |measure: &str, at: &str| -> i64 {
        let row = measures.iter().find(|row| row["measure"] == measure).expect("it is measured");
        row[at].parse().expect("a whole number")
    };
    assert_eq!([of("dfe_cost_gbp", "as_planned"), of("dfe_cost_gbp", "p10")], [1_000_000, 0]);
    assert!((of("dfe_cost_gbp", "p50") - 1_383_000).abs() < 15_000, "{}", of("dfe_cost_gbp", "p50"));
    assert_eq!(of("additional_places", "p10"), 0);
}

#[test]
fn foresight_may_break_a_limit_as_far_as_the_plan_does_and_then_does_no_better_than_the_only_plan() {
    let (run, _kept) = published("chance");
    let (_, kept) = done(&["stress", &run, "--model", &model("chance"), "--draws", "12", "--regret", "12"]);
    let regrets = rows(&kept.path().join("run/stress_regret.csv"));
    assert_eq!(regrets.len(), 12);
    for row in regrets {
        assert_eq!((row["regret_at_least"].as_str(), row["regret_at_most"].as_str()), ("0.00", "0.00"), "{row:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_draws_on_any_number_of_threads_and_another_seed_others() {
    let (run, _kept) = published("chance");
    let with = |threads: &str, seed: &str| {
        let model = model("chance");
        let arguments = ["--threads", threads, "stress", &run, "--model", &model, "--draws", "500", "--seed", seed];
        let (page, kept) = done(&arguments);
        (page, fs::read(kept.path().join("run/stress_draws.csv")).expect("the table was written"))
    };
    let one = with("1", "3");
    assert_eq!(one, with("2", "3"));
    assert_eq!(one, with("7", "3"));
    assert_ne!(one.1, with("2", "4").1);
}

#[test]
fn a_dataset_without_risks_cannot_be_put_to_draws() {
    let (run, _kept) = published("order");
    let done = placewell(&["stress", &run, "--model", &model("order")]);
    assert_eq!(done.status.code(), Some(3));
    assert!(text(&done.stderr).contains("there is no risks.csv"), "{}", text(&done.stderr));
}

#[test]
fn a_plan_is_worth_what_it_comes_to_by_hand() {
    let (run, _kept) = published("worth");
    let (page, kept) = done(&["appraise", &run, "--model", &model("worth")]);
    is_expected("worth", "page.txt", &page);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "it fits 80 columns");
    for name in ["appraisal.csv", "appraisal_years.csv", "appraisal_switching.csv", "appraisal_parameters.csv"] {
        let table = fs::read_to_string(kept.path().join("run").join(name)).expect("the table was written");
        is_expected("worth", name, &table.replace('\r', ""));
    }
}

#[test]
fn a_plan_is_put_in_an_order_whose_regret_is_told_at_every_step() {
    let (run, _kept) = published("order");
    let (page, kept) = done(&["order", &run, "--model", &model("order")]);
    is_expected("order", "page.txt", &page);
    let table = fs::read_to_string(kept.path().join("run/order.csv")).expect("the table was written");
    is_expected("order", "order.csv", &table.replace('\r', ""));
    let (exact, _) = done(&["order", &run, "--model", &model("order"), "--exact"]);
    assert_eq!(page, exact, "the bound is close already");
}

#[test]
fn the_tables_of_a_what_if_lie_beside_a_run_that_can_be_checked_and_replaced() {
    let (run, kept) = published("order");
    let (_, beside) = done(&["order", &run, "--model", &model("order")]);
    let out = beside.path().join("run").to_string_lossy().into_owned();
    let verified = placewell(&["verify", &out, "--model", &model("order")]);
    assert_eq!(verified.status.code(), Some(0), "{}{}", text(&verified.stdout), text(&verified.stderr));
    let again = placewell(&["evaluate", &model("order"), "--out", &out]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert!(!Path::new(&out).join("order.csv").exists(), "a table of another plan is not left behind");
    drop(kept);
}

#[test]
fn the_tables_of_a_what_if_as_a_workbook_say_what_their_files_say() {
    let (certain, _kept) = published("certain");
    let (certain_model, why_model) = (model("certain"), model("why"));
    let asked: [(&[&str], &[&str]); 4] = [
        (&["why", &why_model, "--all"], &["why"]),
        (&["alternatives", &why_model], &["alternatives", "alternatives_plans", "alternatives_projects"]),
        (&["stress", &certain, "--model", &certain_model, "--draws", "20"], &["stress", "stress_limits"]),
        (&["order", &certain, "--model", &certain_model], &["order"]),
    ];
    for (arguments, tables) in asked {
        let (_, kept) = done(&[arguments, &["--xlsx"]].concat());
        let run = kept.path().join("run");
        for (number, table) in (1..).zip(tables) {
            let sheet = same::sheet(&run.join(format!("{}.xlsx", tables[0])), &format!("Table_{number}"));
            let csv = fs::read_to_string(run.join(format!("{table}.csv"))).expect("the table was written");
            same::assert_same(&sheet, &csv);
        }
    }
}

#[test]
fn a_plan_that_is_given_keeps_the_floors_that_its_places_can_be_divided_to_keep() {
    let model = model("floor");
    let (_, kept) = done(&["solve", &model, "--exact"]);
    let run = kept.path().join("run");
    let [plan, folder] = [run.join("plan.csv"), run.clone()].map(|path| path.to_string_lossy().into_owned());
    done(&["evaluate", &model, "--plan", &plan]);
    let verified = placewell(&["verify", &plan, "--model", &model]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
    let (_, stressed) = done(&["stress", &folder, "--model", &model, "--draws", "10"]);
    let limits = rows(&stressed.path().join("run/stress_limits.csv"));
    let south = limits.iter().find(|row| row["id"] == "coverage-south").expect("the floor of the South");
    assert_eq!([south["as_planned"].as_str(), &south["draws_broken"]], ["2.50", "0"], "{south:?}");
    let measures = rows(&stressed.path().join("run/stress.csv"));
    let places = measures.iter().find(|row| row["measure"] == "well_located_places").expect("they are measured");
    assert_eq!(places["as_planned"], "4.50");

    let other = kept.path().join("north.csv");
    let north = fs::read_to_string(&plan).expect("the plan").replace("north,a,no", "north,a,yes");
    fs::write(&other, north.replace("south,a,yes", "south,a,no")).expect("a plan by hand");
    let broken = placewell(&["verify", &other.to_string_lossy(), "--model", &model]);
    assert_eq!(broken.status.code(), Some(4), "{}", text(&broken.stdout));
    let told = text(&broken.stdout);
    assert!(told.contains("coverage-south") && !told.contains("coverage-north"), "{told}");
}
