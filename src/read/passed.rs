//! What was let pass of the form of a dataset: each kind once, with how often and where it is first.

use std::collections::BTreeMap;

use crate::domain::{Doubt, counted, hyphened};

/// What one thing and many are called.
pub(super) type Nouns = (&'static str, &'static str);

/// How often something was let pass, what one and many of them are called, and where the first is.
#[derive(Debug)]
struct Tally {
    nouns: Nouns,
    count: usize,
    first: (&'static str, u64),
}

/// What was let pass, by what it is and what it had.
#[derive(Debug, Default)]
pub(super) struct Passed(BTreeMap<(&'static str, &'static str), Tally>);

impl Passed {
    /// Notes that one of these `had` something, in this file and on this line.
    pub(super) fn note(&mut self, nouns: Nouns, had: &'static str, first: (&'static str, u64)) {
        let tally = self.0.entry((nouns.1, had)).or_insert(Tally { nouns, count: 0, first });
        tally.count = tally.count.saturating_add(1);
        tally.first = tally.first.min(first);
    }

    /// What was let pass, to be told.
    pub(super) fn doubts(&self) -> Vec<Doubt> {
        let told = |(&(many, had), tally): (&(&str, &str), &Tally)| {
            let Tally { nouns: (one, _), count, first: (file, line) } = tally;
            let at = if *count == 1 { "" } else { "the first " };
            let words = format!("{} had {had}, {at}at {file} line {line}", counted(*count, one, many));
            Doubt::of("lenient", &format!("{}-with-{}", hyphened(many), hyphened(had)), words)
        };
        self.0.iter().map(told).collect()
    }
}
