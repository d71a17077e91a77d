//! Only so many projects start in each region and year.

use std::collections::BTreeMap;

use super::selection::{funded, spoken_of};
use super::{Finding, Limit, Unit};
use crate::domain::{FinancialYear, Plan, ProjectOption};
use crate::model::{AnyClause, Question};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let (problem, model) = (question.problem, question.model);
    let Some(AnyClause::Pace(pace)) = model.clause("pace") else { return Vec::new() };
    let spoken_of = spoken_of(problem, &pace.selector);
    let counts = |option: &ProjectOption| spoken_of.iter().any(|one| std::ptr::eq(*one, option));
    let funded = funded(problem, plan);
    let mut cells: BTreeMap<(&str, FinancialYear), (i64, usize)> = BTreeMap::new();
    for option in problem.options().iter().filter(|option| counts(option)) {
        let cell = cells.entry((&problem[problem[option.project].area].region, option.starts)).or_default();
        let is_funded = funded.iter().any(|one| std::ptr::eq(*one, option));
        let is_left_out = funded.iter().all(|one| one.project != option.project);
        (cell.0, cell.1) = (cell.0 + i64::from(is_funded), cell.1 + usize::from(is_left_out));
    }
    let findings = cells.into_iter().map(|((region, year), (count, left_out))| Finding {
        family: "pace",
        id: format!("pace-{}-{year}", region.to_lowercase().replace(' ', "-")),
        rule: format!("In {region} no more projects start in {year} than may in one year."),
        source: pace.source.clone(),
        unit: Unit::Projects,
        value: count,
        limit: Limit::AtMost,
        bound: pace.at_most.into(),
        binding: count == i64::from(pace.at_most) && left_out > 0,
        where_broken: Vec::new(),
    });
    findings.collect()
}
