//! Everything a plan becomes on disk and on paper.
//!
//! ```text
//! Run (question, plan, findings, proofs) -> Table -> CSV | text | JSON | a sheet of a workbook | a page, alone or of many runs
//!                                        -> Summary, Manifest -> files -> a folder, whole or not at all
//! ```
//!
//! Nothing here solves, prints or reads a clock: everything is returned as text or bytes. Each table is one file. Every
//! number is a whole number of pounds, places, hundredths or tenths until it is written.

pub mod brief;
pub mod ees;
pub mod explore;
pub mod files;
pub mod manifest;
pub mod page;
pub mod question;
pub mod run;
pub mod whatif;
pub mod workbook;
