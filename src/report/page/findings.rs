//! What each section of the page finds, as the sentence that it opens with.

use serde::Serialize;

use super::bids::{Bid, Standing, table as table_of};
use super::piece::{Piece, position, units};
use super::said::Said;
use crate::report::run::{Counterpart, Run, areas, lines, plan, rules};
use crate::table::{Cell, Table};

/// The sentences.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Findings {
    lines: Said,
    places: Said,
    need: Said,
    money: Said,
    bids: Said,
    limits: Said,
    checked: Said,
}

impl Findings {
    /// What there is to say of a run.
    pub fn of(
        run: &Run<'_>,
        there: Option<&Counterpart<'_>>,
        (regions, years): (&Table, &Table),
        bids: &[Bid],
    ) -> Self {
        Self {
            lines: of_lines(&lines::table(run)),
            places: of_areas(&areas::table(run)),
            need: of_regions(regions),
            money: of_years(years),
            bids: of_bids(run, there, bids),
            limits: of_rules(&rules::table(run)),
            checked: checked(&rules::table(run)),
        }
    }
}

/// The row with the most of a column; nothing where none has any.
fn most(table: &Table, column: &str) -> Option<usize> {
    let at = position(table, column);
    let rows = (0..table.rows.len()).filter(|&row| units(&table.rows[row][at]) > 0);
    rows.rev().max_by_key(|&row| units(&table.rows[row][at]))
}

/// Which line takes the most money and which adds the most places.
fn of_lines(table: &Table) -> Said {
    let (Some(dear), Some(large)) = (most(table, "dfe_cost_gbp"), most(table, "additional_likely")) else {
        return Said::new("No programme line adds places.");
    };
    let name = |row| Piece::of(table, row, "name");
    let (cost, places) = (Piece::of(table, dear, "dfe_cost_gbp"), Piece::of(table, large, "additional_likely"));
    let said = Said::new("The most money goes to one line, ").number(name(dear)).words(": ").millions(cost);
    if dear == large {
        return said.words(". It adds the most places too, ").number(places).words(".");
    }
    said.words(". The most places come of another, ").number(name(large)).words(": ").number(places).words(".")
}

/// Where most children are without a place.
fn of_areas(table: &Table) -> Said {
    let Some(row) = most(table, "children_without_place") else {
        return Said::new("Every child whose need is known has a place within reach.");
    };
    let number = |column| Piece::of(table, row, column);
    let said = Said::new("Most children are without a place within reach in ").number(number("name")).words(": ");
    let said = said.number(number("children_without_place")).words(" of ").number(number("children"));
    said.words(" who need one (").number(number("care_type")).words(").")
}

/// Where need is least met and where it is met best.
fn of_regions(table: &Table) -> Said {
    let met = position(table, "met_percent");
    let mut rows: Vec<usize> = (0..table.rows.len()).filter(|&row| table.rows[row][met] != Cell::Empty).collect();
    rows.sort_by_key(|&row| units(&table.rows[row][met]));
    let (Some(&least), Some(&best)) = (rows.first(), rows.last()) else {
        return Said::new("It is not known of any region how many children need a place.");
    };
    let part = |said: Said, row| {
        let said = said.number(Piece::of(table, row, "region")).words(", where ");
        said.number(Piece::of(table, row, "met_percent")).words("% of children in need have a well-located place")
    };
    if least == best {
        return part(Said::new("All need is in "), least).words(".");
    }
    let said = part(Said::new("Need is met least in "), least).words(", and best in ");
    said.number(Piece::of(table, best, "region")).words(", ").number(Piece::of(table, best, "met_percent")).words("%.")
}

/// When most is spent, and how many years of it are over.
fn of_years(table: &Table) -> Said {
    let Some(row) = most(table, "dfe_spend_gbp") else { return Said::new("Nothing is spent.") };
    let said = Said::new("Most is spent in ").number(Piece::of(table, row, "year")).words(": ");
    let said = said.millions(Piece::of(table, row, "dfe_spend_gbp")).words(" of ");
    let said = said.millions(Piece::sum(table, "dfe_spend_gbp"));
    let over = position(table, "over");
    let count = table.rows.iter().filter(|row| row[over] == Cell::Yes).count();
    if count == 0 {
        return said.words(".");
    }
    let said = said.words("; ").rows(table, "over", "yes", ("year is over", "years are over"));
    said.words(", and what was spent then stays.")
}

/// How many bids are where.
fn of_bids(run: &Run<'_>, there: Option<&Counterpart<'_>>, bids: &[Bid]) -> Said {
    let plan = plan::table(run);
    if run.plan.funded.is_empty() {
        return Said::new("Nothing is funded.");
    }
    let Some(there) = there else {
        return Said::default().rows(&plan, "funded", "yes", ("bid is funded.", "bids are funded."));
    };
    let table = table_of(run.question.instance, Some(there), bids);
    let said = Said::default().rows(
        &table,
        "standing",
        Standing::OnlyHere.word(Some(there)),
        ("bid comes in", "bids come in"),
    );
    let said = said.words(&format!(" beside {}, ", there.name));
    let said = said.rows(&table, "standing", Standing::OnlyThere.word(Some(there)), ("goes out", "go out"));
    said.words(" and ").rows(
        &table,
        "standing",
        Standing::InBoth.word(Some(there)),
        ("stays as it was.", "stay as they were."),
    )
}

/// How many rules hold the plan back.
fn of_rules(table: &Table) -> Said {
    let said = Said::default().rows(table, "binding", "yes", ("rule holds", "rules hold"));
    said.words(" the plan back; ").rows(table, "holds", "yes", ("rule is kept in all.", "rules are kept in all."))
}

/// Whether all rules are kept.
fn checked(table: &Table) -> Said {
    let holds = position(table, "holds");
    if table.rows.iter().all(|row| row[holds] == Cell::Yes) {
        return Said::new("Every number was worked out again from the files, and every rule is kept.");
    }
    let said = Said::new("Every number was worked out again from the files, and ");
    said.rows(table, "holds", "no", ("rule is broken.", "rules are broken."))
}
