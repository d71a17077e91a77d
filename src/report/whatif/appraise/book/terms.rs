//! What each parameter is in each case, of all lines and of each, as it follows from what is given.

use super::super::Appraisal;
use super::given::{decimals, lines, sheet, words};
use crate::domain::{AppraisalKind, AppraisalUnit, Figure, Index, ProgrammeLine};
use crate::report::workbook::{LiveCell, LiveSheet};
use crate::whatif::appraise::{Level, optimism, row_of};

/// The cell of a parameter in a case.
fn cell(appraisal: &Appraisal<'_>, kind: AppraisalKind, line: Option<Index<ProgrammeLine>>, level: Level) -> String {
    let row = row_of(appraisal.parameters, kind, line).expect("none is missing");
    let column = match (level, kind.is_a_burden()) {
        (Level::Central, _) => "F",
        (Level::Low, false) | (Level::High, true) => "E",
        (Level::Low, true) | (Level::High, false) => "G",
    };
    format!("Parameters!${column}${}", LiveSheet::row(row))
}

/// A parameter in a case as a formula, with what it comes to.
fn term(appraisal: &Appraisal<'_>, kind: AppraisalKind, line: Option<Index<ProgrammeLine>>, level: Level) -> LiveCell {
    let cell = cell(appraisal, kind, line, level);
    let row = row_of(appraisal.parameters, kind, line).expect("none is missing");
    match (kind.unit(), level.figure(&appraisal.parameters[row])) {
        (AppraisalUnit::Percent, Figure::Hundredths(hundredths)) => {
            LiveCell::Number(format!("={cell}/100"), decimals(hundredths.into(), 4))
        }
        (AppraisalUnit::Pounds, Figure::Hundredths(pence)) => LiveCell::Money(format!("={cell}"), pence),
        (_, Figure::Hundredths(hundredths)) => LiveCell::Number(format!("={cell}"), (hundredths / 100).to_string()),
        (_, Figure::Year(year)) => LiveCell::Number(format!("=VALUE(LEFT({cell},4))+1"), year.ends_in().to_string()),
    }
}

/// The terms of all lines, in the order of the sheet's columns.
const OF_CASES: [(&str, AppraisalKind); 7] = [
    ("base_year", AppraisalKind::BaseYear),
    ("price_year", AppraisalKind::PriceYear),
    ("years", AppraisalKind::Period),
    ("inflation", AppraisalKind::Inflation),
    ("discount_rate", AppraisalKind::DiscountRate),
    ("discount_rate_after_30", AppraisalKind::LaterRate),
    ("real_resource_share", AppraisalKind::RealShare),
];

fn headings_of_cases() -> Vec<&'static str> {
    std::iter::once("case").chain(OF_CASES.iter().map(|(heading, _)| *heading)).collect()
}

/// Where a term of a case is.
pub(super) fn case_term(level: Level, kind: AppraisalKind) -> String {
    let row = Level::ALL.into_iter().position(|known| known == level).expect("it is one of three");
    let (heading, _) = OF_CASES.iter().find(|(_, known)| *known == kind).expect("it is of all lines");
    format!("Case_terms!${}${}", LiveSheet::column(&headings_of_cases(), heading), LiveSheet::row(row))
}

pub(super) fn of_cases(appraisal: &Appraisal<'_>) -> LiveSheet {
    let row = |level: Level| {
        let terms = OF_CASES.iter().map(|(_, kind)| term(appraisal, *kind, None, level));
        std::iter::once(words(level.word())).chain(terms).collect()
    };
    let about = "What counts in each case for all lines; a financial year by the calendar year in which it ends";
    sheet("Case_terms", about, &headings_of_cases(), Level::ALL.map(row).into())
}

/// The terms of a line, in the order of the sheet's columns.
pub(super) const OF_LINES: [(&str, AppraisalKind); 5] = [
    ("running_cost", AppraisalKind::RunningCost),
    ("occupancy", AppraisalKind::Occupancy),
    ("placement_cost", AppraisalKind::PlacementCost),
    ("unregistered_cost", AppraisalKind::UnregisteredCost),
    ("unregistered_share", AppraisalKind::UnregisteredShare),
];

pub(super) fn of_lines(appraisal: &Appraisal<'_>) -> LiveSheet {
    let instance = appraisal.run.question.instance;
    let row = |level: Level, line: Index<ProgrammeLine>| {
        let terms = OF_LINES.iter().map(|(_, kind)| term(appraisal, *kind, Some(line), level));
        let at = LiveSheet::row(line.position());
        let [chance, low, high] = ["B", "C", "D"].map(|column| format!("Optimism!${column}${at}"));
        let formula = match level {
            Level::Low => format!("=IF({chance}>0,{high}/100,0)"),
            Level::Central => format!("=ROUND({chance}*({low}+{high})/20000,4)"),
            Level::High => format!("=IF({chance}=100,{low}/100,0)"),
        };
        let bias = LiveCell::Number(formula, decimals(optimism(appraisal.risks, line, level).into(), 4));
        [words(level.word()), words(&instance[line].id)].into_iter().chain(terms).chain([bias]).collect()
    };
    let own = OF_LINES.iter().map(|(heading, _)| *heading);
    let headings: Vec<&str> = ["case", "line"].into_iter().chain(own).chain(["optimism"]).collect();
    let rows = Level::ALL.into_iter().flat_map(|level| lines(appraisal).map(move |line| row(level, line))).collect();
    sheet("Line_terms", "What counts in each case for each programme line", &headings, rows)
}
