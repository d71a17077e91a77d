//! What is allowed and looks odd.

use std::fmt;

/// Something that is allowed and looks odd: told, and never a mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// What it goes by, which stays the same from one run to the next, as in `free-option[open-bham/a]`.
    pub id: String,
    /// The doubt, with what was probably meant.
    pub words: String,
    /// Why it is right all the same, where the model says so.
    pub answer: Option<String>,
}

impl Doubt {
    /// A doubt of a kind of which there is one.
    #[must_use]
    pub fn new(kind: &str, words: String) -> Self {
        Self { id: kind.to_owned(), words, answer: None }
    }

    /// A doubt of a kind of which there may be one for each thing.
    #[must_use]
    pub fn of(kind: &str, thing: &str, words: String) -> Self {
        Self { id: format!("{kind}[{thing}]"), words, answer: None }
    }

    /// Whether nobody has answered it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}

impl fmt::Display for Doubt {
    /// Writes the doubt, and by what an `[[accept]]` answers it: `the envelope pays for no option (small-envelope)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} ({})", self.words, self.id))
    }
}
