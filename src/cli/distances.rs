//! `placewell distances`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::exit::Exit;
use super::say::{columns, say};
use super::{ModelFile, print};
use crate::report::run::distances::{files, summary};
use crate::runs::write_folder;

/// Measure the distance from each site to each area, and list what could not be measured
#[derive(Debug, clap::Args)]
pub(super) struct Distances {
    #[command(flatten)]
    model: ModelFile,
    /// Folder to write the tables to, replaced whole [default: runs/, the name of the model and -distances]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Distances {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let asked = Asked::open(&self.model)?;
        let name = format!("{}-distances", asked.case.model.name);
        let folder = self.out.unwrap_or_else(|| Path::new("runs").join(name));
        write_folder(&folder, &files(&asked.case))?;
        say(&format!("written to {}", folder.display()));
        print(out, summary(&asked.case, columns()).as_bytes())?;
        Ok(Exit::Done)
    }
}
