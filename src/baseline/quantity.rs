//! What is held of a case, and how far it may move.

/// A quantity that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its column.
    pub name: &'static str,
    /// How far it may move.
    pub margin: Margin,
}

/// How far a quantity may move before it is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// The more the better, and never less.
    NoLess,
    /// The less the better, of plans with as many places.
    NoDearer,
    /// Work: it may be so many per cent more than on record.
    Percent(u64),
}

/// What is held of a case, in the order of the columns.
///
/// A size grows when a reduction is lost. Nodes and iterations are the work of the solver. Instructions depend a little
/// on the compiler and on the system's libraries, and are counted only where that was asked for.
pub const QUANTITIES: [Quantity; 15] = [
    Quantity { name: "well_located_places", margin: Margin::NoLess },
    Quantity { name: "dfe_cost_gbp", margin: Margin::NoDearer },
    Quantity { name: "rows", margin: Margin::Percent(2) },
    Quantity { name: "columns", margin: Margin::Percent(2) },
    Quantity { name: "non_zeros", margin: Margin::Percent(2) },
    Quantity { name: "solved_rows", margin: Margin::Percent(2) },
    Quantity { name: "solved_columns", margin: Margin::Percent(2) },
    Quantity { name: "solved_non_zeros", margin: Margin::Percent(2) },
    Quantity { name: "nodes", margin: Margin::Percent(20) },
    Quantity { name: "iterations", margin: Margin::Percent(20) },
    Quantity { name: "open_instructions", margin: Margin::Percent(5) },
    Quantity { name: "network_instructions", margin: Margin::Percent(5) },
    Quantity { name: "program_instructions", margin: Margin::Percent(5) },
    Quantity { name: "search_instructions", margin: Margin::Percent(5) },
    Quantity { name: "write_instructions", margin: Margin::Percent(5) },
];
