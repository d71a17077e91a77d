//! What an appraisal is reckoned with, and at what of it the plan would be worth nothing.

use super::{Appraisal, CAVEAT};
use crate::domain::{AppraisalParameter, AppraisalUnit, Figure, Index, ProgrammeLine, RiskKind};
use crate::table::{Cell, Column, Table};
use crate::whatif::appraise::{Level, Switch, Turned, optimism, switching};

const OF_PARAMETERS: [&str; 12] = [
    "parameter",
    "of",
    "what",
    "unit",
    "low",
    "central",
    "high",
    "in_low_case",
    "in_central_case",
    "in_high_case",
    "basis",
    "source",
];

/// What a row is of: a line by its id, or `*` of all that have none of their own.
fn of(appraisal: &Appraisal<'_>, line: Option<Index<ProgrammeLine>>) -> Cell {
    line.map_or_else(|| Cell::text("*"), |line| Cell::text(&appraisal.run.question.instance[line].id))
}

/// A row for each parameter, and for the optimism bias of each line: every number that the appraisal takes from elsewhere.
pub(super) fn table(appraisal: &Appraisal<'_>) -> Table {
    let row = |parameter: &AppraisalParameter| {
        let AppraisalParameter { kind, line, low, central, high, source, .. } = parameter;
        let words =
            [Cell::text(kind.word()), of(appraisal, *line), Cell::text(kind.words()), Cell::text(kind.unit().word())];
        let figures = [low, central, high].map(Cell::text);
        let cases = Level::ALL.map(|level| Cell::text(&level.figure(parameter)));
        words
            .into_iter()
            .chain(figures)
            .chain(cases)
            .chain([Cell::text(parameter.basis()), Cell::text(source)])
            .collect()
    };
    let rows = appraisal.parameters.iter().map(row).chain(biases(appraisal)).collect();
    Table::new("appraisal_parameters", &OF_PARAMETERS.map(Column::files_only), rows)
}

/// The optimism bias of each line that has one.
fn biases(appraisal: &Appraisal<'_>) -> impl Iterator<Item = Vec<Cell>> {
    let of_line = |kind| if let RiskKind::CostOverrun(line) = kind { Some(line) } else { None };
    appraisal.risks.iter().filter_map(move |risk| {
        let line = of_line(risk.kind)?;
        let in_case = Level::ALL.map(|level| Figure::Hundredths(optimism(appraisal.risks, line, level)));
        let [low, central, high] = in_case;
        let what = "What projects cost beyond what was asked: the cost overrun of risks.csv";
        let words = [Cell::text("optimism-bias"), of(appraisal, Some(line)), Cell::text(what), Cell::text("percent")];
        let figures = [high, central, low].map(|figure| Cell::text(&figure));
        let cases = in_case.map(|figure| Cell::text(&figure));
        let last = [Cell::text("as in risks.csv"), Cell::text(&risk.source)];
        Some(words.into_iter().chain(figures).chain(cases).chain(last).collect())
    })
}

const OF_SWITCHES: [&str; 12] = [
    "parameter",
    "of",
    "what",
    "unit",
    "low",
    "central",
    "high",
    "npsv_nought_at",
    "npsv_nought_is",
    "purse_nought_at",
    "purse_nought_is",
    "caveat",
];

/// A row for each parameter that has a switching value: at what of it the plan would be worth nothing, all else as in the
/// central case, and whether that can be.
pub(super) fn switches(appraisal: &Appraisal<'_>) -> Table {
    let rows = found(appraisal).into_iter().map(|switch| {
        let told = Told::of(appraisal, switch.turned);
        let words = [Cell::text(told.word), Cell::Text(told.of), Cell::text(told.what), Cell::text(told.unit.word())];
        let at = |value: Option<i64>| [super::pence(value), Cell::text(standing(told.parameter, value))];
        let values = at(switch.social).into_iter().chain(at(switch.purse));
        words.into_iter().chain(told.figures).chain(values).chain([Cell::text(CAVEAT)]).collect()
    });
    Table::new("appraisal_switching", &OF_SWITCHES.map(Column::files_only), rows.collect())
}

/// What is turned, as it is told.
pub(super) struct Told<'a> {
    /// Its word.
    pub word: &'static str,
    /// The line that it is of, or `*`.
    pub of: String,
    /// What it is.
    pub what: &'static str,
    /// What its figures count.
    pub unit: AppraisalUnit,
    /// Low, central and high.
    pub figures: [Cell; 3],
    /// The parameter, if it is one.
    pub parameter: Option<&'a AppraisalParameter>,
}

impl<'a> Told<'a> {
    pub(super) fn of(appraisal: &Appraisal<'a>, turned: Turned) -> Self {
        let whole = |word, what| {
            let figures = [Cell::Empty, Cell::text("100"), Cell::Empty];
            Self { word, of: "*".to_owned(), what, unit: AppraisalUnit::Percent, figures, parameter: None }
        };
        match turned {
            Turned::Capital => whole("all-capital", "All capital, in per cent of what is counted of it"),
            Turned::Running => whole("all-running-costs", "All running costs, in per cent of what is counted of them"),
            Turned::Row(row) => {
                let parameter = &appraisal.parameters[row];
                let AppraisalParameter { kind, line, low, central, high, .. } = parameter;
                let figures = [low, central, high].map(Cell::text);
                let of = of(appraisal, *line).in_files();
                Self {
                    word: kind.word(),
                    of,
                    what: kind.words(),
                    unit: kind.unit(),
                    figures,
                    parameter: Some(parameter),
                }
            }
        }
    }
}

/// The switching values, in the order of the parameters.
pub(super) fn found(appraisal: &Appraisal<'_>) -> Vec<Switch> {
    let central = appraisal.cases.iter().find(|case| case.level == Level::Central).expect("there are three cases");
    switching(appraisal.run.question.instance, appraisal.parameters, central)
}

/// Where a switching value stands beside the range of its parameter, if it is one.
pub(super) fn standing(parameter: Option<&AppraisalParameter>, value: Option<i64>) -> &'static str {
    let Some(value) = value else { return "no value" };
    let Some(parameter) = parameter else { return if value < 0 { "not possible" } else { "no range is stated" } };
    let (least, most) = parameter.kind.bounds();
    let is_share = parameter.kind.unit() == AppraisalUnit::Percent;
    if value < least || is_share && value > most {
        "not possible"
    } else if (parameter.low..=parameter.high).contains(&Figure::Hundredths(value)) {
        "within its range"
    } else {
        "beyond its range"
    }
}
