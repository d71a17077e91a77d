//! Runs side by side, as one tidy table and as a page.

mod book;
mod swaps;

pub use book::workbook;

use crate::domain::{Money, counted};
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::compare::{Change, Comparison, StatedRun, Swap};

const COLUMNS: [Column; 10] = [
    Column::words("table", "Table"),
    Column::words("item", "Of"),
    Column::words("measure", "Measure"),
    Column::words("run", "Run"),
    Column::number("base", "Base"),
    Column::number("value", "Run"),
    Column::change("difference", "Difference"),
    Column::words("line", "Line"),
    Column::words("region", "Region"),
    Column::words("reason", "Reason"),
];

/// Every difference of every run from the base, one to a row: what was asked, the numbers of the plan, the swaps, and
/// then every cell of the other tables.
#[must_use]
pub fn table(others: &[(&StatedRun, Comparison)]) -> Table {
    let mut rows = Vec::new();
    for (run, comparison) in others {
        let Comparison { asked, numbers, swaps, cells } = comparison;
        rows.extend(asked.iter().chain(numbers).map(|change| of_change(run, change)));
        rows.extend(swaps.iter().map(|swap| of_swap(run, swap)));
        rows.extend(cells.iter().map(|change| of_change(run, change)));
    }
    Table::new("comparison", &COLUMNS, rows)
}

fn of_change(run: &StatedRun, change: &Change) -> Vec<Cell> {
    let Change { table, item, measure, base, value, difference } = change;
    let cell = |text: &str| cell(measure, text);
    vec![
        Cell::text(table),
        Cell::text(item),
        Cell::text(measure),
        Cell::text(&run.name),
        cell(base),
        cell(value),
        difference.as_deref().map_or(Cell::Empty, cell),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ]
}

fn of_swap(run: &StatedRun, swap: &Swap) -> Vec<Cell> {
    let option = |option: &Option<(String, i64)>| option.as_ref().map_or(Cell::Empty, |(id, _)| Cell::text(id));
    let reasons = Some(swaps::reasons(swap).join("; ")).filter(|reasons| !reasons.is_empty());
    vec![
        Cell::text("swaps"),
        Cell::text(&swap.project),
        Cell::text("option"),
        Cell::text(&run.name),
        option(&swap.base),
        option(&swap.other),
        Cell::Empty,
        Cell::text(&swap.line),
        Cell::text(&swap.region),
        reasons.map_or(Cell::Empty, Cell::Text),
    ]
}

/// A cell as its file has it, as the number that it is.
fn cell(measure: &str, text: &str) -> Cell {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = !digits.is_empty() && digits.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    let number = if is_number { format!("{whole}{part}").parse::<i64>().ok() } else { None };
    match (number, part.len()) {
        _ if text.is_empty() => Cell::Empty,
        (Some(pounds), 0) if measure.ends_with("_gbp") => Cell::Money(Money::from_pounds(pounds)),
        (Some(number), 0) => Cell::Whole(number),
        (Some(tenths), 1) => Cell::Tenths(tenths),
        (Some(hundredths), 2) => Cell::Hundredths(hundredths),
        _ => Cell::text(text),
    }
}

/// The page, in at most `columns`: for each run what was asked otherwise, what that does to the numbers, and the swaps with their reasons.
#[must_use]
pub fn text(base: &StatedRun, others: &[(&StatedRun, Comparison)], columns: u16) -> String {
    let paragraph = |text: &str, indent| wrapped(text, columns.into(), indent) + "\n";
    let section = |heading: &str, table: &Table| section(heading, table, columns);
    let mut parts = Vec::new();
    if others.len() > 1 {
        parts.push(overview(base, others).to_text(columns));
    }
    for (run, comparison) in others {
        if comparison.is_empty() {
            parts.push(paragraph(&format!("No difference: {} states what {} states.", run.name, base.name), 0));
            continue;
        }
        parts.push(paragraph(&format!("{} beside {}", run.name, base.name), 2));
        parts.extend(section("What was asked otherwise", &asked(comparison)));
        let numbers: Vec<&Change> = comparison.numbers.iter().collect();
        parts.extend(section("In numbers", &unnamed(printed(&numbers))));
        for (name, heading) in [("lines", "By programme line"), ("regions", "By region"), ("groups", "By group")] {
            let of_table: Vec<&Change> = comparison.cells.iter().filter(|change| change.table == name).collect();
            parts.extend(section(heading, &printed(&shown(&of_table))));
        }
        parts.extend(swaps::text(comparison, columns.into()));
        if !comparison.cells.is_empty() {
            let cells = counted(comparison.cells.len(), "cell of the tables differs", "cells of the tables differ");
            parts.push(paragraph(&format!("{cells}; --format csv lists every one."), 0));
        }
    }
    parts.join("\n")
}

/// The cells of a table for which a page has room.
fn shown<'a>(changes: &[&'a Change]) -> Vec<&'a Change> {
    let names = ["dfe_cost_gbp", "projects", "additional_likely", "protected", "well_located_places", "met_percent"];
    changes.iter().copied().filter(|change| names.contains(&change.measure.as_str())).collect()
}

fn section(heading: &str, table: &Table, columns: u16) -> Option<String> {
    (!table.rows.is_empty()).then(|| format!("{heading}\n{}", table.to_text(columns)))
}

const PRINTED: [Column; 5] = [
    Column::words("item", ""),
    Column::words("measure", "Measure"),
    Column::number("base", "Base"),
    Column::number("value", "Run"),
    Column::change("difference", "Difference"),
];

fn printed(changes: &[&Change]) -> Table {
    let row = |change: &&Change| {
        let cell = |text: &str| cell(&change.measure, text);
        let difference = match change.difference.as_deref().map_or(Cell::Empty, cell) {
            // To the pound, where other pages have millions.
            Cell::Money(more) if more > Money::ZERO => Cell::Text(format!("+{more}")),
            Cell::Money(less) => Cell::Text(less.to_string()),
            other => other,
        };
        vec![Cell::text(&change.item), Cell::text(&change.measure), cell(&change.base), cell(&change.value), difference]
    };
    Table::new("printed", &PRINTED, changes.iter().map(row).collect())
}

/// The same without the column for rows, of which there are none.
fn unnamed(mut table: Table) -> Table {
    table.columns[0] = Column::files_only("item");
    table
}

const ASKED: [Column; 3] =
    [Column::words("measure", "Key"), Column::words("base", "Base"), Column::words("value", "Run")];

/// What was asked otherwise: sources are left to the files.
fn asked(comparison: &Comparison) -> Table {
    let told = comparison.asked.iter().filter(|change| !change.measure.ends_with(".source"));
    let row = |change: &Change| [&change.measure, &change.base, &change.value].map(Cell::text).to_vec();
    Table::new("asked", &ASKED, told.map(row).collect())
}

const OVERVIEW: [Column; 6] = [
    Column::words("run", "Run"),
    Column::words("status", "Status"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::change("difference", "Beside\nthe base"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::number("swaps", "Projects\nchanged"),
];

/// Every run in a line, the base first.
fn overview(base: &StatedRun, others: &[(&StatedRun, Comparison)]) -> Table {
    let number = |run: &StatedRun, name: &str| {
        let found = run.numbers().into_iter().find(|(other, _)| other == name);
        found.map_or(Cell::Empty, |(_, text)| cell(name, &text))
    };
    let row = |run: &StatedRun, comparison: Option<&Comparison>| {
        let places = comparison.and_then(|comparison| {
            let change = comparison.numbers.iter().find(|change| change.measure == "well_located_places")?;
            Some(cell("", change.difference.as_deref()?))
        });
        let changed = comparison.map(|comparison| comparison.swaps.len());
        vec![
            Cell::text(&run.name),
            Cell::text(run.status()),
            number(run, "well_located_places"),
            places.unwrap_or(Cell::Empty),
            number(run, "dfe_cost_gbp"),
            changed.into(),
        ]
    };
    let rows = others.iter().map(|(run, comparison)| row(run, Some(comparison)));
    Table::new("overview", &OVERVIEW, [row(base, None)].into_iter().chain(rows).collect())
}
