//! The first screen: the answer in a sentence, three figures, and what changed beside what the run is compared with.

use serde::Serialize;

use super::Subject;
use super::along;
use super::beside::Beside;
use super::bids::{self, Bid};
use super::piece::{Field, Piece, position, units};
use super::said::{Said, and};
use crate::report::manifest::Sides;
use crate::report::run::{Counterpart, Run, Status, headline, lines, regions};
use crate::table::{Cell, Show, Table};
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::Parameter;

/// How many regions are named.
const NAMED: usize = 3;

/// What is counted of a plan.
const LOCATED: (&str, &str) = ("well-located place", "well-located places");

/// A number that is set large.
#[derive(Serialize)]
struct Figure {
    label: &'static str,
    unit: &'static str,
    value: Field,
    published: Option<Field>,
    /// Of a number that is not proved best: none is more.
    bound: Option<Field>,
}

/// The first screen.
#[derive(Serialize)]
pub(super) struct First {
    answer: Said,
    /// What frontiers over the envelope say, each with the folder that its numbers stand in.
    beyond: Vec<(String, Said)>,
    changed: Option<Said>,
    figures: Vec<Figure>,
    /// Whose their counterparts are.
    figures_of: String,
}

impl First {
    /// The first screen of a page.
    pub fn of(subject: &Subject<'_>, there: Option<&Counterpart<'_>>, regions: &Table, bids: &[Bid]) -> Self {
        let run = &subject.run;
        let headline = headline::beside(run, there);
        Self {
            answer: answer(run, there, (&headline, regions)),
            beyond: beyond(run, subject.frontiers),
            changed: there.map(|there| changed(there, &bids::table(run.question.instance, Some(there), bids))),
            figures: figures(run, there, &headline),
            figures_of: there
                .filter(|there| there.held.is_some())
                .map_or("published", |there| &there.heading)
                .to_owned(),
        }
    }
}

/// The row of a measure in the headline.
pub(super) fn row(headline: &Table, measure: &str) -> usize {
    let found = headline.rows.iter().position(|row| row[0].in_files() == measure);
    found.unwrap_or_else(|| panic!("the headline has {measure}"))
}

/// The answer, in a sentence.
fn answer(run: &Run<'_>, there: Option<&Counterpart<'_>>, (headline, regions): (&Table, &Table)) -> Said {
    let cell = |measure: &str, column: &str| Piece::of(headline, row(headline, measure), column).placed(there);
    let gained = there.map(|there| most_gained(regions, there)).unwrap_or_default();
    let most = match gained.as_slice() {
        [] => ".".to_owned(),
        names => format!(", most of them in {}.", and(&names.iter().map(String::as_str).collect::<Vec<_>>())),
    };
    let is_more = |measure: &str| more(headline, measure) > 0;
    let is_dearer = is_more("well_located_places") && is_more("dfe_cost_gbp");
    if let Some(kept) = there.filter(|there| there.is_kept(run) && is_dearer) {
        return Said::default()
            .millions(cell("dfe_cost_gbp", "difference"))
            .words(&format!(" on top of {} buys ", kept.name))
            .counted(cell("well_located_places", "difference"), ("more well-located place", "more well-located places"))
            .words(&most);
    }
    // The places of homes that stand count as well, so the money did not buy them all.
    let said = Said::new("With ").millions(cell("dfe_cost_gbp", "this_plan")).words(" spent, ");
    let said = said.counted(Piece::sum(regions, "children"), ("child in need has ", "children in need have "));
    let said = said.counted(cell("well_located_places", "this_plan"), LOCATED);
    let said = said.words(", those in homes of today among them");
    match there {
        None => said.words("."),
        Some(there) if is_more("well_located_places") => said
            .words(": ")
            .number(unsigned(cell("well_located_places", "difference")))
            .words(&format!(" more than {}", there.name))
            .words(&most),
        Some(there) => said
            .words(&format!("; {} has ", there.name))
            .number(cell("well_located_places", "published_plan"))
            .words("."),
    }
}

/// What the frontiers over the envelope say, each with the folder that its numbers stand in.
fn beyond(run: &Run<'_>, frontiers: &[Beside<Frontier>]) -> Vec<(String, Said)> {
    let over = frontiers.iter().filter(|one| one.told.parameter == Parameter::Envelope);
    over.filter_map(|one| Some((one.name.clone(), along::finding(run, &one.told)?))).collect()
}

/// What is not the same as in what the run is compared with, in a sentence.
fn changed(there: &Counterpart<'_>, bids: &Table) -> Said {
    let standing = position(bids, "standing");
    let is = |word: &str| bids.rows.iter().any(|row| row[standing].in_files() == word);
    let said = Said::new(&format!("Beside {}: ", there.name))
        .rows(bids, "standing", "only here", ("bid is only here", "bids are only here"))
        .words(", ")
        .rows(bids, "standing", there.alone, ("only there", "only there"));
    let said = if is("another way") {
        said.words(", ").rows(bids, "standing", "another way", ("is done another way", "are done another way"))
    } else {
        said
    };
    said.words(" and ").rows(bids, "standing", "in both", ("is in both.", "are in both."))
}

/// Three numbers, each with its counterpart.
fn figures(run: &Run<'_>, there: Option<&Counterpart<'_>>, headline: &Table) -> Vec<Figure> {
    let lines = lines::beside(run, there);
    let cell = |measure: &str, column: &str| Piece::of(headline, row(headline, measure), column).placed(there);
    let this = |measure: &str| cell(measure, "this_plan");
    let Sides { places, place_years, .. } = Sides::of(run);
    // What is sought comes first, under its own name.
    let (key, label, sought) = match place_years {
        Some(years) => ("place_years", "Well-located place-years", years),
        None => ("well_located_places", "Well-located places", places),
    };
    let open = (Status::of(run) == Status::NotProved && sought.bound != Cell::Empty)
        .then(|| Field::one(Piece::new(format!("run {key} bound"), &sought.bound, Show::Number)));
    let is_published = lines.rows.iter().any(|row| row[position(&lines, "published_dfe_cost_gbp")] != Cell::Empty);
    let sum = |column: &str| Piece::sum(&lines, column).placed(there);
    let range = Field::range(sum("published_additional_low"), sum("published_additional_high"));
    let is_told = headline.rows[row(headline, key)][position(headline, "published_plan")] != Cell::Empty;
    let located = (there.is_some() && is_told).then(|| Field::one(cell(key, "published_plan")));
    let figure = |label, unit, value, published| Figure { label, unit, value, published, bound: None };
    vec![
        Figure { bound: open, ..figure(label, "", Field::one(this(key)), located) },
        figure(
            "Places added",
            "",
            Field::range(this("additional_low"), this("additional_high")),
            Some(range).filter(|_| is_published),
        ),
        figure(
            "Cost to the department",
            "£m",
            Field::one(this("dfe_cost_gbp")),
            is_published.then(|| Field::one(sum("published_dfe_cost_gbp"))),
        ),
    ]
}

/// A number without the sign before it.
fn unsigned(piece: Piece) -> Piece {
    Piece { text: piece.text.trim_start_matches('+').to_owned(), ..piece }
}

/// How much more of a measure this plan has than the other.
fn more(headline: &Table, measure: &str) -> i64 {
    units(&headline.rows[row(headline, measure)][position(headline, "difference")])
}

/// The regions whose children have the most more well-located places than in the other plan, as few as have more than half
/// of what all gain.
fn most_gained(now: &Table, there: &Counterpart<'_>) -> Vec<String> {
    let then = regions::table(&there.run);
    let at = position(now, "well_located_places");
    let located = |table: &Table, row: usize| units(&table.rows[row][at]);
    let mut gains: Vec<(i64, String)> = (0..now.rows.len())
        .map(|row| (located(now, row) - located(&then, row), now.rows[row][0].on_paper(Show::Words)))
        .filter(|(gain, _)| *gain > 0)
        .collect();
    gains.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let all: i64 = gains.iter().map(|(gain, _)| gain).sum();
    let mut told = 0;
    let mut is_short = |gain: i64| {
        let is_short = told * 2 <= all;
        told += gain;
        is_short
    };
    let names: Vec<String> = gains.into_iter().take_while(|(gain, _)| is_short(*gain)).map(|(_, name)| name).collect();
    // A list of most of the regions says nothing.
    if names.len() > NAMED { Vec::new() } else { names }
}
