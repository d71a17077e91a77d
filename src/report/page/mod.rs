//! The page: a run as one HTML file that needs no network and no script, for reading and for printing.
//!
//! It is made from the tables that the files of a run are made from, by a template in `templates/`. Each number on it
//! says where it stands in those files (`data-of`: the file, the row and the column), so that a test can hold every one
//! to them. The template escapes whatever it is given; only our own style and script are taken as they are.

mod bars;
mod figure_11;
mod funded;
mod grid;
mod map;
mod piece;
mod policy;
mod provenance;
mod write;

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

pub use provenance::Provenance;
pub use write::write_page;

use super::manifest::{Proved, proved};
use super::run::Run;
use super::status::Status;
use super::summary::Summary;
use super::table::{Cell, Column, Show, Table};
use super::{areas, funds, headline, lines, plan, regions, rules, years};
use crate::read::{Assumption, Basis, Dataset, Parsed, Source};
use bars::Chart;
use grid::{Grid, Take};
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
}

/// The page, for the template.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    tool: &'static str,
    summary: Summary,
    standing: &'static str,
    figures: Vec<Figure>,
    headline: Grid,
    figure_11: Grid,
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
}

/// A number that is set large.
#[derive(Serialize)]
struct Figure {
    label: &'static str,
    value: Field,
    unit: &'static str,
    published: Option<Field>,
}

/// The page of a run.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "the templates are our own, and tested")]
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
        summary: Summary::of(run),
        standing: standing(run),
        figures: figures(run),
        headline: headline_grid(run),
        figure_11: figure_11::grid(&lines::table(run)),
        funded: funded::grids(run, &plan, map.is_compared),
        left_out: funded::left_out(run, &plan).filter(|_| map.is_compared),
        map,
        charts: [bars::regions(&regions), bars::years(run, &years), bars::funds(&funds)],
        regions: Grid::all("regions", "Each region: its children, and the bids of its authorities", &regions, &REGIONS),
        years: Grid::all("years", "What is spent, started and opened in each financial year", &years, &YEARS),
        matches: matches(run, &rules),
        rules: rules_grid(run, &rules),
        proofs: proofs(run),
        assumptions: assumptions(&subject.dataset.assumptions),
        sources: sources(&subject.dataset.sources),
        provenance: subject.provenance,
        checked: subject.checked,
        files: subject.files.iter().map(Input::of).collect(),
    };
    written(&page)
}

/// The templates, by name.
const TEMPLATES: [(&str, &str); 3] = [
    ("page.html", include_str!("../../../templates/page.html")),
    ("parts.html", include_str!("../../../templates/parts.html")),
    ("map.html", include_str!("../../../templates/map.html")),
];

/// The page as the templates have it. What they name and the page has not is an error, and never blank.
fn written(page: &Page<'_>) -> String {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, text) in TEMPLATES {
        templates.add_template(name, text).expect("the templates are tested");
    }
    let template = templates.get_template(TEMPLATES[0].0).expect("it was added");
    template.render(Serde(page)).expect("the templates name what the page has")
}

/// How good the plan is known to be, as a heading has room for it.
fn standing(run: &Run<'_>) -> &'static str {
    match Status::of(run) {
        Status::Proved => "Proved best",
        Status::NotProved => "Not proved best",
        Status::Evaluated => "Given, not chosen",
    }
}

const REGIONS: [Take; 10] = [
    Take::One("region", "Region"),
    Take::One("children", "Children in need"),
    Take::One("demand_percent", "% of all children"),
    Take::One("well_located_places", "Well-located places"),
    Take::One("well_located_percent", "% of all well located"),
    Take::One("met_percent", "% of need met"),
    Take::One("places", "Places standing"),
    Take::Range("additional_low", "additional_high", "Places added"),
    Take::One("protected", "Places protected"),
    Take::One("dfe_cost_gbp", "DfE cost, £m"),
];

const YEARS: [Take; 6] = [
    Take::One("year", "Financial year"),
    Take::One("dfe_spend_gbp", "DfE spend, £m"),
    Take::One("projects_starting", "Projects starting"),
    Take::One("projects_opening", "Projects opening"),
    Take::Range("additional_low", "additional_high", "Places added"),
    Take::One("protected", "Places protected"),
];

const RULES: [Take; 7] = [
    Take::One("rule", "Rule"),
    Take::One("value", "This plan"),
    Take::After("comparison", "bound", "Must be"),
    Take::One("slack", "Slack"),
    Take::One("holds", "Kept"),
    Take::One("binding", "Holds the plan back"),
    Take::One("source", "Source"),
];

/// The family of which there is a rule for every authority.
const MATCH: &str = "match_funding";

/// Every rule but those of the match of single authorities.
fn rules_grid(run: &Run<'_>, rules: &Table) -> Grid {
    let rows = (0..rules.rows.len()).filter(|&row| run.findings[row].family != MATCH);
    Grid::of("rules", "Every rule of the model, and how far the plan is from it", rules, &RULES, rows)
}

/// The authorities whose match holds the plan back, or is broken.
fn matches(run: &Run<'_>, rules: &Table) -> Grid {
    let tells = |&row: &usize| {
        let finding = &run.findings[row];
        finding.family == MATCH && (finding.binding || !finding.holds())
    };
    let caption = "Local match: the authorities in which no further bid fits within it";
    Grid::of("matches", caption, rules, &RULES[..5], (0..rules.rows.len()).filter(tells)).sortable()
}

/// The headline beside the published plan.
fn headline_grid(run: &Run<'_>) -> Grid {
    let takes = [
        Take::One("label", "Measure"),
        Take::One("this_plan", "This plan"),
        Take::One("published_plan", "Published plan"),
        Take::One("difference", "Difference"),
    ];
    let shown = if headline::other(run).is_some() { &takes[..] } else { &takes[..2] };
    Grid::all("numbers", "The plan in numbers", &headline::table(run), shown)
}

/// The numbers a reader wants first.
fn figures(run: &Run<'_>) -> Vec<Figure> {
    let table = headline::table(run);
    let is_compared = headline::other(run).is_some();
    let row = |measure: &str| table.rows.iter().position(|row| row[0].in_files() == measure);
    let field =
        |low: usize, high: usize, column| Field::range(Piece::of(&table, low, column), Piece::of(&table, high, column));
    let figure = |(label, unit, low, high): (&'static str, &'static str, &str, &str)| {
        let (low, high) = (row(low)?, row(high)?);
        let published = is_compared.then(|| field(low, high, "published_plan"));
        Some(Figure { label, unit, value: field(low, high, "this_plan"), published })
    };
    let figures = [
        ("Well-located places", "", "well_located_places", "well_located_places"),
        ("Children in need who have one, of each 100", "", "well_located_percent", "well_located_percent"),
        ("Places added", "", "additional_low", "additional_high"),
        ("Places protected", "", "protected", "protected"),
        ("Cost to the department", "£m", "dfe_cost_gbp", "dfe_cost_gbp"),
        ("Left of the envelope", "£m", "envelope_left_gbp", "envelope_left_gbp"),
    ];
    figures.into_iter().filter_map(figure).collect()
}

/// What is proved of the plan, beside what could be at best; nothing of a plan that was given.
fn proofs(run: &Run<'_>) -> Option<Grid> {
    run.proofs?;
    let names = [("well_located_places", "Well-located places"), ("dfe_cost_gbp", "Cost to the department")];
    let rows = names.into_iter().zip(proved(run)).map(|((key, name), Proved { value, bound, gap, is_best })| {
        let cells = [("value", value), ("bound", bound), ("gap", gap), ("proved", is_best.into())];
        let piece =
            |(column, cell): (&str, Cell)| Field::one(Piece::new(format!("run {key} {column}"), &cell, Show::Number));
        let name = Field::one(Piece::new(String::new(), &Cell::text(name), Show::Words));
        [name].into_iter().chain(cells.into_iter().map(piece)).collect()
    });
    let headings = ["Measure", "This plan", "At best", "Gap", "Proved best"];
    Some(Grid {
        id: "proofs".to_owned(),
        caption: "What is proved: how far a better plan could be from this one".to_owned(),
        headings: headings
            .iter()
            .enumerate()
            .map(|(at, heading)| ((*heading).to_owned(), (1..4).contains(&at)))
            .collect(),
        rows: rows.collect(),
        ..Grid::default()
    })
}

fn assumptions(assumptions: &[Assumption]) -> Grid {
    let columns = ["id", "what", "value", "range", "basis", "owner", "effect"];
    let row = |one: &Assumption| {
        let texts = [&one.what, &one.value, &one.range, &one.basis, &one.owner, &one.effect].map(Clone::clone);
        [one.id.to_string()].into_iter().chain(texts).map(Cell::Text).collect()
    };
    let table = words("assumptions", &columns, assumptions.iter().map(row).collect());
    let takes = [
        Take::One("what", "What is assumed"),
        Take::One("value", "Value"),
        Take::One("range", "Range"),
        Take::One("basis", "Basis"),
        Take::One("owner", "Signed off by"),
        Take::One("effect", "Effect"),
    ];
    Grid::all("assumed", "The log of assumptions of the dataset", &table, &takes)
}

fn sources(sources: &[Source]) -> Grid {
    let columns = ["file", "column", "kind", "source", "date", "licence", "note"];
    let row = |one: &Source| {
        let kind = match one.kind {
            Basis::Observed => "observed",
            Basis::Modelled => "modelled",
        };
        let texts = [&one.file, &one.column, kind, &one.source, &one.date, &one.licence, &one.note];
        texts.into_iter().map(|text: &str| Cell::text(text)).collect()
    };
    let table = words("sources", &columns, sources.iter().map(row).collect());
    let takes = [
        Take::One("file", "File"),
        Take::One("column", "Column"),
        Take::One("kind", "Kind"),
        Take::One("source", "Source"),
        Take::One("date", "Date"),
        Take::One("licence", "Licence"),
        Take::One("note", "Note"),
    ];
    Grid::all("from", "Where each table and column of the dataset comes from (* is the whole file)", &table, &takes)
}

/// A table of words.
fn words(name: &'static str, columns: &[&'static str], rows: Vec<Vec<Cell>>) -> Table {
    Table::new(name, &columns.iter().map(|column| Column::words(column, "")).collect::<Vec<_>>(), rows)
}
