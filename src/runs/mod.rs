//! The folder of a run: written whole or not at all, and read back as it states itself.
//!
//! Whoever reads a run, whether to verify, compare, resume, export or report it, reads it here.

mod amount;
mod folder;
mod keys;
mod names;
mod rows;
pub mod staging;
mod stated;
mod wanted;

pub use crate::read::MANIFEST;
pub use amount::{in_units, read_well_located};
pub use folder::{NotWritten, put_into, writable, write_export, write_folder, write_fresh, write_new};
pub(crate) use folder::{in_words, put_file};
pub use names::{APPRAISAL, APPRAISAL_BOOK, BESIDE, FILES, FRONTIER, TOGETHER, WORKBOOKS};
pub use rows::{Row, Rows};
pub use stated::{Stated, read_stated};
pub use wanted::{instead_of_run, model_for_run};
