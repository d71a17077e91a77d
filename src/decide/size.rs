//! How large a program is.

use crate::formulate::size_over;
use crate::model::Question;
use crate::network::Network;
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

/// The network of `question`, and the size of what is stated over it.
pub(super) fn network_and_size(question: &Question<'_>) -> (Network, Size) {
    let network = Network::of(question);
    let [rows, columns, non_zeros] = size_over(question, &network);
    (network, Size { rows, columns, non_zeros })
}
