//! Everything a plan becomes on disk and on paper.
//!
//! ```text
//! Run (question, plan, findings, proofs) -> Table -> CSV | text | JSON | a sheet of a workbook
//!                                        -> Summary, Manifest -> files -> a folder, whole or not at all
//! ```
//!
//! Nothing here solves, prints or reads a clock: everything is returned as text or bytes. Each table is one file. Every
//! number is a whole number of pounds, places, hundredths or tenths until it is written.

mod adjusted;
pub mod alternatives;
pub mod areas;
mod as_of;
pub mod comparison;
pub mod conflict;
mod credit;
mod csv;
pub mod distances;
pub mod doctor;
mod ees;
pub mod explain;
mod files;
pub mod flows;
mod folder;
pub mod frontier;
pub mod funds;
pub mod headline;
mod json;
pub mod lines;
pub mod list;
pub mod long;
mod manifest;
mod number;
pub mod order;
pub mod outlook;
pub mod page;
pub mod plan;
pub mod plot;
mod printed;
pub mod regions;
mod resolved;
mod role;
pub mod rules;
mod run;
pub mod several;
mod shown;
mod span;
pub mod staging;
mod status;
pub mod stress;
mod summary;
mod table;
mod text;
mod totals;
pub mod why;
mod workbook;
mod years;

pub use credit::Credit;
pub use csv::marked;
pub use ees::ees_files;
pub use files::{BESIDE, FILES, files, tables};
pub use folder::{NotWritten, put_into, writable, write_export, write_folder, write_fresh, write_new};
pub use json::json_of;
pub use manifest::{Circumstances, Manifest, inputs};
pub use resolved::Resolved;
pub use role::Role;
pub use run::Run;
pub use status::Status;
pub use summary::{Summary, WIDTH};
pub use table::{Cell, Column, Show, Table};
pub(crate) use text::wrapped;
pub use totals::Totals;
pub use workbook::{Cover, WORKBOOKS, publication, workbooks};
