//! The maps: where children are without a place, and which bids come in, go out or stay beside what the run is compared with.

mod cartogram;
pub(in crate::report) mod frame;
mod hexes;
mod names;
pub(in crate::report) mod outline;
mod symbols;

use serde::Serialize;

pub(super) use cartogram::Cartogram;

use super::bids::Bid;
use crate::domain::Land;
use crate::report::run::{Counterpart, Run};
use crate::table::Table;
use frame::Frame;
use names::{Name, names};
use symbols::{Spot, Symbol, symbols};

/// The lengths that the bar of a map may have, in miles: the longest that is no more than a third as wide as the map.
const BARS: [u32; 6] = [50, 20, 10, 5, 2, 1];

/// Hundred thousandths of a unit to a mile.
const UNITS_OF_A_MILE: u32 = 1_609_344;

/// Units from which on a map shows a country, and everything on it has its full size.
const COUNTRY: u32 = 5_000;

/// The sizes that everything on a map may have, in hundredths of that on a map of a country; `page.css` has them too.
const SIZES: [u32; 5] = [100, 50, 20, 10, 5];

/// Half the width of a symbol, in units.
const MARK: u32 = 118;

/// From one symbol to the next, at the least.
const APART: u32 = 2 * MARK + 14;

/// The map of bids.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Map {
    /// Units from west to east.
    width: u32,
    /// Units from north to south.
    height: u32,
    /// The outlines of land, as a path; empty where the dataset was read without them.
    land: String,
    /// The bids.
    symbols: Vec<Symbol>,
    /// The names of regions, and where they stand.
    names: Vec<Name>,
    /// What the run is compared with is called; nothing where it is not.
    beside: Option<String>,
    /// Half the width of a symbol.
    mark: u32,
    /// The bar that tells the scale.
    bar: Bar,
    /// The size of everything on it, in hundredths.
    size: u32,
}

/// The bar that tells the scale.
#[derive(Clone, Debug, Serialize)]
struct Bar {
    miles: u32,
    /// Its length in units.
    units: u32,
}

impl Map {
    /// The map of the bids of a run.
    pub fn of(
        run: &Run<'_>,
        there: Option<&Counterpart<'_>>,
        (land, plan): (Option<&Land>, &Table),
        bids: &[Bid],
    ) -> Self {
        let instance = run.question.instance;
        let frame = Frame::of(instance, land);
        let size = size_of(&frame);
        let mark = MARK * size / 100;
        let symbols = symbols((run, there), bids, plan, &frame, APART * size / 100);
        let taken: Vec<Spot> = symbols.iter().map(|symbol| symbol.at).collect();
        Self {
            width: frame.width,
            height: frame.height,
            land: land.map(|land| outline::path(land, &frame)).unwrap_or_default(),
            names: names(instance, &frame, &taken, (mark, size)),
            symbols,
            beside: there.map(|there| there.name.clone()),
            size,
            mark,
            bar: Bar::of(frame.width),
        }
    }
}

/// The size of everything on the map of a frame, in hundredths: the largest that leaves as much room as on a country's.
fn size_of(frame: &Frame) -> u32 {
    let longer = frame.width.max(frame.height);
    SIZES.into_iter().find(|size| COUNTRY * size <= longer * 100).unwrap_or(SIZES[SIZES.len() - 1])
}

impl Bar {
    /// The bar on a map that is so wide.
    fn of(width: u32) -> Self {
        let units = |miles: u32| miles * UNITS_OF_A_MILE / 100_000;
        let miles = BARS.into_iter().find(|miles| units(*miles) * 3 <= width).unwrap_or(BARS[BARS.len() - 1]);
        Self { miles, units: units(miles) }
    }
}
