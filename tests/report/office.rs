//! Workbooks in an office program: LibreOffice opens them, works every formula out anew, and finds what it should.
//!
//! These are left out of an ordinary run, since not every machine has LibreOffice: `.ci/run` installs it and runs them,
//! and where it is missing they fail.

use std::io::{Cursor, Write};

use calamine::{Data, Reader};
use rust_xlsxwriter::{Formula, Workbook};

use super::given::{Given, Tiny};
use super::page::beside::Asked;
use super::soffice::saved_again;
use super::workbook::{cells, of, open, parts};

/// How many cells of a sheet are true, and how many false.
fn truths(bytes: &[u8], sheet: &str) -> [usize; 2] {
    let rows = cells(&mut open(bytes), sheet);
    [true, false].map(|truth| rows.iter().flatten().filter(|cell| **cell == Data::Bool(truth)).count())
}

/// A number as it is, but for what a spreadsheet's own decimals cannot tell apart.
fn told(cell: &Data) -> String {
    match cell {
        Data::Float(number) => format!("{number:.6}"),
        Data::Int(number) => format!("{number}.000000"),
        other => other.to_string().replace("\r\n", "\n"),
    }
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn it_works_formulas_out_anew() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_formula(0, 0, Formula::new("=1+1").set_result("3")).expect("a formula");
    let again = saved_again(&workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(cells(&mut open(&again), "Sheet1")[0][0], Data::Float(2.0));
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn every_check_is_true_and_every_cell_the_same_when_worked_out_anew() {
    for given in [Given::published(), &Given::decided(Tiny::new("").case())] {
        for bytes in of(given) {
            let again = saved_again(&bytes);
            let (mut before, mut after) = (open(&bytes), open(&again));
            assert_eq!(before.sheet_names(), after.sheet_names());
            for sheet in before.sheet_names() {
                let [before, after] = [cells(&mut before, &sheet), cells(&mut after, &sheet)].map(|rows| {
                    let told = rows
                        .iter()
                        .map(|row| row.iter().map(told).collect::<Vec<_>>().join("\t").trim_end().to_owned());
                    told.collect::<Vec<_>>()
                });
                assert_eq!(before, after, "{sheet}");
            }
        }
        let checks = truths(&saved_again(&of(given)[0]), "Checks");
        assert!(checks[0] > 40 && checks[1] == 0, "{checks:?}");
    }
}

/// The working workbook of the published plan with a pound more spent on a line.
fn with_a_pound_more() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = 0;
    for (name, text) in parts(&of(Given::published())[0]) {
        // The sheet of results by line has this cost twice: of this plan and as published.
        let is_lines = name.contains("worksheets") && text.matches("<v>57000000</v>").count() == 2;
        changed += u32::from(is_lines);
        let text = if is_lines { text.replacen("<v>57000000</v>", "<v>57000001</v>", 1) } else { text };
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a part");
    }
    assert_eq!(changed, 1, "the sheet of lines was found");
    writer.finish().expect("an archive").into_inner()
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn a_frontier_with_its_chart_is_opened_and_every_cell_stays_as_it_was() {
    let given = Given::decided(Tiny::new("").case());
    for one in Asked::of(&given).frontiers {
        let (_, bytes) = placewell::report::whatif::frontier::workbook(&given.case, &one.told);
        let again = saved_again(&bytes);
        let (mut before, mut after) = (open(&bytes), open(&again));
        assert_eq!(before.sheet_names(), ["Cover", "Contents", "Notes", "Table_1", "Table_2", "Chart_1"]);
        for sheet in before.sheet_names() {
            let [before, after] = [cells(&mut before, &sheet), cells(&mut after, &sheet)]
                .map(|rows| rows.iter().map(|row| row.iter().map(told).collect::<Vec<_>>()).collect::<Vec<_>>());
            assert_eq!(before, after, "{sheet}");
        }
        let charts = parts(&again).into_iter().filter(|(name, _)| name.contains("charts/chart")).count();
        assert_eq!(charts, 1, "the chart is still there");
    }
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn a_pound_that_is_changed_by_hand_is_found_by_the_checks() {
    let found = truths(&saved_again(&with_a_pound_more()), "Checks");
    assert!(found[1] >= 3, "the line, the sum of the lines and the sum of all checks are false: {found:?}");
}
