//! A table of the page.

use serde::Serialize;

use super::piece::{Field, Piece, position};
use crate::table::{Show, Table};

/// A table of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::report) struct Grid {
    /// Its name on the page.
    pub id: String,
    /// What it is.
    pub caption: String,
    /// Headings over several columns, each with their number; none where every column stands for itself.
    pub groups: Vec<(String, usize)>,
    /// The headings of its columns, and whether each is of numbers.
    pub headings: Vec<(String, bool)>,
    /// Its rows; the first field of each names it.
    pub rows: Vec<Vec<Field>>,
    /// All rows together.
    pub total: Option<Vec<Field>>,
    /// Whether a reader gains by sorting it.
    pub is_sortable: bool,
    /// The columns and rows that paper has no room for, counting from nought: they are on the screen and in the files.
    pub screen_only: ScreenOnly,
}

/// What of a table paper has no room for.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::report) struct ScreenOnly {
    /// Columns.
    pub columns: Vec<usize>,
    /// Rows.
    pub rows: Vec<usize>,
}

/// A column of the page: what it takes of a table, and its heading.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) enum Take {
    /// A column.
    One(&'static str, &'static str),
    /// A column, in whole pounds rather than millions.
    Pounds(&'static str, &'static str),
    /// From one column to another.
    Range(&'static str, &'static str, &'static str),
    /// One column after the other.
    After(&'static str, &'static str, &'static str),
}

impl Take {
    /// What stands in `row`.
    fn field(self, table: &Table, row: usize) -> Field {
        let piece = |column| Piece::of(table, row, column);
        match self {
            Self::One(column, _) => Field::one(piece(column)),
            Self::Pounds(column, _) => Field::one(Piece::shown(table, row, column, Show::Number)),
            Self::Range(low, high, _) => Field::range(piece(low), piece(high)),
            Self::After(first, second, _) => Field::after(vec![piece(first), piece(second)]),
        }
    }

    /// The heading, and whether the column is of numbers.
    fn heading(self, table: &Table) -> (String, bool) {
        let is_words =
            |column| matches!(table.columns[position(table, column)].show, Show::Words | Show::Id | Show::FilesOnly);
        let (column, heading, is_number) = match self {
            Self::One(column, heading) | Self::Pounds(column, heading) | Self::Range(column, _, heading) => {
                (column, heading, true)
            }
            Self::After(column, _, heading) => (column, heading, false),
        };
        (heading.to_owned(), is_number && !is_words(column))
    }
}

impl Grid {
    /// These rows of `table`, counting from nought.
    pub fn of(id: &str, caption: &str, table: &Table, takes: &[Take], rows: impl IntoIterator<Item = usize>) -> Self {
        let field = |take: &Take, row| {
            let field = take.field(table, row);
            // What is missing among numbers stands where they stand.
            Field { is_number: field.is_number || take.heading(table).1, ..field }
        };
        let row = |row| takes.iter().map(|take| field(take, row)).collect();
        Self {
            id: id.to_owned(),
            caption: caption.to_owned(),
            headings: takes.iter().map(|take| take.heading(table)).collect(),
            rows: rows.into_iter().map(row).collect(),
            ..Self::default()
        }
    }

    /// Every row of `table`.
    pub fn all(id: &str, caption: &str, table: &Table, takes: &[Take]) -> Self {
        Self::of(id, caption, table, takes, 0..table.rows.len())
    }

    /// The same, with these columns, by their headings, on the screen alone.
    pub fn without_on_paper(mut self, headings: &[&str]) -> Self {
        let named = self.headings.iter().enumerate().filter(|(_, (heading, _))| headings.contains(&heading.as_str()));
        self.screen_only.columns = named.map(|(at, _)| at).collect();
        self
    }

    /// The same, for readers to sort.
    pub fn sortable(self) -> Self {
        Self { is_sortable: true, ..self }
    }
}
