//! The page: a run as one HTML file that needs no network and no script, for reading and for printing.
//!
//! It is made from the tables that the files of a run are made from, by a template in `templates/`. Each number on it
//! says where it stands in those files (`data-of`: the file, the row and the column), so that a test can hold every one
//! to them. The template escapes whatever it is given; only our own style and script are taken as they are.

mod against;
mod along;
mod axis;
mod bars;
pub(in crate::report) mod basis;
mod beside;
mod bids;
mod by_line;
mod curve;
mod drawings;
mod findings;
mod first;
pub(in crate::report) mod grid;
mod last_pounds;
mod line;
pub(in crate::report) mod map;
mod near;
pub(in crate::report) mod piece;
mod placed;
pub(in crate::report) mod policy;
mod provenance;
mod regret;
pub(in crate::report) mod said;
pub(in crate::report) mod tables;
pub(in crate::report) mod template;
mod waterfall;
mod worth;
mod write;

use serde::Serialize;

pub use against::Against;
pub use beside::Beside;
pub use provenance::Provenance;
pub use write::write_page;

use super::run::{
    Counterpart, Run, Status, Summary, areas, groups, headline, neighbours, partners, plan, regions, rules, years,
};
use super::whatif::alternatives::Listed;
use crate::model::Goal;
use crate::read::{Dataset, Parsed};
use crate::table::Table;
use crate::whatif::frontier::Frontier;
use against::Compared;
use basis::{Basis, licences};
use beside::Sections;
use drawings::Drawings;
use findings::Findings;
use first::First;
use grid::Grid;
use provenance::Input;
use said::Said;

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The run.
    pub run: Run<'a>,
    /// The dataset, for its land, its assumptions and its sources.
    pub dataset: &'a Dataset,
    /// What its manifest tells.
    pub provenance: &'a Provenance,
    /// What a check of its files says, in words.
    pub checked: &'a str,
    /// The files that hold the plan, with their digests.
    pub files: &'a [Parsed],
    /// What other settings would buy, where that was asked.
    pub frontiers: &'a [Beside<Frontier>],
    /// Plans that are nearly as good, where these were looked for.
    pub alternatives: Option<&'a Beside<Listed>>,
    /// The tables of what it is worth, where it was appraised.
    pub appraisal: Option<&'a Beside<Vec<Table>>>,
    /// The tables of its regret, where it was chosen for the least.
    pub regret: Option<&'a Beside<Vec<Table>>>,
    /// The run that it is compared with, where that is not the published plan.
    pub against: Option<Against<'a>>,
}

/// The page, for the template.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    tool: &'static str,
    summary: Summary,
    #[serde(flatten)]
    first: First,
    basis: Basis,
    licences: Option<String>,
    finds: Findings,
    gives: Vec<String>,
    last_pounds: Vec<Said>,
    proved: Vec<String>,
    standing: &'static str,
    headline: Grid,
    by_line: Grid,
    bids: Grid,
    reasons: Vec<Said>,
    #[serde(flatten)]
    drawings: Drawings,
    authorities: Grid,
    #[serde(flatten)]
    need: Need,
    years: Grid,
    rules: Grid,
    matches: Grid,
    proofs: Option<Grid>,
    assumptions: Grid,
    sources: Grid,
    provenance: &'a Provenance,
    checked: &'a str,
    files: Vec<Input>,
    beside: Sections,
    compared: Option<Compared>,
}

/// Need and places by region, by group of areas where there are any, and beyond the group that plans; and what partners pay.
#[derive(Serialize)]
struct Need {
    regions: Grid,
    groups: Option<Grid>,
    neighbours: Option<Grid>,
    partners: Option<Grid>,
}

impl Need {
    fn of(run: &Run<'_>, regions: &Table) -> Self {
        Self {
            regions: tables::regions(regions),
            groups: groups::table(run).as_ref().map(tables::groups),
            neighbours: neighbours::table(run).as_ref().map(tables::neighbours),
            partners: partners::table(run).as_ref().map(tables::partners),
        }
    }
}

/// The page of a run.
#[must_use]
pub fn page(subject: &Subject<'_>) -> String {
    let run = &subject.run;
    let (plan, rules) = (plan::table(run), rules::table(run));
    let (regions, years) = (regions::table(run), years::table(run));
    let there = against::counterpart(subject);
    let (there, bids) = (there.as_ref(), bids::bids(run, there.as_ref()));
    template::written(&Page {
        policy: policy::policy(),
        style: policy::STYLE,
        script: policy::SCRIPT,
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        first: First::of(subject, there, &regions, &bids),
        basis: Basis::of(subject.dataset, run.question.model),
        licences: licences(&subject.dataset.sources),
        finds: Findings::of(run, there, (&regions, &years), &bids),
        gives: gives(run, there),
        last_pounds: last_pounds::sentences(run, there, subject.frontiers),
        proved: Summary::proved(run),
        summary: Summary::of(run),
        standing: standing(run),
        headline: tables::headline(run, there),
        by_line: by_line::grid(run, there),
        bids: bids::grid(run, there, &plan, &bids),
        reasons: bids::groups(run, there, &bids),
        drawings: Drawings::of(subject, there, [&plan, &regions, &years], &bids),
        authorities: tables::authorities(&areas::table(run)),
        need: Need::of(run, &regions),
        years: tables::years(&years),
        matches: tables::matches(run, &rules),
        rules: tables::rules(run, &rules),
        proofs: tables::proofs(run),
        assumptions: tables::assumptions(&subject.dataset.assumptions),
        sources: tables::sources(&subject.dataset.sources),
        provenance: subject.provenance,
        checked: subject.checked,
        files: subject.files.iter().map(Input::of).collect(),
        beside: Sections::of(subject),
        compared: subject.against.zip(there).map(|(against, there)| Compared::of(run, &against, there)),
    })
}

/// What the plan gives, in sentences.
fn gives(run: &Run<'_>, there: Option<&Counterpart<'_>>) -> Vec<String> {
    let there = there.filter(|there| there.held.is_none());
    headline::sentences_beside(run, there)
}

/// How good the plan is known to be, as a heading has room for it.
pub(in crate::report) fn standing(run: &Run<'_>) -> &'static str {
    match Status::of(run) {
        Status::Proved => match run.question.model.goal {
            Goal::WellLocated => "Proved best on well-located places",
            Goal::WorstRegion => "Proved best for the region that does worst",
            Goal::PlaceYears { .. } => "Proved best on well-located place-years",
        },
        Status::NotProved => "Not proved best",
        Status::Evaluated => "Given, not chosen",
        Status::LeastRegret => "Chosen for the least regret",
    }
}
