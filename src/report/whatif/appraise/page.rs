//! The page of an appraisal.

use super::parameters::{found, standing};
use super::{Appraisal, CAVEAT, Come, credits, is_whole};
use crate::domain::{AppraisalUnit, Figure, Money, counted};
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::appraise::{Appraised, Level, Part, YearSums, parts, payback, years};

/// What is not in the numbers, after the tables.
const NOTES: [&str; 3] = [
    "In the low case every parameter is at the end of its range that makes the plan worth less, in the high case at the \
     other end: neither is likely to be met in full. Present values are discounted, in real terms; a full year is not.",
    "The whole plan is counted, with what is spent of it already. What a better home, or one nearer to family, is worth to a \
     child has no price here, nor have improved places, delays and the wait for a place: a plan may be right and be worth less \
     than nothing by this sum.",
    "A line's or a region's well-located places are those credited to its projects at the horizon.",
];

/// The page, in at most `columns`.
#[must_use]
pub fn page(appraisal: &Appraisal<'_>, columns: u16) -> String {
    let paragraph = |text: &str| wrapped(text, columns.into(), 0) + "\n";
    let titled = |title: &str, table: &Table| format!("{}{}", paragraph(title), table.to_text(columns));
    let central = central(appraisal);
    let (base, prices, period) = (central.terms.base, central.terms.prices, central.terms.years);
    let modelled = appraisal.parameters.iter().filter(|parameter| !parameter.is_observed).count();
    let opening = format!(
        "What the plan is worth: present values as of {base}, in prices of {prices}; a place counts for {period} years in the \
         central case. {modelled} of the {} of appraisal.csv are modelled, and what follows from them is a property of that \
         modelling.",
        counted(appraisal.parameters.len(), "parameter", "parameters"),
    );
    let mut sections = vec![
        paragraph(&opening),
        paragraph(CAVEAT),
        titled("The whole plan, £m where nothing else is said", &whole(appraisal)),
        titled("By programme line, in the central case; the avoided cost is a transfer unless shown otherwise", &by(appraisal, "line")),
        titled("By region of the authority that bids, likewise", &by(appraisal, "region")),
        titled("At what of each parameter the plan would be worth nothing, with all else as in the central case", &switches(appraisal)),
    ];
    sections.extend(without_bias(appraisal).map(|told| paragraph(&told)));
    sections.extend(NOTES.map(paragraph));
    sections.join("\n")
}

fn central<'a>(appraisal: &Appraisal<'a>) -> &'a Appraised {
    appraisal.cases.iter().find(|case| case.level == Level::Central).expect("there are three cases")
}

/// Pence as whole pounds, halves away from nought.
fn pounds(pence: i64) -> Money {
    Money::from_pounds(pence.signum() * ((pence.abs() + 50) / 100))
}

fn millions(pence: i64) -> Cell {
    Cell::Money(pounds(pence))
}

/// An amount to the pound; a dash where there is none.
fn each(pence: Option<i64>) -> Cell {
    pence.map_or_else(|| Cell::text("-"), |pence| Cell::text(&pounds(pence)))
}

/// Which rows the table of the whole plan has, and what of a case is in each.
type Measure = (&'static str, fn(&Come<'_>) -> Cell);

const MEASURES: [Measure; 17] = [
    ("Capital as asked: department", |come| Cell::Money(Money::from_pounds(come.cost[0]))),
    ("Capital as asked: met locally", |come| Cell::Money(Money::from_pounds(come.cost[1]))),
    ("Additional places", |come| come.added.into()),
    ("Protected places", |come| come.protected.into()),
    ("Capital for an additional place, £", |come| each(come.unit_costs()[1])),
    ("Capital for a well-located place, £", |come| each(come.unit_costs()[3])),
    ("A full year: running the places", |come| millions(come.sums.running_a_year)),
    ("A full year: registered placements avoided (transfer)", |come| millions(come.sums.placement_a_year)),
    ("A full year: unregistered placements avoided (transfer)", |come| millions(come.sums.unregistered_a_year)),
    ("Present value: capital, with optimism bias", |come| millions(come.sums.capital + come.sums.local_match)),
    ("Present value: running the places", |come| millions(come.sums.running)),
    ("Present value: placements avoided (transfer)", |come| millions(come.sums.avoided())),
    ("  of which taken to be resources saved", |come| millions(come.sums.counted())),
    ("Net present social value", |come| millions(come.sums.social())),
    ("  if all that is avoided is a transfer", |come| millions(-come.sums.costs())),
    ("Net present value to the public purse", |come| millions(come.sums.purse())),
    ("Benefit-cost ratio (to society)", |come| super::pence(come.sums.ratio())),
];

const OF_WHOLE: [Column; 4] = [
    Column::words("measure", ""),
    Column::millions("low", "Low"),
    Column::millions("central", "Central"),
    Column::millions("high", "High"),
];

fn whole(appraisal: &Appraisal<'_>) -> Table {
    let instance = appraisal.run.question.instance;
    let parts = parts(instance, &appraisal.cases[0]);
    let part = parts.iter().find(|part| is_whole(part)).expect("the whole is a part");
    let credits = credits(appraisal);
    let comes: Vec<Come<'_>> =
        appraisal.cases.iter().map(|case| Come::of(appraisal, &credits, part, case)).collect();
    let mut rows: Vec<Vec<Cell>> = MEASURES
        .iter()
        .map(|(words, of)| std::iter::once(Cell::text(words)).chain(comes.iter().map(of)).collect())
        .collect();
    for (words, whose) in [("Paid back to society by", YearSums::social as fn(&YearSums) -> i64), ("Paid back to the public purse by", YearSums::purse)] {
        let paid = appraisal.cases.iter().zip(&comes).map(|(case, come)| {
            let paid = payback(&years(instance, case, &come.options), whose);
            paid.map_or_else(|| Cell::text("never"), |year| Cell::text(&year))
        });
        rows.push(std::iter::once(Cell::text(words)).chain(paid).collect());
    }
    Table::new("whole", &OF_WHOLE, rows)
}

const OF_PARTS: [Column; 8] = [
    Column::words("name", ""),
    Column::number("added", "Added"),
    Column::number("each", "£ for one\nadded"),
    Column::number("located", "£ for one\nwell located"),
    Column::millions("avoided", "Avoided\na year, £m"),
    Column::millions("social", "Social\nvalue, £m"),
    Column::millions("purse", "Purse,\n£m"),
    Column::number("ratio", "BCR"),
];

/// What each line or each region comes to in the central case.
fn by(appraisal: &Appraisal<'_>, word: &str) -> Table {
    let case = central(appraisal);
    let credits = credits(appraisal);
    let parts: Vec<Part> = parts(appraisal.run.question.instance, case);
    let rows = parts.iter().filter(|part| part.by.word() == word).map(|part| {
        let come = Come::of(appraisal, &credits, part, case);
        let [_, added, _, located] = come.unit_costs();
        let sums = &come.sums;
        vec![
            Cell::text(&part.name),
            come.added.into(),
            each(added),
            each(located),
            millions(sums.placement_a_year + sums.unregistered_a_year),
            millions(sums.social()),
            millions(sums.purse()),
            super::pence(sums.ratio()),
        ]
    });
    let table = Table::new("parts", &OF_PARTS, rows.collect());
    ["avoided", "social", "purse"].into_iter().fold(table, Table::summing)
}

const OF_SWITCHES: [Column; 5] = [
    Column::words("parameter", "Parameter"),
    Column::words("of", "Of"),
    Column::number("central", "Central"),
    Column::number("social", "Social value\nis nought at"),
    Column::number("purse", "The purse's\nis nought at"),
];

fn switches(appraisal: &Appraisal<'_>) -> Table {
    let rows = found(appraisal).into_iter().map(|switch| {
        let parameter = &appraisal.parameters[switch.row];
        let unit = parameter.kind.unit();
        let told = |value: Option<i64>| match (value, standing(parameter, value)) {
            (Some(value), "within its range") => Cell::Text(figure(unit, Figure::Hundredths(value))),
            (Some(value), "beyond its range") => Cell::Text(format!("{} *", figure(unit, Figure::Hundredths(value)))),
            (_, other) => Cell::text(other),
        };
        let line = parameter.line.map_or_else(|| "all lines".to_owned(), |line| {
            appraisal.run.question.instance[line].id.to_string()
        });
        vec![
            Cell::text(parameter.kind.word()),
            Cell::Text(line),
            Cell::Text(figure(unit, parameter.central)),
            told(switch.social),
            told(switch.purse),
        ]
    });
    let mut table = Table::new("switches", &OF_SWITCHES, rows.collect());
    if table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Text(text) if text.ends_with(" *"))) {
        let note = [Cell::text("* beyond its range"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        table.rows.push(note.into());
    }
    table
}

/// A figure with its unit; money to the pound.
fn figure(unit: AppraisalUnit, figure: Figure) -> String {
    match (unit, figure) {
        (AppraisalUnit::Pounds, Figure::Hundredths(pence)) => pounds(pence).to_string(),
        (AppraisalUnit::Percent, figure) => format!("{figure}%"),
        (_, figure) => figure.to_string(),
    }
}

/// Which lines of the plan have no optimism bias, if any has none.
fn without_bias(appraisal: &Appraisal<'_>) -> Option<String> {
    use crate::domain::RiskKind;
    let instance = appraisal.run.question.instance;
    let has_bias = |line| appraisal.risks.iter().any(|risk| risk.kind == RiskKind::CostOverrun(line));
    let funded = |line| appraisal.run.plan.options(instance).any(|option| instance[option.project].line == line);
    let lines = instance.lines_as_printed().into_iter().filter(|line| funded(*line) && !has_bias(*line));
    let lines: Vec<String> = lines.map(|line| instance[line].id.to_string()).collect();
    (!lines.is_empty()).then(|| {
        format!(
            "No optimism bias is counted for {}: risks.csv has no cost-overrun of it, and costs count as they were asked.",
            lines.join(", ")
        )
    })
}
