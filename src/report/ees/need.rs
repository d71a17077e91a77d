//! `places_by_area`: children who need places, and how well located those are that they use.

use std::collections::BTreeMap;

use super::codes::Codes;
use super::data::{Data, Described, Finest, Where};
use super::suppress::hidden;
use super::{CONFIDENTIAL, NOT_AVAILABLE};
use crate::report::run::{Run, areas};
use crate::table::{Cell, Table};

const DESCRIBED: [Described; 7] = [
    Described::filter("care_type", "Care type", "The kind of place that children need"),
    Described::indicator("children", "Children who need a place", "", 0),
    Described::indicator("places_used", "Places used", "", 0),
    Described::indicator("well_located_places", "Well-located places", "", 2),
    Described::indicator("well_located_percent", "Well-located places per 100 children", "%", 1),
    Described::indicator("places_within_20_miles", "Places used within 20 miles", "", 0),
    Described::indicator("children_without_place", "Children without a place", "", 0),
];

/// What the children of a place need and use.
#[derive(Clone, Copy)]
struct Need {
    children: u64,
    used: u64,
    /// In hundredths.
    well_located: u64,
    near: u64,
    without: u64,
}

/// For England, each region and each authority, by care type: places of the authority's own children, wherever they
/// stand, at the horizon. Of an authority whose need is not known there is nothing; its region has what is known, and
/// nothing either where that is of none of its authorities.
pub(super) fn places_by_area(run: &Run<'_>, codes: &Codes, fewest: u32) -> Data {
    let mut data = Data::new(["places_by_area", "places_by_area.meta"], Finest::Authority, &DESCRIBED);
    let areas = areas::table(run);
    for care_type in run.question.instance.care_types() {
        let id = Cell::text(&care_type.id);
        let rows: Vec<&[Cell]> =
            areas.rows.iter().filter(|row| row[areas.position("care_type")] == id).map(Vec::as_slice).collect();
        if !rows.is_empty() {
            let needs: Vec<_> = rows.iter().map(|row| Need::of(&areas, row)).collect();
            of_care_type(run, codes, fewest, &care_type.name, &needs, &mut data);
        }
    }
    data
}

/// The rows of a care type; `needs` are those of the areas in order.
fn of_care_type(run: &Run<'_>, codes: &Codes, fewest: u32, care_type: &str, needs: &[Option<Need>], data: &mut Data) {
    let areas = run.question.instance.areas();
    let year = run.question.model.horizon;
    let mut regions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, area) in areas.iter().enumerate() {
        regions.entry(&area.region).or_default().push(at);
    }
    let sum = |of: &mut dyn Iterator<Item = usize>| of.filter_map(|at| needs[at]).reduce(Need::and);
    let cells = |need: Option<Need>, is_confidential: bool| {
        [Cell::text(care_type)].into_iter().chain(Need::cells(need, is_confidential)).collect()
    };
    let counts = |of: &Vec<usize>| of.iter().map(|&at| needs[at].map(|need| need.children)).collect();
    let hidden = hidden(&regions.values().map(counts).collect::<Vec<_>>(), fewest);
    data.push(year, Where::Nation, codes, cells(sum(&mut (0..areas.len())), hidden.nation));
    for ((region, of), is_confidential) in regions.iter().zip(&hidden.regions) {
        data.push(year, Where::Region(region), codes, cells(sum(&mut of.iter().copied()), *is_confidential));
    }
    for (of, hidden) in regions.values().zip(&hidden.counts) {
        for (&at, is_confidential) in of.iter().zip(hidden) {
            data.push(year, Where::Authority(&areas[at]), codes, cells(needs[at], *is_confidential));
        }
    }
}

impl Need {
    /// The need of a row of `areas.csv`, where it is known.
    fn of(areas: &Table, row: &[Cell]) -> Option<Self> {
        let at = |column: &str| match row[areas.position(column)] {
            Cell::Whole(amount) | Cell::Hundredths(amount) => u64::try_from(amount).ok(),
            _ => None,
        };
        Some(Self {
            children: at("children")?,
            used: at("places_used")?,
            well_located: at("well_located_places")?,
            near: at("places_within_20_miles")?,
            without: at("children_without_place")?,
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            children: self.children + other.children,
            used: self.used + other.used,
            well_located: self.well_located + other.well_located,
            near: self.near + other.near,
            without: self.without + other.without,
        }
    }

    /// The indicators, or what stands for them.
    fn cells(need: Option<Self>, is_confidential: bool) -> [Cell; 6] {
        let Some(need) = need else { return [const { NOT_AVAILABLE }; 6].map(Cell::text) };
        if is_confidential {
            return [CONFIDENTIAL; 6].map(Cell::text);
        }
        let hundredths = i64::try_from(need.well_located).expect("well-located places are counted in memory");
        [
            need.children.into(),
            need.used.into(),
            Cell::Hundredths(hundredths),
            Cell::share(need.well_located, need.children * 100),
            need.near.into(),
            need.without.into(),
        ]
    }
}
