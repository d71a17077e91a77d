//! What each project comes to in a case.

use super::super::{Appraisal, credits, nine};
use super::given::{count, decimals, sheet as sheet_of, words};
use super::terms::{OF_LINES, case_term};
use crate::domain::{AppraisalKind, WellLocated};
use crate::report::workbook::{LiveCell, LiveSheet};
use crate::table::Cell;
use crate::whatif::appraise::{Appraised, Level, Valued};

/// The columns of the sheet of a case.
pub(super) const COLUMNS: [&str; 31] = [
    "project",
    "option",
    "line",
    "region",
    "dfe_cost_gbp",
    "match_gbp",
    "additional",
    "protected",
    "well_located_places",
    "opens",
    "protected_from",
    "running_cost",
    "occupancy",
    "placement_cost",
    "unregistered_cost",
    "unregistered_share",
    "optimism",
    "spread",
    "added_years",
    "protected_years",
    "place_years",
    "dfe_capital_pv_gbp",
    "match_pv_gbp",
    "running_pv_gbp",
    "placement_avoided_pv_gbp",
    "unregistered_avoided_pv_gbp",
    "placement_counted_pv_gbp",
    "unregistered_counted_pv_gbp",
    "running_a_year_gbp",
    "placement_avoided_a_year_gbp",
    "unregistered_avoided_a_year_gbp",
];

/// The name of the sheet of a case.
pub(super) fn name(level: Level) -> String {
    format!("Projects_{}", level.word())
}

/// The sheet of a case.
pub(super) fn sheet(appraisal: &Appraisal<'_>, case: &Appraised) -> LiveSheet {
    let credits = credits(appraisal);
    let row = |(at, valued): (usize, &Valued)| {
        let located = credits.get(&valued.option).copied().unwrap_or_default();
        let at = LiveSheet::row(at);
        let given = given(appraisal, valued, located);
        let terms = terms(appraisal, case, valued, at);
        given.into_iter().chain(terms).chain(years(case, valued, at)).chain(money(case, valued, at)).collect()
    };
    let about = format!(
        "Each project in the {} case; avoided costs are a transfer unless shown otherwise; years are those of calendars in which \
         financial years end",
        case.level.word()
    );
    sheet_of(&name(case.level), &about, &COLUMNS, case.options.iter().enumerate().map(row).collect())
}

fn given(appraisal: &Appraisal<'_>, valued: &Valued, located: WellLocated) -> [LiveCell; 11] {
    let instance = appraisal.run.question.instance;
    let option = &instance[valued.option];
    let project = &instance[option.project];
    [
        words(&project.id),
        words(&option.id),
        words(&instance[project.line].id),
        words(&instance[project.area].region),
        LiveCell::Given(Cell::Money(option.cost)),
        LiveCell::Given(Cell::Money(option.local_match)),
        LiveCell::Given(valued.added.into()),
        LiveCell::Given(valued.protected.into()),
        LiveCell::Given(located.into()),
        count(option.opens.ends_in()),
        count(valued.protected_from.ends_in()),
    ]
}

/// The terms of its line.
fn terms(appraisal: &Appraisal<'_>, case: &Appraised, valued: &Valued, at: usize) -> Vec<LiveCell> {
    let instance = appraisal.run.question.instance;
    let line = case.terms.lines[instance[instance[valued.option].project].line.position()];
    let word = case.level.word();
    let formula = |column: &str| {
        format!("=SUMPRODUCT((Line_terms[case]=\"{word}\")*(Line_terms[line]=$C{at})*Line_terms[{column}])")
    };
    let figures = [line.running, line.occupancy, line.placement, line.unregistered, line.share];
    let terms = OF_LINES.iter().zip(figures).map(|((column, kind), figure)| match kind {
        AppraisalKind::Occupancy | AppraisalKind::UnregisteredShare => {
            LiveCell::Number(formula(column), decimals(figure.into(), 4))
        }
        _ => LiveCell::Money(formula(column), figure),
    });
    terms.chain([LiveCell::Number(formula("optimism"), decimals(line.optimism.into(), 4))]).collect()
}

/// How its spending is spread, and the years for which its places count.
fn years(case: &Appraised, valued: &Valued, at: usize) -> [LiveCell; 4] {
    let word = case.level.word();
    let of_project = |column: &str| format!("SUMPRODUCT((Spend[project]=$A{at})*Spend[{column}])");
    let spread = format!("=ROUND({}/{},12)", of_project(word), of_project("spend_gbp"));
    let period = case_term(case.level, AppraisalKind::Period);
    let sum = |from: &str| {
        let years = format!("Factors[year],\">=\"&{from}{at},Factors[year],\"<\"&({from}{at}+{period})");
        format!("=ROUND(SUMIFS(Factors[discount],Factors[case],\"{word}\",{years}),9)")
    };
    let [added, protected] = valued.years;
    [
        LiveCell::Number(spread, decimals(valued.spread, 12)),
        LiveCell::Number(sum("$J"), nine(added)),
        LiveCell::Number(sum("$K"), nine(protected)),
        LiveCell::Number(format!("=ROUND($G{at}*$S{at}+$H{at}*$T{at},9)"), nine(valued.place_years())),
    ]
}

/// Its money: present values, and a full year.
fn money(case: &Appraised, valued: &Valued, at: usize) -> [LiveCell; 10] {
    let sums = &valued.sums;
    let real = case_term(case.level, AppraisalKind::RealShare);
    let rounded = |product: String, pence: i64| LiveCell::Money(format!("=ROUND({product},2)"), pence);
    let registered = format!("$M{at}*(1-$P{at})*$N{at}");
    let other = format!("$M{at}*$P{at}*$O{at}");
    let (years, places) = (format!("$U{at}"), format!("($G{at}+$H{at})"));
    [
        rounded(format!("$E{at}*(1+$Q{at})*$R{at}"), sums.capital),
        rounded(format!("$F{at}*(1+$Q{at})*$R{at}"), sums.local_match),
        rounded(format!("$L{at}*{years}"), sums.running),
        rounded(format!("{registered}*{years}"), sums.placement),
        rounded(format!("{other}*{years}"), sums.unregistered),
        rounded(format!("{registered}*{real}*{years}"), sums.counted_placement),
        rounded(format!("{other}*{real}*{years}"), sums.counted_unregistered),
        rounded(format!("$L{at}*{places}"), sums.running_a_year),
        rounded(format!("{registered}*{places}"), sums.placement_a_year),
        rounded(format!("{other}*{places}"), sums.unregistered_a_year),
    ]
}
