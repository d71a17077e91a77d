//! Writes the dataset `inputs/england` from the public facts in `inputs/england/facts`.
//!
//! ```text
//! cargo run --release --example england [folder to write to]
//! ```
//!
//! What is public is taken over; what is not (the bids themselves, above all) is modelled, with a fixed seed and whole
//! numbers only, so that every machine writes the same bytes.

use std::path::Path;

#[path = "england/mod.rs"]
mod england;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "inputs/england".to_owned());
    england::write(Path::new("inputs/england/facts"), Path::new(&folder))
}
