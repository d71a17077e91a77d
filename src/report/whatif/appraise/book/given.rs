//! What the workbook is given: the parameters, the optimism bias, and what is spent by year, with the factors of each.

use super::super::{Appraisal, nine};
use super::terms::case_term;
use crate::domain::{AppraisalKind, AppraisalParameter, Figure, Index, ProgrammeLine, RiskKind};
use crate::report::workbook::{LiveCell, LiveSheet};
use crate::table::Cell;
use crate::whatif::appraise::spending;

/// A sheet of these rows.
pub(super) fn sheet(name: &str, about: &str, headings: &[&str], rows: Vec<Vec<LiveCell>>) -> LiveSheet {
    let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
    LiveSheet { name: name.to_owned(), about: about.to_owned(), headings, rows }
}

/// Words that are given.
pub(super) fn words(words: &(impl ToString + ?Sized)) -> LiveCell {
    LiveCell::Given(Cell::text(words))
}

/// A number that is given.
pub(super) fn count(number: impl Into<i64>) -> LiveCell {
    LiveCell::Given(Cell::Whole(number.into()))
}

/// A number with so many decimals.
pub(super) fn decimals(parts: i128, decimals: u32) -> String {
    let one = 10_i128.pow(decimals);
    let width = usize::try_from(decimals).expect("few");
    format!("{}.{:0width$}", parts / one, parts % one)
}

/// The programme lines by their index.
pub(super) fn lines(appraisal: &Appraisal<'_>) -> impl Iterator<Item = Index<ProgrammeLine>> {
    (0..appraisal.run.question.instance.lines().len()).map(Index::new)
}

pub(super) fn parameters(appraisal: &Appraisal<'_>) -> LiveSheet {
    let instance = appraisal.run.question.instance;
    let row = |parameter: &AppraisalParameter| {
        let of = parameter.line.map_or_else(|| words("*"), |line| words(&instance[line].id));
        let figure = |figure: Figure| match figure {
            Figure::Hundredths(hundredths) => LiveCell::Given(Cell::Hundredths(hundredths)),
            Figure::Year(year) => words(&year),
        };
        let kind = parameter.kind;
        let figures = [parameter.low, parameter.central, parameter.high].map(figure);
        let first = [words(kind.word()), of, words(kind.words()), words(kind.unit().word())];
        first.into_iter().chain(figures).chain([words(parameter.basis()), words(&parameter.source)]).collect()
    };
    let headings = ["parameter", "of", "what", "unit", "low", "central", "high", "basis", "source"];
    let about =
        "What the appraisal is reckoned with, each with its range and its source; * is every line without its own";
    sheet("Parameters", about, &headings, appraisal.parameters.iter().map(row).collect())
}

pub(super) fn optimism(appraisal: &Appraisal<'_>) -> LiveSheet {
    let row = |line: Index<ProgrammeLine>| {
        let risk = appraisal.risks.iter().find(|risk| risk.kind == RiskKind::CostOverrun(line));
        let [chance, low, high] = risk.map_or([0; 3], |risk| [risk.chance.into(), risk.low.into(), risk.high.into()]);
        let source = risk.map_or("risks.csv has no cost-overrun of it", |risk| risk.source.as_str());
        let id = words(&appraisal.run.question.instance[line].id);
        [id].into_iter().chain([chance, low, high].map(|part: i64| count(part))).chain([words(source)]).collect()
    };
    let about = "Optimism bias: by how much projects of a line may cost more than was asked, as risks.csv says";
    let headings = ["line", "chance_percent", "low_percent", "high_percent", "source"];
    sheet("Optimism", about, &headings, lines(appraisal).map(row).collect())
}

/// The factors of every year in each case.
pub(super) fn factors(appraisal: &Appraisal<'_>) -> LiveSheet {
    let mut rows = Vec::new();
    for case in appraisal.cases {
        let of = |kind| case_term(case.level, kind);
        for (year, factor) in &case.factors.years {
            let at = LiveSheet::row(rows.len());
            let after = format!("($B{at}-{})", of(AppraisalKind::BaseYear));
            let [rate, later] = [AppraisalKind::DiscountRate, AppraisalKind::LaterRate].map(of);
            let price =
                format!("=ROUND((1+{})^({}-$B{at}),9)", of(AppraisalKind::Inflation), of(AppraisalKind::PriceYear));
            let [first, second] =
                [format!("(1+{rate})^(0-{after})"), format!("(1+{rate})^(0-30)*(1+{later})^(30-{after})")];
            rows.push(vec![
                words(case.level.word()),
                count(year.ends_in()),
                words(year),
                LiveCell::Number(price, nine(factor.price)),
                LiveCell::Number(format!("=ROUND(IF({after}<=30,{first},{second}),9)"), nine(factor.discount)),
                LiveCell::Number(format!("=ROUND(D{at}*E{at},9)"), nine(factor.cash)),
            ]);
        }
    }
    let about = "What a pound of each year is worth in the base year, by the calendar year in which it ends: cash is a bid's, \
                 discount is in the prices of the price year";
    sheet("Factors", about, &["case", "year", "financial_year", "price", "discount", "cash"], rows)
}

/// What each project spends by year, and what that is worth in each case.
pub(super) fn spend(appraisal: &Appraisal<'_>) -> LiveSheet {
    let instance = appraisal.run.question.instance;
    let mut rows = Vec::new();
    for option in appraisal.run.plan.options(instance) {
        for (year, money) in spending(option) {
            let at = LiveSheet::row(rows.len());
            let worth = appraisal.cases.iter().map(|case| {
                let word = case.level.word();
                let formula = format!("=$C{at}*SUMIFS(Factors[cash],Factors[case],\"{word}\",Factors[year],$B{at})");
                LiveCell::Number(formula, nine(i128::from(money.pounds()) * case.factors.years[&year].cash))
            });
            let first =
                [words(&instance[option.project].id), count(year.ends_in()), LiveCell::Given(Cell::Money(money))];
            rows.push(first.into_iter().chain(worth).collect());
        }
    }
    let about = "What each project costs the department by year, by which the local match is spread too; 1 in the year in which \
                 it starts where it costs the department nothing";
    sheet("Spend", about, &["project", "year", "spend_gbp", "low", "central", "high"], rows)
}
