//! Frontiers and comparisons as workbooks: they say what the CSV says, and what was there is kept.

use std::fs;

use super::same::{assert_same, sheet};
use super::shop::Shop;

const BASE: &str = "models/base.toml";

#[test]
fn a_frontier_in_a_workbook_says_what_its_tables_say() {
    let shop = Shop::new();
    let arguments = ["frontier", BASE, "--at", "500k,1m,1500000", "--xlsx"];
    shop.told(0, &arguments);
    let folder = "runs/base-frontier-envelope";
    let file = format!("{folder}/frontier.xlsx");
    assert_same(&sheet(&shop.path(&file), "Table_1"), &shop.text(&format!("{folder}/frontier.csv")));
    assert_same(&sheet(&shop.path(&file), "Table_2"), &shop.text(&format!("{folder}/plans.csv")));
    let before = fs::read(shop.path(&file)).expect("a workbook");
    shop.told(0, &arguments);
    assert_eq!(before, fs::read(shop.path(&file)).expect("a workbook"), "the bytes are the same again");
    shop.told(0, &arguments[..4]);
    assert!(!shop.path(&file).exists(), "a frontier without one takes its place whole");
}

#[test]
fn a_comparison_in_a_workbook_says_what_its_csv_says_and_takes_the_place_of_nothing() {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["solve", "models/what-if/south.toml"]);
    let arguments = ["compare", "runs/base", "runs/south", "--format", "csv", "--xlsx", "beside.xlsx"];
    let csv = shop.told(0, &arguments);
    let (swaps, rest): (Vec<&str>, Vec<&str>) = csv.lines().skip(1).partition(|line| line.starts_with("swaps,"));
    assert!(!swaps.is_empty() && rest.len() > 10, "{csv}");
    let heading = csv.lines().next().expect("a heading");
    for (name, lines) in [("Table_1", swaps), ("Table_2", rest)] {
        let csv: Vec<&str> = [heading].into_iter().chain(lines).collect();
        assert_same(&sheet(&shop.path("beside.xlsx"), name), &csv.join("\n"));
    }
    assert_eq!(shop.told(0, &arguments), csv, "the same workbook is there already");
    shop.write("beside.xlsx", "notes of mine");
    let refused = shop.refused(9, &arguments);
    assert!(refused.contains("beside.xlsx: there is something else here already; name another file"), "{refused}");
    assert_eq!(shop.text("beside.xlsx"), "notes of mine");
}
