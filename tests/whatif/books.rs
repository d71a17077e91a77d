//! Frontiers and comparisons as workbooks: they say what the CSV says, and what was there is kept.

use std::fs;
use std::io::Read;
use std::path::Path;

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
    let drawing = part(&shop.path(&file), "xl/charts/chart1.xml");
    for (column, name) in [('E', "Found"), ('F', "No plan has more than")] {
        assert!(drawing.contains(&format!("<c:f>Table_1!${column}$5:${column}$7</c:f>")), "{drawing}");
        assert!(drawing.contains(&format!("<c:v>{name}</c:v>")), "{drawing}");
    }
    assert_eq!(drawing.matches("<c:f>Table_1!$B$5:$B$7</c:f>").count(), 2, "against the setting");
    assert!(
        drawing.contains("<c:symbol val=\"circle\"/>") && drawing.contains("<c:symbol val=\"diamond\"/>"),
        "{drawing}"
    );
    assert!(drawing.contains("<a:prstDash val="), "the two lines are told apart without colour: {drawing}");
    let words = part(&shop.path(&file), "xl/drawings/drawing1.xml");
    assert!(words.contains("descr=\"Well-located places at each setting: Found (a line with filled dots)"), "{words}");
    let before = fs::read(shop.path(&file)).expect("a workbook");
    shop.told(0, &arguments);
    assert_eq!(before, fs::read(shop.path(&file)).expect("a workbook"), "the bytes are the same again");
    shop.told(0, &arguments[..4]);
    assert!(!shop.path(&file).exists(), "a frontier without one takes its place whole");
}

#[test]
fn settings_without_a_plan_are_not_drawn_as_nought() {
    let shop = Shop::new();
    shop.told(0, &["frontier", BASE, "--over", "floor", "--at", "0,12.5,50,60", "--xlsx"]);
    let file = shop.path("runs/base-frontier-floor/frontier.xlsx");
    let drawing = part(&file, "xl/charts/chart1.xml");
    assert!(drawing.contains("<c:f>Table_1!$E$5:$E$6</c:f>"), "{drawing}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
    let said = calamine::Reader::worksheet_range(&mut book, "Chart_1").expect("a sheet");
    let said: Vec<String> = said.rows().map(|row| row[0].to_string()).collect();
    assert!(said[1].ends_with("rows there without both numbers are not drawn."), "{said:?}");
}

/// A part of a workbook, as text.
fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).expect("a file")).expect("a workbook is an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("a part is text");
    text
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
