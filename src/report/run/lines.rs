//! `lines.csv`: the programme lines of this plan, beside what was published where anything was.

use std::collections::BTreeSet;

use super::counterpart::Counterpart;
use super::deliverable::Deliverable;
use super::state::Run;
use super::totals::count;
use crate::domain::{Estimate, Index, Instance, Money, Places, ProgrammeLine, ProjectOption, Published};
use crate::table::{Cell, Column, Table};

/// The most projects of a line whose years of completion are listed one by one, as the published table does.
const LISTED: usize = 5;

const COLUMNS: [Column; 24] = [
    Column::words("line", "Line"),
    Column::words("name", "Programme line"),
    Column::number("projects", "Projects"),
    Column::number("homes", "Homes"),
    Column::number("additional_low", "Added, low"),
    Column::number("additional_likely", "Added, likely"),
    Column::number("additional_high", "Added, high"),
    Column::number("protected", "Protected"),
    Column::words("done_by", "Done by"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::number("published_projects", "Published projects"),
    Column::number("published_homes", "Published homes"),
    Column::number("published_additional_low", "Published, low"),
    Column::number("published_additional_high", "Published, high"),
    Column::words("published_done_by", "Published, done by"),
    Column::millions("published_dfe_cost_gbp", "Published, £m"),
    Column::change("projects_difference", "Projects, change"),
    Column::change("homes_difference", "Homes, change"),
    Column::change("additional_low_difference", "Added, low, change"),
    Column::change("additional_high_difference", "Added, high, change"),
    Column::change("dfe_cost_difference_gbp", "£m, change"),
    Column::number("improved", "Improved"),
    Column::number("additional_expected", "Added, expected"),
    Column::number("additional_assured", "Added, assured"),
];

/// What a plan has of a programme line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct LineSum {
    /// Projects.
    pub projects: usize,
    /// Different sites.
    pub homes: usize,
    /// Places added at the low end of the ranges.
    pub low: Places,
    /// Places added as is likely.
    pub likely: Places,
    /// Places added at the high end.
    pub high: Places,
    /// Places protected.
    pub protected: Places,
    /// Places improved.
    pub improved: Places,
    /// Calendar years of completion, as the published table prints them; nothing of no projects.
    pub done_by: String,
    /// Cost to the department.
    pub cost: Money,
}

/// What a table of the lines is: the plan by programme line, and what was published where anything was, with whoever
/// published it.
pub(in crate::report) fn caption(instance: &Instance) -> String {
    let mut published = instance.lines().iter().filter_map(|line| line.published.as_ref());
    match published.next() {
        None => "By programme line".to_owned(),
        Some(Published { source, .. }) if source.is_empty() => {
            "By programme line: this plan and what was published".to_owned()
        }
        Some(Published { source, .. }) => format!("By programme line: this plan and what was published ({source})"),
    }
}

/// A row for each line, in the order of the published table.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    beside(run, None)
}

/// The same, with the lines of another run in the place of what was published where the run is compared with one.
pub(in crate::report) fn beside(run: &Run<'_>, there: Option<&Counterpart<'_>>) -> Table {
    let other = there.filter(|there| there.held.is_some());
    let instance = run.question.instance;
    let lines = instance.lines_as_printed();
    let sums: Vec<LineSum> = lines.iter().map(|&line| LineSum::of(run, line)).collect();
    let deliverable = |&line: &Index<ProgrammeLine>| Deliverable::of(&run.question, funded(run, line));
    let countable = Deliverable::cells_of_parts(&lines.iter().map(deliverable).collect::<Vec<_>>());
    let row = |(line, (sum, countable)): (Index<ProgrammeLine>, (&LineSum, [Cell; 2]))| {
        let published = match other {
            Some(there) => Some(LineSum::of(&there.run, line).as_published()),
            None => instance[line].published.clone(),
        };
        let line = &instance[line];
        let names = [Cell::text(&line.id), Cell::text(&line.name)];
        let later = [sum.improved.into()].into_iter().chain(countable);
        names.into_iter().chain(own(sum)).chain(change(sum, published.as_ref())).chain(later).collect()
    };
    Table::new("lines", &COLUMNS, lines.into_iter().zip(sums.iter().zip(countable)).map(row).collect())
        .summing("dfe_cost_gbp")
        .summing("published_dfe_cost_gbp")
        .differing("dfe_cost_difference_gbp", "dfe_cost_gbp", "published_dfe_cost_gbp")
}

/// What the plan funds of `line`.
fn funded(run: &Run<'_>, line: Index<ProgrammeLine>) -> impl Iterator<Item = Index<ProjectOption>> {
    let instance = run.question.instance;
    run.plan.funded.iter().copied().filter(move |&option| instance[instance[option].project].line == line)
}

impl LineSum {
    /// The sum of what the plan funds of `line`.
    pub fn of(run: &Run<'_>, line: Index<ProgrammeLine>) -> Self {
        let instance = run.question.instance;
        let options: Vec<&ProjectOption> = funded(run, line).map(|option| &instance[option]).collect();
        let projects: BTreeSet<_> = options.iter().map(|option| option.project).collect();
        let sites: BTreeSet<_> = projects.iter().map(|&project| instance[project].site).collect();
        let places = |estimate| options.iter().map(|option| option.additional.at(estimate)).sum();
        Self {
            projects: projects.len(),
            homes: sites.len(),
            low: places(Estimate::Low),
            likely: places(Estimate::Likely),
            high: places(Estimate::High),
            protected: options.iter().map(|option| option.protected).sum(),
            improved: options.iter().map(|option| option.improved).sum(),
            done_by: done_by(&options, instance[line].published.as_ref()),
            cost: options.iter().map(|option| option.cost).sum(),
        }
    }

    /// The same, to stand where what was published stands.
    fn as_published(&self) -> Published {
        let count = |count: usize| u32::try_from(count).expect("what is counted in memory fits");
        Published {
            projects: count(self.projects),
            homes: count(self.homes),
            additional_low: self.low,
            additional_high: self.high,
            done_by: self.done_by.clone(),
            cost: self.cost,
            source: String::new(),
        }
    }
}

/// The calendar years in which projects are done, where there are few projects; of many, the last. Each year stands once,
/// but where it is all as was published, project by project.
fn done_by(options: &[&ProjectOption], published: Option<&Published>) -> String {
    let mut years: Vec<String> = options.iter().map(|option| option.opens.ends_in().to_string()).collect();
    years.sort_unstable();
    if years.len() > LISTED {
        return years.split_off(years.len() - 1).concat();
    }
    let one_by_one = years.join(", ");
    if published.is_some_and(|published| published.done_by == one_by_one) {
        return one_by_one;
    }
    years.dedup();
    years.join(", ")
}

/// Years, of which there are none where there are no projects.
fn years(years: &str) -> Cell {
    if years.is_empty() { Cell::Empty } else { Cell::text(years) }
}

fn own(sum: &LineSum) -> [Cell; 8] {
    [
        sum.projects.into(),
        sum.homes.into(),
        sum.low.into(),
        sum.likely.into(),
        sum.high.into(),
        sum.protected.into(),
        years(&sum.done_by),
        sum.cost.into(),
    ]
}

/// What was published, and how far the plan is from it.
fn change(sum: &LineSum, published: Option<&Published>) -> [Cell; 11] {
    let Some(published) = published else { return [const { Cell::Empty }; 11] };
    let less = |now: i64, then: i64| Cell::Whole(now - then);
    let places = |places: Places| i64::from(places.count());
    [
        Cell::Whole(published.projects.into()),
        Cell::Whole(published.homes.into()),
        published.additional_low.into(),
        published.additional_high.into(),
        years(&published.done_by),
        published.cost.into(),
        less(count(sum.projects), published.projects.into()),
        less(count(sum.homes), published.homes.into()),
        less(places(sum.low), places(published.additional_low)),
        less(places(sum.high), places(published.additional_high)),
        (sum.cost - published.cost).into(),
    ]
}
