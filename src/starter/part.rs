//! A part of a dataset, as a dataset of its own.

use std::collections::BTreeSet;
use std::path::Path;

use super::example::README;
use super::kept::Kept;
use super::question::Question;
use super::tables::{cut, junctions};
use super::{INPUTS, MODEL, Started, land};
use crate::domain::{About, Instance, counted};
use crate::read::{
    Dataset, Mistake, Mistakes, Roads, Strictness, Written, nearest_or_all, read_dataset, read_text, read_written,
    roads_of,
};

/// The outlines of land: their file, and the most bytes of it.
const LAND: (&str, u64) = ("land.geojson", 8 << 20);

/// The table that says what a dataset is.
const ABOUT: &str = "dataset.csv";

/// The columns of the log of assumptions.
const ASSUMPTIONS: [&str; 7] = ["id", "what", "value", "range", "basis", "owner", "effect"];

/// Where the half of the README begins that is of any dataset.
const WRITTEN: &str = "## How cells are written";

/// The part of the dataset in `folder` that is of `regions`, with a model; `name` is what the dataset goes by.
///
/// # Errors
///
/// Every mistake in the dataset; if it has no such region, or no bid in one.
pub fn part(folder: &Path, name: &str, regions: &[String]) -> Result<Started, Mistakes> {
    let roads = roads_of(folder);
    let reading = read_dataset(folder, roads, Strictness::Lenient);
    let Some(Dataset { instance, .. }) = reading.dataset else { return Err(Mistakes::new(reading.mistakes)) };
    let regions = known(folder, &instance, regions)?;
    let kept = Kept::of(&instance, &regions);
    let named = Vec::from_iter(regions).join(" and ");
    if kept.projects.is_empty() {
        return Err(Mistake::of_file(folder, &format!("there is no bid in {named}: nothing would be asked")).into());
    }
    let tables = read_written(folder, roads)?;
    let nodes = junctions(tables.iter().find(|table| table.file == "road_nodes.csv"), &kept);
    let mut tables: Vec<Written> = tables.iter().map(|table| cut(table, &kept, &nodes, name)).collect();
    let outlines = match roads {
        Roads::Needed => land::cut(&read_text(&folder.join(LAND.0), LAND.1)?.0, kept.ground),
        Roads::NotNeeded => None,
    };
    let outlines =
        outlines.filter(|_| tables.iter().all(|table| table.file != "road_edges.csv" || !table.rows.is_empty()));
    let roads = if outlines.is_some() { Roads::Needed } else { Roads::NotNeeded };
    if roads == Roads::NotNeeded {
        tables.retain(|table| !table.file.starts_with("road_"));
    }
    let question = Question::of(&instance, &kept, &named, roads);
    log(&mut tables, question.assumptions(name));
    tables.retain(|table| table.file != ABOUT);
    tables.extend(instance.about().map(|told| describe(told, &named, name)));
    let about = about(&kept, name, &named);
    let mut files = vec![
        ("README.md".to_owned(), readme(&about, &kept, name).into_bytes()),
        (MODEL.to_owned(), question.to_toml().into_bytes()),
    ];
    files.extend(tables.iter().map(|table| (format!("{INPUTS}/{}", table.file), table.to_csv())));
    files.extend(outlines.map(|text| (format!("{INPUTS}/{}", LAND.0), text.into_bytes())));
    Ok(Started { files, about })
}

/// The regions of these names, which are all in the dataset.
fn known<'p>(folder: &Path, instance: &'p Instance, regions: &[String]) -> Result<BTreeSet<&'p str>, Mistakes> {
    let all = instance.regions();
    let (mut found, mut mistakes) = (BTreeSet::new(), Vec::new());
    for region in regions {
        let alike = |known: &&&str| known.eq_ignore_ascii_case(region.trim());
        if let Some(known) = all.iter().find(alike) {
            found.insert(*known);
            continue;
        }
        let hint = nearest_or_all(region, &all.iter().copied().collect::<Vec<_>>(), "it has");
        mistakes.push(Mistake::of_file(folder, &format!("the dataset has no region `{region}`; {hint}")));
    }
    if mistakes.is_empty() { Ok(found) } else { Err(Mistakes::new(mistakes)) }
}

/// What the part is: what the whole is, and that it was cut from it.
fn describe(About { words, standing }: &About, regions: &str, name: &str) -> Written {
    let row = [format!("{regions}, cut from the dataset {name}. {words}"), standing.to_string()];
    Written { file: ABOUT, columns: vec!["about", "status"], rows: vec![row.to_vec()] }
}

/// Adds rows to the log of assumptions, which is made if it is left out.
fn log(tables: &mut Vec<Written>, rows: Vec<Vec<String>>) {
    if let Some(log) = tables.iter_mut().find(|table| table.file == "assumptions.csv") {
        let ids: Vec<String> = rows.iter().filter_map(|row| row.first().cloned()).collect();
        log.rows.retain(|row| !row.first().is_some_and(|id| ids.contains(id)));
        log.rows.extend(rows);
    } else {
        tables.push(Written { file: "assumptions.csv", columns: ASSUMPTIONS.to_vec(), rows });
    }
}

/// What it holds.
fn about(kept: &Kept, name: &str, regions: &str) -> String {
    format!(
        "{regions}, cut from the dataset {name}: {}, {} and {}. Its envelope and reach are assumed: see model.toml.",
        counted(kept.areas.len(), "authority", "authorities"),
        counted(kept.homes.len(), "home", "homes"),
        counted(kept.projects.len(), "bid", "bids"),
    )
}

fn readme(about: &str, kept: &Kept, name: &str) -> String {
    let severed = match kept.severed {
        0 => String::new(),
        1 => "\nOne link to a bid elsewhere is left out.\n".to_owned(),
        many => format!("\n{many} links to bids elsewhere are left out.\n"),
    };
    let written = README.find(WRITTEN).map_or("", |at| &README[at..]);
    format!(
        "# A part of the dataset {name}\n\n{about}\n\nRows are as they are in {name}: where a figure is from stands in \
         `inputs/sources.csv`, and what is assumed in\n`inputs/assumptions.csv`. What was published of the whole is left \
         out, for it says nothing of a part; so are children, homes\nand bids beyond the border, who would serve and be \
         served across it.\n{severed}\n    placewell check model.toml\n    placewell solve model.toml --out run\n    placewell \
         report run --model model.toml\n\n{written}"
    )
}
