//! The tables of a dataset as they are written, for whoever makes another dataset of a part of it.

use std::path::Path;

use super::dataset::{Roads, TABLES, has_appraisal, has_risks};
use super::findings::{Findings, Strictness};
use super::left_out::is_left_out;
use super::own::kept;
use super::place::Place;
use super::table::Table;
use super::{Mistakes, about, appraisal, assumptions, groups, land, risks, roads, sources};

/// A table as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name of its file.
    pub file: &'static str,
    /// The columns that it has, and those for which something is taken.
    pub columns: Vec<&'static str>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl Written {
    /// The table as its file.
    ///
    /// # Panics
    ///
    /// Never: memory takes every row of as many cells.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(&self.columns).expect("memory takes a heading");
        for row in &self.rows {
            writer.write_record(row).expect("memory takes a row of as many cells");
        }
        writer.into_inner().expect("memory takes the last row")
    }
}

/// The tables of the dataset in `folder`, in the order in which they are read; those of roads where they are needed.
///
/// # Errors
///
/// If it is no dataset, or a table cannot be read as one. What its cells say is not looked at.
pub fn read_written(folder: &Path, of_roads: Roads) -> Result<Vec<Written>, Mistakes> {
    let findings = Findings::new(Strictness::Lenient);
    let place = &Place::of(folder)?;
    let logs = [&about::FORMAT, &sources::FORMAT, &assumptions::FORMAT];
    let there = TABLES.into_iter().chain(logs).filter(|format| !is_left_out(&findings, place, format.file));
    let risks = has_risks(&findings, place).then_some(&risks::FORMAT);
    let roads = [&roads::NODES, &roads::EDGES].into_iter().filter(|_| of_roads == Roads::Needed);
    let appraisal = has_appraisal(place).then_some(&appraisal::FORMAT);
    let groups = place.has(groups::FORMAT.file).then_some(&groups::FORMAT);
    let formats = there.chain(risks).chain(groups).chain(appraisal).chain(roads);
    let tables: Vec<Written> = formats.map(|format| written(&Table::open(&findings, place, format))).collect();
    let mistakes = findings.mistakes.into_inner();
    if mistakes.is_empty() { Ok(tables) } else { Err(Mistakes::new(mistakes)) }
}

/// Whether the dataset in `folder` has roads, and the land they cross.
#[must_use]
pub fn roads_of(folder: &Path) -> Roads {
    let files = [roads::NODES.file, roads::EDGES.file, land::FILE];
    let there = files.iter().all(|file| folder.join(file).symlink_metadata().is_ok());
    if there { Roads::Needed } else { Roads::NotNeeded }
}

/// A table, cell by cell.
fn written(table: &Table<'_>) -> Written {
    let format = table.format;
    // What is taken of a column that is left out is written, so that others can be put beside it.
    let is_there = |column: &str| table.position(column).is_some() || table.default_of(column).is_some();
    let columns: Vec<&'static str> = format.columns.iter().copied().filter(|column| is_there(column)).collect();
    let rows = table.rows().map(|row| {
        let own = table.own().iter().map(|(at, name)| row.own(*at, name).unwrap_or_default());
        columns.iter().map(|column| row.written_or_taken(column).to_owned()).chain(own).collect()
    });
    let rows = rows.collect();
    Written {
        file: format.file,
        rows,
        columns: columns.into_iter().chain(table.own().iter().map(|(_, name)| kept(name))).collect(),
    }
}
