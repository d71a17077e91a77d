//! Any tables to JSON: of each a list of its rows, each an object in the order of the columns.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Cell, Column, Table};

/// The version of the layout of tables as JSON; `schemas/` says what each command writes.
const SCHEMA_VERSION: u32 = 1;

/// Tables as JSON, each under its name, with the version of their layout.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "every key is a text, and writing to memory does not fail")]
pub fn json_of(tables: &[Table]) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&Tables(tables)).expect("a table is JSON");
    bytes.push(b'\n');
    bytes
}

/// Tables by name.
struct Tables<'a>(&'a [Table]);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len() + 1))?;
        object.serialize_entry("schema_version", &SCHEMA_VERSION)?;
        for table in self.0 {
            object.serialize_entry(table.name, table)?;
        }
        object.end()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.rows.len()))?;
        for cells in &self.rows {
            list.serialize_element(&Row { columns: &self.columns, cells })?;
        }
        list.end()
    }
}

/// A row, with its columns.
struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            object.serialize_entry(column.name, cell)?;
        }
        object.end()
    }
}

impl Serialize for Cell {
    /// Numbers as numbers, money in whole pounds, what is missing as null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Money(money) => serializer.serialize_i64(money.pounds()),
            Self::Hundredths(_) | Self::Tenths(_) => {
                let number: serde_json::Number = self.in_files().parse().expect("digits with a point are a number");
                number.serialize(serializer)
            }
            Self::Yes => serializer.serialize_bool(true),
            Self::No => serializer.serialize_bool(false),
            Self::Empty => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_an_object_in_the_order_of_its_columns() {
        let columns = [Column::words("site", ""), Column::number("miles", ""), Column::number("children", "")];
        let rows = vec![vec![Cell::text("a"), Cell::Hundredths(-1_205), Cell::Empty]];
        let json = serde_json::to_string(&Table::new("flows", &columns, rows)).expect("it is JSON");
        assert_eq!(json, r#"[{"site":"a","miles":-12.05,"children":null}]"#);
    }
}
