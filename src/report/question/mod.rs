//! What is said of a question before it has a plan, or where it has none.

pub mod conflict;
pub mod doctor;
pub mod explain;
pub mod layers;
pub mod list;
pub mod outlook;
pub mod reference;
