//! The page: a run as one HTML file that needs no network and no script, for reading and for printing.
//!
//! It is made from the tables that the files of a run are made from, by a template in `templates/`. Each number on it
//! says where it stands in those files (`data-of`: the file, the row and the column), so that a test can hold every one
//! to them. The template escapes whatever it is given; only our own style and script are taken as they are.

mod axis;
mod bars;
mod beside;
mod by_line;
mod curve;
mod funded;
pub(in crate::report) mod grid;
mod last_pounds;
mod line;
pub(in crate::report) mod map;
mod near;
pub(in crate::report) mod piece;
pub(in crate::report) mod policy;
mod provenance;
mod tables;
pub(in crate::report) mod template;
mod write;

use serde::Serialize;

pub use beside::Beside;
pub use provenance::Provenance;
pub use write::write_page;

use super::manifest::proved;
use super::run::{Run, Status, Summary, areas, funds, headline, lines, plan, regions, rules, years};
use super::whatif::alternatives::Listed;
use crate::model::Goal;
use crate::read::{Dataset, Parsed};
use crate::table::{Cell, Show};
use crate::whatif::frontier::Frontier;
use bars::Chart;
use beside::Sections;
use grid::Grid;
use map::Map;
use piece::{Field, Piece};
use provenance::Input;

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
}

/// The page, for the template.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    tool: &'static str,
    summary: Summary,
    gives: Vec<String>,
    last_pounds: Vec<String>,
    proved: Vec<String>,
    standing: &'static str,
    figures: Vec<Figure>,
    headline: Grid,
    by_line: Grid,
    funded: Vec<(String, Grid)>,
    left_out: Option<Grid>,
    map: Map,
    charts: [Chart; 3],
    regions: Grid,
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
}

/// A number that is set large.
#[derive(Serialize)]
struct Figure {
    label: &'static str,
    value: Field,
    unit: &'static str,
    published: Option<Field>,
    /// Of a number that is not proved best: none is more.
    bound: Option<Field>,
}

/// The page of a run.
#[must_use]
pub fn page(subject: &Subject<'_>) -> String {
    let run = &subject.run;
    let land = subject.dataset.road_map.as_ref().map(|map| &map.land);
    let (plan, rules) = (plan::table(run), rules::table(run));
    let map = Map::of(run, land, &plan, &areas::table(run));
    let (regions, years, funds) = (regions::table(run), years::table(run), funds::table(run));
    let page = Page {
        policy: policy::policy(),
        style: policy::STYLE,
        script: policy::SCRIPT,
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        gives: headline::sentences(run),
        last_pounds: last_pounds::sentences(run, subject.frontiers),
        proved: Summary::proved(run),
        summary: Summary::of(run),
        standing: standing(run),
        figures: figures(run),
        headline: tables::headline(run),
        by_line: by_line::grid(&lines::table(run), &lines::caption(run.question.problem)),
        funded: funded::grids(run, &plan, map.is_compared),
        left_out: funded::left_out(run, &plan).filter(|_| map.is_compared),
        map,
        charts: [bars::regions(&regions), bars::years(run, &years), bars::funds(&funds)],
        regions: tables::regions(&regions),
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
    };
    template::written(&page)
}

/// How good the plan is known to be, as a heading has room for it.
fn standing(run: &Run<'_>) -> &'static str {
    match Status::of(run) {
        Status::Proved => match run.question.model.goal {
            Goal::WellLocated => "Proved best on well-located places",
            Goal::WorstRegion => "Proved best on its goal",
        },
        Status::NotProved => "Not proved best",
        Status::Evaluated => "Given, not chosen",
    }
}

/// The numbers a reader wants first.
fn figures(run: &Run<'_>) -> Vec<Figure> {
    let table = headline::table(run);
    let is_compared = headline::other(run).is_some();
    let row = |measure: &str| table.rows.iter().position(|row| row[0].in_files() == measure);
    let field =
        |low: usize, high: usize, column| Field::range(Piece::of(&table, low, column), Piece::of(&table, high, column));
    let [places, ..] = proved(run);
    let open = (Status::of(run) == Status::NotProved && places.bound != Cell::Empty)
        .then(|| Field::one(Piece::new("run well_located_places bound".to_owned(), &places.bound, Show::Number)));
    let figure = |(label, unit, low, high): (&'static str, &'static str, &str, &str)| {
        let (low, high) = (row(low)?, row(high)?);
        let published = is_compared.then(|| field(low, high, "published_plan"));
        let bound = open.clone().filter(|_| label == "Well-located places");
        Some(Figure { label, unit, value: field(low, high, "this_plan"), published, bound })
    };
    let figures = [
        ("Well-located places", "", "well_located_places", "well_located_places"),
        ("Well-located places per 100 children in need", "", "well_located_percent", "well_located_percent"),
        ("Places added", "", "additional_low", "additional_high"),
        ("Places protected", "", "protected", "protected"),
        ("Cost to the department", "£m", "dfe_cost_gbp", "dfe_cost_gbp"),
        ("Left of the envelope", "£m", "envelope_left_gbp", "envelope_left_gbp"),
    ];
    figures.into_iter().filter_map(figure).collect()
}
