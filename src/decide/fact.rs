//! Facts about blocks, on which a refutation rests.

/// One of the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Main,
    Rest,
}

/// That a block has not as much as `least` of what is sought within so much money; with any money at all, if `None`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub which: Which,
    pub least: i64,
    pub within: Option<i64>,
}

impl Fact {
    /// Whether it says no more than `other`.
    pub fn follows_from(self, other: &Self) -> bool {
        let is_poorer = match (self.within, other.within) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(others)) => own <= others,
        };
        self.which == other.which && self.least >= other.least && is_poorer
    }
}

/// Those of `facts` that follow neither from what is certain nor from another of them.
pub(super) fn new_of(facts: Vec<Fact>, certain: &[Fact]) -> Vec<Fact> {
    let mut new: Vec<Fact> = Vec::new();
    // The last say the most.
    for fact in facts.into_iter().rev() {
        if !certain.iter().chain(&new).any(|other| fact.follows_from(other)) {
            new.push(fact);
        }
    }
    new.reverse();
    new
}
