//! A plan whose file says of an option what the dataset does not.

use super::given::Given;

#[test]
fn whoever_takes_a_plan_says_where_its_file_differs_from_the_dataset() {
    let given = Given::tiny();
    let plan = given.text("run/plan.csv");
    let line = plan.lines().find(|line| line.contains(",yes,")).expect("something is funded").to_owned();
    let name =
        line.split(',').nth(3).filter(|name| !name.is_empty()).expect("a column after the plan's own").to_owned();
    given.write("run/plan.csv", &plan.replacen(&line, &line.replacen(&name, "another", 1), 1));
    for command in ["order", "stress"] {
        let done = given.placewell(&[command, "run", "--model", "tiny.toml"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(
            said.contains("is `another` here and") && said.contains("in the dataset, which counts"),
            "{command}: {said}"
        );
    }
}

#[test]
fn options_that_a_plan_leaves_out_are_told_to_count_as_not_funded() {
    let given = Given::tiny();
    let plan = given.text("run/plan.csv");
    let mut lines: Vec<&str> = plan.lines().collect();
    let all = lines.len() - 1;
    lines.truncate(lines.len() - 2);
    given.write("short.csv", &lines.join("\n"));
    let done = given.placewell(&["evaluate", "tiny.toml", "--plan", "short.csv", "--out", "short"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let told = format!("short.csv: 2 of {all} options are not listed and count as not funded");
    assert!(said.contains(&told), "{said}");
    let whole = given.placewell(&["evaluate", "tiny.toml", "--plan", "run/plan.csv", "--out", "whole"]);
    let said = String::from_utf8_lossy(&whole.stderr).into_owned();
    assert!(!said.contains("not listed"), "{said}");
}
