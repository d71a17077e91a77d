//! Any table to Apache Parquet, which `pandas`, `polars`, R's `arrow` and `DuckDB` read with the type of every column.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::{Cell, Table};

/// What all cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Words; as files have them where a column mixes numbers with words.
    Words,
    /// Whole numbers, and whole pounds.
    Whole,
    /// Numbers with decimals.
    Decimal,
    /// Yes or no.
    Truth,
}

impl Table {
    /// The file that it is, in one group of rows: whole numbers and pounds as 64 bits, decimals as doubles, yes and no as
    /// truth values, all else as UTF-8; what is missing is null.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "writing to memory does not fail")]
    pub fn to_parquet(&self) -> Vec<u8> {
        self.written().expect("memory takes a table")
    }

    fn written(&self) -> Result<Vec<u8>> {
        let kinds: Vec<Kind> = (0..self.columns.len()).map(|at| self.kind(at)).collect();
        let fields = self.columns.iter().zip(&kinds).map(|(column, kind)| kind.field(column.name).map(Arc::new));
        let schema = Type::group_type_builder(self.name).with_fields(fields.collect::<Result<_>>()?).build()?;
        let mut writer =
            SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(WriterProperties::default()))?;
        let mut rows = writer.next_row_group()?;
        for (at, kind) in kinds.iter().enumerate() {
            let mut column = rows.next_column()?.expect("a column for each field");
            self.fill(&mut column, at, *kind)?;
            column.close()?;
        }
        rows.close()?;
        writer.into_inner()
    }

    /// What the cells of a column are; words where there are none.
    fn kind(&self, column: usize) -> Kind {
        let mut kinds = self.rows.iter().filter_map(|row| Kind::of(&row[column]));
        let first = kinds.next().unwrap_or(Kind::Words);
        kinds.fold(first, |kind, other| match (kind, other) {
            (kind, other) if kind == other => kind,
            (Kind::Whole, Kind::Decimal) | (Kind::Decimal, Kind::Whole) => Kind::Decimal,
            _ => Kind::Words,
        })
    }

    fn fill(&self, column: &mut SerializedColumnWriter<'_>, at: usize, kind: Kind) -> Result<()> {
        let cells = self.rows.iter().map(|row| &row[at]);
        match kind {
            Kind::Words => put::<ByteArrayType>(column, cells, |cell| Some(ByteArray::from(cell.in_files().as_str()))),
            Kind::Whole => put::<Int64Type>(column, cells, whole),
            Kind::Decimal => put::<DoubleType>(column, cells, |cell| cell.in_files().parse().ok()),
            Kind::Truth => put::<BoolType>(column, cells, |cell| Some(*cell == Cell::Yes)),
        }
    }
}

impl Kind {
    fn of(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Text(_) => Some(Self::Words),
            Cell::Whole(_) | Cell::Money(_) => Some(Self::Whole),
            Cell::Hundredths(_) | Cell::Tenths(_) => Some(Self::Decimal),
            Cell::Yes | Cell::No => Some(Self::Truth),
            Cell::Empty => None,
        }
    }

    fn field(self, name: &str) -> Result<Type> {
        let (physical, logical) = match self {
            Self::Words => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Whole => (Physical::INT64, None),
            Self::Decimal => (Physical::DOUBLE, None),
            Self::Truth => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build()
    }
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Whole(number) => Some(*number),
        Cell::Money(money) => Some(money.pounds()),
        Cell::Text(_) | Cell::Hundredths(_) | Cell::Tenths(_) | Cell::Yes | Cell::No | Cell::Empty => None,
    }
}

/// Writes the cells of a column, each a value or nothing.
fn put<'a, T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Cell>,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<()> {
    let values: Vec<Option<T::T>> = cells.map(|cell| if *cell == Cell::Empty { None } else { value(cell) }).collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let known: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&known, Some(&levels), None)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::domain::Money;
    use crate::table::Column;

    /// What is read of a table: the columns as a schema has them, and every row.
    fn read(table: &Table) -> (Vec<String>, Vec<String>) {
        let reader = SerializedFileReader::new(bytes::Bytes::from(table.to_parquet())).expect("it is Parquet");
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let fields = schema.columns().iter().map(|own| format!("{}: {}", own.name(), own.physical_type())).collect();
        let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        (fields, rows)
    }

    #[test]
    fn every_column_has_its_type_and_what_is_missing_is_null_and_not_nought() {
        let names = ["words", "count", "money", "places", "is_open", "mixed", "none"];
        let columns = names.map(|name| Column::number(name, ""));
        let full = vec![
            Cell::text("£, é \"=1\""),
            Cell::Whole(-3),
            Cell::Money(Money::from_pounds(563_000_000)),
            Cell::Hundredths(90_850),
            Cell::Yes,
            Cell::Whole(2),
            Cell::Empty,
        ];
        let mixed = vec![
            Cell::text(""),
            Cell::Whole(0),
            Cell::Empty,
            Cell::Whole(7),
            Cell::No,
            Cell::text("many"),
            Cell::Empty,
        ];
        let table = Table::new("all", &columns, vec![full, vec![Cell::Empty; 7], mixed]);
        let (fields, rows) = read(&table);
        let types = ["BYTE_ARRAY", "INT64", "INT64", "DOUBLE", "BOOLEAN", "BYTE_ARRAY", "BYTE_ARRAY"];
        assert_eq!(fields, std::array::from_fn::<_, 7, _>(|at| format!("{}: {}", names[at], types[at])));
        assert_eq!(
            rows,
            [
                r#"{words: "£, é "=1"", count: -3, money: 563000000, places: 908.5, is_open: true, mixed: "2", none: null}"#,
                "{words: null, count: null, money: null, places: null, is_open: null, mixed: null, none: null}",
                r#"{words: "", count: 0, money: null, places: 7.0, is_open: false, mixed: "many", none: null}"#,
            ]
        );
    }

    #[test]
    fn a_table_without_rows_is_a_file_with_columns() {
        let (fields, rows) = read(&Table::new("none", &[Column::words("id", "")], Vec::new()));
        assert_eq!((fields, rows), (vec!["id: BYTE_ARRAY".to_owned()], Vec::<String>::new()));
    }
}
