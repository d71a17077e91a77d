//! A copy of the tiny dataset, to spoil.

use std::fs;
use std::path::{Path, PathBuf};

use placewell::read::{Reading, Roads, Strictness, read_dataset};
use tempfile::TempDir;

/// The dataset in `tests/data/tiny`.
pub fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny")
}

/// A copy of the tiny dataset in a folder that goes when this does.
pub struct Folder {
    temporary: TempDir,
    strictness: Strictness,
}

impl Folder {
    /// An untouched copy, of which strict forms alone are read.
    pub fn new() -> Self {
        Self::read_with(Strictness::Strict)
    }

    /// An untouched copy, of which other forms are read where one thing alone can be meant.
    pub fn lenient() -> Self {
        Self::read_with(Strictness::Lenient)
    }

    fn read_with(strictness: Strictness) -> Self {
        let temporary = TempDir::new().expect("a temporary folder");
        for entry in fs::read_dir(tiny()).expect("the tiny dataset") {
            let file = entry.expect("a file of the tiny dataset").path();
            fs::copy(&file, temporary.path().join(file.file_name().expect("a name"))).expect("a copy");
        }
        Self { temporary, strictness }
    }

    /// Where the file is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.temporary.path().join(file)
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("a file of the copy")
    }

    /// Writes a file.
    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).expect("a file of the copy");
    }

    /// Replaces the one place where `old` stands in a file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {file}");
        self.write(file, text.replace(old, new));
    }

    /// Reads the copy, roads and all.
    pub fn read(&self) -> Reading {
        read_dataset(self.temporary.path(), Roads::Needed, self.strictness)
    }

    /// Every mistake in the copy, without the path of the folder.
    pub fn mistakes(&self) -> Vec<String> {
        let reading = self.read();
        assert_eq!(reading.dataset.is_none(), !reading.mistakes.is_empty(), "a dataset has no mistakes");
        reading.mistakes.iter().map(|mistake| self.shorn(&mistake.to_string())).collect()
    }

    /// The text without the path of the folder.
    pub fn shorn(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.temporary.path().display()), "")
    }
}
