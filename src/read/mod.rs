//! Files into the domain: every mistake of every file found in one pass, each at its cell.
//!
//! ```text
//! bytes -> text -> table -> row -> cell -> value
//!          file    header   row    cells   domain
//! ```
//!
//! Each file of a dataset has a module that lists its columns and reads its rows. A row is read to its end, whatever is
//! wrong with it, and a mistake is told once: a row with a mistake keeps its id, so that whoever refers to it does not
//! complain; and of a file that could not be read whole, nothing is said to be missing.

#![deny(clippy::arithmetic_side_effects)]

mod about;
mod appraisal;
mod areas;
mod assemble;
mod assumptions;
mod baseline;
mod care_types;
mod cells;
mod checks;
mod circles;
mod closing;
mod codes;
mod dataset;
mod demand;
mod demand_layers;
mod encoding;
mod far_roads;
mod file;
mod findings;
mod flows;
mod format;
mod formula;
mod grid;
mod groups;
mod header;
mod homes;
mod keys;
mod land;
mod left_out;
pub mod lenient;
mod lines;
mod links;
mod matrix;
mod meant;
mod mistake;
mod named;
mod nearest;
mod options;
mod own;
mod passed;
mod place;
mod plan;
mod postcodes;
mod projects;
pub mod proportion;
mod quotes;
mod records;
mod retired;
mod risks;
mod roads;
mod row;
mod seen;
mod shape;
mod sheet;
mod short_roads;
mod sources;
mod spend;
mod supplied;
mod table;
mod title;
mod totals;
mod unlikely;
mod vocabulary;
mod warnings;
mod workbook;
mod written;

pub use assumptions::{Assumption, AssumptionId, AssumptionKind};
pub use baseline::{Ended, Entry, read_ledger};
pub use cells::Basis;
pub use codes::reason_of;
pub use dataset::{Dataset, Reading, Roads, read_dataset};
pub use file::{Parsed, read_bytes, read_text};
pub use findings::Strictness;
pub use flows::read_flows;
pub use formula::guarded;
pub use grid::{Grid, GridRow};
pub use matrix::read_matrix;
pub use meant::{MANIFEST, is_dataset, is_pdf, is_run, model_beside, model_in, quoted};
pub use mistake::{Mistake, Mistakes};
pub use named::{named, plain};
pub use nearest::{nearest, nearest_or_all};
pub use own::OF_PLANS;
pub use plan::{read_plan, read_separated};
pub use postcodes::{Wanted, find_postcodes, plain_postcode};
pub(crate) use retired::{carried, fate};
pub use shape::{ColumnShape, Holds, TableShape, shapes};
pub use sources::Source;
pub use supplied::{Supplied, read_supplied};
pub use totals::MOST as MOST_PLACES;
pub use vocabulary::Vocabulary;
pub use warnings::warnings;
pub use workbook::{Sheet, SheetRow, Workbook};
pub use written::{Written, read_written, roads_of};
