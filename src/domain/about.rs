//! What a dataset says of itself.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// What a dataset is, in a sentence, and whether its figures are of something real.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The sentence.
    pub words: String,
    /// Whether they are.
    pub standing: Standing,
}

/// Whether the figures of a dataset are of something real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They were worked out, for want of real ones.
    Modelled,
    /// Bidders, counts and publications stand for them.
    Real,
    /// They are not what should be decided on: made up, assumed, or not all of them there yet.
    Draft,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Modelled, Self::Real, Self::Draft];

    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Modelled => "modelled",
            Self::Real => "real",
            Self::Draft => "draft",
        }
    }
}

impl FromStr for Standing {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let found = Self::ALL.into_iter().find(|standing| standing.word() == text);
        found.ok_or_else(|| Malformed::new(text, format!("one of {}", Self::ALL.map(Self::word).join(", "))))
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
