//! What stands in the place of a bid that is kept out of a plan: bids of that plan without which it could be in, by the audit.
//!
//! ```text
//! plan - stands in its place + bid   keeps every rule that the plan keeps
//! the same with any one of them left in   does not
//! ```

use std::collections::BTreeSet;

use super::put_back::{Into, PutBack};
use crate::domain::{Index, Instance, Money, ProjectOption};

/// The most bids that are said to stand in the place of one.
const MOST: usize = 3;

/// The most bids that are looked at for one, the nearest to it.
const LOOKED_AT: usize = 25;

/// The family of rules that takes longest to look at.
const SLOWEST: &str = "limits";

/// How far a bid is from being let in: how many rules break, and by how much in all, each as a part of what it was at first.
type Distance = (usize, i64);

/// A millionth: parts are told in these.
const WHOLE: i64 = 1_000_000;

impl Into<'_> {
    /// Which of `candidates`, which the plan funds, stand in the place of a bid that was put into it: few without which no
    /// rule breaks, and none of which could stay. Nothing where no rule keeps the bid out, or where not so few are enough.
    /// One of the same authority is looked for before one of the same region, this before one of the same line, and of
    /// these the cheapest.
    #[must_use]
    pub fn instead(&self, put: &PutBack, candidates: &BTreeSet<Index<ProjectOption>>) -> Vec<Index<ProjectOption>> {
        let instance = self.question().instance;
        let own = instance[put.option].project;
        let mut line: Vec<Index<ProjectOption>> =
            candidates.iter().copied().filter(|&option| instance[option].project != own).collect();
        line.sort_by_key(|&option| nearness(instance, put.option, option));
        line.truncate(LOOKED_AT);
        let mut out = BTreeSet::new();
        let mut now = self.distance(put, &out);
        while now.0 > 0 && out.len() < MOST {
            let Some((option, then)) = self.nearer(put, &out, &line).filter(|(_, then)| *then < now) else {
                return Vec::new();
            };
            out.insert(option);
            now = then;
        }
        if now.0 > 0 {
            return Vec::new();
        }
        let could_stay = |out: &BTreeSet<Index<ProjectOption>>| {
            let without = |option| out.iter().copied().filter(|&other| other != option).collect();
            out.iter().copied().find(|&option| self.distance(put, &without(option)).0 == 0)
        };
        while let Some(option) = could_stay(&out) {
            out.remove(&option);
        }
        line.into_iter().filter(|option| out.contains(option)).collect()
    }

    /// The first of a line whose leaving, with those that are out, lets the bid in, or else brings it nearest to that.
    fn nearer(
        &self,
        put: &PutBack,
        out: &BTreeSet<Index<ProjectOption>>,
        line: &[Index<ProjectOption>],
    ) -> Option<(Index<ProjectOption>, Distance)> {
        let mut best: Option<(Index<ProjectOption>, Distance)> = None;
        for &option in line.iter().filter(|option| !out.contains(option)) {
            let with = out.iter().copied().chain([option]).collect();
            let then = self.distance(put, &with);
            if then.0 == 0 {
                return Some((option, then));
            }
            if best.is_none_or(|(_, least)| then < least) {
                best = Some((option, then));
            }
        }
        best
    }

    /// How far the bid is from being let in once these are out.
    fn distance(&self, put: &PutBack, out: &BTreeSet<Index<ProjectOption>>) -> Distance {
        // The rules that keep it out are looked at first, those that take longest last: mostly they still do.
        let is_first = |family: &str| put.broken.iter().any(|one| one.family == family);
        let stages: [&dyn Fn(&str) -> bool; 3] = [
            &|family| is_first(family) && family != SLOWEST,
            &|family| is_first(family) && family == SLOWEST,
            &|family| !is_first(family),
        ];
        let mut found = stages.iter().map(|is_asked| self.swapped(put.option, out, is_asked));
        let broken = found.find(|broken| !broken.is_empty()).unwrap_or_default();
        let part = |by: i64, of: i64| i64::try_from(i128::from(by) * i128::from(WHOLE) / i128::from(of.max(1)));
        let first = |family, id: &str| put.broken.iter().find(|one| (one.family, one.id.as_str()) == (family, id));
        let parts = broken.iter().map(|one| {
            // A rule that breaks only now counts as a whole.
            let first = first(one.family, &one.id).map_or(one.by, |first| first.by);
            part(one.by, first).unwrap_or(i64::MAX)
        });
        (broken.len(), parts.fold(0, i64::saturating_add))
    }
}

/// How near an option is to another: of the same authority, region or line, and then the cheapest.
fn nearness(
    instance: &Instance,
    bid: Index<ProjectOption>,
    other: Index<ProjectOption>,
) -> (bool, bool, bool, Money, Index<ProjectOption>) {
    let [own, project] = [bid, other].map(|option| &instance[instance[option].project]);
    let [area, other_area] = [own, project].map(|project| &instance[project.area]);
    (own.area != project.area, area.region != other_area.region, own.line != project.line, instance[other].cost, other)
}
