//! A folder with a model and a small dataset, to spoil and to run in.

use std::fs;
use std::path::{Path, PathBuf};

use std::process::Command;

use tempfile::TempDir;

/// The program.
pub const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with `model.toml` and the dataset `tiny`, which goes when this does.
pub struct Desk {
    temporary: TempDir,
}

impl Desk {
    /// The model and the dataset as they are.
    pub fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// The same in a folder of `place`.
    pub fn within(place: &Path) -> Self {
        let desk = Self { temporary: TempDir::new_in(place).expect("a temporary folder") };
        fs::create_dir(desk.path("tiny")).expect("a folder");
        copy(&root().join("tests/data/tiny"), &desk.path("tiny"), &[]);
        fs::copy(root().join("tests/bad/model.toml"), desk.path("model.toml")).expect("a copy");
        desk
    }

    /// Lays the files of a folder over those that are here, but for some.
    pub fn lay(&self, folder: &Path, but: &[&str]) {
        copy(folder, self.temporary.path(), but);
    }

    /// Where a file is.
    pub fn path(&self, file: impl AsRef<Path>) -> PathBuf {
        self.temporary.path().join(file)
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Writes a file.
    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).expect("a file is written");
    }

    /// The program, called from this folder.
    pub fn placewell(&self) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(PLACEWELL);
        command.current_dir(self.temporary.path());
        command
    }

    /// The same, for whoever does more than wait for it.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.temporary.path());
        command
    }

    /// A second model, of another title and envelope, and no links, so that whichever is evaluated keeps every rule.
    pub fn with_another(self) -> Self {
        let model = self.text("model.toml").replace("60_000_000", "61_500_000");
        self.write("model.toml", &model);
        self.write("other.toml", model.replace("What is best", "What else is best").replace("61_500", "62_000"));
        self.write("tiny/links.csv", "link,kind,project,other\n");
        self
    }

    /// Text without what differs from one desk to the next: its folder, and the path of the program.
    pub fn shorn(&self, text: &[u8]) -> String {
        let text = String::from_utf8(text.to_vec()).expect("what placewell prints is UTF-8");
        let real = fs::canonicalize(self.temporary.path()).expect("the folder is there");
        text.replace(&real.display().to_string(), "DESK").replace(PLACEWELL, "placewell")
    }

    /// Every file below `folder`, by its path from there, in order.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        files(&self.path(folder))
    }
}

/// Every file of a folder, by name, in order.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
        .collect();
    files.sort();
    files
}

/// Whether a file is a table.
pub fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "csv")
}

fn copy(from: &Path, to: &Path, but: &[&str]) {
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name();
        if but.iter().any(|but| name == *but) {
            continue;
        }
        let there = to.join(&name);
        if entry.path().is_dir() {
            fs::create_dir_all(&there).expect("a folder");
            copy(&entry.path(), &there, &[]);
        } else {
            fs::copy(entry.path(), there).expect("a copy");
        }
    }
}
