//! What is printed of a what-if: of each its tables, its words and its files.

pub mod alternatives;
pub mod appraise;
pub mod comparison;
pub mod frontier;
pub(in crate::report) mod kept_out;
pub mod least_regret;
pub mod order;
pub mod several;
mod span;
pub mod stress;
pub mod why;
