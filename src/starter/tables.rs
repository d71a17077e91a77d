//! The tables of a part of a dataset.

use std::collections::BTreeSet;

use super::kept::Kept;
use crate::read::Written;
use crate::read::lenient::{Commas, metres};

/// The publication that a whole dataset may be held against, and of which a part says nothing.
const PUBLISHED: &str = "Figure 11";

/// The rows of `table` that are of what is kept, each cell as it was but for what is said of the whole.
pub(super) fn cut(table: &Written, kept: &Kept, junctions: &BTreeSet<String>, dataset: &str) -> Written {
    let mut part = Written { rows: Vec::new(), ..table.clone() };
    for row in &table.rows {
        let cell = |column: &str| cell(table, row, column);
        let speaks_of_all = row.iter().any(|cell| cell.contains(PUBLISHED));
        let is_kept = match table.file {
            "areas.csv" | "demand.csv" | "groups.csv" => kept.areas.contains(cell("area")),
            "demand_layers.csv" => kept.areas.contains(cell("area")) && kept.care_types.contains(cell("care_type")),
            "homes.csv" => kept.homes.contains(cell("home")),
            "projects.csv" | "options.csv" | "spend.csv" => kept.projects.contains(cell("project")),
            "lines.csv" => kept.lines.contains(cell("line")),
            "care_types.csv" => kept.care_types.contains(cell("care_type")),
            "links.csv" => kept.links.contains(cell("link")),
            "risks.csv" => {
                let of = cell("of");
                of == "*" || kept.lines.contains(of) || kept.care_types.contains(of)
            }
            "appraisal.csv" => cell("of") == "*" || kept.lines.contains(cell("of")),
            "road_nodes.csv" => junctions.contains(cell("node")),
            "road_edges.csv" => [cell("from"), cell("to")].iter().all(|end| junctions.contains(*end)),
            "assumptions.csv" => !speaks_of_all,
            _ => true,
        };
        if is_kept {
            part.rows.push(of_the_part(table, row, dataset));
        }
    }
    part
}

/// The row without what was published of the whole.
fn of_the_part(table: &Written, row: &[String], dataset: &str) -> Vec<String> {
    let told = |(column, cell): (&&'static str, &String)| {
        if column.starts_with("published_") {
            String::new()
        } else if cell.contains(PUBLISHED) {
            format!("See {} of the dataset {dataset}", table.file)
        } else {
            cell.clone()
        }
    };
    table.columns.iter().zip(row).map(told).collect()
}

/// The junctions of `nodes` that are on the ground that is kept.
pub(super) fn junctions(nodes: Option<&Written>, kept: &Kept) -> BTreeSet<String> {
    let Some(nodes) = nodes else { return BTreeSet::new() };
    let is_near = |row: &&Vec<String>| {
        let metres = |column| metres(cell(nodes, row, column), Commas::PartThousands).ok().map(|read| read.value);
        let [east, north] = ["easting", "northing"].map(metres);
        east.zip(north).is_some_and(|(east, north)| kept.ground.holds(east, north))
    };
    nodes.rows.iter().filter(is_near).map(|row| cell(nodes, row, "node").to_owned()).collect()
}

/// A cell of a row; blank where there is no such column.
fn cell<'r>(table: &Written, row: &'r [String], column: &str) -> &'r str {
    let position = table.columns.iter().position(|known| *known == column);
    position.and_then(|position| row.get(position)).map_or("", String::as_str)
}
