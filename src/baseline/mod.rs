//! The baseline: what cases come to and the work they take, held against what is on record of them.
//!
//! ```text
//! folder -> cases -> measured -> Entry --+--> compared -> lines, of which some are worse
//! baseline.csv  --read-->         Entry  --+
//! ```
//!
//! Work is counted (rows, nodes, iterations, instructions) and never timed: the same program does the same work on any
//! machine, however busy, so an unchanged tree always passes, and more work is a change of the program.

mod compare;
mod folder;
mod measure;
mod quantity;
mod stages;
mod table;

pub use compare::{Line, Value, Verdict, compare};
pub use folder::{Cases, cases};
pub use measure::{Unmeasured, measure};
pub use quantity::{Margin, QUANTITIES, Quantity};
pub use stages::{STAGES, Stage, perform};
pub use table::{entries, overview, report, sentence};
