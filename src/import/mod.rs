//! Tables that people have, of whatever layout, into the tables of a dataset: headings are matched by a map that is drafted
//! and kept, values are read in every usual form, and all that is done is said.
//!
//! ```text
//! sheet -> Grid -> heading -> Map (drafted or kept) -> Reader -> Way, a row each -> tables of the dataset
//!                                                        |
//!                                                        +--> what was read as what, what was refused by cell
//! ```
//!
//! Nothing here writes: tables are returned, to be read back before they are put in their place.

#![deny(clippy::arithmetic_side_effects)]

mod about;
mod authority;
mod bids;
mod columns;
mod day;
mod degrees;
mod demand;
mod fitting;
mod flat;
mod ground;
mod homes;
mod ids;
mod map;
mod names;
mod reader;
mod spend;
mod tables;
mod told;

pub use bids::{Bid, Way};
pub use demand::{Children, Wanted, put_children, read_children};
pub use flat::{Files, Flat, read_bids};
pub use homes::{Homes, WantedHomes, put_homes, read_homes};
pub use tables::{How, Origin, is_there, put_bids};
