//! A plan that has been through a spreadsheet.

use std::fmt::Write;

use placewell::solve::Highs;
use placewell::verify::verify_plan;

use super::given::Given;

/// What a spreadsheet does to a table when it is saved.
#[derive(Clone, Copy, Debug)]
struct Habits {
    mark: &'static str,
    ends: &'static str,
    yes_and_no: [&'static str; 2],
    cell: fn(&str) -> String,
    column: [&'static str; 2],
    blank_rows: usize,
}

impl Habits {
    /// Every way to save a table.
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for mark in ["", "\u{FEFF}"] {
            for ends in ["\n", "\r\n", "\r"] {
                for yes_and_no in [["yes", "no"], ["Yes", "No"], ["YES", "NO"], ["TRUE", "FALSE"], ["True", "False"]] {
                    for cell in [as_is, quoted, without_noughts] {
                        for column in [["", ""], [",my notes", ",\"look, here\""]] {
                            for blank_rows in [0, 3] {
                                all.push(Self { mark, ends, yes_and_no, cell, column, blank_rows });
                            }
                        }
                    }
                }
            }
        }
        all
    }

    /// The table as it is saved.
    fn save(self, table: &str) -> String {
        let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        let mut text = self.mark.to_owned();
        let mut width = 0;
        for (row, record) in reader.into_records().enumerate() {
            let record = record.expect("a row");
            let cell = |cell: &str| match cell {
                "yes" => (self.cell)(self.yes_and_no[0]),
                "no" => (self.cell)(self.yes_and_no[1]),
                other => (self.cell)(other),
            };
            let cells: Vec<String> = record.iter().map(cell).collect();
            width = cells.len();
            write!(text, "{}{}{}", cells.join(","), self.column[row.min(1)], self.ends).expect("a text");
        }
        let commas = width - 1 + usize::from(!self.column[0].is_empty());
        text + &format!("{}{}", ",".repeat(commas), self.ends).repeat(self.blank_rows)
    }
}

/// Quoted where it must be.
fn as_is(cell: &str) -> String {
    if cell.contains(',') { quoted(cell) } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    format!("\"{cell}\"")
}

/// A number without noughts at the end of its decimals.
fn without_noughts(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(number) => number.to_string(),
        Err(_) => as_is(cell),
    }
}

#[test]
fn a_plan_saved_by_a_spreadsheet_is_the_same_plan() {
    let given = Given::tiny();
    let case = given.case();
    let file = given.path("run/plan.csv");
    let before = verify_plan(&case, &file, &Highs { seed: 0 }).expect("a plan without mistakes").findings;
    let plan = given.text("run/plan.csv");
    let habits = Habits::all();
    for habits in &habits {
        given.write("run/plan.csv", &habits.save(&plan));
        let after = verify_plan(&case, &file, &Highs { seed: 0 })
            .unwrap_or_else(|mistakes| panic!("{habits:?}: {mistakes}"))
            .findings;
        assert_eq!(before, after, "{habits:?}");
        let run = given.verified(&case).unwrap_or_else(|mistakes| panic!("{habits:?}: {mistakes}"));
        assert_eq!(run.differences, [], "{habits:?}");
    }
    assert_eq!(habits.len(), 360);
}

#[test]
fn a_blank_row_amid_a_plan_and_an_answer_that_is_neither_are_mistakes() {
    let given = Given::tiny();
    let case = given.case();
    let plan = given.text("run/plan.csv");
    let (heading, rows) = plan.split_once("\r\n").expect("a heading");
    let amid = format!("{heading}\r\n,,,,,,,,,,,,,,,,,,,,,\r\n{rows}");
    let maybe = plan.replacen(",yes,", ",maybe,", 1);
    for (text, told) in
        [(amid, "plan.csv:2: this row is blank; delete it"), (maybe, "plan.csv:2: funded: `maybe` is not yes or no")]
    {
        given.write("run/plan.csv", &text);
        let mistakes = verify_plan(&case, &given.path("run/plan.csv"), &Highs { seed: 0 })
            .expect_err("it is a mistake")
            .to_string();
        assert!(mistakes.contains(told), "{mistakes}");
    }
}
