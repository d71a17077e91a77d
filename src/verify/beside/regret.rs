//! A plan of least regret, read back from its folder.

use std::collections::BTreeSet;
use std::path::Path;

use super::plans::Plans;
use super::{ReadBack, differences, wrong};
use crate::case::Case;
use crate::domain::{Money, Plan, WellLocated};
use crate::read::{Mistake, Mistakes};
use crate::report::whatif::least_regret::{LEAST_REGRET, TABLES, tables};
use crate::runs::{Row, Rows, read_well_located};
use crate::table::Table;
use crate::verify::Difference;
use crate::whatif::Span;
use crate::whatif::least_regret::{LeastRegret, Measured, Scenario, measured, scenarios};

/// The tables of regret in `folder`, beside the run of `plan`, of the model of `case`. Every plan is audited and its places
/// divided anew in every scenario; bounds are taken as stated, and held against every plan.
///
/// # Errors
///
/// If a table cannot be read, or is not of this dataset.
pub fn read_regret(folder: &Path, case: &Case, plan: &Plan) -> Result<ReadBack<Vec<Table>>, Mistakes> {
    let read = |name: &str| Rows::read(folder, name).map_err(Mistakes::from);
    let (of_scenarios, of_best) = (read(TABLES[0])?, read(TABLES[1])?);
    let mistake = |why: &str| Mistakes::from(of_scenarios.mistake(why));
    let words: Vec<String> = of_scenarios.iter().map(|row| row.text("scenario").to_owned()).collect();
    let scenarios = scenarios(case, &words).map_err(|why| mistake(&why))?;
    let plans = Plans::of(folder, &case.dataset.instance, "plan", (TABLES[2], None)).map_err(Mistakes::from)?;
    let mut wrongs = Vec::new();
    let mut of_plan = |name: &str| -> Result<Measured, Mistake> {
        let funded = plans.plan(&scenarios[0].question(), name).funded;
        measured(&scenarios, &funded).or_else(|broken| {
            wrongs.push(wrong("regret_plans.csv", ("the plan", name), "it keeps every rule", &broken.join("; ")));
            // What breaks a rule has no places to be regretted.
            let places = vec![WellLocated::ZERO; scenarios.len()];
            Ok(Measured { funded, cost: Money::ZERO, places })
        })
    };
    let chosen = of_plan(LEAST_REGRET)?;
    let best_plans = scenarios.iter().map(|scenario| of_plan(&scenario.name)).collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<Row<'_>> = of_scenarios.iter().collect();
    let bound = |row: &Row<'_>, column: &str| {
        read_well_located(row.text(column)).ok_or_else(|| mistake(&format!("it says no number under {column}")))
    };
    let mut best = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let most = bound(row, "best_bound")?;
        let found = best_plans.iter().chain([&chosen]).map(|plan| plan.places[at]).max().unwrap_or_default();
        wrongs.extend((most < found).then(|| beyond("best_bound", &scenarios[at], most, &format!("{found} or more"))));
        best.push(Span::new(found, most.max(found)));
    }
    let found = LeastRegret { plan: chosen, best_plans, best, bound: bound(&rows[0], "no_plan_below")? };
    wrongs.extend(against(&scenarios, &found, plan));
    let tables = tables(&scenarios, &found);
    let all: Vec<&Rows> = [&of_scenarios, &of_best].into_iter().chain(&plans.read).collect();
    let differences = differences(&all, &tables).into_iter().chain(wrongs).collect();
    let parsed = [of_scenarios.parsed.clone(), of_best.parsed.clone()].into_iter().chain(plans.parsed()).collect();
    Ok(ReadBack { told: tables, parsed, differences })
}

fn beyond(column: &str, scenario: &Scenario<'_>, stated: WellLocated, follows: &str) -> Difference {
    wrong("regret.csv", (column, &scenario.name), &stated.to_string(), follows)
}

/// Where the plan is another than the run's, or some plan has less regret than none is said to have, or less than the plan.
fn against(scenarios: &[Scenario<'_>], found: &LeastRegret, plan: &Plan) -> Vec<Difference> {
    let apart: BTreeSet<_> = found.plan.funded.symmetric_difference(&plan.funded).collect();
    let is_other = (!apart.is_empty()).then(|| {
        let options = format!("the run funds {} options otherwise", apart.len());
        wrong("regret_plans.csv", ("the plan", LEAST_REGRET), "it is that of the run", &options)
    });
    let own = found.largest(&found.plan).most;
    let named = scenarios.iter().map(|scenario| scenario.name.as_str()).zip(&found.best_plans);
    let all = [(LEAST_REGRET, &found.plan)].into_iter().chain(named);
    let less = all.filter_map(|(name, plan)| {
        let most = found.largest(plan).most;
        let bound = (most < found.bound).then_some(("no_plan_below", found.bound));
        let (column, stated) = bound.or_else(|| (most < own).then_some(("regret_at_most", own)))?;
        Some(wrong("regret.csv", (column, name), &stated.to_string(), &format!("{most} or less")))
    });
    is_other.into_iter().chain(less).collect()
}
