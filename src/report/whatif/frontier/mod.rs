//! `frontier.csv` and `plans.csv`: what each setting of one number of a model buys, and by which plan.

mod book;
mod manifest;
mod page;
mod words;

use std::collections::BTreeSet;

pub use book::workbook;
pub use manifest::{Circumstances, asked};
pub use page::{TABLES, files, text};
pub use words::sentences;

use crate::case::Case;
use crate::domain::{Index, Instance, Money, Project, ProjectOption, WellLocated};
use crate::model::Model;
use crate::report::run::{flows, plan};
use crate::table::{Cell, Column, Show, Table};
use crate::whatif::frontier::{Found, Frontier, How, Point};
use crate::whatif::parameter::{Parameter, Scale, Setting};

const COLUMNS: [Column; 21] = [
    Column::files_only("over"),
    Column::millions("setting", "Setting"),
    Column::words("status", "Status"),
    Column::millions("spend_gbp", "Spend,\n£m"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::number("bound", "At\nmost"),
    Column::files_only("gap"),
    Column::change("more_places", "More"),
    Column::number("more_places_per_1m_gbp", "More for\neach £1m"),
    Column::files_only("per_1m_gbp_at_least"),
    Column::files_only("per_1m_gbp_at_most"),
    Column::number("worst_region_percent", "Worst\nregion, %"),
    Column::files_only("projects"),
    Column::files_only("options_in"),
    Column::files_only("options_out"),
    Column::files_only("churn"),
    Column::files_only("comes_in"),
    Column::files_only("goes_out"),
    Column::number("projects_in", "In"),
    Column::number("projects_out", "Out"),
    Column::number("projects_otherwise", "Other\nway"),
];

/// A row for each setting, in rising order; what is more, in and out is beside the setting before that is known and has a
/// plan. Of one that was not reached, a plan that is carried there says nothing of what the step buys.
#[must_use]
pub fn table(instance: &Instance, frontier: &Frontier) -> Table {
    let mut rows = Vec::new();
    let mut before: Option<&Point> = None;
    for point in &frontier.points {
        rows.push(row(instance, frontier, point, before.filter(|_| point.is_known())));
        before = if point.found.is_some() && point.is_known() { Some(point) } else { before };
    }
    Table::new("frontier", &COLUMNS, rows)
}

/// As [`table`], with the columns that a page has room and a use for.
#[must_use]
pub fn on_paper(instance: &Instance, frontier: &Frontier) -> Table {
    let mut table = table(instance, frontier);
    let is_money = frontier.points.iter().any(|point| point.setting.scale == Scale::Pounds);
    let hidden = if is_money { "worst_region_percent" } else { "more_places_per_1m_gbp" };
    for column in table.columns.iter_mut().filter(|column| column.name == hidden) {
        column.show = Show::FilesOnly;
    }
    table
}

fn row(instance: &Instance, frontier: &Frontier, point: &Point, before: Option<&Point>) -> Vec<Cell> {
    let found = point.found.as_ref();
    let then = before.and_then(|point| point.found.as_ref());
    let gap = found.zip(point.bound).map(|(found, bound)| less(bound, found.well_located));
    let more = found.zip(then).map(|(found, then)| less(found.well_located, then.well_located));
    let [each, at_least, at_most] =
        before.map_or([const { Cell::Empty }; 3], |before| per_million(frontier, before, point));
    let changes = found.zip(then).map(|(found, then)| Changes::between(instance, then, found));
    let count = |count: Option<usize>| Cell::from(count);
    vec![
        Cell::text(&frontier.parameter.word()),
        setting(point.setting),
        Cell::text(status(point)),
        found.map(|found| found.spend).into(),
        found.map(|found| found.well_located).into(),
        point.bound.into(),
        gap.into(),
        more.map_or(Cell::Empty, |more| more),
        each,
        at_least,
        at_most,
        found.map_or(Cell::Empty, |found| Cell::Tenths(found.worst_region.thousandths().into())),
        count(found.map(|found| found.plan.funded.len())),
        count(changes.as_ref().map(|changes| changes.comes_in.len())),
        count(changes.as_ref().map(|changes| changes.goes_out.len())),
        count(changes.as_ref().map(|changes| changes.projects)),
        changes.as_ref().map_or(Cell::Empty, |changes| named(instance, &changes.comes_in)),
        changes.as_ref().map_or(Cell::Empty, |changes| named(instance, &changes.goes_out)),
        count(changes.as_ref().map(|changes| changes.projects - changes.left)),
        count(changes.as_ref().map(|changes| changes.projects - changes.joined)),
        count(changes.as_ref().map(|changes| changes.joined + changes.left - changes.projects)),
    ]
}

/// A setting as its column has it.
fn setting(setting: Setting) -> Cell {
    match setting.scale {
        Scale::Pounds => Cell::Money(Money::from_pounds(setting.amount)),
        Scale::Count => Cell::Whole(setting.amount),
        Scale::Thousandths | Scale::Tenths => Cell::Tenths(setting.amount),
    }
}

/// The setting that the model itself has.
#[must_use]
pub fn own_setting(parameter: &Parameter, model: &Model) -> Option<Setting> {
    let amount = match parameter {
        Parameter::Envelope => Some(model.envelope.total.pounds()),
        Parameter::Overruns => Some(model.envelope.overruns.into()),
        Parameter::Floor => Some(model.coverage_floor.as_ref().map_or(0, |floor| floor.share.thousandths().into())),
        Parameter::Rule(_) | Parameter::Clause(_) => parameter.limit(model).map(|(bound, _)| bound.number()),
        Parameter::Reach(care_type) => {
            model.reach.get(care_type).and_then(|reach| Some(reach.bands.first()?.miles.tenths().into()))
        }
    };
    amount.map(|amount| Setting { scale: parameter.scale(model), amount })
}

/// What is known of a setting, in a word or two.
#[must_use]
pub fn status(point: &Point) -> &'static str {
    match (&point.how, point.is_proved()) {
        (How::Impossible, _) => "impossible",
        (How::Failed(_), _) => "solver failed",
        (_, true) => "proved",
        (How::NotReached, false) => "not reached",
        (How::Decided, false) => "not proved",
    }
}

fn less(one: WellLocated, other: WellLocated) -> Cell {
    Cell::Hundredths(difference(one, other))
}

fn difference(one: WellLocated, other: WellLocated) -> i64 {
    let hundredths = |places: WellLocated| i64::try_from(places.hundredths()).expect("places are counted in memory");
    hundredths(one) - hundredths(other)
}

/// Well-located places for each £1m more than at the point before: of the plans found, the least that the bounds leave
/// possible, and the most. Only of settings in pounds.
fn per_million(frontier: &Frontier, before: &Point, point: &Point) -> [Cell; 3] {
    let pounds = point.setting.amount - before.setting.amount;
    let (Some(then), Some(found), true) = (&before.found, &point.found, point.setting.scale == Scale::Pounds) else {
        return [const { Cell::Empty }; 3];
    };
    let each = |hundredths: i64| Cell::Hundredths(nearest(i128::from(hundredths) * 1_000_000, i128::from(pounds)));
    let (least, most) = frontier.step(before, point).unzip();
    let found = each(difference(found.well_located, then.well_located));
    [found, least.map_or(Cell::Empty, each), most.map_or(Cell::Empty, each)]
}

/// The nearest whole number to a quotient, halves up.
fn nearest(number: i128, by: i128) -> i64 {
    i64::try_from((2 * number + by).div_euclid(2 * by)).expect("places for each £1m are few")
}

/// What is done in one plan and not in another.
struct Changes {
    comes_in: Vec<Index<ProjectOption>>,
    goes_out: Vec<Index<ProjectOption>>,
    /// Projects of which something comes in or goes out: those that come in, those that go out, and those that are done
    /// another way.
    projects: usize,
    /// Projects of which an option comes in.
    joined: usize,
    /// Projects of which an option goes out.
    left: usize,
}

impl Changes {
    fn between(instance: &Instance, then: &Found, now: &Found) -> Self {
        let (then, now) = (&then.plan.funded, &now.plan.funded);
        let (comes_in, goes_out): (Vec<_>, Vec<_>) =
            (now.difference(then).copied().collect(), then.difference(now).copied().collect());
        let of = |options: &[Index<ProjectOption>]| -> BTreeSet<Index<Project>> {
            options.iter().map(|&option| instance[option].project).collect()
        };
        let (joined, left) = (of(&comes_in), of(&goes_out));
        let projects = joined.union(&left).count();
        Self { projects, joined: joined.len(), left: left.len(), comes_in, goes_out }
    }
}

/// Options by name, with spaces between.
fn named(instance: &Instance, options: &[Index<ProjectOption>]) -> Cell {
    let name = |&option: &Index<ProjectOption>| {
        let option = &instance[option];
        format!("{}/{}", instance[option.project].id, option.id)
    };
    Cell::Text(options.iter().map(name).collect::<Vec<_>>().join(" "))
}

/// The tables of a frontier, each a file: what each setting buys, by which plan, and, where regions have a floor, whom
/// its places serve, which is then a choice.
#[must_use]
pub fn tables(case: &Case, frontier: &Frontier) -> Vec<Table> {
    let instance = &case.dataset.instance;
    let has_floor = frontier.parameter == Parameter::Floor || case.model.coverage_floor.is_some();
    let found = frontier.points.iter().filter_map(|point| Some((setting(point.setting), &point.found.as_ref()?.plan)));
    let served = has_floor.then(|| flows::of_plans("plans_flows", "setting", instance, found));
    [table(instance, frontier), plans(instance, frontier)].into_iter().chain(served).collect()
}

/// A row for each option that is funded at a setting.
#[must_use]
pub fn plans(instance: &Instance, frontier: &Frontier) -> Table {
    let found = frontier.points.iter().filter_map(|point| Some((setting(point.setting), &point.found.as_ref()?.plan)));
    let funded = found.flat_map(|(at, plan)| plan.funded.iter().map(move |option| (at.clone(), *option)));
    plan::of_plans("plans", Column::words("setting", "Setting"), instance, funded)
}
