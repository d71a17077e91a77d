//! The tables of plans that are nearly as good as the best, and their page.

use std::collections::BTreeMap;

use super::WIDTH;
use super::table::{Cell, Column, Table};
use super::text::wrapped;
use crate::audit::well_located;
use crate::domain::Places;
use crate::whatif::alternatives::{Alternative, Alternatives, Place, Standing, Wanted};
use crate::whatif::why::{Base, cost_of};

/// The tables: plans, what each funds, and the standing of every project.
#[must_use]
pub fn tables(base: &Base<'_>, found: &Alternatives) -> Vec<Table> {
    vec![plans(base, found), options(base, found), projects(base, found)]
}

const OF_PLANS: [Column; 8] = [
    Column::number("plan", "Plan"),
    Column::words("way", "Looked for"),
    Column::number("well_located_places", "Well-located"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::number("projects", "Projects"),
    Column::number("additional_places", "Added"),
    Column::number("apart_from_best", "From best"),
    Column::number("apart_from_nearest", "Nearest"),
];

fn plans(base: &Base<'_>, found: &Alternatives) -> Table {
    let question = &base.question;
    let row = |(at, one): (usize, &Alternative)| {
        let places: Places =
            one.plan.options(question.problem).map(|option| option.additional.at(question.model.estimate)).sum();
        let is_best = at == 0;
        let apart = |count: usize| if is_best { Cell::Empty } else { count.into() };
        vec![
            at.into(),
            Cell::text(one.way.words()),
            well_located(question, &one.plan).into(),
            cost_of(question.problem, &one.plan).into(),
            one.plan.funded.len().into(),
            places.into(),
            apart(one.from_best),
            apart(one.from_nearest),
        ]
    };
    Table::new("alternatives", &OF_PLANS, found.plans.iter().enumerate().map(row).collect())
}

fn options(base: &Base<'_>, found: &Alternatives) -> Table {
    let problem = base.question.problem;
    let columns = ["plan", "project", "option", "dfe_cost_gbp"].map(Column::files_only);
    let rows = found.plans.iter().enumerate().flat_map(|(at, one)| {
        one.plan.options(problem).map(move |option| {
            vec![at.into(), Cell::text(&problem[option.project].id), Cell::text(&option.id), option.cost.into()]
        })
    });
    Table::new("alternatives_plans", &columns, rows.collect())
}

const OF_PROJECTS: [&str; 9] =
    ["project", "name", "line", "region", "standing", "in_plans", "of_plans", "other_way_found", "other_way_bound"];

fn projects(base: &Base<'_>, found: &Alternatives) -> Table {
    let problem = base.question.problem;
    let row = |place: &Place| {
        let project = &problem[place.project];
        let other = place.other.as_ref();
        vec![
            Cell::text(&project.id),
            Cell::text(&project.name),
            Cell::text(&problem[project.line].id),
            Cell::text(&problem[project.area].region),
            Cell::text(word(place.standing)),
            place.in_plans.into(),
            found.plans.len().into(),
            other.and_then(|why| why.found.as_ref()).map(|plan| well_located(&base.question, plan)).into(),
            other.and_then(|why| why.most.places()).into(),
        ]
    };
    let columns = OF_PROJECTS.map(Column::files_only);
    Table::new("alternatives_projects", &columns, found.places.iter().map(row).collect())
}

/// The word for a standing in files.
const fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Core => "core",
        Standing::InAllFound => "in all found",
        Standing::Borderline => "borderline",
        Standing::InNoneFound => "in none found",
        Standing::Never => "never",
        Standing::NotLookedAt => "not looked at",
    }
}

/// The page.
#[must_use]
pub fn page(base: &Base<'_>, found: &Alternatives, wanted: Wanted) -> String {
    let per_cent = format!("{}.{}%", wanted.within / 10, wanted.within % 10);
    let count = found.plans.len() - 1;
    let opening = format!(
        "{} found beside the best, in {} attempts for {}: each keeps every rule, has {} well-located places \
         or more (within {per_cent} of the best plan's {}), and differs from every other in {} projects or more.",
        if count == 1 { "1 plan was".to_owned() } else { format!("{count} plans were") },
        found.attempts,
        wanted.plans,
        found.floor,
        base.best.least,
        wanted.apart
    );
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    for place in &found.places {
        *counts.entry(place.standing).or_insert(0) += 1;
    }
    let lines: Vec<String> =
        counts.iter().map(|(standing, count)| format!("{count:>5}  {}", meaning(*standing))).collect();
    let heading = "Projects (alternatives_projects.csv has each)";
    let lines = lines.join("\n");
    format!("{}\n\n{}\n{heading}\n{lines}\n", wrapped(&opening, WIDTH.into(), 0), plans(base, found).to_text(WIDTH))
}

/// What a standing means.
const fn meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::Core => "core: every plan within the margin funds them (proved)",
        Standing::InAllFound => "in all found: no plan without them was met, and none is ruled out",
        Standing::Borderline => "borderline: some plans within the margin fund them, and some do not",
        Standing::InNoneFound => "in none found: no plan with them was met, and none is ruled out",
        Standing::Never => "never: no plan within the margin funds them (proved)",
        Standing::NotLookedAt => "not looked at before it was stopped",
    }
}
