//! How large a program is.

use crate::formulate::size_over;
use crate::milp::Milp;
use crate::model::Question;
use crate::network::Network;

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

/// The size of `milp`.
pub(super) fn size(milp: &Milp) -> Size {
    Size { rows: milp.rows().len(), columns: milp.columns().len(), non_zeros: milp.non_zeros() }
}

/// The network of `question`, and the size of what is stated over it.
pub(super) fn network_and_size(question: &Question<'_>) -> (Network, Size) {
    let network = Network::of(question);
    let [rows, columns, non_zeros] = size_over(question, &network);
    (network, Size { rows, columns, non_zeros })
}
