//! What-ifs: what is asked of a decision once it is made, or of many.
//!
//! - [`frontier`](frontier::frontier): what each setting of one number of a model buys;
//! - [`settled`](resume::settled): what an earlier frontier settled of it;
//! - [`compare`](compare::compare): runs side by side, from their files.

pub mod compare;
pub mod dial;
pub mod frontier;
pub mod resume;
