//! Writes `inputs/england/land.geojson` from the committed facts: `cargo run --release --example england_roads`.
//!
//! The road files beside it are facts themselves. They are the junctions and roads of OS Open Roads, with 99 links of
//! National Highways, contracted: lengths were multiplied by 1,000 once, from kilometres to metres, latitudes and
//! longitudes were dropped, and so were the four junctions in Scotland that lie beyond 660 km north.

mod land;

use std::fs;
use std::path::Path;

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    let england = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/england");
    let fact = |name: &str| {
        let file = england.join("facts").join(name);
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let land = land::land(&fact("regions.geojson")?, &fact("estuaries.csv")?)?;
    let file = england.join("land.geojson");
    fs::write(&file, land).with_context(|| format!("cannot write {}", file.display()))
}
