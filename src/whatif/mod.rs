//! What-ifs: what is asked of a decision once it is made, or of many.
//!
//! - [`compare`](compare::compare): runs side by side, from their files;
//! - [`frontier`](frontier::frontier): what each setting of one number of a model buys;
//! - [`settled`](resume::settled): what an earlier frontier settled of it;
//! - [`odd`]: what is doubtful of its settings, beside money ([`small`]);
//! - [`why`]: why a project is in the plan or out of it, and what the other way costs;
//! - [`stress`]: what becomes of a plan when costs, years, places and children turn out otherwise;
//! - [`least_regret`](least_regret::least_regret): the plan that several scenarios of demand regret least;
//! - [`order`]: in what order a plan is best announced;
//! - [`put_back`]: which rules keep a bid out of a plan, and what of it stands in the place of the bid;
//! - [`appraise`]: what a plan costs, what it saves and what it is worth;
//! - [`alternatives`]: other plans that are nearly as good, and what they share.
//!
//! Each changes the model or the problem in memory and asks again, so a plan that is shown keeps every rule that was
//! not itself the question, by the audit. A number that is not proved is a [`Span`]: what was found, and what a bound
//! leaves possible.

pub mod alternatives;
pub mod appraise;
pub mod compare;
mod entry;
mod force;
pub mod frontier;
mod instead;
pub mod least_regret;
mod line;
mod observer;
pub mod odd;
pub mod order;
pub mod parameter;
pub mod put_back;
mod relaxation;
pub mod resume;
pub mod small;
mod solve_options;
mod span;
pub mod stress;
pub mod why;

pub use entry::Entry;
pub use force::Force;
pub use observer::Observer;
pub use relaxation::{Relaxation, UpperBound};
pub use solve_options::SolveOptions;
pub use span::Span;
