//! `neighbours.csv`: where a group plans for itself, what its neighbours take and give.
//!
//! The plan counts the group's own children in its own places. Here all children are served by all places as well as they
//! can be, and what crosses the border is told.

use std::collections::BTreeMap;

use super::state::Run;
use crate::audit::{Unit, worth_of};
use crate::decide::beyond;
use crate::domain::{Area, Flow, Index, Places, WellLocated};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 7] = [
    Column::words("area", "Area"),
    Column::words("name", "Authority"),
    Column::words("region", "Region"),
    Column::number("places_taken", "Places taken"),
    Column::number("well_located_taken", "Well located\nof those taken"),
    Column::number("places_given", "Places given"),
    Column::number("well_located_given", "Well located\nof those given"),
];

/// What crosses the border of a group to or from an area.
#[derive(Clone, Copy, Default)]
struct Crossing {
    /// Places of the group that children of the area use, and how well located they are.
    taken: (Places, WellLocated),
    /// Places in the area that children of the group use.
    given: (Places, WellLocated),
}

/// A row for each area that takes or gives, by id; nothing where no group plans.
#[must_use]
pub fn table(run: &Run<'_>) -> Option<Table> {
    let instance = run.question.instance;
    let row = |(area, Crossing { taken, given }): (Index<Area>, Crossing)| {
        let area = &instance[area];
        let names = [&area.id.to_string(), &area.name, &area.region].map(Cell::text);
        let numbers = [taken.0.into(), taken.1.into(), given.0.into(), given.1.into()];
        names.into_iter().chain(numbers).collect()
    };
    Some(Table::new("neighbours", &COLUMNS, crossings(run)?.into_iter().map(row).collect()))
}

/// What crosses the border in all, in a sentence; nothing where no group plans.
pub(in crate::report) fn sentence(run: &Run<'_>) -> Option<String> {
    let instance = run.question.instance;
    let group = &instance[instance.planner()?.group];
    let crossings = crossings(run)?;
    let taken: Places = crossings.values().map(|crossing| crossing.taken.0).sum();
    let given: Places = crossings.values().map(|crossing| crossing.given.0).sum();
    Some(format!(
        "{} plans for itself: only its own children, places and bids count. Were all places there are to serve all children \
         as well as they can, its neighbours would take {} and give {}.",
        group.name,
        Unit::Places.write(taken.count().into()),
        Unit::Places.write(given.count().into())
    ))
}

/// What crosses the border, by the area beyond it.
fn crossings(run: &Run<'_>) -> Option<BTreeMap<Index<Area>, Crossing>> {
    let instance = run.question.instance;
    let (whole, flows) = beyond(&run.question, run.plan)?;
    let mut crossings: BTreeMap<Index<Area>, Crossing> = BTreeMap::new();
    for flow in &flows {
        let from = whole.instance[flow.site].area;
        let worth = worth_of(&whole, flow).map_or(WellLocated::ZERO, |worth| worth * flow.places);
        match (instance.plans_for(from), instance.plans_for(flow.area)) {
            (true, false) => add(&mut crossings.entry(flow.area).or_default().taken, flow, worth),
            (false, true) => add(&mut crossings.entry(from).or_default().given, flow, worth),
            (true, true) | (false, false) => {}
        }
    }
    Some(crossings)
}

fn add(sum: &mut (Places, WellLocated), flow: &Flow, worth: WellLocated) {
    sum.0 += flow.places;
    sum.1 += worth;
}
