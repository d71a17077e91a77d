//! What keeps bids out of a plan, in words: which rules break with them, and by how much.

use std::collections::BTreeMap;

use crate::audit::Unit;
use crate::whatif::put_back::Broken;

/// What the match of any authority is called.
pub(in crate::report) const OF_MATCH: &str = "local match";

/// A rule that bids break, each when it is put into a plan that is without it.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Breach<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The least by which one of them breaks it.
    least: &'a Broken,
    /// The most.
    most: &'a Broken,
}

/// What a rule is called: by its id, or the match of whichever authority as one.
pub(in crate::report) fn name(broken: &Broken) -> &str {
    if broken.family == "match_funding" { OF_MATCH } else { &broken.id }
}

/// Every rule that is broken, each once and by name.
pub(in crate::report) fn breaches<'a>(broken: impl IntoIterator<Item = &'a Broken>) -> Vec<Breach<'a>> {
    let mut found: BTreeMap<&str, Breach<'a>> = BTreeMap::new();
    for one in broken {
        let breach = found.entry(name(one)).or_insert(Breach { name: name(one), least: one, most: one });
        breach.least = if one.by < breach.least.by { one } else { breach.least };
        breach.most = if one.by > breach.most.by { one } else { breach.most };
    }
    found.into_values().collect()
}

impl Breach<'_> {
    /// The rule, by its family and id.
    pub const fn rule(&self) -> (&'static str, &String) {
        (self.least.family, &self.least.id)
    }

    /// By how much it is broken: one amount, or the least and the most; nothing where there is no more to say than that it is.
    pub fn by(&self) -> Vec<String> {
        let write = |broken: &Broken| broken.unit.write(broken.by);
        match (self.least.unit, self.least.by == self.most.by) {
            (Unit::Breaches, _) => Vec::new(),
            (_, true) => vec![write(self.least)],
            (_, false) => vec![write(self.least), write(self.most)],
        }
    }

    /// The rule, and by how much.
    pub fn text(&self) -> String {
        let by = self.by();
        if by.is_empty() { self.name.to_owned() } else { format!("{} by {}", self.name, by.join(" to ")) }
    }
}

/// The rules that are broken, and each by how much.
pub(in crate::report) fn texts<'a>(broken: impl IntoIterator<Item = &'a Broken>) -> String {
    breaches(broken).iter().map(Breach::text).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_once_with_the_least_and_the_most_by_which_it_is_broken() {
        let broken = |family, id: &str, by, unit| Broken { family, id: id.to_owned(), by, unit };
        let all = [
            broken("match_funding", "kent", 20_000, Unit::Pounds),
            broken("limits", "few", 1, Unit::Projects),
            broken("match_funding", "devon", 5_000, Unit::Pounds),
            broken("envelope", "envelope", 7_500_000, Unit::Pounds),
            broken("links", "links", 1, Unit::Breaches),
        ];
        assert_eq!(texts(&all), "envelope by £7,500,000; few by 1 project; links; local match by £5,000 to £20,000");
    }
}
