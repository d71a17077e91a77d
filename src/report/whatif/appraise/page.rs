//! The page of an appraisal.

use super::parameters::{Told, found, standing};
use super::{Appraisal, CASES, CAVEAT, Come, credits, is_whole, left_out};
use crate::domain::{AppraisalUnit, Figure, Money, RiskKind, counted};
use crate::table::{Cell, Column, Show, Table, wrapped};
use crate::whatif::appraise::{Appraised, Level, Part, Sums, YearSums, parts, payback, years};

/// What is not in the numbers, after the tables.
const NOTES: [&str; 4] = [
    CASES,
    "Present values are discounted, in real terms; a full year is not.",
    "The whole plan is counted, with what is spent of it already. What a better home, or one nearer to family, is worth to a \
     child has no price here, nor have improved places, delays and the wait for a place: a plan may be right and be worth less \
     than nothing by this sum.",
    "Well-located places here are those credited to the projects at the horizon; those of homes that stand anyway are not among \
     them.",
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
        "Present values are as of {base}, in prices of {prices}; a place counts for {period} years in the \
         central case. {modelled} of the {} of appraisal.csv are modelled, and what follows from them is a property of that \
         modelling.",
        counted(appraisal.parameters.len(), "parameter", "parameters"),
    );
    let unit = Unit::of(appraisal);
    let whole_title = format!(
        "The whole plan, {} where nothing else is said; what is avoided is a transfer unless shown otherwise",
        unit.word()
    );
    let by_line = format!(
        "By programme line in the central case, {}; what is avoided is a transfer unless shown otherwise; BCR is the \
         benefit-cost ratio",
        unit.word()
    );
    let mut sections = vec![
        paragraph(&answer(appraisal, unit)),
        paragraph(CAVEAT),
        paragraph(&opening),
        titled(&whole_title, &whole(appraisal, unit)),
        titled(&by_line, &by(appraisal, "line", unit)),
        titled("By region of the authority that bids, likewise", &by(appraisal, "region", unit)),
        titled(
            "At what of each parameter the plan would be worth nothing, with all else as in the central case; * beyond its range, ! \
             not possible, no value: whatever it is",
            &switches(appraisal),
        ),
    ];
    sections.extend(without_bias(appraisal).map(|told| paragraph(&told)));
    sections.extend(NOTES.into_iter().chain(left_out(appraisal.run)).map(paragraph));
    sections.join("\n")
}

fn central<'a>(appraisal: &Appraisal<'a>) -> &'a Appraised {
    appraisal.cases.iter().find(|case| case.level == Level::Central).expect("there are three cases")
}

/// What money is told in: millions, or pounds where the plan costs little.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Pounds,
    Millions,
}

/// The least capital in pounds that is told in millions.
const LARGE: i64 = 10_000_000;

impl Unit {
    fn of(appraisal: &Appraisal<'_>) -> Self {
        let options = appraisal.run.plan.options(appraisal.run.question.instance);
        let capital: Money = options.map(|option| option.cost + option.local_match).sum();
        if capital.pounds() < LARGE { Self::Pounds } else { Self::Millions }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Pounds => "£",
            Self::Millions => "£m",
        }
    }

    /// An amount in a sentence.
    fn amount(self, pence: i64) -> String {
        let sign = if pence < 0 { "-" } else { "" };
        match self {
            Self::Pounds => pounds(pence).to_string(),
            Self::Millions => format!("{sign}£{}m", millions(pence.abs()).on_paper(Show::Millions)),
        }
    }

    /// A table whose money is told so.
    fn in_table(self, mut table: Table) -> Table {
        if self == Self::Pounds {
            for column in table.columns.iter_mut().filter(|column| column.show == Show::Millions) {
                column.show = Show::Number;
            }
        }
        table
    }
}

/// The answer in a sentence.
fn answer(appraisal: &Appraisal<'_>, unit: Unit) -> String {
    let of = |value: fn(&Sums) -> i64| {
        let amounts: Vec<String> = appraisal
            .cases
            .iter()
            .map(|case| unit.amount(value(&case.options.iter().map(|valued| valued.sums).sum())))
            .collect();
        format!("{} in the central case, {} in the low and {} in the high one", amounts[1], amounts[0], amounts[2])
    };
    format!(
        "The net present social value of the plan is {}. To the public purse it is {}.",
        of(Sums::social),
        of(Sums::purse)
    )
}

/// Pence as whole pounds, halves away from nought.
fn pounds(pence: i64) -> Money {
    Money::from_pounds(pence.signum() * ((pence.abs() + 50) / 100))
}

/// Money that is told in millions: its pence do not decide to which tenth of one it is rounded.
fn millions(pence: i64) -> Cell {
    Cell::Money(Money::from_pounds(pence / 100))
}

/// An amount to the pound; a dash where there is none.
fn each(pence: Option<i64>) -> Cell {
    pence.map_or_else(|| Cell::text("-"), |pence| Cell::text(&pounds(pence)))
}

/// A ratio with its two decimals; a dash where there is none.
fn ratio(hundredths: Option<i64>) -> Cell {
    hundredths.map_or_else(|| Cell::text("-"), |ratio| Cell::Text(Cell::Hundredths(ratio).in_files()))
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
    ("A full year: registered placements avoided", |come| millions(come.sums.placement_a_year)),
    ("A full year: unregistered placements avoided", |come| millions(come.sums.unregistered_a_year)),
    ("Present value: capital, with optimism bias", |come| millions(come.sums.capital + come.sums.local_match)),
    ("Present value: running the places", |come| millions(come.sums.running)),
    ("Present value: placements avoided", |come| millions(come.sums.avoided())),
    ("  of which taken to be resources saved", |come| millions(come.sums.counted())),
    ("Net present social value", |come| millions(come.sums.social())),
    ("  if all that is avoided is a transfer", |come| millions(-come.sums.costs())),
    ("Net present value to the public purse", |come| millions(come.sums.purse())),
    ("Benefit-cost ratio (to society)", |come| ratio(come.sums.ratio())),
];

/// What a year adds to a value.
type Adds = fn(&YearSums) -> i64;

/// When it is paid back, and to whom.
const PAYBACKS: [(&str, Adds); 2] =
    [("Paid back to society by", YearSums::social), ("Paid back to the public purse by", YearSums::purse)];

const OF_WHOLE: [Column; 4] = [
    Column::words("measure", ""),
    Column::millions("low", "Low"),
    Column::millions("central", "Central"),
    Column::millions("high", "High"),
];

fn whole(appraisal: &Appraisal<'_>, unit: Unit) -> Table {
    let instance = appraisal.run.question.instance;
    let parts = parts(instance, &appraisal.cases[0]);
    let part = parts.iter().find(|part| is_whole(part)).expect("the whole is a part");
    let credits = credits(appraisal);
    let comes: Vec<Come<'_>> = appraisal.cases.iter().map(|case| Come::of(appraisal, &credits, part, case)).collect();
    let mut rows: Vec<Vec<Cell>> = MEASURES
        .iter()
        .map(|(words, of)| std::iter::once(Cell::text(words)).chain(comes.iter().map(of)).collect())
        .collect();
    for (words, whose) in PAYBACKS {
        let paid = appraisal.cases.iter().zip(&comes).map(|(case, come)| {
            let paid = payback(&years(instance, case, &come.options), whose);
            paid.map_or_else(|| Cell::text("never"), |year| Cell::text(&year))
        });
        rows.push(std::iter::once(Cell::text(words)).chain(paid).collect());
    }
    unit.in_table(Table::new("whole", &OF_WHOLE, rows))
}

const OF_PARTS: [Column; 8] = [
    Column::words("name", ""),
    Column::number("added", "Added"),
    Column::number("each", "£ for one\nadded"),
    Column::number("located", "£ for one\nwell located"),
    Column::millions("avoided", "Avoided\na year"),
    Column::millions("social", "Social\nvalue"),
    Column::millions("purse", "To the\npurse"),
    Column::number("ratio", "BCR"),
];

/// What each line or each region comes to in the central case.
fn by(appraisal: &Appraisal<'_>, word: &str, unit: Unit) -> Table {
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
            ratio(sums.ratio()),
        ]
    });
    let table = Table::new("parts", &OF_PARTS, rows.collect());
    match unit {
        Unit::Pounds => unit.in_table(table),
        Unit::Millions => ["avoided", "social", "purse"].into_iter().fold(table, Table::summing),
    }
}

/// What stands behind a switching value that is not within the range of its parameter.
const MARKS: [(&str, &str); 2] = [("beyond its range", " *"), ("not possible", " !")];

const OF_SWITCHES: [Column; 5] = [
    Column::words("parameter", "Parameter"),
    Column::words("of", "Of"),
    Column::number("central", "Central"),
    Column::number("social", "Social value\nis nought at"),
    Column::number("purse", "The purse's\nis nought at"),
];

fn switches(appraisal: &Appraisal<'_>) -> Table {
    let rows = found(appraisal).into_iter().map(|switch| {
        let told = Told::of(appraisal, switch.turned);
        let at = |value: Option<i64>| match (value, standing(told.parameter, value)) {
            (Some(value), standing) => {
                let mark = MARKS.iter().find(|(word, _)| *word == standing).map_or("", |(_, mark)| mark);
                Cell::Text(format!("{}{mark}", figure(told.unit, Figure::Hundredths(value))))
            }
            (None, standing) => Cell::text(standing),
        };
        let central = told.parameter.map_or(Figure::Hundredths(10_000), |parameter| parameter.central);
        let of = if told.of == "*" { "all lines" } else { &told.of };
        let words = [Cell::text(told.word), Cell::text(of), Cell::Text(figure(told.unit, central))];
        words.into_iter().chain([at(switch.social), at(switch.purse)]).collect()
    });
    Table::new("switches", &OF_SWITCHES, rows.collect())
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
