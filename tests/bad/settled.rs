//! Questions whose answer is settled by a pound, by the order of ids, or by the clock.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::desk::{Desk, root};

/// A home that asks for money: its id, its cost in pounds and its places.
struct Home {
    id: String,
    cost: i64,
    places: i64,
}

/// A desk whose only projects are these homes, all at one spot in Birmingham, and so much to spend.
fn desk(homes: &[Home], envelope: i64) -> Desk {
    let desk = Desk::new();
    let heading = |file: &str| format!("{}\n", desk.text(file).lines().next().expect("a heading"));
    let [mut projects, mut options, mut spend] =
        ["projects", "options", "spend"].map(|name| heading(&format!("tiny/{name}.csv")));
    for Home { id, cost, places } in homes {
        let _ = writeln!(projects, "{id},A home,open-new,E08000025,,405000,290000,modelled,Made for the tests");
        let _ = writeln!(options, "{id},a,s,open-high-risk,2026-27,2027-28,{cost},0,{places},{places},{places},0,0,no");
        let _ = writeln!(spend, "{id},a,2026-27,{cost}");
    }
    desk.write("tiny/projects.csv", projects);
    desk.write("tiny/options.csv", options);
    desk.write("tiny/spend.csv", spend);
    desk.write("tiny/links.csv", heading("tiny/links.csv"));
    desk.write("model.toml", desk.text("model.toml").replace("60_000_000", &envelope.to_string()));
    desk
}

/// The ids of the projects that the model of a desk funds, in order, and what they cost.
fn funded(desk: &Desk) -> Vec<String> {
    let done = desk.placewell().args(["solve", "model.toml", "--out", "run"]).output().expect("placewell runs");
    assert_eq!((done.status.code(), desk.shorn(&done.stderr).as_str()), (Some(0), "written to run\n"));
    let plan = desk.text("run/plan.csv");
    let mut reader = csv::Reader::from_reader(plan.as_bytes());
    let headings = reader.headers().expect("a heading").clone();
    let [project, funded] =
        ["project", "funded"].map(|name| headings.iter().position(|one| one == name).expect("it is there"));
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter(|row| row[funded] == *"yes").map(|row| row[project].to_owned()).collect()
}

const COST: i64 = 911_000;

fn alike(count: usize) -> Vec<Home> {
    (1..=count).map(|at| Home { id: format!("home-{at:02}"), cost: COST, places: 1 }).collect()
}

#[test]
fn a_project_a_pound_over_what_is_left_is_never_funded() {
    for fit in 2..=6 {
        for over in [0, 1] {
            let mut homes = alike(20);
            homes.push(Home { id: "dear".to_owned(), cost: COST + over, places: 2 });
            let envelope = fit * COST;
            let found = funded(&desk(&homes, envelope));
            // By trying every number of the homes that are alike, with the dear one and without it.
            let plans = (0..=20).flat_map(|alike| [(alike, 0), (alike, 1)]);
            let worth = |(alike, dear): (i64, i64)| (alike + 2 * dear, -(alike * COST + dear * (COST + over)));
            let best = plans.filter(|&plan| -worth(plan).1 <= envelope).max_by_key(|&plan| worth(plan));
            let (alike, dear) = best.expect("funding nothing costs nothing");
            let expected = (1..=alike).map(|at| format!("home-{at:02}"));
            let expected: Vec<String> = (0..dear).map(|_| "dear".to_owned()).chain(expected).collect();
            assert_eq!(found, expected, "{fit} fit, and the dear one is {over} over");
        }
    }
}

#[test]
fn of_projects_that_are_all_alike_the_first_by_id_are_funded_in_whatever_order_they_stand() {
    for (count, fit) in [(12, 5), (20, 1), (20, 19), (7, 3)] {
        let expected: Vec<String> = (1..=fit).map(|at| format!("home-{at:02}")).collect();
        let envelope = i64::from(fit) * COST + COST - 1;
        let mut homes = alike(count);
        assert_eq!(funded(&desk(&homes, envelope)), expected);
        homes.reverse();
        homes.rotate_left(count / 3);
        assert_eq!(funded(&desk(&homes, envelope)), expected, "the rows are in another order");
    }
}

/// A desk with 5,000 projects in the 153 areas of England, and its model.
fn five_thousand() -> Desk {
    let desk = Desk::new();
    for file in ["areas.csv", "demand.csv", "care_types.csv", "lines.csv"] {
        std::fs::copy(root().join("inputs/england").join(file), desk.path("tiny").join(file)).expect("a copy");
    }
    let heading = |file: &str| format!("{}\n", desk.text(file).lines().next().expect("a heading"));
    let [mut projects, mut options, mut spend] =
        ["projects", "options", "spend"].map(|name| heading(&format!("tiny/{name}.csv")));
    let text = desk.text("tiny/areas.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let areas: Vec<csv::StringRecord> = reader.records().map(|area| area.expect("an area")).collect();
    assert_eq!(areas.len(), 153);
    for at in 0..5_000_usize {
        let area = &areas[at % areas.len()];
        let [easting, northing] = [3, 4].map(|cell| area[cell].parse::<usize>().expect("metres"));
        let (easting, northing) = (easting + at * 7 % 900, northing + at * 11 % 900);
        let (cost, places) = (300_000 + at * 7_919 % 500_000, 1 + at % 5);
        let id = format!("home-{at:04}");
        let _ =
            writeln!(projects, "{id},A home,open-new,{},,{easting},{northing},modelled,Made for the tests", &area[0]);
        let _ = writeln!(options, "{id},a,s,open-high-risk,2026-27,2027-28,{cost},0,{places},{places},{places},0,0,no");
        let _ = writeln!(spend, "{id},a,2026-27,{cost}");
    }
    for (name, text) in [("projects", projects), ("options", options), ("spend", spend)] {
        desk.write(&format!("tiny/{name}.csv"), text);
    }
    for name in ["homes", "links", "risks"] {
        desk.write(&format!("tiny/{name}.csv"), heading(&format!("tiny/{name}.csv")));
    }
    let model =
        desk.text("model.toml").replace("metric = \"road\"\nlocal_road_percent = 130", "metric = \"straight-line\"");
    desk.write("model.toml", model.replace("reach.secure-welfare", "reach.secure"));
    desk
}

#[test]
fn five_thousand_projects_and_a_second_end_by_the_eleventh_with_a_plan_and_a_bound() {
    let desk = five_thousand();
    let begun = Instant::now();
    let done =
        desk.placewell().args(["solve", "model.toml", "--out", "run", "--time-limit", "1"]).output().expect("it runs");
    let took = begun.elapsed();
    println!("ended after {took:?}: {}", desk.shorn(&done.stderr));
    assert_eq!(done.status.code(), Some(5), "{}", desk.shorn(&done.stderr));
    assert!(took < Duration::from_secs(60), "eleven seconds on a machine with nothing else to do: {took:?}");
    let manifest: serde_json::Value = serde_json::from_str(&desk.text("run/run.json")).expect("a manifest");
    let places = &manifest["well_located_places"];
    println!("{places}");
    assert_eq!(manifest["status"], "not proved");
    assert!(places["value"].as_f64().is_some_and(|value| value > 0.0), "{places}");
    assert!(places["gap"].as_f64().is_some_and(|gap| gap > 0.0), "it says how far it may be off: {places}");
    desk.placewell().args(["verify", "run", "--model", "model.toml"]).assert().code(0);
}
