//! What a plan becomes on disk and on paper.

#[path = "report/credit.rs"]
mod credit;
#[path = "report/ees.rs"]
mod ees;
#[path = "report/figure_11.rs"]
mod figure_11;
#[path = "report/files.rs"]
mod files;
#[path = "report/folder.rs"]
mod folder;
#[path = "report/given.rs"]
mod given;
#[path = "report/hostile.rs"]
mod hostile;
#[path = "report/long.rs"]
mod long;
#[path = "report/manifest.rs"]
mod manifest;
#[path = "report/office.rs"]
mod office;
#[path = "report/page/mod.rs"]
mod page;
#[path = "report/soffice.rs"]
mod soffice;
#[path = "report/summary.rs"]
mod summary;
#[path = "report/workbook.rs"]
mod workbook;
