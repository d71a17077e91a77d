//! A page that compares its run with another run, in the place of the published plan.

use std::collections::BTreeSet;

use super::command::{Desk, told};
use super::made::{Made, by_id, text, tree};

/// A desk with a run, and one of nothing that breaks its rules.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("nothing.csv", &desk.read("run/plan.csv").replace(",yes,", ",no,"));
    let done = desk.placewell(&["evaluate", "model.toml", "--plan", "nothing.csv", "--out", "bare"]);
    assert_eq!(done.status.code(), Some(4), "{}", told(&done));
    desk
}

fn against(desk: &Desk, other: &str, more: &[&str]) -> (Option<i32>, String) {
    let done = desk.placewell(&[&["report", "run", "--model", "model.toml", "--against", other], more].concat());
    (done.status.code(), told(&done))
}

#[test]
fn the_other_run_takes_the_place_of_the_published_plan_everywhere() {
    let made = Made::against();
    let tree = made.tree();
    let page = text(tree.root_element());
    let name = made.against.expect("a name");
    for words in [
        format!("Compared with the run {name}, which asks: What if"),
        "The two models do not count alike".to_owned(),
        format!("the plan of {name}"),
        format!("Beside the plan of {name}: "),
        format!("{name}: £"),
        format!("This plan{name}Difference"),
        format!("By programme line: this plan and that of {name}"),
        format!("Bids in and out beside the plan of {name}"),
        format!("goes out: only in the plan of {name}"),
        format!("put into the plan of {name}, "),
        format!("Money, from the plan of {name} to this one, by programme line"),
        format!("Verified from the files of {name}. It was looked at."),
    ] {
        assert!(page.contains(&words), "{words}");
    }
    for words in ["he published plan to this one", "than the published plan", "eside the published plan", "published: "]
    {
        assert!(!page.contains(words), "{words}");
    }
    let from: BTreeSet<&str> = tree.descendants().filter_map(|node| node.attribute("data-from")).collect();
    assert_eq!(from, BTreeSet::from([name]));
    for (id, least) in [("numbers", 10), ("by-line", 20), ("bids", 100), ("fall-money", 1)] {
        let own = by_id(&tree, id).descendants().filter(|node| node.attribute("data-from") == Some(name)).count();
        assert!(own >= least, "{own} in {id}");
    }
}

#[test]
fn a_measure_that_only_one_of_two_runs_has_is_left_out_of_the_other() {
    // Miles in a straight line are told of a run that measures by road, and of one that does not they are all there are.
    let made = Made::against();
    let row = |made: &Made, measure: &str| {
        let tree = made.tree();
        let rows = by_id(&tree, "numbers").descendants().filter(|node| node.has_tag_name("tr")).map(text);
        rows.filter(|row| row.contains(measure)).collect::<Vec<_>>()
    };
    let straight = row(made, "within 20 miles in a straight line");
    assert!(straight.len() == 1 && straight[0].ends_with("––"), "{straight:?}");
    let average = row(made, "average miles");
    assert!(average.len() == 1 && !average[0].contains('–'), "{average:?}");
}

#[test]
fn a_run_is_compared_with_another_of_its_inputs_and_the_page_says_with_which() {
    let desk = desk();
    let (code, told) = against(&desk, "bare", &[]);
    assert_eq!(code, Some(0), "{told}");
    let html = desk.read("run.html");
    let tree = tree(&html);
    let page = text(tree.root_element());
    assert!(page.contains("Compared with the run bare, which asks: "), "{page}");
    assert!(page.contains("checked: breaks rules of its model."), "{page}");
    assert!(page.contains("Verified from the files of bare. It keeps "), "{page}");
    assert!(html.contains("data-from=\"bare\"") && page.contains("plan.csv of bare"));
    assert!(against(&desk, "bare/", &["--out", "again.html"]).0 == Some(0) && desk.read("again.html") == html);
}

#[test]
fn what_a_run_cannot_be_compared_with_is_refused_and_it_is_said_what_to_do() {
    let desk = desk();
    let line = ["frontier", "model.toml", "--over", "floor", "--at", "0", "--out", "line"];
    assert_eq!(desk.placewell(&line).status.code(), Some(0));
    let refused = |other: &str, more: &[&str], code: i32, why: &str| {
        let (found, told) = against(&desk, other, more);
        assert_eq!(found, Some(code), "{told}");
        assert!(told.contains(why), "{told}");
        assert!(!desk.folder.path().join("run.html").exists());
    };
    refused("./run/", &[], 3, "this is the run of the page itself: give another to compare it with");
    refused("line", &[], 3, "this is a frontier and not a run: put it on the page with --frontier");
    refused("inputs", &[], 3, "run.json");
    refused("bare", &["--brief"], 2, "cannot be used with");
    let years = desk.read("bare/years.csv");
    desk.write("bare/years.csv", &years.replacen("\r\n", "9\r\n", 2));
    refused("bare", &[], 7, "bare states what does not follow from its plans and inputs");
}

#[test]
fn a_run_of_other_inputs_is_refused_and_one_of_the_same_name_is_told_by_its_path() {
    let (desk, other) = (desk(), Desk::new());
    let path = |name: &str| other.folder.path().join(name).display().to_string();
    other.write("other.toml", &other.read("model.toml"));
    let solve = |out: &str| {
        let done = other.placewell(&["solve", "other.toml", "--out", out]);
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    };
    solve("nested/run");
    let (run, model) = (path("nested/run"), path("other.toml"));
    let (code, told) = against(&desk, &run, &["--model", &model]);
    assert_eq!(code, Some(0), "{told}");
    let html = desk.read("run.html");
    assert!(text(tree(&html).root_element()).contains(&format!("Compared with the run {run}, which asks: ")));
    let areas = other.read("inputs/areas.csv");
    other.write("inputs/areas.csv", &areas.replacen("North", "Nord", 1));
    solve("nested/other");
    let (code, told) = against(&desk, &path("nested/other"), &["--model", &model]);
    assert_eq!(code, Some(3), "{told}");
    let why = "this is a run of other inputs: it was not made of the same areas.csv; compare runs of one dataset";
    assert!(told.contains(why), "{told}");
}
