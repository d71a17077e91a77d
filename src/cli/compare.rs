//! `placewell compare`.

use std::io::Write;
use std::path::PathBuf;

use super::exit::Exit;
use super::say::{columns, say};
use super::{Format, print, room};
use crate::read::Mistakes;
use crate::report::whatif::comparison::{table, text, workbook};
use crate::runs::write_new;
use crate::table::json_of;
use crate::whatif::compare::{Comparison, StatedRun, compare, read_run};

/// Compare runs: what they asked, every number that differs, and which projects changed and why
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The run to compare with, such as runs/envelope-563
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The runs to compare it with
    #[arg(value_name = "RUN", required = true)]
    runs: Vec<PathBuf>,
    /// Also write a workbook, to this new file
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Compare {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let (mut read, mut mistakes) = (Vec::new(), Vec::new());
        for folder in [&self.base].into_iter().chain(&self.runs) {
            match read_run(folder) {
                Ok(run) => read.push(run),
                Err(more) => mistakes.extend(more.into_vec()),
            }
        }
        if !mistakes.is_empty() {
            return Err(Mistakes::new(mistakes).into());
        }
        let (base, others) = read.split_first().expect("the base was read");
        let others: Vec<(&StatedRun, Comparison)> = others.iter().map(|run| (run, compare(base, run))).collect();
        if let Some(file) = &self.xlsx {
            room::for_a_workbook()?;
            write_new(file, &workbook(base, &others))?;
            say(&format!("written to {}", file.display()));
        }
        match self.format {
            Format::Table => print(out, text(base, &others, columns()).as_bytes())?,
            Format::Csv => print(out, &table(&others).to_csv())?,
            Format::Json => print(out, &json_of(&[table(&others)]))?,
        }
        Ok(Exit::Done)
    }
}
