//! A run as the page has it: what its tables say of it, and no more.

use crate::report::run::{Run, Status, areas, headline, plan, regions, years};
use crate::table::{Cell, Show, Table, number::plain};

/// The measures of the whole plan that are shown, in this order.
const MEASURES: [&str; 11] = [
    "well_located_places",
    "well_located_percent",
    "projects",
    "dfe_cost_gbp",
    "envelope_left_gbp",
    "match_gbp",
    "additional_low",
    "additional_likely",
    "additional_high",
    "protected",
    "places_used",
];

/// The columns of `plan.csv` that tell a funded option, after those that name it.
pub(super) const OPTION: [&str; 10] = [
    "dfe_cost_gbp",
    "additional_low",
    "additional_likely",
    "additional_high",
    "protected",
    "improved",
    "match_gbp",
    "starts",
    "opens",
    "scope",
];

/// The columns of `regions.csv` that are shown.
pub(super) const REGION: [&str; 7] =
    ["children", "well_located_places", "met_percent", "places_used", "places", "additional_likely", "dfe_cost_gbp"];

/// The columns of `areas.csv` that are summed over care types.
pub(super) const AREA: [&str; 4] = ["children", "well_located_places", "places_used", "children_without_place"];

/// The columns of `years.csv` that are shown.
pub(super) const YEAR: [&str; 4] = ["dfe_spend_gbp", "projects_starting", "projects_opening", "additional_likely"];

/// Where a run stands on a frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The folder of the frontier.
    pub frontier: String,
    /// The number that is turned, in a word.
    pub over: String,
    /// At what.
    pub at: String,
}

/// A number of the whole plan.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub name: String,
    pub label: String,
    pub value: Cell,
    /// What is shown of it, where that is rounded to sum.
    pub shown: Cell,
}

/// An option that a run funds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Funded {
    pub project: String,
    pub option: String,
    /// By [`OPTION`].
    pub cells: Vec<Cell>,
}

/// A row of a table: what names it, and the cells by column, each with what is shown of it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub key: String,
    pub cells: Vec<(Cell, Cell)>,
}

/// A run.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name, which no other of the page has.
    pub name: String,
    pub(super) title: String,
    pub(super) state: String,
    /// How many rules it breaks.
    pub(super) broken: usize,
    pub(super) setting: Option<Setting>,
    pub(super) measures: Vec<Measure>,
    pub(super) funded: Vec<Funded>,
    pub(super) regions: Vec<Row>,
    pub(super) areas: Vec<Row>,
    pub(super) years: Vec<Row>,
}

impl View {
    /// What the tables of `run` say, under this name.
    #[must_use]
    pub fn of(run: &Run<'_>, name: &str) -> Self {
        let state = match Status::of(run) {
            Status::Proved => "proved best",
            Status::NotProved => "not proved best",
            Status::Evaluated => "given, not chosen",
            Status::LeastRegret => "chosen for the least regret",
        };
        Self {
            name: plain(name),
            title: plain(&run.question.model.title),
            state: state.to_owned(),
            broken: run.findings.iter().filter(|finding| !finding.holds()).count(),
            setting: None,
            measures: measures(&headline::table(run)),
            funded: funded(&plan::table(run)),
            regions: rows(&regions::table(run), &REGION),
            areas: by_area(&areas::table(run)),
            years: rows(&years::table(run), &YEAR),
        }
    }

    /// The same, told of as what it is beside a run: how it stands, in words, and where on a frontier.
    #[must_use]
    pub fn told(self, state: &str, setting: Option<Setting>) -> Self {
        let plain_setting =
            |one: Setting| Setting { frontier: plain(&one.frontier), over: plain(&one.over), at: plain(&one.at) };
        Self { state: plain(state), setting: setting.map(plain_setting), ..self }
    }
}

impl Measure {
    /// What is read of it.
    pub fn text(&self) -> String {
        self.shown.on_paper(Show::Millions)
    }
}

fn measures(table: &Table) -> Vec<Measure> {
    let [name, label, value] = ["measure", "label", "this_plan"].map(|column| table.position(column));
    let measure = |wanted: &&str| {
        let row = table.rows.iter().position(|row| row[name].in_files() == **wanted)?;
        Some(Measure {
            name: (*wanted).to_owned(),
            label: table.rows[row][label].in_files().trim().to_owned(),
            value: table.rows[row][value].clone(),
            shown: table.shown(row, value).clone(),
        })
    };
    MEASURES.iter().filter_map(measure).collect()
}

fn funded(table: &Table) -> Vec<Funded> {
    let [project, option, funded] = ["project", "option", "funded"].map(|column| table.position(column));
    let columns = OPTION.map(|column| table.position(column));
    let of_row = |row: &Vec<Cell>| Funded {
        project: row[project].in_files(),
        option: row[option].in_files(),
        cells: columns.iter().map(|&column| row[column].clone()).collect(),
    };
    table.rows.iter().filter(|row| row[funded] == Cell::Yes).map(of_row).collect()
}

/// These columns of a table whose first column names its rows.
fn rows(table: &Table, columns: &[&str]) -> Vec<Row> {
    let columns: Vec<usize> = columns.iter().map(|column| table.position(column)).collect();
    let cells = |row: usize| {
        columns.iter().map(|&column| (table.rows[row][column].clone(), table.shown(row, column).clone())).collect()
    };
    (0..table.rows.len()).map(|row| Row { key: table.rows[row][0].in_files(), cells: cells(row) }).collect()
}

/// The children of each area, of all care types together; what is not known adds nothing.
fn by_area(table: &Table) -> Vec<Row> {
    let mut areas: Vec<Row> = Vec::new();
    for row in rows(table, &AREA) {
        match areas.last_mut().filter(|last| last.key == row.key) {
            Some(last) => {
                for (sum, cell) in last.cells.iter_mut().zip(row.cells) {
                    sum.0 = together(&sum.0, &cell.0);
                    sum.1 = sum.0.clone();
                }
            }
            None => areas.push(row),
        }
    }
    areas
}

/// Two numbers of a kind together.
fn together(one: &Cell, other: &Cell) -> Cell {
    match (one, other) {
        (Cell::Whole(one), Cell::Whole(other)) => Cell::Whole(one + other),
        (Cell::Hundredths(one), Cell::Hundredths(other)) => Cell::Hundredths(one + other),
        (Cell::Empty, cell) | (cell, _) => cell.clone(),
    }
}
