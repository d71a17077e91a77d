//! Who stands for an analysis.

use serde::Serialize;

/// A role in the assurance of an analysis (the Aqua Book, 2025).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Asked for the work.
    Commissioner,
    /// Did it.
    Analyst,
    /// Checked that it is fit for its purpose.
    Assurer,
    /// Signed it off.
    Approver,
}

impl Role {
    /// The words for them in files.
    pub const WORDS: [&str; 4] = ["commissioner", "analyst", "assurer", "approver"];

    /// The role of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let roles = [Self::Commissioner, Self::Analyst, Self::Assurer, Self::Approver];
        Self::WORDS.iter().position(|other| *other == word).map(|at| roles[at])
    }
}
