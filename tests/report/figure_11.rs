//! The published plan, evaluated: every cell of NAO, September 2025, Figure 11.

use placewell::report::run::{Summary, WIDTH};

use super::given::{Given, read_back, sum, table};

/// Figure 11 as printed: line, projects, homes, places at the low and high end, done by, cost in pounds.
const FIGURE_11: [[&str; 7]; 5] = [
    ["open-expand", "68", "68", "347", "347", "2026", "57000000"],
    ["open-new", "49", "49", "200", "200", "2029", "53000000"],
    ["secure-rebuild", "3", "3", "34", "38", "2026, 2029, 2029", "188000000"],
    ["secure-new", "2", "2", "48", "48", "2027, 2028", "166000000"],
    ["secure-improve", "56", "12", "8", "8", "2029", "44000000"],
];

#[test]
fn every_cell_of_the_published_plan_is_as_figure_11_prints_it() {
    let given = Given::published();
    let rows = read_back(&table(&given.run(), "lines"));
    let columns = ["line", "projects", "homes", "additional_low", "additional_high", "done_by", "dfe_cost_gbp"];
    let cells: Vec<_> = rows.iter().map(|row| columns.map(|column| row[column].as_str())).collect();
    assert_eq!(cells, FIGURE_11);
    for row in &rows {
        for column in columns.iter().skip(1) {
            assert_eq!(row[*column], row[&format!("published_{column}")], "{column}");
        }
        let changes = ["projects", "homes", "additional_low", "additional_high"];
        let changes = changes.map(|column| format!("{column}_difference"));
        assert!(changes.iter().all(|column| row[column] == "0") && row["dfe_cost_difference_gbp"] == "0");
    }
}

#[test]
fn the_published_plan_is_508m_and_637_to_641_places() {
    let given = Given::published();
    let rows = read_back(&table(&given.run(), "lines"));
    assert_eq!(sum(&rows, "dfe_cost_gbp"), 508_000_000);
    assert_eq!(["additional_low", "additional_high"].map(|column| sum(&rows, column)), [637, 641]);
    assert_eq!(sum(&rows, "projects"), 178);
    assert_eq!(sum(&rows, "protected"), 36, "Lincolnshire 12, Devon 8, Hampshire 16");
}

#[test]
fn the_page_has_figure_11_in_eighty_columns() {
    let given = Given::published();
    let page = Summary::of(&given.run()).to_text(WIDTH);
    let from = page.find("Programme line").expect("the table of programme lines");
    let table = page[from..].split("\n\n").next().expect("its end");
    insta::assert_snapshot!(table, @r"
    Programme line              Projects  Homes   Places     £m  Done by
    --------------------------- --------- ------ -------- ------ -----------------
    Extra places in open homes        68     68      347   57.0  2026
      published                       68     68      347   57.0  2026
    New open homes                    49     49      200   53.0  2029
      published                       49     49      200   53.0  2029
    Rebuilding secure homes            3      3    34-38  188.0  2026, 2029, 2029
      published                        3      3    34-38  188.0  2026, 2029, 2029
    New secure homes                   2      2       48  166.0  2027, 2028
      published                        2      2       48  166.0  2027, 2028
    Improving secure homes            56     12        8   44.0  2029
      published                       56     12        8   44.0  2029
    Total                            178         637-641  508.0
      published                      178         637-641  508.0
    ");
}

#[test]
fn a_line_of_which_nothing_is_funded_is_done_by_no_year() {
    let nothing = Given::nothing();
    let rows = read_back(&table(&nothing.run(), "lines"));
    assert!(rows.iter().all(|row| row["done_by"].is_empty() && row["projects"] == "0"));
    assert_eq!(rows[0]["dfe_cost_difference_gbp"], "-57000000");
}
