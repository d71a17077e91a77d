//! What is made of a run: pages, workbooks, what-ifs, and the audit of it all.

mod edited;
mod exchange;
mod explain;
mod reasons;
mod report;
mod whatif;
