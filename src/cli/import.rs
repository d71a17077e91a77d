//! `placewell import`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::print;
use super::say::warn;
use crate::domain::{Doubt, counted};
use crate::import::{Files, Flat, How, Origin, Way, is_there, put_bids, read_bids};
use crate::read::{Dataset, Mistake, Mistakes, Roads, Written, read_dataset, read_written, roads_of};
use crate::runs::{put_into, write_new};
use crate::starter::{INPUTS, MODEL};

/// Read bids from a workbook or a CSV of your own into a dataset
///
/// One row a bid, or a way to do one; headings are matched by a map, which is drafted where there is none. What was read as
/// what is printed, and what was refused, by cell. Nothing is written unless the whole dataset can be read again.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// A workbook (.xlsx) or a CSV
    #[arg(value_name = "BIDS")]
    bids: PathBuf,
    #[command(flatten)]
    into: Into,
    /// The map of headings and words [default: map.toml beside the dataset]
    #[arg(long, value_name = "MAP")]
    map: Option<PathBuf>,
    /// Where postcodes are: ONS Postcode Directory, National Statistics Postcode Lookup or Code-Point Open, as CSV
    #[arg(long, value_name = "FILE")]
    postcodes: Option<PathBuf>,
}

/// The dataset that is imported into.
#[derive(Debug, clap::Args)]
struct Into {
    /// The dataset, or the folder that holds it as inputs/
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// Put what is imported in the place of what is there, instead of adding to it
    #[arg(long)]
    replace: bool,
}

/// A dataset as it is before anything is imported.
struct Before {
    folder: PathBuf,
    dataset: Dataset,
    tables: Vec<Written>,
    roads: Roads,
}

impl Into {
    fn how(&self) -> How {
        if self.replace { How::Replace } else { How::Add }
    }

    /// The folder that holds the tables.
    fn folder(&self) -> PathBuf {
        let within = self.into.join(INPUTS);
        if !self.into.join("areas.csv").exists() && within.join("areas.csv").exists() {
            within
        } else {
            self.into.clone()
        }
    }

    /// Reads the dataset, which must have no mistakes.
    fn open(&self) -> Result<Before, Exit> {
        let folder = self.folder();
        let roads = roads_of(&folder);
        let reading = read_dataset(&folder, roads);
        let Some(dataset) = reading.dataset else { return Err(Mistakes::new(reading.mistakes).into()) };
        let is_here = std::env::current_dir().and_then(|here| Ok(here.starts_with(folder.canonicalize()?)));
        if is_here.unwrap_or(false) {
            let why = "this folder takes the place of itself and cannot be worked in meanwhile: call placewell from the one above";
            return Err(Exit::Output(format!("{}: {why}", folder.display())));
        }
        let tables = read_written(&folder, roads)?;
        Ok(Before { folder, dataset, tables, roads })
    }
}

impl Import {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let before = self.into.open()?;
        let beside = || before.folder.parent().unwrap_or(Path::new("")).join("map.toml");
        let map = self.map.clone().unwrap_or_else(beside);
        let files = Files { bids: &self.bids, map: &map, postcodes: self.postcodes.as_deref() };
        let Flat { ways, drafted, told, mistakes, name } = read_bids(files, &before.dataset.problem)?;
        if let Some(drafted) = &drafted {
            write_new(&map, drafted.as_bytes())?;
        }
        print(out, told.as_bytes())?;
        if !mistakes.is_empty() {
            return Err(Mistakes::new(mistakes).into());
        }
        let (there, how) = (before.dataset.problem.projects().len(), self.into.how());
        let mut tables = before.tables.clone();
        put_bids(&mut tables, &ways, how, Origin { name: &name, kind: kind_of(&ways) }).map_err(|twice| {
            Exit::from(Mistakes::new(twice.iter().map(|(row, project)| is_there(&self.bids, *row, project)).collect()))
        })?;
        let doubts = before.put(&tables)?;
        for doubt in &doubts {
            warn(&doubt.to_string());
        }
        print(out, done(&before.folder, &ways, there, how).as_bytes())?;
        Ok(Exit::Done)
    }
}

/// Whether bids are real, as a whole: they are if any is.
fn kind_of(ways: &[Way]) -> &'static str {
    if ways.iter().any(|way| way.bid.basis == "observed") { "observed" } else { "modelled" }
}

/// What was written, and what to type next.
fn done(folder: &Path, ways: &[Way], there: usize, how: How) -> String {
    let bids: std::collections::BTreeSet<&str> = ways.iter().map(|way| way.bid.project.as_str()).collect();
    let before = match how {
        How::Add => format!("added to the {} there were", counted(there, "bid", "bids")),
        How::Replace => format!("in the place of the {} there were", counted(there, "bid", "bids")),
    };
    let options = counted(ways.len(), "option", "options");
    let model = folder.parent().map(|beside| beside.join(MODEL)).filter(|model| model.exists());
    let next = model.map_or_else(String::new, |model| format!(" Next:\n\n  placewell check {}\n", model.display()));
    format!(
        "\nWritten to {}: {} with {options}, {before}.{next}\n",
        folder.display(),
        counted(bids.len(), "bid", "bids")
    )
}

impl Before {
    /// Puts tables that were changed in the place of those that were there, once the whole is read again without mistakes;
    /// what is doubtful of it.
    fn put(&self, tables: &[Written]) -> Result<Vec<Doubt>, Exit> {
        let changed = tables.iter().filter(|table| !self.tables.contains(table));
        let files: Vec<(String, Vec<u8>)> = changed.map(|table| (table.file.to_owned(), table.to_csv())).collect();
        put_into(&self.folder, &files, |staged| {
            let reading = read_dataset(staged, self.roads);
            let named = |mistake: &Mistake| {
                let file = mistake
                    .file
                    .strip_prefix(staged)
                    .map_or_else(|_| mistake.file.clone(), |file| self.folder.join(file));
                Mistake { file, mistake: format!("{} (as it would be)", mistake.mistake), ..mistake.clone() }
            };
            reading
                .dataset
                .map(|dataset| dataset.warnings)
                .ok_or_else(|| Exit::from(Mistakes::new(reading.mistakes.iter().map(named).collect())))
        })
    }
}
