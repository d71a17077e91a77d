//! The folder of a run: how it is written, whole or not at all.

mod folder;
pub mod staging;

pub use folder::{NotWritten, in_words, put_file, put_into, writable, write_export, write_folder, write_fresh, write_new};
