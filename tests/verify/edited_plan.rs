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
