//! A sheet of a workbook beside the CSV of the same table.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

/// The rows of a sheet below its heading.
pub fn sheet(file: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().skip(4).map(<[Data]>::to_vec).collect()
}

/// Holds the rows of a sheet to those of a CSV file: a number to its value, a text to its letters.
pub fn assert_same(rows: &[Vec<Data>], csv: &str) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    assert_eq!(rows.len(), records.len(), "{csv}");
    for (cells, record) in rows.iter().zip(&records) {
        for (cell, text) in cells.iter().zip(record) {
            match cell {
                Data::Float(number) => {
                    assert_eq!(text.parse::<f64>().ok(), Some(*number), "{cells:?} and {record:?}");
                }
                other => assert_eq!(other.to_string(), if text.is_empty() { "[z]" } else { text }, "{record:?}"),
            }
        }
    }
}
