//! The run that a page compares its own with, in the place of the published plan.

use std::collections::BTreeMap;
use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use super::Over;
use super::ask::Asked;
use super::exit::Exit;
use super::report::{follows, model_given};
use super::verify::model_of;
use crate::case::Case;
use crate::domain::counted;
use crate::read::{Mistake, Mistakes};
use crate::report::page::Against;
use crate::runs::read_stated;
use crate::verify::{Rebuilt, conclusion};

/// Another run, read back and checked.
pub(super) struct Other {
    name: String,
    asked: Asked,
    rebuilt: Rebuilt,
    checked: String,
}

impl Other {
    /// The run in `folder`, beside that in `run`, if it is of the same inputs and its files say what follows.
    pub fn open(folder: &Path, run: &Path, models: &[PathBuf], case: &Case) -> Result<Self, Exit> {
        let mistake = |why: &str| Exit::from(Mistakes::from(Mistake::of_file(folder, why)));
        let stated = read_stated(folder)?;
        if stated.get("over").is_string() {
            return Err(mistake("this is a frontier and not a run: put it on the page with --frontier"));
        }
        if canonicalize(folder).is_ok_and(|folder| canonicalize(run).is_ok_and(|run| run == folder)) {
            return Err(mistake("this is the run of the page itself: give another to compare it with"));
        }
        let model = model_of(model_given(models, &stated), Over::default(), folder, stated.layers())?;
        let asked = Asked::open(&model)?;
        if let Some((first, more)) = differing(case, &asked.case).split_first() {
            let rest = if more.is_empty() { String::new() } else { format!(" and {}", and_more(more.len())) };
            return Err(mistake(&format!(
                "this is a run of other inputs: it was not made of the same {first}{rest}; compare runs of one dataset, or \
                 make this run again from the inputs of the other"
            )));
        }
        let rebuilt = Rebuilt::of(&asked.case, folder, &stated, &asked.solver)?;
        let verified = rebuilt.verify(&asked.case, folder)?;
        follows(folder, &asked.case, &verified.differences)?;
        Ok(Self { name: name_of(folder, run), checked: conclusion(&verified), asked, rebuilt })
    }

    /// What the page has of it.
    pub fn against(&self) -> Against<'_> {
        Against {
            name: &self.name,
            run: self.rebuilt.run(&self.asked.case),
            checked: &self.checked,
            files: &self.rebuilt.parsed,
        }
    }
}

/// How many files more.
fn and_more(count: usize) -> String {
    counted(count, "other file", "other files")
}

/// The name of a folder, or its whole path where the run of the page has the same name.
fn name_of(folder: &Path, run: &Path) -> String {
    let name = folder.file_name().filter(|name| run.file_name() != Some(name));
    name.map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The files of the dataset that both cases read and that are not the same, by name.
fn differing(one: &Case, other: &Case) -> Vec<String> {
    let digests = |case: &Case| -> BTreeMap<String, String> {
        let of_dataset =
            case.parsed.iter().filter(|file| Path::new(&file.file).extension().is_none_or(|end| end != "toml"));
        of_dataset.filter_map(|file| Some((name(&file.file)?, file.sha256.clone()))).collect()
    };
    let (one, other) = (digests(one), digests(other));
    one.into_iter()
        .filter(|(name, digest)| other.get(name).is_some_and(|there| there != digest))
        .map(|(name, _)| name)
        .collect()
}

/// The name of a file without its folders.
fn name(file: &str) -> Option<String> {
    Some(Path::new(file).file_name()?.to_string_lossy().into_owned())
}
