//! How far a care type may serve.

use crate::domain::{Miles, Worth};

/// How far a care type may serve, in bands outwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The bands, each further out than the one before.
    pub bands: Vec<Band>,
    /// Who says so.
    pub source: String,
}

/// A band of reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its outer edge, which is within it.
    pub miles: Miles,
    /// What a place in it is worth.
    pub worth: Worth,
}

impl Reach {
    /// The band that holds `miles`, or `None` beyond the last.
    #[must_use]
    pub fn band(&self, miles: Miles) -> Option<Band> {
        self.bands.iter().find(|band| miles <= band.miles).copied()
    }

    /// The outer edge of the last band.
    #[must_use]
    pub fn furthest(&self) -> Option<Miles> {
        self.bands.last().map(|band| band.miles)
    }
}
