//! Why a text could not become a value.

/// A text that is not what was wanted, with what was wanted said by example.
///
/// Reads as the end of a sentence: ``` `six` is not a number of places, such as 4 ```.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{written}` is not {wanted}")]
pub struct Malformed {
    written: String,
    wanted: String,
}

impl Malformed {
    /// `written` as the user wrote it; `wanted` with its article and an example, as in "a year, such as 2026-27".
    #[must_use]
    pub fn new(written: &str, wanted: impl Into<String>) -> Self {
        Self { written: written.to_owned(), wanted: wanted.into() }
    }
}
