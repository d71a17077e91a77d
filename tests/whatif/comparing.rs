//! Runs side by side.

use super::shop::Shop;

const BASE: &str = "models/base.toml";

#[test]
fn a_run_beside_itself_has_no_difference() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    let told = shop.told(0, &["compare", "runs/base", "runs/base"]);
    assert_eq!(told, "No difference: runs/base states what runs/base states.\n");
    let csv = shop.told(0, &["compare", "runs/base", "runs/base", "--format", "csv"]);
    assert_eq!(csv, "table,item,measure,run,base,value,difference,line,region,reason\r\n");
    assert_eq!(
        shop.told(0, &["compare", "runs/base", "runs/base", "--format", "json"]),
        "{\n  \"schema_version\": 1,\n  \"comparison\": []\n}\n"
    );
}

#[test]
fn what_a_run_says_otherwise_beside_its_tables_is_a_difference_too() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    for (file, old, new) in [
        ("summary.txt", "Proved: no plan that", "Perhaps no plan that"),
        ("run.json", "\"status\": \"proved\"", "\"status\": \"not proved\""),
    ] {
        shop.told(0, &["solve", BASE, "--out", "runs/edited"]);
        shop.edit(&format!("runs/edited/{file}"), old, new);
        let told = shop.told(0, &["compare", "runs/base", "runs/edited", "--format", "csv"]);
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(told.contains(if file == "run.json" { "proved" } else { "summary.txt, line " }), "{told}");
    }
}

#[test]
fn a_run_that_states_what_does_not_follow_is_compared_with_a_warning() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    let said = |shop: &Shop| {
        let done = shop.placewell(&["compare", "runs/base", "runs/edited"]);
        assert_eq!(done.status.code(), Some(0));
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    shop.told(0, &["solve", BASE, "--out", "runs/edited"]);
    assert_eq!(said(&shop), "");
    shop.edit("runs/edited/plan.csv", "south-less,a,", "south-less,b,");
    let unread = said(&shop);
    assert!(unread.contains("warning: runs/edited could not be checked: "), "{unread}");
    shop.edit("runs/edited/plan.csv", "south-less,b,", "south-less,a,");
    let lines = shop.text("runs/edited/lines.csv");
    assert!(lines.contains("1500000"), "{lines}");
    shop.write("runs/edited/lines.csv", &lines.replacen("1500000", "1400000", 1));
    let unfounded = said(&shop);
    let told = "warning: runs/edited states what does not follow from its plan and inputs: lines.csv:";
    assert!(unfounded.contains(told), "{unfounded}");
    shop.edit("inputs/spend.csv", "south-less,a,2026-27,500000", "south-less,a,2027-28,500000");
    let changed = said(&shop);
    assert!(changed.contains("runs/edited was not checked: its inputs or its model have changed"), "{changed}");
}

#[test]
fn what_was_changed_by_hand_in_a_workbook_is_told() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["solve", BASE, "--out", "runs/edited"]);
    let edit = "\"by_hand\": [{\"what\": \"the cost of south-less a\", \"was\": \"£500,000\", \"now\": \"£50,000\"}]";
    shop.edit("runs/edited/run.json", "\"by_hand\": []", edit);
    let told = shop.told(0, &["compare", "runs/base", "runs/edited", "--format", "csv"]);
    assert!(told.contains("by_hand.the cost of south-less a"), "{told}");
    assert!(told.contains("£500,000 -> £50,000"), "{told}");
}

#[test]
fn one_changed_cell_shows_what_follows_from_it_and_nothing_else() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.edit(
        "inputs/options.csv",
        "south-less,a,As bid,open,2026-27,2026-27,500000",
        "south-less,a,As bid,open,2026-27,2026-27,500001",
    );
    shop.edit("inputs/spend.csv", "south-less,a,2026-27,500000", "south-less,a,2026-27,500001");
    shop.told(0, &["solve", BASE, "--out", "runs/one-cell"]);
    let csv = shop.told(0, &["compare", "runs/base", "runs/one-cell", "--format", "csv"]);
    let expected = include_str!("one-cell.csv").replace('\n', "\r\n");
    assert_eq!(csv.replace("\r\n", "\n"), expected.replace("\r\n", "\n"));
}

#[test]
fn a_page_says_what_was_asked_otherwise_and_why_projects_are_swapped() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["solve", "models/what-if/south.toml"]);
    shop.told(0, &["solve", BASE, "--set", "rule.few.at_most=1", "--out", "runs/one"]);
    insta::assert_snapshot!(shop.told(0, &["compare", "runs/base", "runs/south"]));
    let page = shop.told(0, &["compare", "runs/base", "runs/one", "runs/south"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert!(page.contains("with it the run breaks few by 1 project"), "{page}");
    let overview: Vec<&str> = page.lines().skip(2).take(4).collect();
    assert!(overview[3].starts_with("runs/south") && overview[3].contains("-4.0"), "{overview:?}");
}

#[test]
fn what_is_no_run_is_refused_and_all_of_it_in_one_pass() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    std::fs::remove_file(shop.path("runs/base/lines.csv")).expect("a file of the run");
    let told = shop.refused(3, &["compare", "runs/base", "inputs"]);
    assert!(told.contains("runs/base/lines.csv: there is no such file"), "{told}");
    assert!(told.contains("inputs: this is no run, as it has no run.json"), "{told}");
}

#[test]
fn a_reason_is_said_once_and_each_rule_of_it_is_broken_by_as_much_as_it_says() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["solve", BASE, "--set", "rule.few.at_most=0", "--out", "runs/none"]);
    let page = shop.told(0, &["compare", "runs/base", "runs/none"]);
    assert_eq!(page.matches("breaks few by 1 project").count(), 1, "{page}");
    assert!(page.contains("2 out: with any one of them the run breaks few by 1 project"), "{page}");
    let lifted = ["solve", BASE, "--set", "rule.few.at_most=1", "--out", "runs/lifted"];
    shop.told(0, &lifted);
    let csv = shop.told(0, &["compare", "runs/none", "runs/lifted", "--format", "csv"]);
    assert_eq!(csv.matches("put into the base it breaks few by 1 project").count(), 1, "{csv}");
}

#[test]
fn why_is_not_told_of_a_run_whose_inputs_are_no_longer_what_they_were() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["solve", BASE, "--set", "rule.few.at_most=0", "--out", "runs/none"]);
    let dearer = ["south-less,a,As bid,open,2026-27,2026-27,50000", "south-less,a,2026-27,50000"];
    for (file, cell) in ["inputs/options.csv", "inputs/spend.csv"].into_iter().zip(dearer) {
        shop.edit(file, &format!("{cell}0"), &format!("{cell}1"));
    }
    let page = shop.told(0, &["compare", "runs/base", "runs/none"]);
    assert!(page.contains("2 out: why is not told"), "{page}");
}
