//! Waterfalls: from the plan that a run is compared with to its own, step by step.

use serde::Serialize;

use super::beside::Beside;
use super::piece::{Field, Piece, position, units};
use crate::domain::Money;
use crate::report::run::{Counterpart, Run, headline, lines};
use crate::report::whatif::frontier;
use crate::table::{Cell, Show, Table};
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::Parameter;

/// The length of the longest bar, in units of the drawing.
const LONGEST: i64 = 1_000;

/// A waterfall.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Waterfall {
    id: &'static str,
    caption: String,
    /// What its numbers are.
    unit: &'static str,
    steps: Vec<Step>,
}

/// A step of it: a whole, or what comes on top or goes away.
#[derive(Clone, Debug, Serialize)]
struct Step {
    label: Field,
    /// The folder that its numbers stand in, where that is not the run's.
    from: Option<String>,
    kind: &'static str,
    left: i64,
    length: i64,
    number: Field,
}

/// A step before it is drawn: from where to where it goes.
struct Reach {
    label: Field,
    from: Option<String>,
    kind: &'static str,
    ends: (i64, i64),
    number: Field,
}

/// Every waterfall that the run and what was asked beside it give.
pub(super) fn all(run: &Run<'_>, there: Option<&Counterpart<'_>>, frontiers: &[Beside<Frontier>]) -> Vec<Waterfall> {
    let Some(there) = there else { return Vec::new() };
    let lines = lines::beside(run, Some(there));
    let money = by_line(there, &lines, ["published_dfe_cost_gbp", "dfe_cost_difference_gbp", "dfe_cost_gbp"]);
    let places = by_line(there, &lines, ["published_additional_high", "additional_high_difference", "additional_high"]);
    let located = frontiers.iter().find_map(|frontier| located(run, there, frontier));
    let name = &there.name;
    let waterfall = |id, caption, unit| move |reaches| drawn(id, caption, unit, reaches);
    let all = [
        money.map(waterfall("fall-money", format!("Money, from {name} to this one, by programme line"), "£m")),
        places.map(waterfall(
            "fall-places",
            format!("Places added at the high end, from {name} to this one"),
            "Places",
        )),
        located.map(waterfall(
            "fall-located",
            format!("Well-located places: {}, chosen again for the same money, and this plan", there.had),
            "Well located",
        )),
    ];
    all.into_iter().flatten().collect()
}

/// From what the other plan has to what this one has, by programme line; nothing where something was not published.
fn by_line(there: &Counterpart<'_>, lines: &Table, [published, difference, this]: [&str; 3]) -> Option<Vec<Reach>> {
    let at = [published, difference, this].map(|column| position(lines, column));
    if lines.rows.is_empty() || lines.rows.iter().any(|row| row[at[0]] == Cell::Empty) {
        return None;
    }
    let sum = |column: usize| lines.rows.iter().map(|row| units(&row[column])).sum::<i64>();
    let mut level = sum(at[0]);
    let mut reaches = vec![whole(&there.heading, None, level, Piece::sum(lines, published).placed(Some(there)))];
    for (row, cells) in lines.rows.iter().enumerate().filter(|(_, cells)| units(&cells[at[1]]) != 0) {
        let then = level;
        level += units(&cells[at[1]]);
        reaches.push(Reach {
            label: Field::one(Piece::of(lines, row, "name")),
            from: None,
            kind: if level < then { "less" } else { "more" },
            ends: (then, level),
            number: Field::one(Piece::shown(lines, row, difference, Show::Change).placed(Some(there))),
        });
    }
    reaches.push(whole("This plan", None, sum(at[2]), Piece::sum(lines, this)));
    Some(reaches)
}

/// From the other plan to the best for the same money and to this plan; nothing where the frontier does not ask that.
fn located(run: &Run<'_>, there: &Counterpart<'_>, beside: &Beside<Frontier>) -> Option<Vec<Reach>> {
    let frontier = Some(&beside.told).filter(|one| one.parameter == Parameter::Envelope)?;
    let (table, headline) = (frontier::table(run.question.instance, frontier), headline::beside(run, Some(there)));
    let cost: Money = there.totals().cost;
    let at = frontier.points.iter().position(|point| point.setting.amount == cost.pounds() && point.found.is_some())?;
    let row = headline.rows.iter().position(|row| row[0].in_files() == "well_located_places")?;
    let level = |table: &Table, row: usize, column: &str| units(&table.rows[row][position(table, column)]);
    let of = |column| (level(&headline, row, column), Piece::of(&headline, row, column).placed(Some(there)));
    let ((published, published_piece), (this, this_piece)) = (of("published_plan"), of("this_plan"));
    let again = level(&table, at, "well_located_places");
    let step = |label: &str, from: Option<String>, ends: (i64, i64), piece| Reach {
        kind: if ends.1 < ends.0 { "less" } else { "more" },
        ends,
        ..whole(label, from, 0, piece)
    };
    let folder = Some(beside.name.clone());
    Some(vec![
        whole(&there.heading, None, published, published_piece),
        step("Chosen again for that money", folder, (published, again), Piece::of(&table, at, "well_located_places")),
        step("This plan", None, (again, this), this_piece),
    ])
}

/// A step that stands on nought.
fn whole(label: &str, from: Option<String>, level: i64, piece: Piece) -> Reach {
    let label = Field::one(Piece::new(String::new(), &Cell::text(label), Show::Words));
    Reach { label, from, kind: "whole", ends: (0, level), number: Field::one(piece) }
}

/// The steps drawn to one scale, from nought.
fn drawn(id: &'static str, caption: String, unit: &'static str, reaches: Vec<Reach>) -> Waterfall {
    let most = reaches.iter().map(|reach| reach.ends.0.max(reach.ends.1)).max().unwrap_or_default().max(1);
    let place = |level: i64| {
        let place = i128::from(level.max(0)) * i128::from(LONGEST) / i128::from(most);
        i64::try_from(place).expect("no bar is longer than the longest")
    };
    let step = |Reach { label, from, kind, ends, number }: Reach| {
        let (one, other) = (place(ends.0), place(ends.1));
        Step { label, from, kind, left: one.min(other), length: one.abs_diff(other).cast_signed(), number }
    };
    Waterfall { id, caption, unit, steps: reaches.into_iter().map(step).collect() }
}
