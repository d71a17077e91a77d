//! What is allowed and looks odd: told where a plan is read, and never a mistake.

use serde_json::Value;

use super::desk::{Desk, root};

/// The doubts that `check` tells of a model.
fn told(desk: &Desk, model: &str) -> Vec<String> {
    let done = desk.placewell().args(["check", model]).output().expect("placewell runs");
    let told = desk.shorn(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{told}");
    told.lines().filter_map(|line| line.strip_prefix("warning: ")).map(str::to_owned).collect()
}

/// Text without the ends of its lines.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds a solve of the model to tell in its summary and its manifest what `check` tells, by these ids; `verify` agrees.
pub fn solve_tells(desk: &Desk, ids: &[&str]) {
    let told = told(desk, "model.toml");
    assert_eq!(told.len(), ids.len(), "{told:?}");
    let done = desk.placewell().args(["solve", "model.toml"]).output().expect("placewell runs");
    assert_eq!(done.status.code(), Some(0), "{}", desk.shorn(&done.stderr));
    let summary = unwrapped(&desk.text("runs/model/summary.txt"));
    let manifest: Value = serde_json::from_str(&desk.text("runs/model/run.json")).expect("JSON");
    let doubts = manifest["doubts"].as_array().expect("a list");
    for (at, doubt) in told.iter().enumerate() {
        assert!(summary.contains(&unwrapped(doubt)), "{doubt} is not in {summary}");
        assert_eq!((doubts[at]["id"].as_str(), doubts[at]["doubt"].as_str()), (Some(ids[at]), Some(doubt.as_str())));
    }
    let verified = desk.placewell().args(["verify", "runs/model", "--model", "model.toml"]).output().expect("it runs");
    assert_eq!(verified.status.code(), Some(0), "{}", desk.shorn(&verified.stderr));
}

#[test]
fn what_is_doubted_is_told_by_check_in_the_summary_and_in_the_manifest() {
    let desk = Desk::new();
    desk.lay(&root().join("tests/bad/46-roads-in-kilometres"), &["case.toml", "stderr.txt"]);
    solve_tells(&desk, &["short-roads"]);
}

#[test]
fn roads_are_doubted_by_their_unit_and_plain_ones_are_not() {
    let desk = Desk::new();
    assert_eq!(told(&desk, "model.toml"), [""; 0]);
    let roads = desk.text("tiny/road_edges.csv");
    for (from, to, unit) in [("124000", "140000", ""), ("77", "87", "miles"), ("406824", "459317", "feet")] {
        desk.write("tiny/road_edges.csv", roads.replace("124000", from).replace("140000", to));
        let told = told(&desk, "model.toml").join("\n");
        assert!(unit.is_empty() == told.is_empty() && told.contains(unit), "{unit}: {told}");
    }
    desk.write("tiny/road_edges.csv", roads.replace("124000", "99000"));
    let told = told(&desk, "model.toml").join("\n");
    assert!(told.starts_with("1 of 2 roads are shorter") && told.contains("are they in metres?"), "{told}");
}

#[test]
fn miles_in_hours_are_doubted_and_plain_ones_are_not() {
    let desk = Desk::new();
    desk.lay(&root().join("tests/bad/47-matrix-in-kilometres"), &["case.toml", "stderr.txt"]);
    let kilometres = desk.text("miles.csv");
    let in_another = |part: f64| {
        let line = |line: &str| {
            let (pair, miles) = line.rsplit_once(',').expect("three cells");
            miles.parse::<f64>().map_or_else(|_| line.to_owned(), |miles| format!("{pair},{:.1}", miles * part + 0.049))
        };
        kilometres.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    desk.write("miles.csv", in_another(1.0 / 1.609_344));
    assert_eq!(told(&desk, "model.toml"), [""; 0]);
    desk.write("miles.csv", in_another(1.0 / 1.609_344 / 35.0));
    let told = told(&desk, "model.toml").join("\n");
    assert!(
        told.contains("nearer than the straight line") && told.contains("are they in hours, and not in miles?"),
        "{told}"
    );
}
