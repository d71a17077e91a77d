//! What a run is compared with, and how it is spoken of.

use super::state::Run;
use super::totals::Totals;

/// The plan that a run is compared with.
#[derive(Clone, Debug)]
pub(in crate::report) struct Counterpart<'a> {
    /// Its plan and the question that it answers, as a run.
    pub run: Run<'a>,
    /// What it is called in a sentence.
    pub name: String,
    /// The same, where a plan was just spoken of.
    pub again: String,
    /// What of a plan it has, in a sentence.
    pub part: &'static str,
    /// Its projects, in a sentence.
    pub ones: &'static str,
    /// How its numbers are spoken of in a list.
    pub had: String,
    /// Its heading in a table.
    pub heading: String,
    /// What a bid is that only it has.
    pub alone: &'static str,
}

impl<'a> Counterpart<'a> {
    /// The published plan, unless it is this one.
    pub fn published(run: &Run<'a>) -> Option<Self> {
        let plan = run.published.filter(|published| published.funded != run.plan.funded)?;
        Some(Self {
            run: Run { plan, ..*run },
            name: "the published plan".to_owned(),
            again: "the published one".to_owned(),
            part: "the published part",
            ones: "the published ones",
            had: "as published".to_owned(),
            heading: "Published plan".to_owned(),
            alone: "only published",
        })
    }

    /// What it is called at the head of a sentence.
    pub fn first(&self) -> String {
        self.name.replacen('t', "T", 1)
    }

    /// It in numbers.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.run.question, self.run.plan)
    }

    /// Whether `run` has all of it.
    pub fn is_kept(&self, run: &Run<'_>) -> bool {
        self.run.plan.funded.is_subset(&run.plan.funded)
    }
}
