//! A run, written to its folder and summed up on standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::books::write_with;
use super::exit::Exit;
use super::say::{columns, say};
use super::{Format, print};
use crate::canaries::crates;
use crate::decide::Decision;
use crate::domain::counted;
use crate::report::files::files;
use crate::report::manifest::{Circumstances, Manifest, Role};
use crate::report::run::{Run, Summary};
use crate::report::workbook::workbooks;
use crate::roads::Origin;
use crate::runs::writable;
use crate::solve::version;
use crate::table::{marked, wrapped};

/// Where a run goes and how it is told.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Publish {
    /// Folder to write the run to, replaced whole; with --all, the one to put all runs in [default: runs/ and the name of the model]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Who answers for the work, as ROLE=NAME; may be repeated
    #[arg(long, value_name = "ROLE=NAME", value_parser = role)]
    role: Vec<(Role, String)>,
    /// Also write workbooks: working.xlsx and publication.xlsx
    #[arg(long)]
    xlsx: bool,
    /// Begin each CSV of the run with a byte order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    excel: bool,
    /// Whose folder it is, and whether it is told.
    #[arg(skip)]
    place: Place,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Whose folder a run goes to, and whether it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Its own, and it is told.
    #[default]
    Own,
    /// Its own, and nobody is told.
    Hidden,
    /// One of its name in a folder of runs, and nobody is told.
    Below,
}

/// A role and who has it, as in `analyst=A. Lovelace`.
fn role(written: &str) -> Result<(Role, String), String> {
    let (role, name) = written.split_once('=').ok_or("write it as ROLE=NAME, as in analyst=\"A. Lovelace\"")?;
    let role = Role::of_word(role.trim()).ok_or_else(|| format!("the roles are {}", Role::WORDS.join(", ")))?;
    match name.trim() {
        "" => Err("a name is missing".to_owned()),
        name => Ok((role, name.to_owned())),
    }
}

impl Publish {
    /// Into this folder, without a word of it.
    pub fn into(folder: PathBuf) -> Self {
        Self {
            out: Some(folder),
            role: Vec::new(),
            xlsx: false,
            excel: false,
            place: Place::Hidden,
            format: Format::Table,
        }
    }

    /// Into a folder of its name below the one for all, without a word of it.
    pub fn below(&self) -> Self {
        Self { place: Place::Below, ..self.clone() }
    }

    /// Output format.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The folder of a run.
    fn folder(&self, name: &str) -> PathBuf {
        match &self.out {
            Some(folder) if self.place != Place::Below => folder.clone(),
            Some(folder) => folder.join(name),
            None => Path::new("runs").join(name),
        }
    }

    /// Writes `run` to its folder, then its summary to `out`: that too where the folder could not be written, as when the
    /// disk is full by now.
    pub fn publish(
        &self,
        run: &Run<'_>,
        asked: &Asked,
        decision: Option<&Decision>,
        options: BTreeMap<String, String>,
        out: &mut dyn Write,
    ) -> Result<(), Exit> {
        let manifest = manifest(run, asked, decision, options, &self.role);
        let folder = self.folder(&asked.case.model.name);
        let files = files(run, &manifest);
        let files = if self.excel { marked(files) } else { files };
        let books = || Ok(workbooks(run, &asked.case, &manifest.to_value())?);
        let written = write_with(&folder, files, self.xlsx.then_some(books));
        if self.place == Place::Own && written.is_ok() {
            say(&format!("written to {}", folder.display()));
        }
        let summary = Summary::of(run);
        let told = match self.format {
            Format::Table => {
                let page = summary.to_text(columns());
                let kept =
                    kept(asked).map_or_else(String::new, |kept| format!("\n{}\n", wrapped(&kept, columns().into(), 0)));
                print(out, (page + &kept).as_bytes())
            }
            Format::Csv => print(out, &summary.to_csv()),
            Format::Json => print(out, &summary.to_json()),
        };
        let bookless = written?;
        told?;
        bookless.map_or(Ok(()), Err)
    }

    /// Refuses, before anything is worked on, a folder to which no run of this name could be written in the end.
    pub fn ready(&self, name: &str) -> Result<(), Exit> {
        Ok(writable(&self.folder(name), &[])?)
    }

    /// Refuses a role that two are named for.
    pub fn named_once(&self) -> Result<(), Exit> {
        for (at, (role, name)) in self.role.iter().enumerate() {
            if let Some((_, other)) = self.role[..at].iter().find(|(before, _)| before == role) {
                return Err(Exit::Inputs(format!("--role names both {other} and {name} for one role: name one")));
            }
        }
        Ok(())
    }
}

/// What of a run came from the folder of `--keep`, and how it is found without, in a sentence.
fn kept(asked: &Asked) -> Option<String> {
    let answers = asked.solver.from_folder();
    let answers = (answers > 0).then(|| counted(answers, "answer of the solver", "answers of the solver"));
    let distances = (asked.case.origin == Origin::Folder).then(|| "the distances by road".to_owned());
    let kept: Vec<String> = answers.into_iter().chain(distances).collect();
    (!kept.is_empty()).then(|| {
        let what = kept.join(" and ");
        format!("From the folder of --keep: {what}. What is said here rests on that; without --keep all is found anew.")
    })
}

/// The manifest of a run.
pub(super) fn manifest(
    run: &Run<'_>,
    asked: &Asked,
    decision: Option<&Decision>,
    options: BTreeMap<String, String>,
    roles: &[(Role, String)],
) -> Manifest {
    let circumstances = Circumstances {
        parsed: &asked.case.parsed,
        solver_version: version(),
        options,
        seed: asked.solver.seed(),
        decision,
        answers_from_folder: asked.solver.from_folder(),
        distances_from_folder: asked.case.origin == Origin::Folder,
        timings: asked.timings.clone(),
        crates: crates().into_iter().map(|version| (version.name.to_owned(), version.version)).collect(),
        roles: roles.iter().cloned().collect(),
    };
    Manifest::of(run, &circumstances)
}
