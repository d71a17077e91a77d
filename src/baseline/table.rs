//! The baseline as tables: the file it is kept in, a report for a spreadsheet, and an overview to read.

use std::collections::BTreeMap;

use super::compare::{Line, Value};
use super::quantity::{Margin, QUANTITIES};
use crate::read::Entry;
use crate::table::{Cell, Column, Table};

/// The table of a baseline, in the order of its cases.
#[must_use]
pub fn entries(entries: &BTreeMap<String, Entry>) -> Table {
    let names = ["case", "ended", "node_limit"].into_iter().chain(QUANTITIES.iter().map(|quantity| quantity.name));
    let columns: Vec<Column> = names.map(|name| Column::words(name, name)).collect();
    let rows = entries.iter().map(|(case, entry)| {
        let first = [Cell::text(case), entry.ended.map_or(Cell::Empty, |ended| Cell::text(&ended))];
        let numbers = columns[2..].iter().map(|column| {
            let number = entry.numbers.get(column.name);
            number.map_or(Cell::Empty, |number| written(column.name, Value::Number(*number)))
        });
        first.into_iter().chain(numbers).collect()
    });
    Table::new("baseline", &columns, rows.collect())
}

/// Every line, one a row, for a spreadsheet.
#[must_use]
pub fn report(lines: &[Line]) -> Table {
    let columns = [
        Column::words("case", "Case"),
        Column::words("what", "What"),
        Column::words("on_record", "On record"),
        Column::words("measured", "Measured"),
        Column::number("percent_of_record", "% of record"),
        Column::number("percent_allowed", "% allowed"),
        Column::words("verdict", "Verdict"),
    ];
    let rows = lines.iter().map(|line| {
        vec![
            Cell::text(&line.case),
            Cell::text(line.what),
            written(line.what, line.recorded),
            written(line.what, line.measured),
            percent(line),
            allowed(line.what),
            Cell::text(line.verdict.word()),
        ]
    });
    Table::new("report", &columns, rows.collect())
}

/// A row for each case: how it ended, its places, and its work in per cents of what is on record.
#[must_use]
pub fn overview(lines: &[Line]) -> Table {
    let columns = [
        Column::words("case", "Case"),
        Column::words("ended", "Ended"),
        Column::number("places", "Places"),
        Column::number("non_zeros", "Size, %"),
        Column::number("nodes", "Nodes, %"),
        Column::number("iterations", "Iterations, %"),
        Column::words("verdict", "Verdict"),
    ];
    let rows = lines.chunk_by(|one, other| one.case == other.case).map(|lines| {
        let line = |what: &str| lines.iter().find(|line| line.what == what);
        let measured = |what: &str| line(what).map_or(Cell::Empty, |line| written(what, line.measured));
        let worst = lines.iter().find(|line| line.verdict.fails());
        let work = ["solved_non_zeros", "nodes", "iterations"].map(|what| line(what).map_or(Cell::Empty, percent));
        let [size, nodes, iterations] = work;
        vec![
            Cell::text(&lines[0].case),
            measured("ended"),
            measured("well_located_places"),
            size,
            nodes,
            iterations,
            worst.map_or(Cell::text("passes"), |line| Cell::text(line.verdict.word())),
        ]
    });
    Table::new("overview", &columns, rows.collect())
}

/// A line as a sentence.
#[must_use]
pub fn sentence(line: &Line) -> String {
    let [recorded, measured] = [line.recorded, line.measured].map(|value| written(line.what, value).in_files());
    let percent = match percent(line) {
        Cell::Empty => String::new(),
        percent => format!(", {}% of it", percent.in_files()),
    };
    let Line { case, what, verdict, .. } = line;
    format!("{case}: {what} is {measured}, and {recorded} on record{percent}: {}", verdict.word())
}

/// What was measured, in per cents of what is on record.
fn percent(line: &Line) -> Cell {
    match (line.recorded, line.measured) {
        (Value::Number(before), Value::Number(now)) => Cell::share(now, before),
        _ => Cell::Empty,
    }
}

/// The most that is allowed, in per cents of what is on record, of work.
fn allowed(what: &str) -> Cell {
    let quantity = QUANTITIES.iter().find(|quantity| quantity.name == what);
    match quantity.map(|quantity| quantity.margin) {
        Some(Margin::Percent(percent)) => Cell::from(100 + percent),
        Some(Margin::NoLess | Margin::NoDearer) | None => Cell::Empty,
    }
}

/// A value as it is written.
fn written(what: &str, value: Value) -> Cell {
    match value {
        Value::Unknown => Cell::Empty,
        Value::Ended(ended) => Cell::text(&ended),
        Value::Number(number) if what == "well_located_places" => {
            Cell::Hundredths(i64::try_from(number).expect("a baseline's numbers have eighteen digits at most"))
        }
        Value::Number(number) => Cell::from(number),
    }
}
