//! The page of many runs: every number on it is one of their tables, whatever is chosen.

mod command;
pub mod driven;
pub mod made;
