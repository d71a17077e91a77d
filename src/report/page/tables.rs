//! The tables of the page: what each takes of the tables of a run, and under which headings.

use super::super::headline as compared;
use super::super::manifest::{Proved, proved, worst_region};
use super::super::run::Run;
use super::super::table::{Cell, Column, Show, Table};
use super::grid::{Grid, Take};
use super::piece::{Field, Piece};
use crate::read::{Assumption, Basis, Source};

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

/// Each region.
pub(super) fn regions(table: &Table) -> Grid {
    Grid::all("regions", "Each region: its children, and the bids of its authorities", table, &REGIONS)
}

/// Each financial year.
pub(super) fn years(table: &Table) -> Grid {
    Grid::all("years", "What is spent, started and opened in each financial year", table, &YEARS)
}

/// The family of which there is a rule for every authority.
const MATCH: &str = "match_funding";

/// Every rule but those of the match of single authorities.
pub(super) fn rules(run: &Run<'_>, rules: &Table) -> Grid {
    let rows = (0..rules.rows.len()).filter(|&row| run.findings[row].family != MATCH);
    Grid::of("rules", "Every rule of the model, and how far the plan is from it", rules, &RULES, rows)
}

/// The authorities whose match holds the plan back, or is broken.
pub(super) fn matches(run: &Run<'_>, rules: &Table) -> Grid {
    let tells = |&row: &usize| {
        let finding = &run.findings[row];
        finding.family == MATCH && (finding.binding || !finding.holds())
    };
    let caption = "Local match: the authorities in which no further bid fits within it";
    Grid::of("matches", caption, rules, &RULES[..5], (0..rules.rows.len()).filter(tells)).sortable()
}

/// The headline beside the published plan.
pub(super) fn headline(run: &Run<'_>) -> Grid {
    let takes = [
        Take::One("label", "Measure"),
        Take::One("this_plan", "This plan"),
        Take::One("published_plan", "Published plan"),
        Take::One("difference", "Difference"),
    ];
    let shown = if compared::other(run).is_some() { &takes[..] } else { &takes[..2] };
    Grid::all("numbers", "The plan in numbers", &compared::table(run), shown)
}

/// What is proved of the plan, beside what could be at best; nothing of a plan that was given.
pub(super) fn proofs(run: &Run<'_>) -> Option<Grid> {
    let worst = run
        .proofs?
        .worst_region
        .map(|proof| ("worst_region_percent", "% of need met, worst region", worst_region(proof)));
    let [places, cost, _] = proved(run);
    let places = ("well_located_places", "Well-located places", places);
    let stages = worst.into_iter().chain([places, ("dfe_cost_gbp", "Cost to the department", cost)]);
    let rows = stages.map(|(key, name, Proved { value, bound, gap, is_best })| {
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

/// What is assumed.
pub(super) fn assumptions(assumptions: &[Assumption]) -> Grid {
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

/// Where things come from.
pub(super) fn sources(sources: &[Source]) -> Grid {
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
