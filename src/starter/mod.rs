//! A dataset and a model to begin with: a made-up one, or the part of another dataset that is of some regions.
//!
//! ```text
//! examples/starter/* ------------------------------+
//!                                                  +--> files, by name
//! dataset -> Kept (what is of the regions) -> tables, outlines of land, model, README
//! ```
//!
//! Nothing here writes: the files are returned, and the same arguments give the same bytes.

mod example;
mod kept;
mod land;
mod part;
mod question;
mod tables;
mod workbook;

pub use example::example;
pub use part::part;
pub use workbook::{BOOK, notes};

/// The folder of a dataset beside its model.
pub const INPUTS: &str = "inputs";

/// The name of a model beside its dataset.
pub const MODEL: &str = "model.toml";

/// A dataset and a model: each file by its name, and what there is in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The files, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// What they hold, as a sentence.
    pub about: String,
}
