//! A run is checked from its files alone: what was not touched passes, and whatever was is caught.

mod books;
mod by_hand;
mod command;
mod corrupted;
mod corruption;
mod edited_plan;
pub mod given;
mod planted;
mod replay;
mod untouched;
