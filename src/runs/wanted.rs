//! What is said where something else was given in the place of a run, and the command that mends it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::read::{Mistake, is_dataset, is_pdf, is_run, model_beside, model_in, quoted};

/// The mistake of giving a model in place of a run, with what to do instead; `None` of what is no model by its name.
#[must_use]
pub fn model_for_run(given: &Path) -> Option<Mistake> {
    let is_model = given.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let why =
        || format!("this is a model; give the folder of a run, which `placewell solve {}` writes", given.display());
    is_model.then(|| Mistake::of_file(given, &why()))
}

/// What is wrong with what was given as a run, where that is something else or nothing.
#[must_use]
pub fn instead_of_run(given: &Path) -> Option<Mistake> {
    // With its plan it is a run, whatever else it has lost.
    if is_run(given) || given.join("plan.csv").is_file() {
        return None;
    }
    if let Some(mistake) = model_for_run(given) {
        return Some(mistake);
    }
    let why = if is_pdf(given) {
        "this is a PDF; give the folder of a run, which `placewell solve MODEL` writes".to_owned()
    } else if given.is_file() {
        "this is a file; give the folder of a run, such as runs/envelope-563, which `placewell solve MODEL` writes"
            .to_owned()
    } else if given.is_dir() {
        of_folder(given)
    } else {
        format!("there is no such run; make it with `placewell solve MODEL --out {}`", quoted(given))
    };
    Some(Mistake::of_file(given, &why))
}

fn of_folder(folder: &Path) -> String {
    let runs = runs_in(folder);
    if let Some(first) = runs.first() {
        let names: Vec<String> = runs.iter().take(3).map(|run| quoted(run)).collect();
        let more = if runs.len() > names.len() { ", …" } else { "" };
        return format!(
            "this folder holds runs ({}{more}): name one, as in `placewell verify {}`",
            names.join(", "),
            quoted(first)
        );
    }
    let model = if is_dataset(folder) { model_beside(folder) } else { model_in(folder) };
    match model {
        Some(model) => {
            let run = model.with_file_name("run");
            format!(
                "this is no run, as it has no run.json; make one with `placewell solve {} --out {}`",
                quoted(&model),
                quoted(&run)
            )
        }
        None => "this is no run, as it has no run.json; `placewell solve MODEL --out RUN` makes one".to_owned(),
    }
}

/// The runs in a folder, by name.
fn runs_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut runs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_run(path)).collect();
    runs.sort();
    runs
}
