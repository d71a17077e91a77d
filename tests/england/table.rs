//! The dataset's tables as text, read with nothing of the product.

use std::collections::BTreeMap;
use std::path::Path;

/// The folder of the dataset.
pub(crate) fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/england"))
}

/// A row by column.
#[derive(Clone, Debug)]
pub(crate) struct Row(BTreeMap<String, String>);

impl Row {
    /// The cell in `column`.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// The whole number in `column`.
    pub(crate) fn number(&self, column: &str) -> i64 {
        let text = self.text(column);
        text.parse().unwrap_or_else(|_| panic!("{column} is not a whole number: {text}"))
    }

    /// Whether `column` holds this text.
    pub(crate) fn is(&self, column: &str, text: &str) -> bool {
        self.text(column) == text
    }

    /// The project and option of the row, which together name an option.
    pub(crate) fn option(&self) -> (String, String) {
        (self.text("project").to_owned(), self.text("option").to_owned())
    }
}

/// The rows of a table of the dataset.
pub(crate) fn table(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder().join(name)).expect("the table is there");
    let header = reader.headers().expect("the table has a header").clone();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("the table is well formed");
        Row(header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
    };
    reader.records().map(row).collect()
}

/// The rows of a table by the text of one column.
pub(crate) fn by(name: &str, column: &str) -> BTreeMap<String, Row> {
    table(name).into_iter().map(|row| (row.text(column).to_owned(), row)).collect()
}

/// The rows of options, each with the row of its project.
pub(crate) fn options() -> Vec<(Row, Row)> {
    let projects = by("projects.csv", "project");
    table("options.csv").into_iter().map(|row| (projects[row.text("project")].clone(), row)).collect()
}

/// The options of the published plan, each with the row of its project.
pub(crate) fn planned() -> Vec<(Row, Row)> {
    options().into_iter().filter(|(_, option)| option.is("planned", "yes")).collect()
}

/// The sum of a column.
pub(crate) fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>, column: &str) -> i64 {
    rows.into_iter().map(|row| row.number(column)).sum()
}
