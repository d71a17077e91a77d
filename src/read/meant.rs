//! What a path leads to where something else was wanted, so that what is said of it can name what was meant.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bytes;

/// The file by which a folder is known for a run.
pub const MANIFEST: &str = "run.json";

/// The name of a model beside its dataset.
const MODEL: &str = "model.toml";

/// The tables by which a folder is known for a dataset.
const TABLES: [&str; 2] = ["areas.csv", "projects.csv"];

/// What a PDF begins with.
const PDF: &[u8] = b"%PDF";

/// Whether a file is a PDF, by its name or by what it begins with.
#[must_use]
pub fn is_pdf(file: &Path) -> bool {
    let is_named = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    file.is_file() && (is_named || bytes::beginning(file, 4).is_ok_and(|beginning| beginning == PDF))
}

/// Whether bytes are those of a PDF.
pub(super) fn begins_as_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(PDF)
}

/// Whether a folder is a run.
#[must_use]
pub fn is_run(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// Whether a folder is a dataset.
#[must_use]
pub fn is_dataset(folder: &Path) -> bool {
    TABLES.iter().all(|table| folder.join(table).is_file())
}

/// The model in a folder: of its usual name, or else the first.
#[must_use]
pub fn model_in(folder: &Path) -> Option<PathBuf> {
    let usual = folder.join(MODEL);
    if usual.is_file() {
        return Some(usual);
    }
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml") && path.is_file()).min()
}

/// The model beside a dataset or a table of one.
#[must_use]
pub fn model_beside(dataset: &Path) -> Option<PathBuf> {
    let above = dataset.parent()?;
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    model_in(above).map(|model| model.strip_prefix(".").map(Path::to_owned).unwrap_or(model))
}

/// A path as one word of a command line.
#[must_use]
pub fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}
