//! A run, written to its folder and summed up on standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::exit::Exit;
use super::{Format, print};
use crate::decide::Decision;
use crate::report::{Circumstances, Manifest, Run, Summary, files, write_folder};
use crate::solve::version;

/// Where a run goes and how it is told.
#[derive(Debug, clap::Args)]
pub(super) struct Publish {
    /// Folder to write the run to, replaced whole [default: runs/ and the name of the model]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// What standard output carries
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Publish {
    /// Writes `run` to its folder, then its summary to `out`.
    pub fn publish(
        &self,
        run: &Run<'_>,
        asked: &Asked,
        decision: Option<&Decision>,
        options: BTreeMap<String, String>,
        out: &mut dyn Write,
    ) -> Result<(), Exit> {
        let circumstances = Circumstances {
            parsed: &asked.case.parsed,
            solver_version: version(),
            options,
            seed: super::solve::SEED,
            decision,
            timings: asked.timings.clone(),
        };
        let manifest = Manifest::of(run, &circumstances);
        let folder = self.out.clone().unwrap_or_else(|| Path::new("runs").join(&asked.case.model.name));
        write_folder(&folder, &files(run, &manifest))?;
        eprintln!("written to {}", folder.display());
        let summary = Summary::of(run);
        match self.format {
            Format::Table => print(out, summary.to_text().as_bytes()),
            Format::Csv => print(out, &summary.to_csv()),
            Format::Json => print(out, &summary.to_json()),
        }
    }
}
