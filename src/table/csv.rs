//! Any table to CSV: RFC 4180, UTF-8 without a mark, CRLF, plain digits, and no cell that a spreadsheet would run.

use super::{Cell, Table};
use crate::read::guarded;

impl Table {
    /// The file that it is: a header, and a line for each row.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "writing to memory does not fail")]
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name)).expect("memory takes a header");
        for row in &self.rows {
            writer.write_record(row.iter().map(field)).expect("memory takes a row of as many cells");
        }
        writer.into_inner().expect("memory takes the last row")
    }
}

/// The byte-order mark by which Excel knows UTF-8 when a CSV is opened by a double click.
const MARK: &str = "\u{feff}";

/// The files of a run with a byte-order mark before each CSV, for those who open them in Excel.
#[must_use]
pub fn marked(files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mark = |(name, bytes): (String, Vec<u8>)| {
        let is_table = name.strip_suffix(".csv").is_some();
        let bytes = if is_table { [MARK.as_bytes(), &bytes].concat() } else { bytes };
        (name, bytes)
    };
    files.into_iter().map(mark).collect()
}

/// The cell as a field. Words that a spreadsheet would take for a formula are kept from it; numbers are left as they are.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        other => other.in_files(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    #[test]
    fn a_hostile_name_is_not_a_formula_and_a_negative_number_stays_one() {
        let columns = [Column::words("name", "Name"), Column::number("slack", "Slack")];
        let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a \"b\", c", "plain"];
        let rows = hostile.map(|name| vec![Cell::text(name), Cell::Whole(-5)]).to_vec();
        let bytes = Table::new("names", &columns, rows).to_csv();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let read: Vec<(String, i64)> = reader.deserialize().collect::<Result<_, _>>().expect("it is CSV");
        let names = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "a \"b\", c", "plain"];
        assert_eq!(read, names.map(|name| (name.to_owned(), -5)));
    }

    #[test]
    fn lines_end_as_rfc_4180_says_and_nothing_stands_for_what_is_missing() {
        let columns = [Column::words("name", ""), Column::number("children", "")];
        let rows = vec![vec![Cell::text("a"), Cell::Empty], vec![Cell::text("£, é"), Cell::Whole(0)]];
        let bytes = Table::new("names", &columns, rows).to_csv();
        assert_eq!(String::from_utf8(bytes).as_deref(), Ok("name,children\r\na,\r\n\"£, é\",0\r\n"));
    }
}
