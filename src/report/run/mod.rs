//! The tables and the summary of a run: each table is one file.

pub mod areas;
pub mod as_of;
mod counterpart;
mod credit;
pub mod distances;
pub mod flows;
pub mod funds;
pub mod groups;
pub mod headline;
mod left_out;
pub mod lines;
pub mod long;
mod meaning;
pub mod neighbours;
mod part;
pub mod partners;
pub mod plan;
mod printed;
pub mod regions;
pub mod rules;
mod state;
mod status;
mod summary;
mod totals;
pub mod years;

pub(in crate::report) use counterpart::Counterpart;
pub use credit::Credit;
pub(in crate::report) use meaning::{ToldDataset, sentences as meaning};
pub(in crate::report) use printed::is_near;
pub use state::Run;
pub use status::Status;
pub use summary::{Summary, ToldDoubt, WIDTH};
pub use totals::Totals;
pub(in crate::report) use years::spoken_of;
