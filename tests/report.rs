//! What a plan becomes on disk and on paper.

#[path = "report/credit.rs"]
mod credit;
#[path = "report/figure_11.rs"]
mod figure_11;
#[path = "report/files.rs"]
mod files;
#[path = "report/folder.rs"]
mod folder;
#[path = "report/given.rs"]
mod given;
#[path = "report/manifest.rs"]
mod manifest;
#[path = "report/page/mod.rs"]
mod page;
#[path = "report/summary.rs"]
mod summary;
