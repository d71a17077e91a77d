//! `placewell new`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::print;
use super::say::columns;
use crate::read::{Mistake, Mistakes, quoted};
use crate::report::workbook::dataset as dataset_book;
use crate::runs::write_fresh;
use crate::starter::{BOOK, INPUTS, MODEL, Started, example, notes, part};
use crate::table::wrapped;

/// Write a small dataset and a model to begin with, or cut a region out of another dataset
///
/// The small one is made up. README.md in the folder says what to replace, column by column.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// A new or an empty folder
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The dataset to cut from: england, or the folder of another
    #[arg(long, value_name = "DATASET", requires = "region")]
    from: Option<PathBuf>,
    /// The region to cut out; may be repeated
    #[arg(long, value_name = "NAME", requires = "from")]
    region: Vec<String>,
    /// Write the tables as the sheets of one workbook, with notes and lists, in the place of a folder of CSV files
    #[arg(long)]
    workbook: bool,
}

impl New {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let started = match &self.from {
            None => example(),
            Some(from) => {
                let folder = dataset(from)?;
                let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
                let name = whole.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                part(&folder, &name, &self.region)?
            }
        };
        let started = if self.workbook { in_workbook(started)? } else { started };
        write_fresh(&self.folder, &started.files)?;
        print(out, told(&self.folder, &started).as_bytes())?;
        Ok(Exit::Done)
    }
}

/// The same with one workbook in the place of its tables.
fn in_workbook(started: Started) -> Result<Started, Exit> {
    let Some(tables) = started.tables() else {
        let why =
            "this part of a dataset has roads and outlines of land, which no workbook holds; leave --workbook out";
        return Err(Exit::from(Mistakes::from(Mistake::of_file(Path::new(BOOK), why))));
    };
    let notes = notes();
    let note = |file: &str, column: &str| notes.get(&(file.to_owned(), column.to_owned())).cloned();
    let book = dataset_book(&started.about, &tables, note);
    Ok(started.in_workbook(book))
}

/// What was written and what to type next.
fn told(folder: &Path, started: &Started) -> String {
    let [model, run, readme] = [MODEL, "run", "README.md"].map(|name| quoted(&folder.join(name)));
    format!(
        "{}\n\nWritten to {}; {readme} says what to replace. Next:\n\n  placewell check {model}\n  placewell solve {model} \
         --out {run}\n  placewell report {run} --model {model}\n",
        wrapped(&started.about, columns().into(), 0),
        quoted(folder),
    )
}

/// The folder of a dataset that is given by its path, or by its name where placewell's own inputs can be found: in or
/// above the folder of work, or the one that the program is in.
fn dataset(given: &Path) -> Result<PathBuf, Exit> {
    if given.exists() {
        return Ok(given.to_owned());
    }
    let is_name = given.components().count() == 1;
    let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()].into_iter().flatten().filter(|_| is_name);
    let found = starts.into_iter().find_map(|start| {
        start.ancestors().map(|above| above.join(INPUTS).join(given)).find(|folder| folder.join("areas.csv").is_file())
    });
    found.ok_or_else(|| {
        let name = given.display();
        let mistake = if is_name {
            format!(
                "there is no such folder, and no {INPUTS}/{name} in or above this one or placewell's own; give the path of \
                 the dataset's folder, such as --from /home/me/placewell/{INPUTS}/england"
            )
        } else {
            "there is no such folder; a dataset is a folder of CSV files".to_owned()
        };
        Mistakes::from(Mistake::of_file(given, &mistake)).into()
    })
}
