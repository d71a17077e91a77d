//! The plan by programme line, beside what was published where anything was, or beside another run.

use super::grid::{Grid, Take};
use super::piece::{Field, Piece, position};
use crate::domain::{Instance, Opening};
use crate::report::run::{Counterpart, Run, lines as of_run};
use crate::table::{Cell, Show, Table};

const THIS: [Take; 4] = [
    Take::One("name", "Programme line"),
    Take::One("projects", "Projects"),
    Take::One("homes", "Homes"),
    Take::Range("additional_low", "additional_high", "Places added"),
];

const MONEY: [Take; 2] = [Take::One("dfe_cost_gbp", "DfE cost, £m"), Take::One("done_by", "Done by")];

/// What of the places added may be counted on, where that is known.
pub(super) const COUNTABLE: [Take; 2] =
    [Take::One("additional_expected", "Places expected"), Take::One("additional_assured", "Places assured")];

const PUBLISHED: [Take; 5] = [
    Take::One("published_projects", "Projects"),
    Take::One("published_homes", "Homes"),
    Take::Range("published_additional_low", "published_additional_high", "Places added"),
    Take::One("published_dfe_cost_gbp", "DfE cost, £m"),
    Take::One("published_done_by", "Done by"),
];

/// What stands beside this plan, in a word: what was published, or another run.
fn beside<'a>(there: Option<&'a Counterpart<'_>>) -> &'a str {
    there.filter(|there| there.held.is_some()).map_or("Published", |there| &there.heading)
}

/// What the table is.
fn caption(instance: &Instance, there: Option<&Counterpart<'_>>) -> String {
    match there.filter(|there| there.held.is_some()) {
        Some(there) => format!("By programme line: this plan and {}", there.again),
        None => of_run::caption(instance),
    }
}

/// The table, from `lines.csv`.
pub(super) fn grid(run: &Run<'_>, there: Option<&Counterpart<'_>>) -> Grid {
    let lines = &of_run::beside(run, there);
    let caption = caption(run.question.instance, there);
    let cost = position(lines, "published_dfe_cost_gbp");
    let is_published = lines.rows.iter().any(|row| row[cost] != Cell::Empty);
    let is_countable = Opening::is_known(run.question.instance);
    let own = THIS.into_iter().chain(COUNTABLE.into_iter().filter(|_| is_countable)).chain(MONEY);
    let own: Vec<Take> = own.collect();
    let takes: Vec<Take> = own.iter().copied().chain(PUBLISHED.into_iter().filter(|_| is_published)).collect();
    let mut grid = Grid::all("by-line", &caption, lines, &takes);
    let mut total = vec![label("Total")];
    total.extend(sums(lines, ["projects", "additional_low", "additional_high", "dfe_cost_gbp"]));
    if is_countable {
        // What is assured of parts has no sum.
        let at = THIS.len();
        total.splice(at..at, [Field::one(Piece::sum(lines, "additional_expected")), label("")]);
    }
    if is_published {
        grid.groups = vec![
            (String::new(), 1),
            ("This plan".to_owned(), own.len() - 1),
            (beside(there).to_owned(), PUBLISHED.len()),
        ];
        let columns =
            ["published_projects", "published_additional_low", "published_additional_high", "published_dfe_cost_gbp"];
        total.extend(sums(lines, columns));
    }
    grid.total = Some(total);
    grid.placed(there)
}

/// All lines together, without homes (a home may be on two lines) and years.
fn sums(lines: &Table, [projects, low, high, cost]: [&str; 4]) -> [Field; 5] {
    let sum = |column| Piece::sum(lines, column);
    [Field::one(sum(projects)), label(""), Field::range(sum(low), sum(high)), Field::one(sum(cost)), label("")]
}

/// Words that stand in no file.
fn label(text: &str) -> Field {
    Field::one(Piece::new(String::new(), &Cell::text(text), Show::Words))
}
