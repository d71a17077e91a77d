//! What travels inside the program: the models, datasets and schemas of the repository, byte for byte.
//!
//! `build.rs` lists them from their folders, so that no file is forgotten. They take 0.8 MB of the program.

use std::path::Path;

/// Each file by its path in the repository, in order of path.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The README of the folder that England is copied to.
pub const README_OF_ENGLAND: &str = include_str!("../examples/england.md");

/// The folders of which England's files are, by their paths in the repository and in the copy.
const ENGLAND: [&str; 3] = ["inputs", "models", "schemas"];

/// The folder of the small dataset.
const SMALL: &str = "examples/starter";

/// What can be copied out of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// England's dataset, the models and what-ifs of it, and the schemas of what is answered.
    England,
    /// The small made-up dataset of the tutorial, with its model.
    Small,
}

impl Example {
    /// Its files, each by its path in the copy.
    #[must_use]
    pub fn files(self) -> Vec<(String, Vec<u8>)> {
        match self {
            Self::Small => within(SMALL),
            Self::England => {
                let readme = ("README.md".to_owned(), README_OF_ENGLAND.as_bytes().to_vec());
                let whole = ENGLAND.into_iter().flat_map(|folder| {
                    within(folder).into_iter().map(move |(name, bytes)| (format!("{folder}/{name}"), bytes))
                });
                [readme].into_iter().chain(whole).collect()
            }
        }
    }
}

/// The files in and below a folder of the repository, by their paths from there.
#[must_use]
pub fn within(folder: &str) -> Vec<(String, Vec<u8>)> {
    let own = |path: &str| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
    FILES.iter().filter_map(|(path, bytes)| Some((own(path)?, bytes.to_vec()))).collect()
}

/// The shipped model that a path means, going by the name of its file, as in `models/figure-11.toml`.
#[must_use]
pub fn model_named(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?;
    let models = FILES.iter().map(|(own, _)| Path::new(*own));
    let mut models = models.filter(|own| own.starts_with("models") && own.extension().is_some_and(|end| end == "toml"));
    models.find(|own| own.file_name() == Some(name)).and_then(Path::to_str)
}
