//! What other settings of a number would buy: a frontier on the page.

use serde::Serialize;

use super::along;
use super::beside::Beside;
use super::curve::Curve;
use super::grid::{Grid, Take};
use super::piece::{Field, Piece};
use super::said::Said;
use crate::report::run::Run;
use crate::report::whatif::frontier::{own_setting, sentences, table};
use crate::table::{Cell, Show, Table};
use crate::whatif::frontier::{Frontier, Point};
use crate::whatif::parameter::{Parameter, Scale};

/// A section of the page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Section {
    /// Its name on the page.
    id: String,
    /// The folder that its numbers stand in.
    from: String,
    heading: String,
    /// What it finds, in a sentence.
    finding: Option<Said>,
    sentences: Vec<String>,
    curve: Option<Curve>,
    grid: Grid,
    /// Whether one of its settings is that of the run.
    has_own: bool,
}

/// The section of a frontier, the `number`th of the page.
pub(super) fn section(run: &Run<'_>, number: usize, beside: &Beside<Frontier>) -> Section {
    let (instance, model) = (run.question.instance, run.question.model);
    let frontier = &beside.told;
    let id = format!("frontier-{number}");
    let (heading, across) = names(frontier);
    let own = own_setting(&frontier.parameter, model);
    let own = frontier.points.iter().position(|point| Some(point.setting) == own);
    let is_own = |point: &Point| point.found.as_ref().is_some_and(|found| found.plan.funded == run.plan.funded);
    let mark = own
        .map(|at| (at, if is_own(&frontier.points[at]) { "(this run)" } else { "(this run's setting, another plan)" }));
    let mut grid = grid(&id, &across, &shown(table(instance, frontier)), frontier, mark);
    // Of several frontiers each table is known by its folder.
    grid.caption = format!("{}, from {}", grid.caption, beside.name);
    Section {
        from: beside.name.clone(),
        heading,
        finding: along::finding(run, frontier),
        sentences: sentences(frontier),
        curve: Curve::of(frontier, &across, model),
        grid,
        has_own: own.is_some(),
        id,
    }
}

/// What the section is called, and what its settings are.
fn names(frontier: &Frontier) -> (String, String) {
    let is_money = frontier.points.iter().any(|point| point.setting.scale == Scale::Pounds);
    let unit = if is_money { ", £m" } else { "" };
    match &frontier.parameter {
        Parameter::Envelope => ("What another envelope would buy".to_owned(), format!("Envelope{unit}")),
        Parameter::Overruns => {
            ("What it would cost to stand more overruns".to_owned(), "Projects that may overrun at once".to_owned())
        }
        Parameter::Floor => {
            ("What a floor in every region would cost".to_owned(), "Floor, % of need met in every region".to_owned())
        }
        Parameter::Rule(id) => {
            (format!("What another bound of the rule {id} would buy"), format!("Bound of {id}{unit}"))
        }
        Parameter::Clause(name) => {
            (format!("What another number of [{name}] would buy"), format!("Number of [{name}]{unit}"))
        }
        Parameter::Reach(care) => {
            (format!("What another reach of {care} would give"), "First band of the reach, miles".to_owned())
        }
    }
}

/// The table with columns that are for files otherwise shown as numbers.
fn shown(mut table: Table) -> Table {
    for column in table.columns.iter_mut().filter(|column| column.name == "gap" || column.name.starts_with("per_1m")) {
        column.show = Show::Number;
    }
    table
}

fn grid(id: &str, across: &str, table: &Table, frontier: &Frontier, mark: Option<(usize, &str)>) -> Grid {
    let is_money = frontier.points.iter().any(|point| point.setting.scale == Scale::Pounds);
    let marginal = [
        Take::One("more_places_per_1m_gbp", "More places for each £1m, as found"),
        Take::Range("per_1m_gbp_at_least", "per_1m_gbp_at_most", "And within, for certain"),
    ];
    let worst = [Take::One("worst_region_percent", "% of need met, worst region")];
    let mut takes = vec![
        Take::One("setting", "Setting"),
        Take::One("spend_gbp", "Spend, £m"),
        Take::One("well_located_places", "Well-located places found"),
        Take::One("bound", "No plan has more than"),
        Take::One("status", "Best"),
        Take::One("gap", "Gap, places"),
        Take::One("more_places", "More than the setting before"),
    ];
    takes.extend(if is_money { &marginal[..] } else { &worst });
    takes.push(Take::One("churn", "Projects changed"));
    let caption = "Each setting: the best plan found, what none exceeds, and what is more than at the setting before";
    let mut grid = Grid::all(&format!("{id}-table"), caption, table, &takes);
    across.clone_into(&mut grid.headings[0].0);
    grid.headings[0].1 = false;
    if let Some((row, words)) = mark.and_then(|(at, words)| Some((grid.rows.get_mut(at)?, words))) {
        let this = Piece::new(String::new(), &Cell::text(words), Show::Words);
        let pieces = std::mem::take(&mut row[0].pieces).into_iter().chain([this]).collect();
        row[0] = Field::after(pieces);
    }
    grid
}
