//! `placewell export`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::ask::Asked;
use super::exit::{Exit, faults};
use super::number::whole;
use super::verify::model_of;
use super::{Over, print, room};
use crate::report::ees::ees_files;
use crate::report::files::tables;
use crate::report::workbook::workbooks;
use crate::runs::{read_stated, write_export};
use crate::table::marked;
use crate::verify::Rebuilt;

/// Export a run as workbooks, in DfE's open data layout, or as CSV for Excel
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// A run, such as runs/envelope-563
    #[arg(value_name = "RUN")]
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
}

impl Export {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stated = read_stated(&self.run)?;
        let model = model_of(self.model.clone(), self.over.clone(), &self.run, stated.layers())?;
        let asked = Asked::open(&model)?;
        let rebuilt = Rebuilt::of(&asked.case, &self.run, &stated, &asked.solver)?;
        // A file that says what the run does not is worse than none.
        if !rebuilt.verify(&asked.case, &self.run)?.differences.is_empty() {
            let run = self.run.display();
            return Err(Exit::Refused(format!(
                "the run states what does not follow: `placewell verify {run}` says what"
            )));
        }
        let run = rebuilt.run(&asked.case);
        let layouts: BTreeSet<Layout> = self.format.iter().copied().chain(self.xlsx.then_some(Layout::Xlsx)).collect();
        self.fits(&layouts)?;
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
            });
        }
        let files = if self.excel { marked(files) } else { files };
        let folder = self.out.unwrap_or_else(|| Path::new("exports").join(stated.model_name()));
        write_export(&folder, &files)?;
        let names: Vec<String> = files.iter().map(|(name, _)| folder.join(name).display().to_string() + "\n").collect();
        print(out, names.concat().as_bytes())?;
        Ok(Exit::Done)
    }

    /// Refuses options that none of these layouts heeds.
    fn fits(&self, layouts: &BTreeSet<Layout>) -> Result<(), Exit> {
        let refused = |why: &str| Err(Exit::Inputs(why.to_owned()));
        if self.suppress_below.is_some() && !layouts.contains(&Layout::Ees) {
            return refused("--suppress-below is for --format ees, which is not asked for");
        }
        if self.excel && !layouts.iter().any(|layout| *layout != Layout::Xlsx) {
            return refused("--excel is for CSV files, and none is asked for: add --format csv or --format ees");
        }
        Ok(())
    }
}
