//! Runs side by side as a spreadsheet workbook.

use super::table;
use crate::report::workbook::{Cover, publication};
use crate::table::{Cell, Table};
use crate::whatif::compare::{Comparison, StatedRun};

/// The runs side by side as a spreadsheet workbook: a table of the swaps, and one of every difference.
#[must_use]
pub fn workbook(base: &StatedRun, others: &[(&StatedRun, Comparison)]) -> Vec<u8> {
    let names: Vec<&str> = others.iter().map(|(run, _)| run.name.as_str()).collect();
    let count = |of: fn(&Comparison) -> usize| others.iter().map(|(_, comparison)| of(comparison)).sum::<usize>();
    let mut all = table(others);
    let is_swap = |row: &Vec<Cell>| row[0] == Cell::text("swaps");
    let swaps = Table { rows: all.rows.iter().filter(|row| is_swap(row)).cloned().collect(), ..all.clone() };
    all.rows.retain(|row| !is_swap(row));
    let cover = Cover {
        title: format!("{} beside {}", names.join(", "), base.name),
        sentences: vec![
            format!("Projects done otherwise: {}.", count(|comparison| comparison.swaps.len())),
            format!("Other cells that differ: {}.", all.rows.len()),
        ],
        notes: vec!["A difference is the run less the base; what is the same is not listed.".to_owned()],
    };
    let tables = [("Projects done otherwise", swaps), ("Everything else that differs", all)];
    publication(&cover, &tables.map(|(title, table)| (title.to_owned(), table)))
}
