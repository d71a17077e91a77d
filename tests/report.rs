//! What a plan becomes on disk and on paper.

mod accessible;
mod brief;
mod credit;
mod ees;
mod explore;
mod figure_11;
mod files;
mod folder;
mod given;
mod groups;
mod hostile;
mod long;
mod manifest;
mod office;
mod page;
mod partners;
pub mod soffice;
mod summary;
pub mod workbook;
