//! The plan in a few numbers, beside those of the published plan.

use super::counterpart::Counterpart;
use super::deliverable::{Deliverable, uncounted};
use super::state::Run;
use super::totals::Totals;
use super::{neighbours, partners};
use crate::domain::{Estimate, FinancialYear, Money, Places, Plan, WellLocated, counted, grouped};
use crate::model::{MetricChoice, Question, percent};
use crate::table::{Cell, Column, Table, shown};

const COLUMNS: [Column; 5] = [
    Column::files_only("measure"),
    Column::words("label", ""),
    Column::millions("this_plan", "This plan"),
    Column::millions("published_plan", "Published"),
    Column::change("difference", "Difference"),
];

/// A row for each measure: this plan, the published one where there is one to compare with, and the difference.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    beside(run, Counterpart::published(run).as_ref())
}

/// The same, with what the run is compared with in the place of the published plan.
pub(in crate::report) fn beside(run: &Run<'_>, counterpart: Option<&Counterpart<'_>>) -> Table {
    let this = measures(&run.question, run.plan);
    let there = counterpart.map(|there| measures(&there.run.question, there.run.plan)).unwrap_or_default();
    let rows = this.into_iter().map(|(measure, label, cell)| {
        let same = there.iter().find(|(name, ..)| *name == measure);
        let beside = same.map_or(Cell::Empty, |(.., cell)| cell.clone());
        let difference = difference(&cell, &beside);
        vec![Cell::text(measure), Cell::Text(label), cell, beside, difference]
    });
    let question = counterpart.map_or(&run.question, |there| &there.run.question);
    let envelopes = [run.question, *question].map(|question| question.model.envelope.total);
    as_shown(Table::new("headline", &COLUMNS, rows.collect()), envelopes)
}

/// Differences are of what is shown, and what is left of an envelope is of what is shown as spent.
fn as_shown(mut table: Table, envelopes: [Money; 2]) -> Table {
    for (name, envelope) in ["this_plan", "published_plan"].into_iter().zip(envelopes) {
        let at = table.position(name);
        let mut spent = Money::ZERO;
        let mut cells = Vec::new();
        for row in &table.rows {
            cells.push(match (&row[0], &row[at]) {
                (Cell::Text(name), Cell::Money(_)) if name == "envelope_left_gbp" => {
                    Cell::Money(shown(envelope) - spent)
                }
                (Cell::Text(name), Cell::Money(money)) if name == "dfe_cost_gbp" => {
                    spent = shown(*money);
                    Cell::Money(spent)
                }
                (_, Cell::Money(money)) => Cell::Money(shown(*money)),
                (_, cell) => cell.clone(),
            });
        }
        table = table.showing(name, cells);
    }
    table.differing("difference", "this_plan", "published_plan")
}

/// How miles are measured, as the end of a phrase.
pub(in crate::report) const fn by_metric(metric: &MetricChoice) -> &'static str {
    match metric {
        MetricChoice::Road { .. } => "by road",
        MetricChoice::StraightLine => "in a straight line",
        MetricChoice::Matrix { .. } => "by the miles given",
    }
}

/// A measure: its name in files, its label on paper, and its value.
type Measure = (&'static str, String, Cell);

fn measures(question: &Question<'_>, plan: &Plan) -> Vec<Measure> {
    let totals = &Totals::of(question, plan);
    let metric = &question.model.metric;
    let measure = |name, label: &str, cell| (name, label.to_owned(), cell);
    let near = ("places_within_20_miles", format!("  within 20 miles {}", by_metric(metric)), Cell::from(totals.near));
    let straight = measure(
        "places_within_20_miles_straight_line",
        "  within 20 miles in a straight line",
        totals.near_in_a_straight_line.into(),
    );
    let met = Cell::share(totals.well_located.hundredths(), totals.children * 100);
    let average = Cell::each(totals.travelled, totals.used.count().into());
    let mut measures = vec![
        measure("projects", "Projects funded", totals.projects.into()),
        measure("dfe_cost_gbp", "Cost to DfE, £m", totals.cost.into()),
        measure("envelope_left_gbp", "Left of the envelope, £m", totals.left.into()),
        measure("match_gbp", "Local match, £m", totals.local_match.into()),
        measure("additional_low", "Additional places, low", totals.additional_low.into()),
        measure("additional_likely", "Additional places, likely", totals.additional_likely.into()),
        measure("additional_high", "Additional places, high", totals.additional_high.into()),
    ];
    measures.extend(countable(question, plan));
    measures.extend([
        measure("protected", "Protected places", totals.protected.into()),
        measure("well_located_places", "Well-located places", totals.well_located.into()),
    ]);
    measures.extend(totals.place_years.map(|years| of_years(question, years)));
    measures.extend([
        measure("well_located_percent", "  per 100 children in need", met),
        measure("places_used", "Places used", totals.used.into()),
        near,
    ]);
    if *metric != MetricChoice::StraightLine {
        measures.push(straight);
    }
    measures.push(("average_miles", format!("  average miles {}", by_metric(metric)), average));
    measures
}

/// The place-years, with the years that count.
fn of_years(question: &Question<'_>, places: WellLocated) -> Measure {
    let [first, last] = ends(&question.years());
    ("place_years", format!("  place-years, {first} to {last}"), places.into())
}

/// What of the places added may be counted on, where that is known.
fn countable(question: &Question<'_>, plan: &Plan) -> Vec<Measure> {
    let Some(deliverable) = Deliverable::of(question, plan.funded.iter().copied()) else { return Vec::new() };
    let [expected, assured] = Deliverable::cells(Some(deliverable));
    let sure = format!("Additional places, {} sure", percent(question.sureness()));
    let name = "Additional places, expected".to_owned();
    vec![("additional_expected", name, expected), ("additional_assured", sure, assured)]
}

/// How much more the first is than the second, where both are numbers of a kind.
fn difference(this: &Cell, that: &Cell) -> Cell {
    match (this, that) {
        (Cell::Whole(this), Cell::Whole(that)) => Cell::Whole(this - that),
        (Cell::Money(this), Cell::Money(that)) => Cell::Money(*this - *that),
        (Cell::Hundredths(this), Cell::Hundredths(that)) => Cell::Hundredths(this - that),
        (Cell::Tenths(this), Cell::Tenths(that)) => Cell::Tenths(this - that),
        _ => Cell::Empty,
    }
}

/// The plan in sentences: what it costs and gives, who plans where a group does, and what partners pay.
pub(in crate::report) fn sentences(run: &Run<'_>) -> Vec<String> {
    sentences_beside(run, Counterpart::published(run).as_ref())
}

/// The same, with what the run is compared with in the place of the published plan.
pub(in crate::report) fn sentences_beside(run: &Run<'_>, counterpart: Option<&Counterpart<'_>>) -> Vec<String> {
    let totals = Totals::of(&run.question, run.plan);
    let mut sentences = vec![spend(run, &totals), places(run, &totals), well_located(&totals, counterpart)];
    sentences.extend(place_years(run, &totals, counterpart));
    sentences.extend(neighbours::sentence(run));
    sentences.extend(partners::sentence(run));
    sentences
}

/// Well-located places of all years that count, where these are the goal.
fn place_years(run: &Run<'_>, totals: &Totals, counterpart: Option<&Counterpart<'_>>) -> Option<String> {
    let now = totals.place_years?;
    let [first, last] = ends(&run.question.years());
    let beside = counterpart.and_then(|there| {
        let then = there.totals().place_years?;
        let change = WellLocated::from_hundredths(now.hundredths().abs_diff(then.hundredths()));
        let name = &there.name;
        Some(match now.cmp(&then) {
            std::cmp::Ordering::Greater => format!(", {change} more than in {name} ({then})"),
            std::cmp::Ordering::Equal => format!(", as many as in {name}"),
            std::cmp::Ordering::Less => format!(", {change} fewer than in {name} ({then})"),
        })
    });
    let beside = beside.unwrap_or_default();
    let over =
        if first == last { format!("Of {last} alone") } else { format!("Summed over the years {first} to {last}") };
    Some(format!("{over} there are {now} well-located place-years{beside}."))
}

/// The first and the last of some years.
fn ends(years: &[FinancialYear]) -> [FinancialYear; 2] {
    let ends = years.first().copied().zip(years.last().copied()).map(|(first, last)| [first, last]);
    ends.expect("the horizon is one of them")
}

fn spend(run: &Run<'_>, totals: &Totals) -> String {
    let millions = |money: Money| format!("£{}m", crate::table::millions(money.pounds()));
    let (all, cost) = (run.question.model.envelope.total, totals.cost);
    // What is shown as left is what is shown of the envelope less what is shown as spent.
    let less = |all: Money, spent: Money| match shown(all) - shown(spent) {
        // Too little for a tenth of a million is told to the pound.
        Money::ZERO => (all - spent).to_string(),
        less => millions(less),
    };
    let in_funds: Money = run.question.model.funds.iter().map(|fund| fund.amount).sum();
    let is_of_funds = !run.question.model.funds.is_empty() && in_funds < all && cost <= in_funds;
    let left = if totals.left < Money::ZERO {
        format!("{} more than there is", less(cost, all))
    } else if is_of_funds {
        format!(
            "{} is left in the funds, which hold {} less than the envelope",
            less(in_funds, cost),
            less(all, in_funds)
        )
    } else {
        format!("{} is left", less(all, cost))
    };
    let (projects, cost, envelope) = (counted(totals.projects, "project", "projects"), millions(cost), millions(all));
    let spend = format!("It funds {projects} for {cost} of the {envelope} envelope: {left}.");
    [Some(spend), held(run)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What it would come to with as many overruns as it is to stand, where that is asked.
fn held(run: &Run<'_>) -> Option<String> {
    let count = Some(run.question.model.envelope.overruns).filter(|count| *count > 0)?;
    let finding = run.findings.iter().find(|finding| finding.family == "envelope")?;
    let most = crate::table::millions(finding.value);
    let projects = if count == 1 { "the project".to_owned() } else { format!("the {count} projects") };
    Some(format!("Should {projects} that could overrun most do so as far as risks.csv says, it comes to £{most}m."))
}

fn places(run: &Run<'_>, totals: &Totals) -> String {
    let Totals { additional_low: low, additional_likely: likely, additional_high: high, protected, .. } = totals;
    let range = if low == high { String::new() } else { format!(" (low {low}, high {high})") };
    let kept = if *protected == Places::ZERO { String::new() } else { format!(" and protects {protected} at risk") };
    let noun = if *likely == Places::new(1) { "place" } else { "places" };
    format!("It adds {likely} {noun}{range}{kept}{}.{}", too_late(run), unsure(run))
}

/// The places that open after the horizon, of which none counts as well located.
fn too_late(run: &Run<'_>) -> String {
    let horizon = run.question.model.horizon;
    let late = run.plan.options(run.question.instance).filter(|option| option.opens > horizon);
    match late.map(|option| option.additional.at(Estimate::Likely)).sum::<Places>() {
        Places::ZERO => String::new(),
        late => format!("; {late} of those added open after {horizon}, the horizon, and do not count as well located"),
    }
}

/// The places of which one may not be as sure as is asked.
fn unsure(run: &Run<'_>) -> String {
    let Some(asked) = &run.question.model.deliverability else { return String::new() };
    let horizon = run.question.model.horizon;
    let chance = format!("are open by {horizon} with a chance of at least {asked}");
    match uncounted(run) {
        Places::ZERO => format!(" All that it adds or keeps by then counts: only places that {chance} do."),
        Places::ONE => format!(" 1 that it adds or keeps does not count: only places that {chance} do."),
        many => format!(" {many} that it adds or keeps do not count: only places that {chance} do."),
    }
}

fn well_located(totals: &Totals, counterpart: Option<&Counterpart<'_>>) -> String {
    let now = totals.well_located;
    let is_one = now.hundredths() == 100;
    let located = format!("{now} {} well located", if is_one { "place is" } else { "places are" });
    let Some(there) = counterpart else {
        let children = if totals.children == 1 { "child" } else { "children" };
        return format!("{located}, for {} {children} in need.", grouped(totals.children));
    };
    let (then, name) = (there.totals().well_located, &there.name);
    let change = WellLocated::from_hundredths(now.hundredths().abs_diff(then.hundredths()));
    let beside = match now.cmp(&then) {
        std::cmp::Ordering::Greater => format!("{change} more than in {name} ({then})"),
        std::cmp::Ordering::Equal => format!("as many as in {name}"),
        std::cmp::Ordering::Less => format!("{change} fewer than in {name} ({then})"),
    };
    format!("{located}, {beside}.")
}
