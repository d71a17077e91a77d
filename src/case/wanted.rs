//! What is said where something else was given in the place of a model, and the command that mends it.

use std::path::Path;

use crate::read::{Mistake, Workbook, is_dataset, is_pdf, is_run, model_beside, model_in, quoted};

/// Kinds of files that are tables or text.
const TABLES: [&str; 3] = ["csv", "json", "txt"];

/// Workbooks that are not read.
const OTHERS: [&str; 8] = ["ods", "fods", "ots", "xls", "xlsb", "xlsm", "xltx", "numbers"];

/// How one begins who has no model.
const BEGIN: &str = "begin with `placewell new mine`";

/// What is wrong with what was given as a model, where that is something else.
pub(super) fn instead_of_model(given: &Path) -> Option<Mistake> {
    let why = if given.is_dir() {
        of_folder(given)
    } else if given.is_file() {
        of_file(given)?
    } else {
        return None;
    };
    Some(Mistake::of_file(given, &why))
}

fn of_folder(folder: &Path) -> String {
    let check = |model: &Path| format!("`placewell check {}`", quoted(model));
    if is_run(folder) {
        let run = quoted(folder);
        return format!(
            "this is a run, and a model is wanted; give the model that it answers, or read the run: `placewell verify {run}`"
        );
    }
    let (what, model) =
        if is_dataset(folder) { ("a dataset", model_beside(folder)) } else { ("a folder", model_in(folder)) };
    match model {
        Some(model) => format!("this is {what}, and a model is wanted, which is a file: {}", check(&model)),
        None => format!("this is {what}, and a model is wanted, which is a file; {BEGIN}"),
    }
}

fn of_file(file: &Path) -> Option<String> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    let check = |model: Option<std::path::PathBuf>| {
        model.map_or_else(|| BEGIN.to_owned(), |model| format!("ask of it with `placewell check {}`", quoted(&model)))
    };
    if is_pdf(file) {
        return Some(format!("this is a PDF, and a model is wanted, which is a file that ends in .toml; {BEGIN}"));
    }
    if ending == "xlsx" {
        let sheets = Workbook::open(file).ok()?.sheet_names();
        let is_dataset =
            ["areas", "projects"].iter().all(|name| sheets.iter().any(|sheet| sheet.eq_ignore_ascii_case(name)));
        return is_dataset
            .then(|| format!("this workbook is a dataset, and a model is wanted; {}", check(model_beside(file))));
    }
    if OTHERS.contains(&ending.as_str()) {
        return Some(format!(
            "this is a workbook of another kind (.{ending}); open it in a spreadsheet and save it as .xlsx"
        ));
    }
    if !TABLES.contains(&ending.as_str()) {
        return None;
    }
    let of_dataset = file.parent().filter(|folder| is_dataset(folder));
    Some(match of_dataset {
        Some(folder) => format!("this is a table of a dataset, and a model is wanted; {}", check(model_beside(folder))),
        None => "this is no model; give a model (.toml), or a working.xlsx that `placewell export RUN --xlsx` wrote"
            .to_owned(),
    })
}
