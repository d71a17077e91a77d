//! `why.csv` and its page: why each project is in the plan, or is not.

mod text;

pub use text::{brief, note, text};

use super::span;
use crate::audit::well_located;
use crate::domain::{Index, ProjectOption};
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::why::{Base, Why, cost_of};
use crate::whatif::{Span, UpperBound};

const COLUMNS: [Column; 25] = [
    Column::words("project", "Project"),
    Column::files_only("name"),
    Column::files_only("line"),
    Column::files_only("area"),
    Column::files_only("region"),
    Column::files_only("funded"),
    Column::files_only("option"),
    Column::files_only("dfe_cost_gbp"),
    Column::words("other_way", "Instead"),
    Column::files_only("well_located_found"),
    Column::files_only("well_located_bound"),
    Column::number("fewer_at_least", "Fewer, at least"),
    Column::number("fewer_at_most", "at most"),
    Column::files_only("proved"),
    Column::files_only("cost_change_gbp"),
    Column::files_only("comes_in"),
    Column::files_only("goes_out"),
    Column::files_only("stopped_by"),
    Column::number("rank", "Next"),
    Column::files_only("price_found_percent"),
    Column::files_only("price_bound_percent"),
    Column::files_only("places_found"),
    Column::files_only("places_bound"),
    Column::files_only("base_found"),
    Column::files_only("base_bound"),
];

/// The table: a row for each project that was examined.
#[must_use]
pub fn table(base: &Base<'_>, whys: &[Why]) -> Table {
    Table::new("why", &COLUMNS, whys.iter().map(|why| row(base, why)).collect())
}

fn row(base: &Base<'_>, why: &Why) -> Vec<Cell> {
    let instance = base.question.instance;
    let project = &instance[why.project];
    let area = &instance[project.area];
    let (comes, goes) = why.swaps(base);
    let loss = why.loss(base);
    let cost = why.found.as_ref().map(|found| cost_of(instance, found) - cost_of(instance, base.plan));
    let list = |options: &[Index<ProjectOption>]| Cell::Text(list(base, options).join(" "));
    let per_cent = |thousandths: Option<u32>| thousandths.map_or(Cell::Empty, |part| Cell::Tenths(part.into()));
    let entry = why.entry.unwrap_or_default();
    vec![
        Cell::text(&project.id),
        Cell::text(&project.name),
        Cell::text(&instance[project.line].id),
        Cell::text(&area.id),
        Cell::text(&area.region),
        why.funded.is_some().into(),
        why.funded.map_or(Cell::Empty, |option| Cell::text(&instance[option].id)),
        why.funded.map(|option| instance[option].cost).into(),
        Cell::text(other_way(why)),
        why.found.as_ref().map(|found| well_located(&base.question, found)).into(),
        why.most.places().into(),
        why.loss_at_least(base).into(),
        loss.map(|loss| loss.most).into(),
        loss.map_or(why.most == UpperBound::NoPlan, Span::is_known).into(),
        cost.into(),
        list(&comes),
        list(&goes),
        Cell::Text(why.stopped_by.iter().map(|broken| broken.id.as_str()).collect::<Vec<_>>().join(" ")),
        why.rank.into(),
        per_cent(entry.price_found),
        per_cent(entry.price_bound),
        entry.places_found.map(u64::from).into(),
        entry.places_bound.map(u64::from).into(),
        base.best.least.into(),
        base.best.most.into(),
    ]
}

/// What is known of the other way, in a word for files.
fn other_way(why: &Why) -> &'static str {
    match (&why.found, why.most) {
        (Some(_), _) => "plan found",
        (None, UpperBound::NoPlan) => "no plan",
        (None, UpperBound::Places(_)) => "none found",
    }
}

/// Options by name, as in `open-new-004/a`.
fn list(base: &Base<'_>, options: &[Index<ProjectOption>]) -> Vec<String> {
    let instance = base.question.instance;
    let name =
        |&option: &Index<ProjectOption>| format!("{}/{}", instance[instance[option].project].id, instance[option].id);
    options.iter().map(name).collect()
}

/// How many rows each list of the page has.
const PAGE: usize = 10;

/// The page for all projects, in at most `columns`: what is most missed if dropped, and what is next in line.
#[must_use]
pub fn page(base: &Base<'_>, whys: &[Why], how: &str, columns: u16) -> String {
    let mut missed: Vec<&Why> = whys.iter().filter(|why| why.funded.is_some()).collect();
    missed.sort_by_key(|why| {
        let at_least = why.loss_at_least(base);
        (
            why.most != UpperBound::NoPlan,
            std::cmp::Reverse((at_least, why.loss(base).map(|loss| loss.most))),
            why.project,
        )
    });
    let mut next: Vec<&Why> = whys.iter().filter(|why| why.rank.is_some()).collect();
    next.sort_by_key(|why| why.rank);
    let part = |heading: &str, whys: &[&Why]| {
        let whys: Vec<Why> = whys.iter().take(PAGE).map(|&why| why.clone()).collect();
        let lines = table(base, &whys).to_text(columns);
        format!("{}\n{lines}", wrapped(heading, columns.into(), 0))
    };
    let known =
        whys.iter().filter(|why| why.most == UpperBound::NoPlan || why.loss(base).is_some_and(Span::is_known)).count();
    let all = base.question.instance.projects().len();
    let examined = match whys.len() {
        count if count == all => format!("All {all} projects were examined, {how}."),
        count => format!("{count} of {all} projects were examined before it was stopped, {how}."),
    };
    let best = span::words(base.best);
    let known = format!(
        "The best plan has {best} well-located places. {examined} Of {known} the cost of the other way is \
                         known; of the rest it lies between the two numbers."
    );
    let missed = part("Missed most, if they are dropped: well-located places lost", &missed);
    let next = part("Next in line, of those not funded: well-located places lost if forced in", &next);
    format!("{}\n\n{missed}\n{next}", wrapped(&known, columns.into(), 0))
}
