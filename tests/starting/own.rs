//! A dataset of one's own: in one workbook, with columns of one's own, written as people write.

use std::fs;

use tempfile::TempDir;

use super::{placewell, printed, text};

#[test]
fn a_workbook_takes_the_place_of_a_folder_from_new_to_an_export() {
    let desk = TempDir::new().expect("a folder");
    let at = |path: &str| desk.path().join(path);
    let told = printed(desk.path(), &["new", "book", "--workbook"]);
    assert!(told.contains("placewell check book/model.toml"), "{told}");
    printed(desk.path(), &["new", "plain"]);
    assert!(at("book/dataset.xlsx").is_file() && !at("book/inputs").exists());
    for name in ["book", "plain"] {
        let (model, run) = (format!("{name}/model.toml"), format!("{name}/run"));
        printed(desk.path(), &["check", &model, "--strict"]);
        printed(desk.path(), &["solve", &model, "--out", &run]);
        printed(desk.path(), &["verify", &run, "--model", &model]);
        printed(desk.path(), &["replay", &run, "--model", &model]);
    }
    for table in ["plan.csv", "flows.csv", "rules.csv"] {
        assert_eq!(fs::read(at("book/run").join(table)).ok(), fs::read(at("plain/run").join(table)).ok(), "{table}");
    }
    printed(desk.path(), &["export", "book/run", "--model", "book/model.toml", "--xlsx"]);
    let refused = placewell(desk.path(), &["import", "bids.csv", "--into", "book/dataset.xlsx"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(text(&refused.stderr).contains("import writes into a folder of CSV files"));
}

#[test]
fn columns_of_ones_own_and_usual_forms_go_through_solve_verify_replay_and_export() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let projects = desk.path().join("mine/inputs/projects.csv");
    let table = fs::read_to_string(&projects).expect("a table");
    let mut lines = table.lines().map(|line| line.replace(',', ";"));
    let heading = lines.next().expect("a heading") + ";Officer;\r\n";
    let rows: String = lines.map(|line| line + ";A. N. Other;\r\n").collect();
    fs::write(&projects, heading + &rows).expect("it is written");
    let options = desk.path().join("mine/inputs/options.csv");
    let table = fs::read_to_string(&options).expect("a table").replace(",no", ",No").replace("2026-27", "2026/27");
    fs::write(&options, table).expect("it is written");
    let model = "mine/model.toml";
    let solved = placewell(desk.path(), &["solve", model, "--out", "run"]);
    let said = text(&solved.stderr);
    assert_eq!(solved.status.code(), Some(0), "{said}");
    let summary = fs::read_to_string(desk.path().join("run/summary.txt")).expect("the summary");
    let manifest = fs::read_to_string(desk.path().join("run/run.json")).expect("the manifest");
    for doubt in ["semicolons in the place of commas", "had another form", "had another word", "kept for plan.csv"] {
        assert!(said.contains(doubt) && manifest.contains(doubt), "{doubt}: {said}");
    }
    assert!(summary.contains("semicolons"), "{summary}");
    let plan = fs::read_to_string(desk.path().join("run/plan.csv")).expect("the plan");
    let mut lines = plan.trim_end().lines();
    assert!(lines.next().is_some_and(|heading| heading.ends_with(",status,in_time_percent,Officer")), "{plan}");
    assert!(lines.all(|line| line.ends_with(",A. N. Other")), "{plan}");
    for command in
        [vec!["verify", "run"], vec!["replay", "run"], vec!["export", "run", "--xlsx"], vec!["report", "run"]]
    {
        let done = placewell(desk.path(), &[command, vec!["--model", model]].concat());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    let strict = placewell(desk.path(), &["solve", model, "--out", "run", "--strict"]);
    assert_eq!(strict.status.code(), Some(3));
    assert!(text(&strict.stderr).contains("columns are separated by `;` and should be by commas"));
}
