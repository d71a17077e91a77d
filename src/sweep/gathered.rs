//! What a sweep came to, as one table: a row a task.

use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use super::{Done, Sweep, SweepFolder, Task};
use crate::domain::Money;
use crate::runs::{Stated, in_units, read_stated, read_well_located};
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 15] = [
    Column::number("task", "Task"),
    Column::id("model", "Model"),
    Column::words("with", "With"),
    Column::words("set", "Set"),
    Column::files_only("seed"),
    Column::words("outcome", "Outcome"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::number("bound", "At\nmost"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::files_only("solver_nodes"),
    Column::files_only("solver_iterations"),
    Column::files_only("digest"),
    Column::files_only("why"),
    Column::files_only("place_years"),
    Column::files_only("place_years_bound"),
];

/// What a sweep came to.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// A row a task.
    pub table: Table,
    /// How many tasks have an answer: a plan, or that there is none.
    pub done: usize,
    /// How many were tried and not done.
    pub failed: usize,
    /// How many were not done yet.
    pub missing: usize,
}

/// What the tasks of `sweep` came to so far.
#[must_use]
pub fn gathered(sweep: &Sweep, folder: &SweepFolder) -> Gathered {
    let came: Vec<_> = sweep.tasks.par_iter().map(|task| came(&folder.done(task))).collect();
    let mut counts = [0; 3];
    let rows = sweep.tasks.iter().zip(came).enumerate().map(|(at, (task, (came, column)))| {
        counts[column] += 1;
        let seed = task.seed.map_or(Cell::Empty, |seed| usize::from(seed).into());
        let own = [
            (at + 1).into(),
            Cell::text(&stem(&task.model)),
            Cell::text(&task.with.join(",")),
            Cell::text(&task.values()),
            seed,
        ];
        let [outcome, places, bound, cost, nodes, iterations, why, years, years_bound] = came;
        let came = [outcome, places, bound, cost, nodes, iterations, digest(task), why, years, years_bound];
        own.into_iter().chain(came).collect()
    });
    let table = Table::new("sweep", &COLUMNS, rows.collect());
    let [done, failed, missing] = counts;
    Gathered { table, done, failed, missing }
}

fn digest(task: &Task) -> Cell {
    Cell::text(&task.digest)
}

fn stem(model: &Path) -> String {
    model.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// What a task came to, from its outcome to why it has none, and which of the counts it belongs to.
fn came(done: &Done) -> ([Cell; 9], usize) {
    let only = |outcome: &str, why: &str| {
        let why = if why.is_empty() { Cell::Empty } else { Cell::text(why) };
        let mut cells = [const { Cell::Empty }; 9];
        (cells[0], cells[6]) = (Cell::text(outcome), why);
        cells
    };
    match done {
        Done::Run(folder) => match read_stated(folder) {
            Ok(stated) => (of_run(&stated), 0),
            Err(mistakes) => (only("failed", &format!("its run cannot be read: {mistakes}")), 1),
        },
        Done::NoPlan(why) => (only("no plan", why), 0),
        Done::Failed(why) => (only("failed", why), 1),
        Done::Not => (only("missing", ""), 2),
    }
}

fn of_run(stated: &Stated) -> [Cell; 9] {
    let written = |key: &str, part: &str| match &stated.get(key)[part] {
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let located = |key, part| written(key, part).and_then(|text| read_well_located(&text));
    let cost = written("dfe_cost_gbp", "value").and_then(|text| in_units(&text, 0)).map(Money::from_pounds);
    let work = |part| written("solver_work", part).and_then(|text| text.parse::<usize>().ok());
    let status = stated.get("status").as_str().unwrap_or_default();
    [
        Cell::text(status),
        located("well_located_places", "value").into(),
        located("well_located_places", "bound").into(),
        cost.map_or(Cell::Empty, Cell::from),
        work("nodes").map_or(Cell::Empty, Cell::from),
        work("iterations").map_or(Cell::Empty, Cell::from),
        Cell::Empty,
        located("place_years", "value").into(),
        located("place_years", "bound").into(),
    ]
}
