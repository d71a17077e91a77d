//! Another run of the same inputs, with which a page compares its own in the place of the published plan.

use serde::Serialize;

use super::provenance::Input;
use super::{Subject, standing};
use crate::read::Parsed;
use crate::report::run::{Counterpart, Run};

/// The run that a page compares its own with.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The name of its folder.
    pub name: &'a str,
    /// It itself.
    pub run: Run<'a>,
    /// What a check of its files says, in words.
    pub checked: &'a str,
    /// The files that hold its plan, with their digests.
    pub files: &'a [Parsed],
}

/// What the page tells of it as a whole.
#[derive(Serialize)]
pub(super) struct Compared {
    name: String,
    /// What it asks.
    title: String,
    standing: &'static str,
    /// Whether it keeps the rules of its model.
    keeps: bool,
    /// Whether both are counted in the same way.
    is_alike: bool,
    checked: String,
    files: Vec<Input>,
}

/// What a page compares its run with: the run that is named, or else the published plan.
pub(super) fn counterpart<'a>(subject: &Subject<'a>) -> Option<Counterpart<'a>> {
    match subject.against {
        Some(against) => Some(Counterpart::of_run(&subject.run, against.name, against.run)),
        None => Counterpart::published(&subject.run),
    }
}

impl Compared {
    /// Of the run that a page compares its own with.
    pub fn of(run: &Run<'_>, against: &Against<'_>, there: &Counterpart<'_>) -> Self {
        Self {
            name: against.name.to_owned(),
            title: against.run.question.model.title.clone(),
            standing: standing(&against.run),
            keeps: against.run.findings.iter().all(crate::audit::Finding::holds),
            is_alike: there.is_counted_as(run),
            checked: against.checked.to_owned(),
            files: against.files.iter().map(Input::of).collect(),
        }
    }
}
