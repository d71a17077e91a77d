//! What a table should hold.

/// What a file should hold.
#[derive(Debug)]
pub(super) struct Format {
    /// Its name in the folder of the dataset.
    pub file: &'static str,
    /// What a row is, with its article, as in "an area".
    pub noun: &'static str,
    /// Its columns, in any order.
    pub columns: &'static [&'static str],
    /// Those of them that may be left out altogether.
    pub optional: &'static [&'static str],
    /// What is taken in the place of others of them where they are left out.
    pub defaults: &'static [Default],
    /// Whether it may have no rows.
    pub no_rows: Tolerance,
    /// Whether it may have other columns, which are then not read, and blank rows at its end: people work on it in a
    /// spreadsheet.
    pub other_columns: Tolerance,
}

/// What is taken where a column is left out.
#[derive(Debug)]
pub(super) struct Default {
    /// The column.
    pub column: &'static str,
    /// What each of its cells then holds.
    pub cell: Taken,
    /// What that is, in words.
    pub words: &'static str,
}

/// What the cells of a column that is left out hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken {
    /// This.
    This(&'static str),
    /// What this column holds.
    Of(&'static str),
}

impl Default {
    /// A column that is then blank or holds this, and what that means.
    pub(super) const fn this(column: &'static str, cell: &'static str, words: &'static str) -> Self {
        Self { column, cell: Taken::This(cell), words }
    }

    /// A column that then holds what another does, and what that means.
    pub(super) const fn of(column: &'static str, other: &'static str, words: &'static str) -> Self {
        Self { column, cell: Taken::Of(other), words }
    }

    /// That nobody says whether the figures were observed.
    pub(super) const BASIS: Self = Self::this("basis", "modelled", "every figure is taken to be modelled");
}

impl Format {
    /// What is taken where a column is left out.
    pub(super) fn default_of(&self, column: &str) -> Option<&'static Default> {
        self.defaults.iter().find(|default| default.column == column)
    }
}

/// Whether an oddity is a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// It is let pass.
    Allowed,
    /// It is a mistake.
    Refused,
}
