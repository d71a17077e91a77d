//! The folder of a run: how it is written, whole or not at all.

mod folder;
mod names;
pub mod staging;

pub use folder::{NotWritten, writable, write_export, write_folder, write_fresh, write_new};
pub(crate) use folder::{in_words, put_file};
pub use names::{BESIDE, FILES, FRONTIER, WORKBOOKS};
