//! # Pace: only so many projects start in each region and year
//!
//! ```text
//! Σ_{o bid in r, starting in y} x[o]  ≤  N      for every region r and year y
//! ```
//!
//! | symbol | meaning                                    | unit     | source                 |
//! |--------|--------------------------------------------|----------|------------------------|
//! | `x[o]` | 1 if option `o` is funded                  | none     | decision               |
//! | `N`    | the most projects that may start           | projects | `[pace]` `at_most`     |
//! | `r`    | the region of the authority that bids      | none     | `region` in `areas.csv` |
//! | `y`    | the year in which the option starts        | none     | `starts` in `options.csv` |
//!
//! A project is done in one way, so its options count it once. Years that are over count too, so that a later year of
//! the question never allows more; `where.starts` says which years are meant.

use std::collections::BTreeMap;

use super::{AnyClause, Clause, ClauseFamily, LimitedSum, Setting};
use crate::domain::{Places, Instance, hyphened};
use crate::model::read::{Known, Section};
use crate::model::{Bound, Measure, Model, Selector, Sense, matching};
use crate::read::Mistake;

pub(super) const FAMILY: ClauseFamily = ClauseFamily {
    name: "pace",
    rule: "Only so many projects start in each region and year.",
    maths: "Σ_{o bid in r, starting in y} x[o] ≤ N  for every region r and year y",
    read,
    is_about,
};

/// The most projects that may start in each region and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How many.
    pub at_most: u32,
    /// The options that count.
    pub selector: Selector,
    /// Who says so.
    pub source: String,
}

fn read(mut section: Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<AnyClause> {
    let at_most = section.read("at_most", mistakes).map(Places::count);
    let selector = known.selector(&mut section, mistakes);
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    Some(AnyClause::Pace(Pace { at_most: at_most?, selector, source: source? }))
}

fn is_about(id: &str, column: &dyn Fn(&str) -> String) -> bool {
    id == format!("pace-{}-{}", hyphened(&column("region")), column("starts"))
}

impl Clause for Pace {
    fn family(&self) -> &'static ClauseFamily {
        &FAMILY
    }

    fn sentence(&self) -> String {
        let projects = if self.at_most == 1 { "project starts" } else { "projects start" };
        let sentence = format!("At most {} {projects} in each region and year", self.at_most);
        if self.selector == Selector::default() {
            format!("{sentence}.")
        } else {
            format!("{sentence}, {}.", self.selector)
        }
    }

    fn source(&self) -> &str {
        &self.source
    }

    fn source_mut(&mut self) -> &mut String {
        &mut self.source
    }

    fn measure(&self) -> Measure {
        Measure::Projects
    }

    fn bound(&self) -> Bound {
        Bound::Count(self.at_most)
    }

    fn sense(&self) -> Sense {
        Sense::AtMost
    }

    fn set(&mut self, number: i64) {
        self.at_most = u32::try_from(number.max(0)).unwrap_or(u32::MAX);
    }

    fn sums(&self, instance: &Instance, _: &Model) -> Vec<LimitedSum> {
        let mut sums: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for index in matching(instance, &self.selector) {
            let option = &instance[index];
            let region = &instance[instance[option.project].area].region;
            sums.entry((region, option.starts)).or_default().push((index, 1));
        }
        let sum = |((region, year), terms)| LimitedSum { label: format!("{region}, {year}"), terms };
        sums.into_iter().map(sum).collect()
    }

    fn settings(&self) -> Vec<(&'static str, Setting<'_>)> {
        vec![("at_most", Setting::Bound(self.bound())), ("where", Setting::Where(&self.selector))]
    }
}
