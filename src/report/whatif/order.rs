//! `order.csv` and its page: a funding order of a plan, with the regret of every beginning.

use super::span;
use crate::domain::{Instance, counted};
use crate::model::{Goal, Question};
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::Span;
use crate::whatif::order::{Order, Step};

const COLUMNS: [Column; 14] = [
    Column::number("step", "Step"),
    Column::words("project", "Project"),
    Column::files_only("option"),
    Column::files_only("name"),
    Column::files_only("line"),
    Column::files_only("region"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::millions("cost_so_far_gbp", "£m so far"),
    Column::change("well_located_added", "Well-located\nadded"),
    Column::number("well_located_places", "Well-located\nin all"),
    Column::files_only("best_found"),
    Column::files_only("best_bound"),
    Column::number("regret_at_least", "Regret"),
    Column::number("regret_at_most", "at most"),
];

/// The table: a row for each step.
#[must_use]
pub fn table(instance: &Instance, order: &Order) -> Table {
    let before = order.steps.iter().map(|step| step.places);
    let before = std::iter::once(order.before).chain(before);
    let rows = order.steps.iter().zip(before).enumerate().map(|(at, (step, before))| {
        let option = &instance[step.option];
        let project = &instance[option.project];
        let Span { least, most } = step.regret();
        let (had, has) = (Cell::from(before), Cell::from(step.places));
        vec![
            (at + 1).into(),
            Cell::text(&project.id),
            Cell::text(&option.id),
            Cell::text(&project.name),
            Cell::text(&instance[project.line].id),
            Cell::text(&instance[project.area].region),
            option.cost.into(),
            step.cost.into(),
            added(&had, &has),
            has,
            step.best.least.into(),
            step.best.most.into(),
            least.into(),
            most.into(),
        ]
    });
    Table::new("order", &COLUMNS, rows.collect())
}

fn added(had: &Cell, has: &Cell) -> Cell {
    match (had, has) {
        (Cell::Hundredths(had), Cell::Hundredths(has)) => Cell::Hundredths(has - had),
        _ => Cell::Empty,
    }
}

/// The page of an order of a plan of `all` projects, in at most `columns`: what it costs at its worst step, and every step.
#[must_use]
pub fn page(question: &Question<'_>, order: &Order, all: usize, columns: u16) -> String {
    let all = all - order.begun;
    let key = |step: &&Step| (step.regret().most, step.regret().least);
    let worst = order.steps.iter().enumerate().max_by_key(|(_, step)| key(step));
    let opening = match worst {
        None if order.begun > 0 => "All of the plan has begun: there is nothing to put in order.".to_owned(),
        None => "The plan funds nothing: there is nothing to put in order.".to_owned(),
        Some((_, step)) if step.regret() == Span::default() => {
            "Should the money end with a step, what was announced until then is the best that the same money could have had \
             of this plan: no step has any regret. Between two steps the next is not paid for, and another choice of \
             projects may have had more. Limits from below speak of the whole plan, and not of a part of it."
                .to_owned()
        }
        Some((at, step)) => {
            let none = order.steps.iter().filter(|step| step.regret() == Span::default()).count();
            format!(
                "Should the money end with a step, what was announced until then is near the best that the same money \
                 could have had of this plan. At the worst step, number {}, {}; {} of {all} steps have no regret at \
                 all. Between two steps the next is not paid for, and another choice of projects may have had more. \
                 Limits from below speak of the whole plan, and not of a part of it.",
                at + 1,
                span::lost(step.regret()),
                none
            )
        }
    };
    let begun = (order.begun > 0).then(|| {
        let has = counted(order.begun, "project of it has", "projects of it have");
        format!("Before the first step: {has} begun, what they require among them.")
    });
    let stopped = (order.steps.len() < all)
        .then(|| format!("It was stopped: {} of {all} steps were looked at.", order.steps.len()));
    let paragraphs = [begun, Some(opening), stopped, at_horizon(question)].into_iter().flatten();
    let text: String = paragraphs.map(|text| wrapped(&text, columns.into(), 0) + "\n\n").collect();
    format!("{text}{}", table(question.instance, order).to_text(columns))
}

/// That the goal is another than what is counted here, where it is.
pub(in crate::report) fn at_horizon(question: &Question<'_>) -> Option<String> {
    let Goal::PlaceYears { .. } = question.model.goal else { return None };
    let horizon = question.model.horizon;
    Some(format!(
        "The model seeks place-years, and here well-located places are counted as they stand at the end of {horizon} alone."
    ))
}
