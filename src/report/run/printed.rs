//! The tables of the summary as a page of 80 columns has room for them.

use super::counterpart::Counterpart;
use super::deliverable::{self, Deliverable};
use super::lines::LineSum;
use super::state::Run;
use super::{areas, headline, left_out, lines, other_years, regions, rules};
use crate::audit::{Finding, Limit, Unit, breaches};
use crate::domain::{Estimate, Money, Places, Published, counted};
use crate::table::{Cell, Column, Show, Table};

/// The tables, each under its heading.
pub(in crate::report) fn tables(run: &Run<'_>) -> Vec<(String, Table)> {
    let by_line = lines::caption(run.question.instance);
    let counted_on = format!("Places added that may be counted on by {}", run.question.model.horizon);
    let region = "By region: children and well-located places by where the children are from; places added and cost by \
                  the authority that bids";
    let mut tables = vec![
        ("In numbers", headline(run)),
        (by_line.as_str(), by_line_on_paper(run)),
        (counted_on.as_str(), countable(run)),
        (region, regions::on_paper(run)),
        (
            "Rules that hold the plan back: nothing left out fits under them, or nothing funded can be spared",
            binding(run),
        ),
    ];
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables.into_iter().map(|(heading, table)| (heading.to_owned(), table)).collect()
}

/// The headline, without the columns of a comparison where there is none.
fn headline(run: &Run<'_>) -> Table {
    let mut table = headline::table(run);
    if Counterpart::published(run).is_none() {
        for column in table.columns.iter_mut().filter(|column| column.name != "label" && column.name != "this_plan") {
            column.show = Show::FilesOnly;
        }
    }
    table
}

const LINES: [Column; 6] = [
    Column::words("name", "Programme line"),
    Column::number("projects", "Projects"),
    Column::number("homes", "Homes"),
    Column::number("places", "Places"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::words("done_by", "Done by"),
];

/// Two rows a line, this plan's and what was published; and the same for all lines together.
fn by_line_on_paper(run: &Run<'_>) -> Table {
    let instance = run.question.instance;
    let shown = lines::table(run);
    let [own, public] = ["dfe_cost_gbp", "published_dfe_cost_gbp"].map(|column| shown.position(column));
    let mut rows = Vec::new();
    let mut all = LineSum::default();
    let mut announced = Announced::default();
    for (at, line) in instance.lines_as_printed().into_iter().enumerate() {
        let sum = LineSum::of(run, line);
        let line = &instance[line];
        let names = [Cell::text(&line.name), sum.projects.into(), sum.homes.into()];
        let rest = [range(sum.low, sum.high), shown.shown(at, own).clone(), Cell::text(&sum.done_by)];
        rows.push(names.into_iter().chain(rest).collect());
        if let Some(published) = &line.published {
            rows.push(announced_row(published, shown.shown(at, public).clone()));
            announced.add(published);
        }
        all.projects += sum.projects;
        all.low += sum.low;
        all.high += sum.high;
        all.cost += sum.cost;
    }
    let total = [Cell::text("Total"), all.projects.into(), Cell::Empty, range(all.low, all.high), all.cost.into()];
    rows.push(total.into_iter().chain([Cell::Empty]).collect());
    if announced != Announced::default() {
        rows.push(announced.row());
    }
    Table::new("lines", &LINES, rows)
}

const COUNTABLE: [Column; 4] = [
    Column::words("name", "Programme line"),
    Column::number("additional_likely", "Likely"),
    Column::number("additional_expected", "Expected"),
    Column::number("additional_assured", "Assured"),
];

/// What of the places added may be counted on, by line and of all lines; nothing where that is not known.
fn countable(run: &Run<'_>) -> Table {
    let question = &run.question;
    let lines = lines::table(run).only(&COUNTABLE.map(|column| column.name));
    let likely =
        run.plan.options(question.instance).map(|option| option.additional.at(Estimate::Likely)).sum::<Places>();
    let total = Deliverable::of(question, run.plan.funded.iter().copied()).map(|all| {
        let [expected, assured] = Deliverable::cells(Some(all));
        vec![Cell::text("Total"), likely.into(), expected, assured]
    });
    let rows = total.map(|total| lines.rows.into_iter().chain([total]).collect()).unwrap_or_default();
    Table::new("countable", &COUNTABLE, rows)
}

fn announced_row(published: &Published, cost: Cell) -> Vec<Cell> {
    vec![
        Cell::text("  published"),
        Cell::Whole(published.projects.into()),
        Cell::Whole(published.homes.into()),
        range(published.additional_low, published.additional_high),
        cost,
        Cell::text(&published.done_by),
    ]
}

/// What was published for all lines together.
#[derive(Default, PartialEq, Eq)]
struct Announced {
    projects: u32,
    low: Places,
    high: Places,
    cost: Money,
}

impl Announced {
    fn add(&mut self, published: &Published) {
        self.projects += published.projects;
        self.low += published.additional_low;
        self.high += published.additional_high;
        self.cost += published.cost;
    }

    /// The total, without homes: a home may be on two lines.
    fn row(&self) -> Vec<Cell> {
        let places = range(self.low, self.high);
        let name = Cell::text("  published");
        vec![name, Cell::Whole(self.projects.into()), Cell::Empty, places, self.cost.into(), Cell::Empty]
    }
}

/// A range of places, as one number where its ends agree.
fn range(low: Places, high: Places) -> Cell {
    if low == high { low.into() } else { Cell::Text(format!("{low}-{high}")) }
}

const BINDING: [Column; 4] = [
    Column::words("id", "Rule"),
    Column::words("comparison", "Must be"),
    Column::number("value", "Is"),
    Column::number("slack", "Slack"),
];

/// The family of which there is a rule for every authority.
const MATCH: &str = "match_funding";

fn holding_back<'a>(run: &Run<'a>) -> impl Iterator<Item = &'a Finding> {
    run.findings.iter().filter(|finding| finding.binding && finding.holds() && is_near(finding))
}

/// Whether a plan is near the bound of a rule: within two, within a twentieth of the least that is asked for, or within a
/// fifth of the most that is allowed. One that is far from it can spare no whole project either, and yet it is not the
/// rule that holds the plan back.
pub(in crate::report) fn is_near(finding: &Finding) -> bool {
    let few = match finding.unit {
        Unit::Pounds => 0,
        Unit::HundredthsOfPlaces => 200,
        Unit::Places | Unit::Projects | Unit::Homes | Unit::Breaches => 2,
    };
    let part = match finding.limit {
        Limit::AtLeast | Limit::Exactly => 20,
        Limit::AtMost => 5,
    };
    let slack = finding.slack();
    slack <= few || slack.saturating_mul(part) <= finding.bound
}

/// The rules that a plan is far from, and whose bound a single project of those funded would still take it past.
fn by_size(run: &Run<'_>) -> Option<String> {
    let far = run.findings.iter().filter(|finding| finding.binding && finding.holds() && !is_near(finding));
    let far: Vec<String> = far
        .filter(|finding| finding.family != MATCH)
        .map(|finding| format!("{} ({})", finding.id, finding.unit.write(finding.slack())))
        .collect();
    (!far.is_empty()).then(|| {
        let what = "Kept with room to spare, though one project more or fewer would break it";
        format!("{what}: {}.", far.join(", "))
    })
}

/// What should be known of the tables.
pub(in crate::report) fn notes(run: &Run<'_>) -> Vec<String> {
    let held = run.findings.iter().filter(|finding| finding.family == MATCH && finding.binding && finding.holds());
    let authorities = held.count();
    let spent = (authorities > 0).then(|| {
        format!(
            "In {} no further bid fits within the local match there is (rules.csv has each).",
            counted(authorities, "authority", "authorities")
        )
    });
    let model = run.question.model;
    let places = format!(
        "Well-located places count places as they stand at the end of {}, and the {} estimate of each range.",
        model.horizon, model.estimate
    );
    let left_out = left_out::sentence(run);
    let deliverable = deliverable::note(run);
    let (closed, years) = (other_years::closed(run), other_years::other_years(&run.question));
    let of_rules = [left_out, by_size(run), announced_breaks(run), spent];
    let of_places = [unknown(run), late(run), closed, Some(places), years, deliverable];
    let adjusted = model.adjustments.iter().map(|one| format!("Other than the dataset has it: {one}."));
    let by_hand = model.by_hand.iter().map(|one| format!("Changed by hand in a workbook: {one}."));
    by_hand.chain(adjusted).chain(of_rules.into_iter().chain(of_places).flatten()).collect()
}

/// That the published plan, which this one is set beside, is not one that could have been chosen.
fn announced_breaks(run: &Run<'_>) -> Option<String> {
    let published = run.published.filter(|published| published.funded != run.plan.funded)?;
    let count = breaches(&run.question, published).len();
    let rules = counted(count, "rule", "rules");
    (count > 0).then(|| format!("The published plan breaks {rules} of this model: it could not have been chosen here."))
}

/// Of which authorities it is not known how many children need a place.
fn unknown(run: &Run<'_>) -> Option<String> {
    let unknown = areas::unknown(run.question.instance).len();
    (unknown > 0).then(|| {
        let authorities = counted(unknown, "authority", "authorities");
        format!("Of {authorities} it is not known how many children need a place; they count as none.")
    })
}

/// What opens too late to be counted.
fn late(run: &Run<'_>) -> Option<String> {
    let horizon = run.question.model.horizon;
    let late = run.plan.options(run.question.instance).filter(|option| !option.is_open_by(horizon)).count();
    (late > 0).then(|| {
        let projects = counted(late, "project opens", "projects open");
        format!("{projects} after {horizon}: what is added then is counted as added, and not as well located.")
    })
}

/// The rules that hold the plan back, but for the match of single authorities.
fn binding(run: &Run<'_>) -> Table {
    let binding = holding_back(run).filter(|finding| finding.family != MATCH);
    let row = |finding: &Finding| {
        let comparison = format!("{} {}", finding.limit, finding.unit.write(finding.bound));
        let amount = |amount| rules::amount_of(finding.unit, amount);
        vec![Cell::text(&finding.id), Cell::Text(comparison), amount(finding.value), amount(finding.slack())]
    };
    Table::new("binding", &BINDING, binding.map(row).collect())
}
