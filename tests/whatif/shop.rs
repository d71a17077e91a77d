//! A folder with the models of `tests/whatif/shop` and the three bids they ask of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use placewell::case::Case;
use placewell::model::Layers;
use tempfile::TempDir;

/// A folder of models and inputs, of its own.
pub struct Shop {
    folder: TempDir,
}

impl Shop {
    /// The models and the bids as they are.
    pub fn new() -> Self {
        let shop = Self { folder: TempDir::new().expect("a temporary folder") };
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        copy(&tests.join("whatif/shop"), &shop.path("models"));
        copy(&tests.join("golden/region-floor/inputs"), &shop.path("inputs"));
        shop
    }

    /// Where something is within the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file of the folder is text")
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file of the folder can be written");
    }

    /// Replaces a text that stands once in a file.
    pub fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.text(name);
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {name}");
        self.write(name, &text.replace(old, new));
    }

    /// The command, in the folder.
    pub fn placewell(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
        command.args(arguments).current_dir(self.folder.path()).output().expect("placewell runs")
    }

    /// What the command prints, which must end with this code.
    pub fn told(&self, code: i32, arguments: &[&str]) -> String {
        let done = self.placewell(arguments);
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}", text(&done.stderr));
        text(&done.stdout)
    }

    /// What the command says is wrong.
    pub fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let done = self.placewell(arguments);
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}", text(&done.stderr));
        text(&done.stderr)
    }

    /// The case of a model of the folder with what is laid over it, or every mistake.
    pub fn open(&self, model: &str, with: &[&str], set: &[&str]) -> Result<Case, String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let layers = Layers { model: self.path(model), with: owned(with), set: owned(set), ..Layers::default() };
        let folder = format!("{}/", self.folder.path().display());
        Case::open_layers(&layers).map_err(|mistakes| mistakes.to_string().replace(&folder, ""))
    }
}

/// What was printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what placewell prints is UTF-8")
}

/// Copies a folder and all in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the tests") {
        let entry = entry.expect("an entry of the folder").path();
        let into = to.join(entry.file_name().expect("an entry has a name"));
        if entry.is_dir() {
            copy(&entry, &into);
        } else {
            fs::copy(&entry, &into).expect("a copy");
        }
    }
}
