//! The cases of a folder: every model in it, and those in its folder `full`, which take long.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::read::{Mistake, Mistakes};

/// The folder of the cases that take long.
const FULL: &str = "full";

/// Cases by name, which is that of their model without its ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// Those that are always measured.
    pub small: BTreeMap<String, PathBuf>,
    /// Those that take long.
    pub long: BTreeMap<String, PathBuf>,
}

/// The cases of `folder`.
///
/// # Errors
///
/// If it cannot be read, has no case, or has two of one name.
pub fn cases(folder: &Path) -> Result<Cases, Mistakes> {
    let small = models(folder)?;
    let full = folder.join(FULL);
    let long = if full.is_dir() { models(&full)? } else { BTreeMap::new() };
    if small.is_empty() && long.is_empty() {
        return Err(Mistakes::from(Mistake::of_file(
            folder,
            "this folder has no case: each is a model, such as a.toml",
        )));
    }
    if let Some((name, file)) = long.iter().find(|(name, _)| small.contains_key(*name)) {
        let mistake = format!("there is a case `{name}` beside this folder already; name one of them otherwise");
        return Err(Mistakes::from(Mistake::of_file(file, &mistake)));
    }
    Ok(Cases { small, long })
}

fn models(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Mistakes> {
    let unreadable = |error: std::io::Error| {
        Mistakes::from(Mistake::of_file(folder, &format!("this folder of cases could not be read: {error}")))
    };
    let mut models = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let is_model = file.extension().is_some_and(|ending| ending == "toml") && file.is_file();
        if let Some(name) = file.file_stem().filter(|_| is_model) {
            models.insert(name.to_string_lossy().into_owned(), file);
        }
    }
    Ok(models)
}
