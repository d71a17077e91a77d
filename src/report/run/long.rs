//! `results_long.csv`: the results of a run one to a row, to pivot and to load into Power Query as they are.
//!
//! Each metric is given at one grain only, so that its rows can be summed and nothing is counted twice; there are no
//! totals. Money and places are where and when the bid is: by the authority that bids, its line and the year. Children
//! and the places they use are where the children are from, at the model's horizon; they are of no line. Runs can be
//! put below one another: each row names its own.

use std::collections::BTreeMap;

use super::areas;
use super::state::Run;
use crate::domain::{Area, CareType, Estimate, FinancialYear, Index, Money, Places, ProgrammeLine, ProjectOption};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 10] = [
    Column::words("run", "Run"),
    Column::words("metric", "Metric"),
    Column::words("unit", "Unit"),
    Column::words("area", "Area"),
    Column::words("year", "Year"),
    Column::words("line", "Line"),
    Column::number("value", "Value"),
    Column::words("care_type", "Care type"),
    Column::words("area_name", "Authority"),
    Column::words("region", "Region"),
];

/// What a plan does, in the order in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Deed {
    /// What the department spends in a year.
    Spend,
    /// What is met locally, over all years.
    Match,
    /// Projects that start in a year.
    Starting,
    /// Projects that open in a year.
    Opening,
    /// Places added by the year in which they open, at the low end.
    Low,
    /// The same, as is likely.
    Likely,
    /// The same, at the high end.
    High,
    /// Places at risk that are kept.
    Protected,
    /// Places made better.
    Improved,
}

/// Whose, when, of which line and care type; no year where the dataset has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) struct Of {
    /// The metric.
    pub deed: Deed,
    /// The authority that bids.
    pub area: Index<Area>,
    /// The year.
    pub year: Option<FinancialYear>,
    /// The programme line.
    pub line: Index<ProgrammeLine>,
    /// The care type.
    pub care_type: Index<CareType>,
}

impl Deed {
    /// Its name in files, and the unit.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Spend => ("dfe_spend_gbp", "gbp"),
            Self::Match => ("match_gbp", "gbp"),
            Self::Starting => ("projects_starting", "projects"),
            Self::Opening => ("projects_opening", "projects"),
            Self::Low => ("additional_low", "places"),
            Self::Likely => ("additional_likely", "places"),
            Self::High => ("additional_high", "places"),
            Self::Protected => ("protected", "places"),
            Self::Improved => ("improved", "places"),
        }
    }
}

/// What the children of an area use: the column of `areas.csv`, and the unit.
const USES: [(&str, &str); 5] = [
    ("children", "children"),
    ("places_used", "places"),
    ("well_located_places", "well-located places"),
    ("places_within_20_miles", "places"),
    ("children_without_place", "children"),
];

/// A row for each metric, authority, year, line and care type of which there is any; and for each metric of children,
/// authority and care type, with an empty value where it is not known.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let rows = deeds(run).into_iter().map(|(of, amount)| deed_row(run, of, amount)).chain(uses(run));
    Table::new("results_long", &COLUMNS, rows.collect())
}

/// How much of everything a plan does, where it is more than nothing.
pub(in crate::report) fn deeds(run: &Run<'_>) -> BTreeMap<Of, i64> {
    let mut sums = BTreeMap::new();
    for option in run.plan.options(run.question.instance) {
        for (deed, year, amount) in of_option(option) {
            let project = &run.question.instance[option.project];
            let of = Of { deed, area: project.area, year, line: project.line, care_type: option.care_type };
            *sums.entry(of).or_default() += amount;
        }
    }
    sums.retain(|_, amount| *amount != 0);
    sums
}

fn of_option(option: &ProjectOption) -> Vec<(Deed, Option<FinancialYear>, i64)> {
    let (starts, opens) = (Some(option.starts), Some(option.opens));
    let places = |places: Places| i64::from(places.count());
    let spend =
        option.spend.iter().map(|(year, money): &(FinancialYear, Money)| (Deed::Spend, Some(*year), money.pounds()));
    let rest = [
        (Deed::Match, None, option.local_match.pounds()),
        (Deed::Starting, starts, 1),
        (Deed::Opening, opens, 1),
        (Deed::Low, opens, places(option.additional.at(Estimate::Low))),
        (Deed::Likely, opens, places(option.additional.at(Estimate::Likely))),
        (Deed::High, opens, places(option.additional.at(Estimate::High))),
        (Deed::Protected, opens, places(option.protected)),
        (Deed::Improved, opens, places(option.improved)),
    ];
    spend.chain(rest).collect()
}

fn deed_row(run: &Run<'_>, of: Of, amount: i64) -> Vec<Cell> {
    let instance = run.question.instance;
    let (metric, unit) = of.deed.words();
    let area = &instance[of.area];
    vec![
        Cell::text(&run.question.model.name),
        Cell::text(metric),
        Cell::text(unit),
        Cell::text(&area.id),
        of.year.map_or(Cell::Empty, |year| Cell::text(&year)),
        Cell::text(&instance[of.line].id),
        Cell::Whole(amount),
        Cell::text(&instance[of.care_type].id),
        Cell::text(&area.name),
        Cell::text(&area.region),
    ]
}

/// The rows of what children use, in the order of `areas.csv`.
fn uses(run: &Run<'_>) -> Vec<Vec<Cell>> {
    let areas = areas::table(run);
    let model = run.question.model;
    let row = |row: &[Cell], column: &str, unit: &str| {
        let at = |column: &str| row[areas.position(column)].clone();
        vec![
            Cell::text(&model.name),
            Cell::text(column),
            Cell::text(unit),
            at("area"),
            Cell::text(&model.horizon),
            Cell::Empty,
            at(column),
            at("care_type"),
            at("name"),
            at("region"),
        ]
    };
    USES.iter().flat_map(|(column, unit)| areas.rows.iter().map(|cells| row(cells, column, unit))).collect()
}
