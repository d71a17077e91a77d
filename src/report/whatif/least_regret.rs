//! The plan of least regret: its tables, and their page.

use super::span;
use crate::case::Case;
use crate::domain::{WellLocated, counted};
use crate::report::run::layers::chosen;
use crate::report::run::plan;
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::least_regret::{LeastRegret, Scenario};

/// The plan of least regret, where plans go by the scenario of which they are best.
pub const LEAST_REGRET: &str = "least-regret";

/// The names of the tables.
pub const TABLES: [&str; 3] = ["regret", "regret_of_best", "regret_plans"];

const REGRET: [Column; 9] = [
    Column::words("scenario", "Scenario"),
    Column::number("children", "Children"),
    Column::number("best_found", "Best\nplan"),
    Column::files_only("best_bound"),
    Column::number("well_located_places", "This\nplan"),
    Column::files_only("regret_at_least"),
    Column::number("regret_at_most", "Regret,\nat most"),
    Column::words("largest", "Largest"),
    Column::files_only("no_plan_below"),
];

const OF_BEST: [Column; 6] = [
    Column::words("plan", "Best plan of"),
    Column::millions("dfe_cost_gbp", "Cost, £m"),
    Column::words("scenario", "In"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::files_only("regret_at_least"),
    Column::number("regret_at_most", "Regret,\nat most"),
];

/// The tables, in the order of [`TABLES`].
#[must_use]
pub fn tables(scenarios: &[Scenario<'_>], found: &LeastRegret) -> Vec<Table> {
    let plans = plans(scenarios, found);
    [regret(scenarios, found), of_best(scenarios, found)].into_iter().chain(plans).collect()
}

/// A row for each scenario: the plan of least regret beside the best plan there.
fn regret(scenarios: &[Scenario<'_>], found: &LeastRegret) -> Table {
    let largest = found.largest(&found.plan).most;
    let regrets = found.regrets(&found.plan);
    let row = |(at, scenario): (usize, &Scenario<'_>)| {
        let demand = scenario.instance.demand().iter();
        vec![
            Cell::text(&scenario.name),
            demand.map(|need| u64::from(need.children.count())).sum::<u64>().into(),
            found.best[at].least.into(),
            found.best[at].most.into(),
            found.plan.places[at].into(),
            regrets[at].least.into(),
            regrets[at].most.into(),
            (regrets[at].most == largest).into(),
            found.bound.into(),
        ]
    };
    Table::new(TABLES[0], &REGRET, scenarios.iter().enumerate().map(row).collect())
}

/// A row for the best plan of each scenario in each of them.
fn of_best(scenarios: &[Scenario<'_>], found: &LeastRegret) -> Table {
    let mut rows = Vec::new();
    for (best_in, plan) in scenarios.iter().zip(&found.best_plans) {
        for ((scenario, places), regret) in scenarios.iter().zip(&plan.places).zip(found.regrets(plan)) {
            rows.push(vec![
                Cell::text(&best_in.name),
                plan.cost.into(),
                Cell::text(&scenario.name),
                (*places).into(),
                regret.least.into(),
                regret.most.into(),
            ]);
        }
    }
    Table::new(TABLES[1], &OF_BEST, rows)
}

/// A row for each option that the plan of least regret or the best plan of a scenario funds.
fn plans(scenarios: &[Scenario<'_>], found: &LeastRegret) -> Option<Table> {
    let instance = &scenarios.first()?.instance;
    let best = scenarios.iter().map(|scenario| scenario.name.as_str()).zip(&found.best_plans);
    let all = [(LEAST_REGRET, &found.plan)].into_iter().chain(best);
    let funded = all.flat_map(|(name, plan)| plan.funded.iter().map(move |option| (Cell::text(name), *option)));
    Some(plan::of_plans(TABLES[2], Column::words("plan", "Plan"), instance, funded))
}

/// The page, in at most `columns`.
#[must_use]
pub fn page(case: &Case, scenarios: &[Scenario<'_>], found: &LeastRegret, columns: u16) -> String {
    let paragraph = |text: &str| wrapped(text, columns.into(), 0) + "\n";
    let layers: Vec<&str> = chosen(&case.dataset.instance, &case.model).map(|layer| layer.id.as_str()).collect();
    let own = if layers.is_empty() { "no layer".to_owned() } else { layers.join(" and ") };
    let opening = format!(
        "{} In each scenario other layers of demand are in force, in the place of those of the model ({own}). Regret is how \
         many more well-located places the best plan of a scenario has there.",
        case.model.title
    );
    let parts = [
        paragraph(&opening),
        regret(scenarios, found).to_text(columns),
        paragraph(&told(scenarios, found)),
        paragraph(&proved(found)),
        paragraph(&of_others(scenarios, found)),
    ];
    parts.join("\n")
}

/// What the largest regret of the plan is, and where.
fn told(scenarios: &[Scenario<'_>], found: &LeastRegret) -> String {
    let largest = found.largest(&found.plan);
    let regrets = found.regrets(&found.plan);
    let named = scenarios.iter().zip(&regrets).filter(|(_, regret)| regret.most == largest.most);
    let named: Vec<String> = named.map(|(scenario, _)| format!("`{}`", scenario.name)).collect();
    format!(
        "The plan funds {} for {}. Its largest regret is {} well-located {}, in {}.",
        counted(found.plan.funded.len(), "project", "projects"),
        found.plan.cost,
        span::words(largest),
        if largest.most == WellLocated::from_hundredths(100) && largest.is_known() { "place" } else { "places" },
        named.join(" and ")
    )
}

/// What is proved of it.
fn proved(found: &LeastRegret) -> String {
    let most = found.largest(&found.plan).most;
    let checked = "It keeps every rule in every scenario, and its places were divided anew in each, checked without the \
                   solver.";
    if found.is_proved() {
        format!("Proved: no plan that keeps the rules has a smaller largest regret. {checked}")
    } else {
        let gap = WellLocated::from_hundredths(most.hundredths().saturating_sub(found.bound.hundredths()));
        format!(
            "Not proved: a plan may have a largest regret as small as {}, which is {gap} less. {checked}",
            found.bound
        )
    }
}

/// What whoever plans for one scenario alone may regret.
fn of_others(scenarios: &[Scenario<'_>], found: &LeastRegret) -> String {
    let of = scenarios.iter().zip(&found.best_plans);
    let told: Vec<String> =
        of.map(|(scenario, plan)| format!("`{}` {}", scenario.name, span::words(found.largest(plan)))).collect();
    format!("The largest regret of the best plan of each scenario: {}.", told.join(", "))
}
