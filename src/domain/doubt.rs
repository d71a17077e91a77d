//! What is allowed and looks odd.

use std::fmt;

/// Something that is allowed and looks odd: told, and never a mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// What it goes by, which stays the same from one run to the next, as in `free-option[open-bham/a]`.
    pub id: String,
    /// The doubt, with what was probably meant.
    pub words: String,
}

impl Doubt {
    /// A doubt of a kind of which there is one.
    #[must_use]
    pub fn new(kind: &str, words: String) -> Self {
        Self { id: kind.to_owned(), words }
    }

    /// A doubt of a kind of which there may be one for each thing.
    #[must_use]
    pub fn of(kind: &str, thing: &str, words: String) -> Self {
        Self { id: format!("{kind}[{thing}]"), words }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.words)
    }
}
