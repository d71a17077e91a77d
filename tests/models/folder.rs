//! A model of the tiny dataset, to spoil.

use std::fs;
use std::path::Path;

use placewell::case::Case;
use placewell::model::Model;
use tempfile::TempDir;

/// A model of the tiny dataset with a section of each kind.
const MODEL: &str = r#"title = "What is best in the tiny dataset?"
dataset = "tiny"
horizon = "2028-29"
count_places = "likely"

[envelope]
total_gbp = 60_000_000
source = "Made for the tests"

[[fund]]
id = "first"
amount_gbp = 50_000_000
line = ["open-new", "secure-rebuild"]
first_year = "2026-27"
last_year = "2028-29"
source = "Made for the tests"

[distance]
metric = "straight-line"

[objective]
maximise = "well-located"

[reach.open-high-risk]
bands = [{ miles = 20, worth_percent = 100 }, { miles = 40, worth_percent = 50 }]
source = "Made for the tests"

[reach.secure-welfare]
bands = [{ miles = 50, worth_percent = 100 }]
source = "Made for the tests"

[[commit]]
id = "promised"
of = "projects"
where.project = "open-bristol"
source = "Made for the tests"

[[rule]]
id = "new-ceiling"
measure = "cost"
where.line = "open-new"
at_most_gbp = 2_000_000
source = "Made for the tests"

[[rule]]
id = "new-places"
measure = "additional-low"
where.region = "South West"
at_least = 1
source = "Made for the tests"

[match_funding]
source = "Made for the tests"

[coverage_floor]
share_percent = 12.5
region = "South West"
source = "Made for the tests"
"#;

/// A folder with the model, whatever lies over it, and a copy of the tiny dataset.
pub struct Folder {
    temporary: TempDir,
}

impl Folder {
    /// The model with each first text replaced by its second.
    pub fn new(edits: &[(&str, &str)]) -> Self {
        let folder = Self { temporary: TempDir::new().expect("a temporary folder") };
        let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny");
        fs::create_dir(folder.temporary.path().join("tiny")).expect("a folder");
        for entry in fs::read_dir(tiny).expect("the tiny dataset") {
            let file = entry.expect("a file").path();
            let name = file.file_name().expect("a file has a name");
            fs::copy(&file, folder.temporary.path().join("tiny").join(name)).expect("a copy");
        }
        folder.with("model.toml", &edited(MODEL, edits))
    }

    /// The same with one file more, or another in its stead.
    pub fn with(self, file: &str, text: &str) -> Self {
        fs::write(self.temporary.path().join(file), text).expect("a file of the folder");
        self
    }

    /// The same with a file of the dataset changed.
    pub fn spoilt(self, file: &str, edits: &[(&str, &str)]) -> Self {
        let text = fs::read_to_string(self.temporary.path().join(file)).expect("a file of the folder");
        self.with(file, &edited(&text, edits))
    }

    /// What comes of reading one of its models; paths are from the folder.
    pub fn open(&self, file: &str) -> Result<Case, String> {
        let folder = format!("{}/", self.temporary.path().display());
        Case::open(&self.temporary.path().join(file)).map_err(|mistakes| mistakes.to_string().replace(&folder, ""))
    }

    /// Every mistake in the model.
    pub fn told(&self, file: &str) -> String {
        self.open(file).expect_err("there is a mistake")
    }
}

/// The text with each first text, which stands in it once, replaced by its second.
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the file");
        text.replace(old, new)
    })
}

/// What is told of the model with one change.
pub fn told(old: &str, new: &str) -> String {
    Folder::new(&[(old, new)]).told("model.toml")
}

/// The model that `overlay` makes of the other.
pub fn laid_over(overlay: &str) -> Result<Model, String> {
    let folder = Folder::new(&[]).with("overlay.toml", &format!("extends = \"model.toml\"\n{overlay}"));
    folder.open("overlay.toml").map(|case| case.model)
}
