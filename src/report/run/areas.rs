//! `areas.csv`: of each authority's children, how many use a place, and how well located it is.

use std::collections::{BTreeMap, BTreeSet};

use super::state::Run;
use super::totals::TWENTY_MILES;
use crate::audit::{miles_of, worth_of};
use crate::domain::{Area, CareType, Index, Instance, Places, WellLocated};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 10] = [
    Column::words("area", "Area"),
    Column::words("name", "Authority"),
    Column::words("region", "Region"),
    Column::words("care_type", "Care type"),
    Column::number("children", "Children"),
    Column::number("places_used", "Places used"),
    Column::number("well_located_places", "Well located"),
    Column::number("well_located_percent", "% of children"),
    Column::number("places_within_20_miles", "Within 20 miles"),
    Column::number("children_without_place", "Without a place"),
];

/// What the children of an area use of a care type.
#[derive(Clone, Copy, Default)]
struct Use {
    places: Places,
    well_located: WellLocated,
    near: Places,
}

/// The areas of which it is not known how many children need a care type that children need anywhere, with those care
/// types. A row that says nought is known.
pub(in crate::report) fn unknown(instance: &Instance) -> BTreeMap<Index<Area>, BTreeSet<Index<CareType>>> {
    let known: BTreeSet<_> = instance.demand().iter().map(|need| (need.area, need.care_type)).collect();
    let care_types: BTreeSet<_> = known.iter().map(|(_, care_type)| *care_type).collect();
    let unknown = |area| care_types.iter().copied().filter(|&care| !known.contains(&(area, care))).collect();
    let own = instance.area_indices().filter(|area| instance.plans_for(*area));
    let areas = own.map(|area| (area, unknown(area)));
    areas.filter(|(_, unknown): &(_, BTreeSet<_>)| !unknown.is_empty()).collect()
}

/// A row for each area and each care type that children need anywhere, by area and care type. Where it is not known how
/// many children of an area need it, every number is empty.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let instance = run.question.instance;
    let needs: BTreeMap<_, _> =
        instance.demand().iter().map(|need| ((need.area, need.care_type), need.children)).collect();
    let care_types: BTreeSet<_> = needs.keys().map(|(_, care_type)| *care_type).collect();
    let uses = uses(run);
    let own = instance.area_indices().filter(|area| instance.plans_for(*area));
    let pairs = own.flat_map(|area| care_types.iter().map(move |care_type| (area, *care_type)));
    let row = |pair: (Index<Area>, Index<CareType>)| {
        let area = &instance[pair.0];
        let names = [Cell::text(&area.id), Cell::text(&area.name), Cell::text(&area.region)];
        let care_type = Cell::text(&instance[pair.1].id);
        let numbers = needs.get(&pair).map_or([const { Cell::Empty }; 6], |children| {
            numbers(*children, uses.get(&pair).copied().unwrap_or_default())
        });
        names.into_iter().chain([care_type]).chain(numbers).collect()
    };
    Table::new("areas", &COLUMNS, pairs.map(row).collect())
}

fn numbers(children: Places, used: Use) -> [Cell; 6] {
    [
        children.into(),
        used.places.into(),
        used.well_located.into(),
        Cell::share(used.well_located.hundredths(), u64::from(children.count()) * 100),
        used.near.into(),
        children.less(used.places).into(),
    ]
}

fn uses(run: &Run<'_>) -> BTreeMap<(Index<Area>, Index<CareType>), Use> {
    let mut uses: BTreeMap<_, Use> = BTreeMap::new();
    for flow in &run.plan.flows {
        let entry = uses.entry((flow.area, flow.care_type)).or_default();
        entry.places += flow.places;
        entry.well_located += worth_of(&run.question, flow).map_or(WellLocated::ZERO, |worth| worth * flow.places);
        if miles_of(&run.question, flow).is_some_and(|miles| miles <= TWENTY_MILES) {
            entry.near += flow.places;
        }
    }
    uses
}
