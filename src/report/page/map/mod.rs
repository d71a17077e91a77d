//! The map: where the children are, and where the places of this plan and of the published one would be.
//!
//! Both plans are drawn alike, side by side. A shape tells the programme line; a filled shape is in that plan alone, a
//! hollow one in both. Nothing is told by colour alone.

pub(in crate::report) mod frame;
mod layer;
pub(in crate::report) mod outline;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Land, Point};
use crate::report::run::Run;
use crate::table::Table;
use frame::Frame;
use layer::{Layer, Tables};

/// How many shapes there are; programme lines beyond them share the last.
const SHAPES: usize = 8;

/// The lengths that the bar of a map may have, in miles: the longest that is no more than a third as wide as the map.
const BARS: [u32; 6] = [50, 20, 10, 5, 2, 1];

/// Hundred thousandths of a unit to a mile.
const UNITS_OF_A_MILE: u32 = 1_609_344;

/// Units from which on a map shows a country, and everything on it has its full size.
const COUNTRY: u32 = 5_000;

/// The sizes that everything on a map may have, in hundredths of that on a map of a country; `page.css` has them too.
const SIZES: [u32; 5] = [100, 50, 20, 10, 5];

/// Half the width of a shape, in units.
const MARK: u32 = 78;

/// A part of the map is enlarged where this many demand centres or more are crowded into it.
const CROWD: usize = 10;

/// The map.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Map {
    /// Units from west to east.
    pub width: u32,
    /// Units from north to south.
    pub height: u32,
    /// The outlines of land, as a path; empty where the dataset was read without them.
    pub land: String,
    /// This plan, and the published one where there is one to compare with.
    pub panels: Vec<Panel>,
    /// The programme lines on it, each with its shape.
    pub lines: Vec<(usize, String)>,
    /// Whether there is a plan to compare with.
    pub is_compared: bool,
    /// Half the width of a shape.
    mark: u32,
    /// The bar that tells the scale.
    bar: Bar,
    /// The size of everything on it, in hundredths.
    size: u32,
    /// The part that is enlarged.
    pub inset: Option<Inset>,
}

/// A plan on the map.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Panel {
    /// Its name on the page.
    id: &'static str,
    /// Its heading.
    heading: &'static str,
    /// What is drawn.
    layer: Layer,
    /// What is drawn of the part that is enlarged.
    enlarged: Option<Layer>,
}

/// The bar that tells the scale.
#[derive(Clone, Debug, Serialize)]
struct Bar {
    miles: u32,
    /// Its length in units.
    units: u32,
}

/// A crowded part, drawn again larger in the corner at the top right.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Inset {
    /// What it is of.
    region: String,
    /// Its part of the map: left, top, width and height.
    of: (u32, u32, u32, u32),
    /// Where it is drawn: left, top, width and height.
    at: (u32, u32, u32, u32),
    /// Half the width of a shape in it, for the shapes to be as large as on the map.
    mark: u32,
}

impl Map {
    /// The map of a run.
    pub fn of(run: &Run<'_>, land: Option<&Land>, plan: &Table, areas: &Table) -> Self {
        let problem = run.question.problem;
        let frame = Frame::of(problem, land);
        let tables = Tables { plan, areas };
        let published = run.published.filter(|published| published.funded != run.plan.funded);
        let inset = crowded(run, &frame).map(|(region, part)| Inset::of(region, &frame, &part));
        let panel = |id, heading, plan, other| {
            let layer = Layer::of(run, plan, other, tables, &frame);
            let enlarged = inset.as_ref().map(|inset| layer.within(inset.of));
            Panel { id, heading, layer, enlarged }
        };
        let size = size_of(&frame);
        let before = published.map(|plan| panel("map-published", "The published plan", plan, Some(run.plan)));
        let this = panel("map-this", "This plan", run.plan, published);
        let lines = problem.lines_as_printed().into_iter().enumerate();
        Self {
            width: frame.width,
            height: frame.height,
            land: land.map(|land| outline::path(land, &frame)).unwrap_or_default(),
            panels: before.into_iter().chain([this]).collect(),
            lines: lines.map(|(at, line)| (at.min(SHAPES - 1), problem[line].name.clone())).collect(),
            is_compared: published.is_some(),
            size,
            mark: MARK * size / 100,
            bar: Bar::of(frame.width),
            inset,
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

impl Inset {
    fn of(region: String, frame: &Frame, part: &Frame) -> Self {
        let width = frame.width * 28 / 100;
        let height = width * part.height / part.width.max(1);
        Self {
            region,
            of: frame.place_of(part),
            at: (frame.width - width, 0, width, height),
            mark: MARK * part.width / width.max(1),
        }
    }
}

/// The region whose demand centres are the most crowded, if a map of all cannot show them apart.
fn crowded(run: &Run<'_>, frame: &Frame) -> Option<(String, Frame)> {
    let mut regions: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for area in run.question.problem.areas() {
        regions.entry(&area.region).or_default().push(area.centre);
    }
    let parts = regions.into_iter().filter(|(_, centres)| centres.len() >= CROWD);
    let parts = parts.filter_map(|(name, centres)| Some((name, Frame::around(centres.into_iter(), 50)?)));
    let small = |(_, part): &(&str, Frame)| part.width.max(part.height) * 5 <= frame.width.min(frame.height);
    parts
        .filter(small)
        .min_by_key(|(name, part)| (u64::from(part.width) * u64::from(part.height), *name))
        .map(|(name, part)| (name.to_owned(), part))
}
