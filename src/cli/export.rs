//! `placewell export`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::ask::Asked;
use super::exchange::{Format, Sought, exchange_files, held};
use super::exit::{Exit, faults};
use super::number::whole;
use super::verify::model_of;
use super::{Keep, ModelFile, Over, print, room};
use crate::report::ees::ees_files;
use crate::report::files::tables;
use crate::report::workbook::workbooks;
use crate::runs::{Stated, read_stated, write_export};
use crate::table::marked;
use crate::verify::Rebuilt;

/// Export a run as workbooks, in DfE's open data layout or as CSV for Excel; or a model for other solvers
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// A run, such as runs/envelope-563; with --format mps or lp also a model
    #[arg(value_name = "RUN_OR_MODEL")]
    run: PathBuf,
    /// The model [default: the model of the run's name in models/ or models/what-if/]
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// What is laid over the model [default: what was]
    #[command(flatten)]
    over: Over,
    /// What to write; more than one may be given
    #[arg(long, value_enum, value_name = "FORMAT", required_unless_present = "xlsx")]
    format: Vec<Layout>,
    /// The same as --format xlsx
    #[arg(long)]
    xlsx: bool,
    /// Begin each CSV with a byte order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    excel: bool,
    /// In ees, what is said of fewer children than this in an authority is confidential
    #[arg(long, value_name = "CHILDREN", allow_negative_numbers = true, value_parser = whole::<u32>(2..=999_999, 6))]
    suppress_below: Option<u32>,
    /// In mps and lp, what is sought [default: what the model seeks first]
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Option<Sought>,
    /// In mps and lp, what a plan must have of a stage before, such as coverage=908.5; may be repeated
    #[arg(long, value_name = "STAGE=VALUE", value_parser = held)]
    hold: Vec<(Sought, i64)>,
    /// A new or an empty folder to write to [default: exports/ and the name of the model]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// How a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Layout {
    /// A workbook to work with and one to publish
    Xlsx,
    /// DfE's explore education statistics: data files, each with its .meta.csv
    Ees,
    /// The tables of the run
    Csv,
    /// The model as free MPS, for other solvers; `placewell import-solution` reads what they find
    Mps,
    /// The same in the LP format
    Lp,
}

impl Layout {
    /// The format for other solvers that it is, if it is one.
    const fn exchange(self) -> Option<Format> {
        match self {
            Self::Mps => Some(Format::Mps),
            Self::Lp => Some(Format::Lp),
            Self::Xlsx | Self::Ees | Self::Csv => None,
        }
    }
}

impl Export {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let layouts: BTreeSet<Layout> = self.format.iter().copied().chain(self.xlsx.then_some(Layout::Xlsx)).collect();
        self.fits(&layouts)?;
        let for_solvers: Vec<Format> = layouts.iter().filter_map(|layout| layout.exchange()).collect();
        let is_of_model = for_solvers.len() == layouts.len();
        let stated = (!is_of_model || self.run.is_dir()).then(|| read_stated(&self.run)).transpose()?;
        let model = match &stated {
            Some(stated) => model_of(self.model.clone(), self.over.clone(), &self.run, stated.layers())?,
            None => ModelFile { model: self.run.clone(), over: self.over.clone(), keep: Keep::default() },
        };
        let asked = Asked::open(&model)?;
        let mut files = match stated {
            Some(stated) if !is_of_model => self.files_of_run(&asked, &stated, &layouts)?,
            _ => Vec::new(),
        };
        if !for_solvers.is_empty() {
            files.extend(exchange_files(&asked.case, &for_solvers, self.stage, &self.hold)?);
        }
        let folder = self.out.unwrap_or_else(|| Path::new("exports").join(&asked.case.model.name));
        write_export(&folder, &files)?;
        let names: Vec<String> = files.iter().map(|(name, _)| folder.join(name).display().to_string() + "\n").collect();
        print(out, names.concat().as_bytes())?;
        Ok(Exit::Done)
    }

    /// The files of a run in these layouts.
    fn files_of_run(
        &self,
        asked: &Asked,
        stated: &Stated,
        layouts: &BTreeSet<Layout>,
    ) -> Result<Vec<(String, Vec<u8>)>, Exit> {
        let rebuilt = Rebuilt::of(&asked.case, &self.run, stated, &asked.solver)?;
        // A file that says what the run does not is worse than none.
        if !rebuilt.verify(&asked.case, &self.run)?.differences.is_empty() {
            let run = self.run.display();
            return Err(Exit::Refused(format!(
                "the run states what does not follow: `placewell verify {run}` says what"
            )));
        }
        let run = rebuilt.run(&asked.case);
        let mut files = Vec::new();
        for layout in layouts {
            files.extend(match layout {
                Layout::Xlsx => {
                    room::for_a_workbook().and_then(|()| faults(|| Ok(workbooks(&run, &asked.case, stated.json())?)))?
                }
                Layout::Ees => ees_files(&run, self.suppress_below.unwrap_or(0)).map_err(Exit::Inputs)?,
                Layout::Csv => {
                    tables(&run).iter().map(|table| (format!("{}.csv", table.name), table.to_csv())).collect()
                }
                Layout::Mps | Layout::Lp => Vec::new(),
            });
        }
        Ok(if self.excel { marked(files) } else { files })
    }

    /// Refuses options that none of these layouts heeds.
    fn fits(&self, layouts: &BTreeSet<Layout>) -> Result<(), Exit> {
        let refused = |why: &str| Err(Exit::Inputs(why.to_owned()));
        if self.suppress_below.is_some() && !layouts.contains(&Layout::Ees) {
            return refused("--suppress-below is for --format ees, which is not asked for");
        }
        if (self.stage.is_some() || !self.hold.is_empty()) && !layouts.iter().any(|layout| layout.exchange().is_some())
        {
            return refused("--stage and --hold are for --format mps and lp, which are not asked for");
        }
        if self.excel && !layouts.iter().any(|layout| matches!(layout, Layout::Csv | Layout::Ees)) {
            return refused("--excel is for CSV files, and none is asked for: add --format csv or --format ees");
        }
        let endings = layouts.iter().filter_map(ValueEnum::to_possible_value);
        let named = self.out.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        if let Some(ending) = named.filter(|named| endings.into_iter().any(|ending| ending.matches(named, true))) {
            return refused(&format!("--out names a folder, and this ends like a file in it: leave off .{ending}"));
        }
        Ok(())
    }
}
