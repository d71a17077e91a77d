//! `plan.csv`: every option, funded or not; the first three columns are a plan that can be read back.

use super::credit::Credit;
use super::state::Run;
use crate::domain::{Estimate, Index, Instance, Opening, ProjectOption};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 24] = [
    Column::words("project", "Project"),
    Column::words("option", "Option"),
    Column::words("funded", "Funded"),
    Column::words("name", "Name"),
    Column::words("line", "Line"),
    Column::words("area", "Area"),
    Column::words("area_name", "Authority"),
    Column::words("region", "Region"),
    Column::words("site", "Site"),
    Column::words("care_type", "Care type"),
    Column::words("scope", "Scope"),
    Column::words("planned", "Planned"),
    Column::words("starts", "Starts"),
    Column::words("opens", "Opens"),
    Column::millions("dfe_cost_gbp", "DfE cost, £m"),
    Column::millions("match_gbp", "Match, £m"),
    Column::number("additional_low", "Added, low"),
    Column::number("additional_likely", "Added, likely"),
    Column::number("additional_high", "Added, high"),
    Column::number("protected", "Protected"),
    Column::number("improved", "Improved"),
    Column::number("well_located_places", "Well located"),
    Column::words("status", "Status"),
    Column::number("in_time_percent", "In time, %"),
];

/// A row for each option, by project and option. The area and region are those of the authority that bids; the
/// well-located places of a funded option are its [`Credit`], and those of any other are empty. The last columns are those
/// that the dataset has besides ours, of projects and then of options.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let credit = Credit::of(run);
    let (options, own) = (run.question.instance.option_indices(), run.question.instance.own());
    let names = own.projects.names.iter().chain(&own.options.names);
    let columns: Vec<Column> = COLUMNS.into_iter().chain(names.map(|name| Column::words(name, name))).collect();
    Table::new("plan", &columns, options.map(|option| row(run, &credit, option)).collect())
}

/// How sure an option is to be open by the horizon, in tenths of a per cent rounded down, where that is known.
fn in_time(run: &Run<'_>, option: Index<ProjectOption>) -> Cell {
    let (instance, model) = (run.question.instance, run.question.model);
    let tenths = || Opening::of(instance, option, model.horizon, model.as_of).chance().thousandths();
    let tenths = Opening::is_known(instance).then(tenths).and_then(|tenths| i64::try_from(tenths).ok());
    tenths.map_or(Cell::Empty, Cell::Tenths)
}

/// What several plans fund, each under a key of its own: a row for each option.
pub(in crate::report) fn of_plans(
    name: &'static str,
    key: Column,
    instance: &Instance,
    plans: impl IntoIterator<Item = (Cell, Index<ProjectOption>)>,
) -> Table {
    let columns = [
        key,
        Column::words("project", "Project"),
        Column::words("option", "Option"),
        Column::words("funded", "Funded"),
        Column::words("name", "Name"),
        Column::words("line", "Line"),
        Column::words("region", "Region"),
        Column::millions("dfe_cost_gbp", "DfE cost, £m"),
    ];
    let row = |(key, option): (Cell, Index<ProjectOption>)| {
        let option = &instance[option];
        let project = &instance[option.project];
        vec![
            key,
            Cell::text(&project.id),
            Cell::text(&option.id),
            Cell::Yes,
            Cell::text(&project.name),
            Cell::text(&instance[project.line].id),
            Cell::text(&instance[project.area].region),
            option.cost.into(),
        ]
    };
    Table::new(name, &columns, plans.into_iter().map(row).collect())
}

fn row(run: &Run<'_>, credit: &Credit, index: Index<ProjectOption>) -> Vec<Cell> {
    let instance = run.question.instance;
    let option = &instance[index];
    let project = &instance[option.project];
    let area = &instance[project.area];
    let funded = run.plan.funded.contains(&index);
    let own = instance.own();
    let own = own.projects.of(&project.id).chain(own.options.of(&(project.id.clone(), option.id.clone())));
    let mut cells = vec![
        Cell::text(&project.id),
        Cell::text(&option.id),
        funded.into(),
        Cell::text(&project.name),
        Cell::text(&instance[project.line].id),
        Cell::text(&area.id),
        Cell::text(&area.name),
        Cell::text(&area.region),
        Cell::text(&instance[project.site].id),
        Cell::text(&instance[option.care_type].id),
        Cell::text(&option.scope),
        option.planned.into(),
        Cell::text(&option.starts),
        Cell::text(&option.opens),
        option.cost.into(),
        option.local_match.into(),
        option.additional.at(Estimate::Low).into(),
        option.additional.at(Estimate::Likely).into(),
        option.additional.at(Estimate::High).into(),
        option.protected.into(),
        option.improved.into(),
        funded.then(|| credit.options.get(&index).copied().unwrap_or_default()).into(),
        project.status.map_or(Cell::Empty, |status| Cell::text(&status)),
        in_time(run, index),
    ];
    cells.extend(own.map(|text| if text.is_empty() { Cell::Empty } else { Cell::text(&text) }));
    cells
}
