//! Doubts that are answered: what looks odd and is right.

/// The answer to a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// The doubt, as it is told: `free-option[open-bham/a]`.
    pub id: String,
    /// Why it is right all the same.
    pub reason: String,
}
