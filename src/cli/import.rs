//! `placewell import`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::list::pair;
use super::print;
use super::say::warn;
use crate::domain::counted;
use crate::import::{
    Files, Flat, How, Origin, Wanted, WantedHomes, Way, is_there, put_bids, put_children, put_homes, read_bids,
    read_children, read_homes,
};
use crate::read::{
    Dataset, Mistake, Mistakes, Roads, Strictness, Written, quoted, read_dataset, read_written, roads_of,
};
use crate::runs::{put_into, write_new};
use crate::starter::{INPUTS, MODEL};

/// Read bids, or children by authority, from a workbook or a CSV of your own into a dataset
///
/// One row a bid, or a way to do one; headings are matched by a map, which is drafted where there is none. What was read as
/// what is printed, and what was refused, by cell. Nothing is written unless the whole dataset can be read again.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Import {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    bids: Option<Bids>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Demand(Demand),
    Homes(Homes),
}

/// Bids, which need no name. What they go into is said here again, as arguments that may be left out together hold no
/// others.
#[derive(Debug, clap::Args)]
struct Bids {
    /// A workbook (.xlsx) or a CSV, one row a bid
    #[arg(value_name = "BIDS")]
    file: PathBuf,
    /// The dataset, or the folder that holds it as inputs/
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// Put what is imported in the place of what is there, instead of adding to it
    #[arg(long)]
    replace: bool,
    /// The map of headings and words [default: map.toml beside the dataset]
    #[arg(long, value_name = "MAP")]
    map: Option<PathBuf>,
    /// Where postcodes are: ONS Postcode Directory, National Statistics Postcode Lookup or Code-Point Open, as CSV
    #[arg(long, value_name = "FILE")]
    postcodes: Option<PathBuf>,
}

/// Read children by authority: the Department's open data, a count of your own or a forecast
///
/// Signs such as c and z mean that a number is not known: its authority is left out and told by name, never taken for
/// nought. Rows of regions and of England are left out.
#[derive(Debug, clap::Args)]
struct Demand {
    /// A workbook (.xlsx) or a CSV, one row an authority
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    into: Into,
    /// The kind of place that they need, by its id [default: the only one]
    #[arg(long, value_name = "ID")]
    care_type: Option<String>,
    /// The year, as the table writes it [default: its last]
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The heading over the number of children [default: a usual one]
    #[arg(long, value_name = "HEADING")]
    column: Option<String>,
    /// Only rows with this value under this heading, such as `characteristic=Placement`; may be repeated
    #[arg(long = "where", value_name = "HEADING=VALUE", value_parser = pair)]
    only: Vec<(String, String)>,
    /// Whether they were counted or worked out
    #[arg(long, value_enum, default_value_t = Basis::Observed)]
    basis: Basis,
}

/// Read homes from a table of providers, such as Ofsted's
///
/// Children's homes that are registered are read, each with its places. One whose places are not known is left out, and so are
/// those of no authority of the dataset; each is counted. Where the table does not say where a home is, it stands at the centre
/// of its authority.
#[derive(Debug, clap::Args)]
struct Homes {
    /// A workbook (.xlsx) or a CSV, one row a home
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    into: Into,
    /// The kind of place that they give, by its id [default: the only one]
    #[arg(long, value_name = "ID")]
    care_type: Option<String>,
    /// Only rows with this value under this heading, such as `"Provision type=Secure children's home"`; may be repeated
    #[arg(long = "where", value_name = "HEADING=VALUE", value_parser = pair)]
    only: Vec<(String, String)>,
    /// Where postcodes are: ONS Postcode Directory, National Statistics Postcode Lookup or Code-Point Open, as CSV
    #[arg(long, value_name = "FILE")]
    postcodes: Option<PathBuf>,
}

/// Whether a figure was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Basis {
    /// Counted
    Observed,
    /// Worked out, as a forecast is
    Modelled,
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
        if folder.is_file() {
            let why = "import writes into a folder of CSV files: type or paste into the sheets of a workbook instead";
            return Err(Mistakes::from(Mistake::of_file(&folder, why)).into());
        }
        if !folder.exists() {
            let why = format!("there is no such folder; make one with `placewell new {}`", quoted(&self.into));
            return Err(Mistakes::from(Mistake::of_file(&folder, &why)).into());
        }
        let roads = roads_of(&folder);
        let reading = read_dataset(&folder, roads, Strictness::Lenient);
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
        match (self.what, self.bids) {
            (Some(What::Demand(demand)), _) => demand.run(out),
            (Some(What::Homes(homes)), _) => homes.run(out),
            (None, Some(bids)) => bids.run(out),
            (None, None) => Err(Exit::Internal("nothing was named to import".to_owned())),
        }
    }
}

impl Bids {
    fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let into = Into { into: self.into, replace: self.replace };
        let before = into.open()?;
        let beside = || before.folder.parent().unwrap_or(Path::new("")).join("map.toml");
        let map = self.map.clone().unwrap_or_else(beside);
        let files = Files { bids: &self.file, map: &map, postcodes: self.postcodes.as_deref() };
        let Flat { ways, drafted, told, mistakes, name } = read_bids(files, &before.dataset.instance)?;
        if let Some(drafted) = &drafted {
            write_new(&map, drafted.as_bytes())?;
        }
        print(out, told.as_bytes())?;
        if !mistakes.is_empty() {
            return Err(Mistakes::new(mistakes).into());
        }
        let (there, how) = (before.dataset.instance.projects().len(), into.how());
        let mut tables = before.tables.clone();
        put_bids(&mut tables, &ways, how, Origin { name: &name, kind: kind_of(&ways) }).map_err(|twice| {
            Exit::from(Mistakes::new(twice.iter().map(|(row, project)| is_there(&self.file, *row, project)).collect()))
        })?;
        before.put(&tables)?;
        print(out, before.done(&bids_in_words(&ways, there, how)).as_bytes())?;
        Ok(Exit::Done)
    }
}

impl Demand {
    fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let before = self.into.open()?;
        let basis = match self.basis {
            Basis::Observed => "observed",
            Basis::Modelled => "modelled",
        };
        let wanted = Wanted {
            care_type: self.care_type.as_deref(),
            year: self.year.as_deref(),
            column: self.column.as_deref(),
            only: &self.only,
        };
        let children = read_children(&self.file, &wanted, &before.dataset.instance)?;
        print(out, children.told.as_bytes())?;
        let mut tables = before.tables.clone();
        let origin = Origin { name: &children.name, kind: basis };
        put_children(&mut tables, &children, self.into.how(), origin, &self.file)?;
        before.put(&tables)?;
        let known = counted(children.known.len(), "authority", "authorities");
        let what = format!("children of {known} who need {}, as {basis}", children.care_type);
        print(out, before.done(&what).as_bytes())?;
        Ok(Exit::Done)
    }
}

impl Homes {
    fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let before = self.into.open()?;
        let wanted = WantedHomes {
            care_type: self.care_type.as_deref(),
            only: &self.only,
            postcodes: self.postcodes.as_deref(),
        };
        let homes = read_homes(&self.file, &wanted, &before.dataset.instance)?;
        print(out, homes.told.as_bytes())?;
        let mut tables = before.tables.clone();
        let origin = Origin { name: &homes.name, kind: "observed" };
        put_homes(&mut tables, &homes, self.into.how(), origin, &self.file)?;
        before.put(&tables)?;
        let what = format!("{} that give {}", counted(homes.count(), "home", "homes"), homes.care_type);
        print(out, before.done(&what).as_bytes())?;
        Ok(Exit::Done)
    }
}

/// Whether bids are real, as a whole: they are if any is.
fn kind_of(ways: &[Way]) -> &'static str {
    if ways.iter().any(|way| way.bid.basis == "observed") { "observed" } else { "modelled" }
}

/// Bids, and what became of those that were there.
fn bids_in_words(ways: &[Way], there: usize, how: How) -> String {
    let bids: BTreeSet<&str> = ways.iter().map(|way| way.bid.project.as_str()).collect();
    let before = match how {
        How::Add => format!("added to the {} there were", counted(there, "bid", "bids")),
        How::Replace => format!("in the place of the {} there were", counted(there, "bid", "bids")),
    };
    let options = counted(ways.len(), "option", "options");
    format!("{} with {options}, {before}", counted(bids.len(), "bid", "bids"))
}

impl Before {
    /// Puts tables that were changed in the place of those that were there, once the whole is read again without mistakes;
    /// what is doubtful of it is warned of.
    fn put(&self, tables: &[Written]) -> Result<(), Exit> {
        let changed = tables.iter().filter(|table| !self.tables.contains(table));
        let files: Vec<(String, Vec<u8>)> = changed.map(|table| (table.file.to_owned(), table.to_csv())).collect();
        let doubts = put_into(&self.folder, &files, |staged| {
            let reading = read_dataset(staged, self.roads, Strictness::Lenient);
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
        })?;
        for doubt in doubts {
            warn(&doubt.to_string());
        }
        Ok(())
    }

    /// What was written, and what to type next.
    fn done(&self, what: &str) -> String {
        let folder = self.folder.display();
        let model = self.folder.parent().map(|beside| beside.join(MODEL)).filter(|model| model.exists());
        let next = model.map_or_else(String::new, |model| format!(" Next:\n\n  placewell check {}\n", model.display()));
        format!("\nWritten to {folder}: {what}.{next}\n")
    }
}
