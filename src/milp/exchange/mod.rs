//! Programs as files that other solvers read, and their solutions read back.
//!
//! Both formats state the same columns, rows and objective in the same order under the same names, so that a solution of
//! one is a solution of the other. MPS knows of no direction that every solver heeds: there a sum to be large is stated as
//! its negative, to be small.

mod lp;
mod mps;
mod names;
mod solution;

pub use lp::as_lp;
pub use mps::as_mps;
pub use names::Names;
pub use solution::{Misread, Values, read_solution};
