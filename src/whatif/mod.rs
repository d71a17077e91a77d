//! What-ifs: what is asked of a decision once it is made.
//!
//! - [`why`]: why a project is in the plan or out of it, and what the other way costs.
//!
//! Each changes the model or the problem in memory and asks again, so a plan that is shown keeps every rule that was
//! not itself the question, by the audit. A number that is not proved is a [`Span`]: what was found, and what a bound
//! leaves possible.

mod course;
mod entry;
mod force;
mod relaxation;
mod span;
pub mod why;

pub use course::Course;
pub use entry::Entry;
pub use force::Force;
pub use relaxation::{Most, Relaxation};
pub use span::Span;
