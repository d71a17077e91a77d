//! Only so many projects start in each region and year.

use std::collections::BTreeMap;

use super::selection::{funded_projects, speaks_of};
use super::{Finding, Limit, Unit};
use crate::domain::{FinancialYear, Index, Plan, counted, hyphened};
use crate::model::{AnyClause, Question};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let instance = question.instance;
    let Some(AnyClause::Pace(pace)) = question.model.clause("pace") else { return Vec::new() };
    let projects = funded_projects(instance, plan);
    let mut cells: BTreeMap<(&str, FinancialYear), (i64, usize)> = BTreeMap::new();
    for (position, option) in instance.options().iter().enumerate() {
        if speaks_of(instance, &pace.selector, option) {
            let cell = cells.entry((&instance[instance[option.project].area].region, option.starts)).or_default();
            cell.0 += i64::from(plan.funded.contains(&Index::new(position)));
            cell.1 += usize::from(!projects.contains(&option.project));
        }
    }
    let findings = cells.into_iter().map(|((region, year), (count, left_out))| Finding {
        family: "pace",
        id: format!("pace-{}-{year}", hyphened(region)),
        rule: format!("In {region} at most {} in {year}.", starts(pace.at_most)),
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

/// So many projects that start, in words.
fn starts(count: u32) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "project starts", "projects start")
}
