//! `flows.csv`: whose children use the places of which site, and how far off.

use super::state::Run;
use crate::audit::{miles_of, worth_of};
use crate::domain::{Flow, Index, Instance, Miles, Plan, Site};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 10] = [
    Column::words("site", "Site"),
    Column::words("site_name", "Site name"),
    Column::words("area", "Area"),
    Column::words("area_name", "Children of"),
    Column::words("care_type", "Care type"),
    Column::number("places", "Places"),
    Column::number("miles", "Miles"),
    Column::number("worth_percent", "Worth, %"),
    Column::number("straight_line_miles", "Straight line, miles"),
    Column::number("well_located_places", "Well located"),
];

/// A row for each flow, by site, area and care type.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    Table::new("flows", &COLUMNS, run.plan.flows.iter().map(|flow| row(run, flow)).collect())
}

/// A row for each flow of several plans, each by the cell it goes by in the column `key`.
pub(in crate::report) fn of_plans<'a>(
    name: &'static str,
    key: &'static str,
    instance: &Instance,
    plans: impl IntoIterator<Item = (Cell, &'a Plan)>,
) -> Table {
    let columns = [key, "site", "area", "care_type", "places"].map(Column::files_only);
    let mut rows = Vec::new();
    for (key, plan) in plans {
        rows.extend(plan.flows.iter().map(|flow| {
            let [site, area] = [Cell::text(&instance[flow.site].id), Cell::text(&instance[flow.area].id)];
            vec![key.clone(), site, area, Cell::text(&instance[flow.care_type].id), flow.places.into()]
        }));
    }
    Table::new(name, &columns, rows)
}

fn row(run: &Run<'_>, flow: &Flow) -> Vec<Cell> {
    let instance = run.question.instance;
    let worth = worth_of(&run.question, flow);
    vec![
        Cell::text(&instance[flow.site].id),
        Cell::text(site_name(instance, flow.site)),
        Cell::text(&instance[flow.area].id),
        Cell::text(&instance[flow.area].name),
        Cell::text(&instance[flow.care_type].id),
        flow.places.into(),
        miles_of(&run.question, flow).into(),
        worth.map_or(Cell::Empty, |worth| Cell::Whole(worth.percent().into())),
        straight_line(instance, flow).into(),
        worth.map(|worth| worth * flow.places).into(),
    ]
}

/// The straight line from the site of a flow to the centre of its area.
pub(in crate::report) fn straight_line(instance: &Instance, flow: &Flow) -> Miles {
    Miles::from_metres(instance[flow.site].point.metres_to(instance[flow.area].centre))
}

/// The name people use for a site: that of its home, or else of the project that builds on it.
fn site_name(instance: &Instance, site: Index<Site>) -> &str {
    let home = instance[site].home.map(|home| instance[home].name.as_str());
    let id = instance[site].id.as_str();
    let project = instance.projects().binary_search_by(|project| project.id.as_str().cmp(id)).ok();
    home.or_else(|| project.map(|position| instance.projects()[position].name.as_str())).unwrap_or(id)
}
