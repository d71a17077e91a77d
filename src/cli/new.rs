//! `placewell new`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::exit::Exit;
use super::print;
use super::say::columns;
use crate::read::{Mistake, Mistakes, quoted};
use crate::report::workbook::dataset as dataset_book;
use crate::runs::write_fresh;
use crate::shipped::within;
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
                let whole = dataset(from)?;
                let path = whole.folder.canonicalize().unwrap_or_else(|_| whole.folder.clone());
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                part(&whole.folder, &name, &self.region).map_err(|mistakes| whole.by_name(&mistakes))?
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
pub(super) fn told(folder: &Path, started: &Started) -> String {
    let [model, run, readme] = [MODEL, "run", "README.md"].map(|name| quoted(&folder.join(name)));
    format!(
        "{}\n\nWritten to {}; {readme} says what to replace. Next:\n\n  placewell check {model}\n  placewell solve {model} \
         --out {run}\n  placewell report {run} --model {model}\n",
        wrapped(&started.about, columns().into(), 0),
        quoted(folder),
    )
}

/// A dataset to cut from, and the folder that it was copied to, if it was: that goes when this does.
struct Whole {
    folder: PathBuf,
    copy: Option<TempDir>,
}

impl Whole {
    /// The same mistakes, told of the dataset by its name where it is a copy that nobody has seen.
    fn by_name(&self, mistakes: &Mistakes) -> Mistakes {
        let place = self.copy.as_ref().map(TempDir::path);
        let seen = |file: &Path| place.and_then(|place| file.strip_prefix(place).ok()).unwrap_or(file).to_owned();
        let named = mistakes.as_slice().iter().cloned().map(|one| Mistake { file: seen(&one.file), ..one });
        Mistakes::new(named.collect())
    }
}

/// The dataset that is given by its path, or by its name where placewell's own inputs can be found: in or above the folder
/// of work, or the one that the program is in, or else inside the program.
fn dataset(given: &Path) -> Result<Whole, Exit> {
    if given.exists() {
        return Ok(Whole { folder: given.to_owned(), copy: None });
    }
    let is_name = given.components().count() == 1;
    let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()].into_iter().flatten().filter(|_| is_name);
    let found = starts.into_iter().find_map(|start| {
        start.ancestors().map(|above| above.join(INPUTS).join(given)).find(|folder| folder.join("areas.csv").is_file())
    });
    if let Some(folder) = found {
        return Ok(Whole { folder, copy: None });
    }
    let name = given.display();
    let shipped = if is_name { within(&format!("{INPUTS}/{name}")) } else { Vec::new() };
    if !shipped.is_empty() {
        return copied(given, &shipped);
    }
    let mistake = if is_name {
        format!(
            "there is no such folder, no {INPUTS}/{name} in or above this one or placewell's own, and none is shipped; give \
             the path of the dataset's folder, such as --from /home/me/placewell/{INPUTS}/england"
        )
    } else {
        "there is no such folder; a dataset is a folder of CSV files".to_owned()
    };
    Err(Mistakes::from(Mistake::of_file(given, &mistake)).into())
}

/// A shipped dataset, copied out to be read.
fn copied(name: &Path, files: &[(String, Vec<u8>)]) -> Result<Whole, Exit> {
    let failed = |error: io::Error| {
        let why = format!("a copy of what is shipped could not be made to be read: {error}");
        Exit::Output(why)
    };
    let copy = TempDir::new().map_err(failed)?;
    let folder = copy.path().join(name);
    write_fresh(&folder, files)?;
    Ok(Whole { folder, copy: Some(copy) })
}
