//! The tables of the page: what each takes of the tables of a run, and under which headings.

use super::by_line::COUNTABLE;
use super::grid::{Grid, Take};
use super::piece::{Field, Piece, position};
use crate::read::{Assumption, Basis, Source};
use crate::report::manifest::{Proved, Sides, worst_region};
use crate::report::run::{Counterpart, Run, headline as compared};
use crate::table::{Cell, Column, Show, Table};

const REGIONS: [Take; 8] = [
    Take::One("region", "Region"),
    Take::One("children", "Children in need"),
    Take::One("demand_percent", "% of all children"),
    Take::One("well_located_places", "Well-located places"),
    Take::One("well_located_percent", "% of all well located"),
    Take::One("met_percent", "% of need met"),
    Take::One("places", "Places standing"),
    Take::Range("additional_low", "additional_high", "Places added"),
];

const KEPT: [Take; 2] = [Take::One("protected", "Places protected"), Take::One("dfe_cost_gbp", "DfE cost, £m")];

const YEARS: [Take; 9] = [
    Take::One("year", "Financial year"),
    Take::One("dfe_spend_gbp", "DfE spend, £m"),
    Take::One("projects_starting", "Projects starting"),
    Take::One("projects_opening", "Projects opening"),
    Take::Range("additional_low", "additional_high", "Places added"),
    Take::One("protected", "Places protected"),
    Take::One("places", "Places there are"),
    Take::One("children", "Children in need"),
    Take::One("well_located_places", "Well located"),
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
    let expected = position(table, "additional_expected");
    let is_countable = table.rows.iter().any(|row| row[expected] != Cell::Empty);
    let takes = REGIONS.into_iter().chain(COUNTABLE.into_iter().filter(|_| is_countable)).chain(KEPT);
    let takes: Vec<Take> = takes.collect();
    Grid::all("regions", "Each region: its children, and the bids of its authorities", table, &takes)
}

/// Each group of areas.
pub(super) fn groups(table: &Table) -> Grid {
    let takes: Vec<Take> =
        [Take::One("name", "Group of authorities")].into_iter().chain(REGIONS[1..].to_vec()).collect();
    Grid::all("groups", "Each group of authorities: its children, and the bids of its authorities", table, &takes)
}

const PARTNERS: [Take; 6] = [
    Take::One("payer", "Who pays"),
    Take::One("pays_gbp", "Pays, £m"),
    Take::One("projects", "Projects"),
    Take::One("places_kept", "Places kept for its children"),
    Take::One("fund_gbp", "Fund, £m"),
    Take::One("left_gbp", "Left, £m"),
];

/// Who pays what.
pub(super) fn partners(table: &Table) -> Grid {
    Grid::all("partners", "Who pays what of the plan, and the places kept for partners' children", table, &PARTNERS)
}

const NEIGHBOURS: [Take; 6] = [
    Take::One("name", "Authority"),
    Take::One("region", "Region"),
    Take::One("places_taken", "Places it would take"),
    Take::One("well_located_taken", "Well located of those taken"),
    Take::One("places_given", "Places it would give"),
    Take::One("well_located_given", "Well located of those given"),
];

/// What each neighbour of a group that plans takes and gives.
pub(super) fn neighbours(table: &Table) -> Grid {
    let caption = "What crosses the border, were all places there are to serve all children as well as they can";
    Grid::all("neighbours", caption, table, &NEIGHBOURS).sortable()
}

const AREAS: [Take; 6] = [
    Take::One("name", "Authority"),
    Take::One("region", "Region"),
    Take::One("care_type", "Care type"),
    Take::One("children", "Children in need"),
    Take::One("well_located_places", "Well-located places"),
    Take::One("children_without_place", "Children without a place"),
];

/// Each authority that has children in need, by care type, and those of which that is not known.
pub(super) fn authorities(table: &Table) -> Grid {
    let at = position(table, "children");
    let rows = (0..table.rows.len()).filter(|&row| table.rows[row][at] != Cell::Whole(0));
    let caption = "Each authority and care type: children in need, and those without a place within reach";
    Grid::of("authorities", caption, table, &AREAS, rows).sortable()
}

/// Each financial year.
pub(super) fn years(table: &Table) -> Grid {
    let over = position(table, "over");
    let is_put = table.rows.iter().any(|row| row[over] != Cell::Empty);
    let takes: Vec<Take> = YEARS.into_iter().chain(is_put.then_some(Take::One("over", "Over"))).collect();
    Grid::all(
        "years",
        "What is spent, started and opened in each financial year, and what there is at its end",
        table,
        &takes,
    )
}

/// The family of which there is a rule for every authority.
const MATCH: &str = "match_funding";

/// Every rule but those of the match of single authorities.
pub(super) fn rules(run: &Run<'_>, rules: &Table) -> Grid {
    let rows = (0..rules.rows.len()).filter(|&row| run.findings[row].family != MATCH);
    let shown: Vec<usize> = rows.collect();
    let is_aside = |&at: &usize| run.findings[shown[at]].holds() && !run.findings[shown[at]].binding;
    let caption = "Rules of the model, and how far the plan is from them";
    let mut grid = Grid::of("rules", caption, rules, &RULES, shown.iter().copied()).without_on_paper(&["Source"]);
    grid.screen_only.rows = (0..shown.len()).filter(is_aside).collect();
    grid
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

/// The headline beside what the run is compared with.
pub(super) fn headline(run: &Run<'_>, there: Option<&Counterpart<'_>>) -> Grid {
    let table = compared::beside(run, there);
    headline_of(there, &table, 0..table.rows.len())
}

/// These rows of the headline, beside what the run is compared with.
pub(in crate::report) fn headline_of(
    there: Option<&Counterpart<'_>>,
    table: &Table,
    rows: impl Iterator<Item = usize>,
) -> Grid {
    let takes = [
        Take::One("label", "Measure"),
        Take::One("this_plan", "This plan"),
        Take::One("published_plan", ""),
        Take::One("difference", "Difference"),
    ];
    let shown = if there.is_some() { &takes[..] } else { &takes[..2] };
    let mut grid = Grid::of("numbers", "The plan in numbers", table, shown, rows);
    if let (Some(there), Some((heading, _))) = (there, grid.headings.get_mut(2)) {
        heading.clone_from(&there.heading);
    }
    grid.placed(there)
}

/// What is proved of the plan, beside what could be at best; nothing of a plan that was given.
pub(super) fn proofs(run: &Run<'_>) -> Option<Grid> {
    let worst = run
        .proofs?
        .worst_region
        .map(|proof| ("worst_region_percent", "% of need met, worst region", worst_region(proof)));
    let Sides { places, place_years, cost, .. } = Sides::of(run);
    let places = match place_years {
        Some(years) => ("place_years", "Well-located place-years", years),
        None => ("well_located_places", "Well-located places", places),
    };
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
    let columns = [
        ("what", "What is assumed"),
        ("value", "Value"),
        ("range", "Range"),
        ("basis", "Basis"),
        ("owner", "Signed off by"),
        ("effect", "Effect"),
    ];
    let row =
        |one: &Assumption| [&one.what, &one.value, &one.range, &one.basis, &one.owner, &one.effect].map(Cell::text);
    let caption = "The log of assumptions of the dataset";
    let grid = words(("assumed", caption), "assumptions", columns, assumptions.iter().map(row));
    grid.without_on_paper(&["Basis", "Signed off by"])
}

/// Where things come from.
pub(super) fn sources(sources: &[Source]) -> Grid {
    let columns = [
        ("file", "File"),
        ("column", "Column"),
        ("kind", "Kind"),
        ("source", "Source"),
        ("date", "Date"),
        ("licence", "Licence"),
        ("note", "Note"),
    ];
    let row = |one: &Source| {
        let kind = match one.kind {
            Basis::Observed => "observed",
            Basis::Modelled => "modelled",
        };
        // A note is often left out.
        let texts = [&one.file, &one.column, kind, &one.source, &one.date, &one.licence, &one.note];
        texts.map(|text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) })
    };
    let caption = "Where each table and column of the dataset comes from (* is the whole file)";
    words(("from", caption), "sources", columns, sources.iter().map(row))
}

/// A table of words, of the columns of a file that are named, each under its heading.
fn words<const N: usize>(
    (id, caption): (&str, &str),
    file: &'static str,
    columns: [(&'static str, &'static str); N],
    rows: impl Iterator<Item = [Cell; N]>,
) -> Grid {
    let names = columns.map(|(name, _)| Column::words(name, ""));
    let table = Table::new(file, &names, rows.map(Vec::from).collect());
    Grid::all(id, caption, &table, &columns.map(|(name, heading)| Take::One(name, heading)))
}
