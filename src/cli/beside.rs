//! The tables of a what-if: beside the run they speak of, and on standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::books::write_with;
use super::exit::Exit;
use super::given::Given;
use super::publish::manifest;
use super::say::say;
use super::{Format, print};
use crate::decide::Decision;
use crate::report::files::files;
use crate::report::run::Run;
use crate::report::workbook::{Cover, publication};
use crate::table::{Table, json_of};

/// Where the tables of a what-if go and how they are told.
#[derive(Debug, clap::Args)]
pub(super) struct Beside {
    /// Folder for the tables and the files of their run
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Also write the tables as a workbook, named after the first of them
    #[arg(long)]
    xlsx: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Beside {
    /// The tables into `folder`, and nothing more.
    pub const fn into(folder: PathBuf) -> Self {
        Self { out: Some(folder), xlsx: false, format: Format::Table }
    }

    /// The folder that was named, or `runs/` with the name of the model and of the what-if.
    pub fn folder(&self, asked: &Asked, name: &str) -> PathBuf {
        self.folder_after(&Path::new("runs").join(&asked.case.model.name), name)
    }

    /// The folder that was named, or one beside the run of the plan, so that those of two runs do not meet.
    pub fn folder_of(&self, given: &Given, name: &str) -> PathBuf {
        self.folder_after(&given.named_after(), name)
    }

    fn folder_after(&self, run: &Path, name: &str) -> PathBuf {
        let own = run.file_name().unwrap_or_default().to_string_lossy();
        self.out.clone().unwrap_or_else(|| run.with_file_name(format!("{own}-{name}")))
    }

    /// Writes the files of `run` and `tables` into `folder`.
    pub fn write(
        &self,
        folder: &Path,
        run: &Run<'_>,
        made: (&Asked, Option<&Decision>),
        options: BTreeMap<String, String>,
        tables: &[Table],
    ) -> Result<(), Exit> {
        self.write_with_book(folder, run, made, options, (tables, &|| book(run, tables)))
    }

    /// The same, where the workbook is another than that of the tables.
    pub fn write_with_book(
        &self,
        folder: &Path,
        run: &Run<'_>,
        (asked, decision): (&Asked, Option<&Decision>),
        options: BTreeMap<String, String>,
        (tables, book): (&[Table], &dyn Fn() -> Vec<u8>),
    ) -> Result<(), Exit> {
        let manifest = manifest(run, asked, decision, options, &[]);
        let first = tables.first().filter(|_| self.xlsx);
        let book = first.map(|first| || Ok(vec![(format!("{}.xlsx", first.name), book())]));
        let tables = tables.iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
        let bookless = write_with(folder, files(run, &manifest).into_iter().chain(tables).collect(), book)?;
        say(&format!("written to {}", folder.display()));
        bookless.map_or(Ok(()), Err)
    }

    /// Says the page, or the tables: CSV of the first, JSON of all.
    pub fn say(&self, page: &str, tables: &[Table], out: &mut dyn Write) -> Result<(), Exit> {
        match self.format {
            Format::Table => print(out, page.as_bytes()),
            Format::Csv => tables.iter().take(1).try_for_each(|table| print(out, &table.to_csv())),
            Format::Json => print(out, &json_of(tables)),
        }
    }
}

/// The tables as a workbook.
fn book(run: &Run<'_>, tables: &[Table]) -> Vec<u8> {
    let names: Vec<String> = tables.iter().map(|table| format!("{}.csv", table.name)).collect();
    let cover = Cover {
        title: run.question.model.title.clone(),
        sentences: vec![
            format!("These are the numbers of {}, with a table for each.", names.join(", ")),
            "The run that they speak of lies beside them; its run.json says how it was made.".to_owned(),
        ],
        notes: Vec::new(),
    };
    let titled = tables.iter().map(|table| (table.name.replace('_', " "), table.clone()));
    publication(&cover, &titled.collect::<Vec<_>>())
}
