//! The page of a run: its numbers are those of the files, whatever the names in it are, and anyone can read it.

mod against;
pub mod beside;
mod bids;
mod browser;
pub mod command;
mod curve;
mod files;
mod first;
mod hostile;
pub mod made;
mod numbers;
mod structure;
