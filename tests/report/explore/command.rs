//! `placewell explore`.

use serde_json::Value;

use super::super::given::{Given, Tiny};
use super::super::page::command::{Desk, told};
use super::made::Made;
use placewell::report::explore::{View, page};

/// What the script of a page has.
fn data(html: &str) -> Value {
    let (_, from) = html.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    let (json, _) = from.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("data is JSON")
}

fn explored(desk: &Desk, runs: &[&str]) -> std::process::Output {
    desk.placewell(&[&["explore", "--model", "model.toml", "--out", "all.html"], runs].concat())
}

/// A desk with a run, a plan of nothing, a frontier and plans nearly as good.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("nothing.csv", &desk.read("run/plan.csv").replace(",yes,", ",no,"));
    for (command, code) in [
        (&["evaluate", "model.toml", "--plan", "nothing.csv", "--out", "bare"][..], 4),
        (&["frontier", "model.toml", "--over", "floor", "--at", "0,25", "--out", "line"], 0),
        (&["alternatives", "model.toml", "-n", "2", "--within", "100%", "--apart", "1", "--out", "near"], 0),
    ] {
        let done = desk.placewell(command);
        assert_eq!(done.status.code(), Some(code), "{command:?}: {}", told(&done));
    }
    desk
}

#[test]
fn runs_settings_of_a_frontier_and_plans_nearly_as_good_are_runs_of_one_page() {
    let desk = desk();
    let done = explored(&desk, &["run/", "bare", "line", "near"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let html = desk.read("all.html");
    let data = data(&html);
    let names: Vec<&str> =
        data["runs"].as_array().expect("runs").iter().filter_map(|run| run["name"].as_str()).collect();
    assert_eq!(names[..5], ["run", "bare", "line at 0.0%", "line at 25.0%", "near"]);
    assert!(names[5..].iter().all(|name| name.starts_with("near, plan ")), "{names:?}");
    assert_eq!(data["frontiers"][0]["runs"], serde_json::json!([[2, "0.0%"], [3, "25.0%"]]));
    assert!(data["runs"][1]["broken"].as_u64().expect("a count") > 0);
    // Without a script it is a list of them all.
    let listed = html.split_once("<table id=\"all\">").expect("a list").1.split_once("</table>").expect("its end").0;
    assert!(names.iter().all(|name| listed.contains(&format!("<strong>{name}</strong>"))), "{listed}");
    explored(&desk, &["run/", "bare", "line", "near"]);
    assert_eq!(desk.read("all.html"), html, "the same bytes again");
}

#[test]
fn runs_of_another_dataset_of_one_name_or_that_do_not_hold_are_refused() {
    let desk = desk();
    let refused = |runs: &[&str], code: i32, why: &str| {
        let done = explored(&desk, runs);
        assert_eq!(done.status.code(), Some(code), "{}", told(&done));
        assert!(told(&done).contains(why), "{}", told(&done));
        assert!(!desk.folder.path().join("all.html").exists());
    };
    refused(&["run", "./run"], 3, "two of these runs are called run");
    refused(&["run", "inputs"], 3, "run.json");
    let years = desk.read("bare/years.csv");
    desk.write("bare/years.csv", &years.replacen("\r\n", "9\r\n", 2));
    refused(&["run", "bare"], 7, "states what does not follow");
}

#[test]
fn runs_of_another_dataset_are_refused() {
    let desk = Desk::new();
    let other = Desk::new();
    let changed = other.read("inputs/areas.csv").replacen("North", "Nord", 1);
    assert_ne!(changed, other.read("inputs/areas.csv"));
    other.write("inputs/areas.csv", &changed);
    other.write("other.toml", &other.read("model.toml"));
    let done = other.placewell(&["solve", "other.toml", "--out", "another"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let [run, model] = ["another", "other.toml"].map(|name| other.folder.path().join(name).display().to_string());
    let done = explored(&desk, &["run", &run, "--model", &model]);
    assert_eq!(done.status.code(), Some(3), "{}", told(&done));
    assert!(told(&done).contains("another dataset than the first run: not the same areas.csv; "), "{}", told(&done));
}

#[test]
fn whatever_things_are_called_nothing_leads_out_of_the_data_and_all_of_it_is_there() {
    for name in [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "\u{7f}\u{9b}2J & \"quoted\"",
        "=A1+<b>x</b>",
        "{{ policy }}",
    ] {
        // A dataset has no control characters; the name of a folder may.
        let is_plain = !name.contains(char::is_control);
        let tiny = if is_plain {
            let quoted = serde_json::to_string(name).expect("a text");
            let cell = format!("\"{}\"", name.replace('"', "\"\""));
            let tiny = Tiny::new("").edit("projects.csv", "\"A new home, Bristol\"", &cell);
            let tiny = tiny.edit("areas.csv", "\"Bristol, City of\"", &cell);
            tiny.model_with("\"Which projects of the tiny dataset?\"", &quoted)
        } else {
            Tiny::new("")
        };
        let case = tiny.case();
        let given = Given::evaluated(case.clone(), case.question().instance.option_indices().take(2));
        let html = page(&case.dataset, &[View::of(&given.run(), name)]);
        assert_eq!(html.matches("<script").count(), 2, "{html}");
        assert_eq!(html.matches("</script>").count(), 2, "{html}");
        let data = data(&html);
        let read = data.to_string();
        assert!(!read.contains(char::is_control) && !html.contains(|c: char| c.is_control() && c != '\n'));
        let plain: String =
            name.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect();
        assert_eq!(data["runs"][0]["name"], plain.as_str());
        assert!(!is_plain || data["runs"][0]["title"] == plain.as_str(), "{data}");
        assert!(
            !is_plain || data["areas"].as_array().expect("areas").iter().any(|area| area[1] == plain.as_str()),
            "{data}"
        );
    }
}

#[test]
fn england_with_what_ifs_and_a_frontier_is_small() {
    let made = Made::england();
    assert!(
        made.html.len() < 5_000_000 && made.runs.len() == 33,
        "{} bytes of {} runs",
        made.html.len(),
        made.runs.len()
    );
    let data = data(&made.html);
    // Nothing is there for each run that is the same for all.
    assert!(data["projects"].as_array().expect("projects").len() < 300);
    assert!(
        !made.html.contains("http://")
            || made.html.matches("http://").count() == made.html.matches("http://www.w3.org/").count()
    );
}
