//! How large a program is.

use crate::program::Program;

/// The size of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Terms in all rows.
    pub non_zeros: usize,
}

/// The size of `program`.
pub(super) fn size(program: &Program) -> Size {
    Size { rows: program.rows().len(), columns: program.columns().len(), non_zeros: program.non_zeros() }
}
