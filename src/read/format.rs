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
    /// Whether it may have no rows.
    pub no_rows: Tolerance,
    /// Whether it may have other columns, which are then not read, and blank rows at its end: people work on it in a
    /// spreadsheet.
    pub other_columns: Tolerance,
}

/// Whether an oddity is a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// It is let pass.
    Allowed,
    /// It is a mistake.
    Refused,
}
