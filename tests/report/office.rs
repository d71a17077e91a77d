//! Workbooks in an office program: LibreOffice opens them, works every formula out anew, and finds what it should.
//!
//! These are left out of an ordinary run, since not every machine has LibreOffice: `.ci/run` installs it and runs them,
//! and where it is missing they fail.

use calamine::{Data, Reader};
use placewell::domain::{AppraisalParameter, Figure};
use placewell::report::whatif::appraise::{Appraisal, book};
use placewell::table::{Cell, Table};
use placewell::whatif::appraise::appraise;
use rust_xlsxwriter::{Formula, Workbook};

use super::given::{Given, Tiny};
use super::page::beside::Asked;
use super::soffice::saved_again;
use super::workbook::{cells, of, open, parts, with_part};

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
    // The sheet of results by line has this cost twice: of this plan and as published.
    let is_lines = |text: &str| text.matches("<v>57000000</v>").count() == 2;
    with_part(&of(Given::published())[0], |text| {
        is_lines(text).then(|| text.replacen("<v>57000000</v>", "<v>57000001</v>", 1))
    })
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

/// The workbook of an appraisal of the published plan, with the tables that it is to come to.
fn appraised(given: &Given, parameters: &[AppraisalParameter]) -> (Vec<u8>, Vec<Table>) {
    let (run, risks) = (given.run(), &given.case.dataset.risks);
    let cases = appraise(&given.case.dataset.instance, &given.plan, parameters, risks).expect("nothing is missing");
    let appraisal = Appraisal { run: &run, parameters, risks, cases: &cases };
    (book(&appraisal), placewell::report::whatif::appraise::tables(&appraisal))
}

/// Holds what a program makes of the results of an appraisal to their table, to the penny.
fn assert_appraised(bytes: &[u8], table: &Table) {
    let rows = cells(&mut open(bytes), "Results");
    let mut numbers = 0;
    for (row, expected) in rows[4..].iter().zip(&table.rows) {
        for ((found, cell), column) in row.iter().zip(expected).zip(&table.columns) {
            if let (Data::Float(found), Cell::Hundredths(_)) = (found, cell) {
                assert_eq!(format!("{found:.2}"), cell.in_files(), "{}: {:?}", column.name, &row[..3]);
                numbers += 1;
            }
        }
    }
    assert!(numbers > 900, "{numbers}");
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn an_appraisal_is_worked_out_anew_to_the_same_pence_with_its_parameters_and_with_others() {
    let given = Given::published();
    let mut parameters = given.case.dataset.appraisal.clone();
    let (bytes, tables) = appraised(given, &parameters);
    let again = saved_again(&bytes);
    assert_appraised(&again, &tables[0]);
    let checks = truths(&again, "Checks");
    assert_eq!(checks, [60, 0]);
    let (mut before, mut after) = (open(&bytes), open(&again));
    for sheet in before.sheet_names() {
        let [before, after] = [cells(&mut before, &sheet), cells(&mut after, &sheet)]
            .map(|rows| rows.iter().map(|row| row.iter().map(told).collect::<Vec<_>>()).collect::<Vec<_>>());
        assert_eq!(before, after, "{sheet}");
    }
    // Another running cost, put into the workbook by hand and into the dataset: the office program and placewell agree.
    let own = parameters.iter_mut().find(|parameter| parameter.central == Figure::Hundredths(25_470_000));
    own.expect("what an open place costs to run").central = Figure::Hundredths(26_130_017);
    let by_hand = with_part(&bytes, |text| {
        (text.matches("<v>254700</v>").count() == 2).then(|| text.replacen("<v>254700</v>", "<v>261300.17</v>", 1))
    });
    assert_appraised(&saved_again(&by_hand), &appraised(given, &parameters).1[0]);
}
