//! What was asked beside the run and goes on its page.

use serde::Serialize;

use super::Subject;
use super::line::{self, Section};
use super::near::{self, Near};
use super::provenance::Input;
use super::regret::{self, Regrets};
use super::worth::{self, Worth};
use crate::read::Parsed;
use crate::report::whatif::alternatives::Listed;
use crate::table::Table;
use crate::whatif::frontier::Frontier;

/// What was asked beside the run.
#[derive(Clone, Debug)]
pub struct Beside<T> {
    /// The name of its folder.
    pub name: String,
    /// What came of it.
    pub told: T,
    /// The files that say so.
    pub files: Vec<Parsed>,
}

/// What goes on the page of it.
#[derive(Serialize)]
pub(super) struct Sections {
    frontiers: Vec<Section>,
    alternatives: Option<Near>,
    worth: Option<Worth>,
    regret: Option<Regrets>,
    /// Every file, with the folder that it is in.
    files: Vec<(String, Input)>,
}

impl Sections {
    /// The sections of what was asked beside the run of a page.
    pub fn of(subject: &Subject<'_>) -> Self {
        let numbered = (1..).zip(subject.frontiers);
        let frontiers = numbered.map(|(number, one)| line::section(&subject.run, number, one));
        let of_frontiers = subject.frontiers.iter().flat_map(|one: &Beside<Frontier>| files(&one.name, &one.files));
        let of_alternatives =
            subject.alternatives.into_iter().flat_map(|one: &Beside<Listed>| files(&one.name, &one.files));
        let tables = subject.appraisal.into_iter().chain(subject.regret);
        let of_tables = tables.flat_map(|one: &Beside<Vec<Table>>| files(&one.name, &one.files));
        Self {
            frontiers: frontiers.collect(),
            alternatives: subject.alternatives.map(|one| near::section(&subject.run, one)),
            worth: subject.appraisal.map(|one| worth::section(&subject.run, one)),
            regret: subject.regret.map(regret::section),
            files: of_frontiers.chain(of_alternatives).chain(of_tables).collect(),
        }
    }
}

fn files<'a>(name: &'a str, files: &'a [Parsed]) -> impl Iterator<Item = (String, Input)> + 'a {
    files.iter().map(move |file| (name.to_owned(), Input::of(file)))
}
