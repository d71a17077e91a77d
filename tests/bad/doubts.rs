//! What is allowed and looks odd: told where a plan is read, and never a mistake.

use serde_json::Value;

use super::desk::{Desk, root};

/// The doubts that `check` tells of a model, of which there may be no plan.
fn told(desk: &Desk, model: &str) -> Vec<String> {
    let done = desk.placewell().args(["check", model]).output().expect("placewell runs");
    let told = desk.shorn(&done.stderr);
    assert!([Some(0), Some(4)].contains(&done.status.code()), "{told}");
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
        let words = doubt.strip_suffix(&format!(" ({})", ids[at]));
        assert!(words.is_some(), "{doubt} is not {}", ids[at]);
        assert_eq!((doubts[at]["id"].as_str(), doubts[at]["doubt"].as_str()), (Some(ids[at]), words));
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

/// The ids of what `check` doubts of the model with `more` at its end, and what it says.
fn doubted(more: &str) -> (Vec<String>, String) {
    let desk = Desk::new();
    desk.write("model.toml", desk.text("model.toml") + more);
    let told = told(&desk, "model.toml");
    let id = |told: &String| told.rsplit_once(" (").expect("an id at the end").1.trim_end_matches(')').to_owned();
    (told.iter().map(id).collect(), told.join("\n"))
}

/// A rule of the model, of the cost of some options.
fn rule(of: &str) -> String {
    format!("\n[[rule]]\nid = \"one\"\nsource = \"Made for the tests\"\n{of}\n")
}

#[test]
fn a_ceiling_that_everything_keeps_is_doubted_and_one_lower_is_not() {
    let projects = Desk::new().text("tiny/projects.csv").lines().count() - 1;
    let (ids, told) = doubted(&rule(&format!("measure = \"projects\"\nat_most = {projects}")));
    assert_eq!(ids, ["idle-rule[one]"], "{told}");
    assert!(told.contains("all that match come to no more, whatever is funded; it changes nothing"), "{told}");
    let (ids, told) = doubted(&rule(&format!("measure = \"projects\"\nat_most = {}", projects - 1)));
    assert_eq!(ids, [""; 0], "{told}");
}

#[test]
fn a_rule_that_says_what_one_before_it_says_is_doubted() {
    let first = rule("measure = \"projects\"\nat_most = 1");
    let (ids, told) = doubted(&(first.clone() + &first.replace("\"one\"", "\"two\"")));
    assert_eq!(ids, ["idle-rule[two]"], "{told}");
    assert!(told.contains("the rule `two` says what the rule `one` says; it changes nothing"), "{told}");
}

#[test]
fn a_rule_that_matches_nothing_is_doubted_and_one_that_matches_is_not() {
    let measures = [
        ("measure = \"projects\"\nwhere.opens_after = \"2060-61\"\nat_most = 0", "no option of the dataset matches"),
        (
            "measure = \"cost\"\nyears = \"2050-51\"\nat_most_gbp = 5_000_000",
            "no option that matches spends in 2050-51",
        ),
        ("measure = \"protected\"\nwhere.line = \"open-new\"\nat_most = 3", "no option that matches has anything of"),
    ];
    for (of, words) in measures {
        let (ids, told) = doubted(&rule(of));
        assert_eq!(ids, ["idle-rule[one]"], "{told}");
        assert!(told.contains(words) && told.contains("it changes nothing"), "{told}");
    }
    let (ids, told) = doubted(&rule("measure = \"cost\"\nwhere.line = \"open-new\"\nat_most_gbp = 2_000_000"));
    assert_eq!(ids, [""; 0], "{told}");
}

#[test]
fn bounds_and_funds_in_another_unit_are_doubted_with_what_was_meant() {
    let open = "measure = \"cost\"\nwhere.line = \"open-new\"\n";
    let (ids, told) = doubted(&rule(&format!("{open}at_least_gbp = 2")));
    assert!(ids == ["small-bound[one]"] && told.contains("was £2m meant?"), "{told}");
    let (ids, told) = doubted(&rule(&format!("{open}at_most_gbp = 53_000_000_000")));
    assert!(ids == ["large-bound[one]"] && told.contains("too many noughts"), "{told}");
    let fund = |id: &str, amount: &str, year: &str| {
        format!(
            "\n[[fund]]\nid = \"{id}\"\namount_gbp = {amount}\nfirst_year = \"{year}\"\nlast_year = \"2060-61\"\n\
             source = \"Made for the tests\"\n"
        )
    };
    let (whole, small, late) =
        (fund("whole", "60_000_000", "2020-21"), fund("small", "3", "2020-21"), fund("late", "9", "2055-56"));
    assert_eq!(doubted(&whole).0, [""; 0]);
    let (ids, told) = doubted(&(whole.clone() + &small));
    assert!(ids == ["small-fund[small]"] && told.contains("was £3m meant?"), "{told}");
    assert_eq!(doubted(&(whole + &late)).0, ["small-fund[late]", "idle-fund[late]"]);
    assert_eq!(doubted(&fund("less", "50_000_000", "2020-21")).0, ["funds-below-envelope"]);
    assert_eq!(doubted(&fund("late", "60_000_000", "2055-56")).0, ["no-fund-pays"]);
}

#[test]
fn shares_and_per_cents_that_were_hardly_meant_are_doubted() {
    let adjust = |effect: &str| {
        format!(
            "\n[[adjust]]\nid = \"one\"\nwhere.care_type = \"open-high-risk\"\nsource = \"Made for the tests\"\n{effect}\n"
        )
    };
    for (effect, id, words) in [
        ("cost_percent = 8", "small-percent[one]", "was 108 meant?"),
        ("demand_percent = 7.5", "small-percent[one]", "was 107.5 meant?"),
        ("cost_percent = 100", "idle-adjust[one]", "changes nothing"),
    ] {
        let (ids, told) = doubted(&adjust(effect));
        assert!(ids == [id] && told.contains(words), "{effect}: {told}");
    }
    assert_eq!(doubted(&adjust("cost_percent = 50")).0, [""; 0]);
    let floor = |share: &str| format!("\n[coverage_floor]\nshare_percent = {share}\nsource = \"Made for the tests\"\n");
    let (ids, told) = doubted(&floor("0.4"));
    assert!(ids == ["small-share"] && told.contains("was 40 meant?"), "{told}");
    assert_eq!(doubted(&floor("0")).0, ["idle-floor"]);
    let desk = Desk::new();
    let model = desk.text("model.toml");
    desk.write("model.toml", model.replacen("worth_percent = 100", "worth_percent = 1", 1));
    let told = self::told(&desk, "model.toml").join("\n");
    assert!(told.contains("was 100 meant?") && told.contains("are they the wrong way round?"), "{told}");
}

#[test]
fn what_is_late_or_has_no_limit_is_doubted() {
    let desk = Desk::new();
    desk.write("model.toml", desk.text("model.toml").replace("2028-29", "2020-21"));
    let late = told(&desk, "model.toml").join("\n");
    assert!(late.contains("all 5 options open after 2020-21"), "{late}");
    let desk = Desk::new();
    let areas = desk.text("tiny/areas.csv").replace(",2500000", ",").replace(",1000000.00", ",");
    desk.write("tiny/areas.csv", areas);
    assert_eq!(told(&desk, "model.toml"), [""; 0]);
    desk.write("model.toml", desk.text("model.toml") + "\n[match_funding]\nsource = \"Made for the tests\"\n");
    let told = told(&desk, "model.toml").join("\n");
    assert!(told.contains("(idle-match-funding)"), "{told}");
}

#[test]
fn a_doubt_that_is_answered_is_told_no_more_and_kept_with_its_reason() {
    let accept = |id: &str| format!("\n[[accept]]\nid = \"{id}\"\nreason = \"So it was agreed.\"\n");
    let idle = rule("measure = \"projects\"\nwhere.opens_after = \"2060-61\"\nat_most = 0");
    assert_eq!(doubted(&(idle.clone() + &accept("idle-rule[one]"))).0, [""; 0]);
    let (ids, told) = doubted(&(idle.clone() + &accept("idle-rule[ones]")));
    assert_eq!(ids, ["idle-rule[one]", "needless-accept[idle-rule[ones]]"]);
    assert!(told.contains("or was `idle-rule[one]` meant?"), "{told}");
    let desk = Desk::new();
    desk.write("model.toml", desk.text("model.toml") + &idle + &accept("idle-rule[one]"));
    let done = desk.placewell().args(["solve", "model.toml"]).output().expect("placewell runs");
    assert!(!desk.shorn(&done.stderr).contains("warning"), "{}", desk.shorn(&done.stderr));
    let manifest: Value = serde_json::from_str(&desk.text("runs/model/run.json")).expect("JSON");
    assert_eq!(manifest["doubts"][0]["accepted"], "So it was agreed.");
    assert_eq!(manifest["model"]["accept"][0]["id"], "idle-rule[one]");
    let summary = unwrapped(&desk.text("runs/model/summary.txt"));
    assert!(summary.contains("1 doubt is answered in the model") && !summary.contains("Doubtful"), "{summary}");
    let verified = desk.placewell().args(["verify", "runs/model", "--model", "model.toml"]).output().expect("it runs");
    assert_eq!(verified.status.code(), Some(0), "{}", desk.shorn(&verified.stderr));
}
