//! What can be said of a case before it is decided, as text.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::domain::{Area, CareType, Estimate, Index, Places, counted};
use crate::outlook::Range;
use crate::report::run::{areas, as_of};
use crate::table::{Cell, Column, Table, millions, wrapped};

const LINES: [Column; 8] = [
    Column::words("line", "Line"),
    Column::number("projects", "Projects"),
    Column::number("options", "Options"),
    Column::number("planned_projects", "Planned"),
    Column::number("planned_additional_low", "Places,\nlow"),
    Column::number("planned_additional_high", "Places,\nhigh"),
    Column::millions("planned_cost_gbp", "Planned,\n£m"),
    Column::millions("largest_cost_gbp", "All were\nfunded, £m"),
];

/// What is asked and known, in a page of at most `columns`.
#[must_use]
pub fn text(
    case: &Case,
    range: Range,
    out_of_reach: &BTreeMap<Index<CareType>, Vec<Index<Area>>>,
    columns: u16,
) -> String {
    let page_wide = |text: &str, indent| wrapped(text, columns.into(), indent);
    let instance = &case.dataset.instance;
    let from = as_of::sentence(&case.model, instance).map_or_else(String::new, |from| page_wide(&from, 0) + "\n");
    let counts = format!(
        "No mistakes: {}, {}, {}, {}, {}",
        counted(instance.projects().len(), "project", "projects"),
        counted(instance.options().len(), "option", "options"),
        counted(instance.homes().len(), "home", "homes"),
        counted(instance.areas().len(), "area", "areas"),
        counted(case.model.rules.len(), "rule", "rules"),
    );
    let mut parts = vec![format!("{from}{}\n\n{}\n\n", page_wide(&case.model.title, 0), page_wide(&counts, 0))];
    parts.push(lines(case).to_text(columns));
    let ((least, most), (fewest, greatest)) = (range.cost, range.additional);
    let costs = format!(
        "A plan that keeps the rules costs from £{}m to £{}m, adds from {fewest} to {greatest} places and protects from \
         {} to {}; the true range may be narrower, as projects were allowed in part.",
        millions(least.pounds()),
        millions(most.pounds()),
        range.protected.0,
        range.protected.1,
    );
    parts.push(format!("\n{}\n", page_wide(&costs, 0)));
    parts.extend(unknown_demand(case).map(|unknown| format!("\n{}\n", page_wide(&unknown, 2))));
    for (&care_type, areas) in out_of_reach {
        let names: Vec<&str> = areas.iter().map(|&area| instance[area].name.as_str()).collect();
        let care_type = &instance[care_type].id;
        let who = format!("{} with children who need `{care_type}`", counted(names.len(), "area", "areas"));
        let names = page_wide(&format!("{who} and no place or candidate within reach: {}", names.join(", ")), 2);
        parts.push(format!("\n{names}\n"));
    }
    parts.concat()
}

/// The areas of which demand is not known, each with the care types where it is known of others.
fn unknown_demand(case: &Case) -> Option<String> {
    let instance = &case.dataset.instance;
    let unknown = areas::unknown(instance);
    let known: BTreeSet<_> = instance.demand().iter().map(|need| need.area).collect();
    let told = |(area, care_types): (&Index<Area>, &BTreeSet<Index<CareType>>)| {
        let ids: Vec<&str> = care_types.iter().map(|&care_type| instance[care_type].id.as_str()).collect();
        let of = if known.contains(area) { format!(" (`{}`)", ids.join("`, `")) } else { String::new() };
        format!("{}{of}", instance[*area].name)
    };
    let names: Vec<String> = unknown.iter().map(told).collect();
    let areas = counted(names.len(), "area", "areas");
    (!names.is_empty()).then(|| format!("{areas} whose demand is not known: {}", names.join(", ")))
}

/// By programme line: what there is to choose from, and what is planned.
fn lines(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let rows = instance.lines_as_printed().into_iter().map(|line| {
        let projects: Vec<_> = instance.projects().iter().filter(|project| project.line == line).collect();
        let options = |project: &&crate::domain::Project| project.option_indices().map(|option| &instance[option]);
        let all: Vec<_> = projects.iter().flat_map(options).collect();
        let planned: Vec<_> = all.iter().filter(|option| option.planned).collect();
        let added = |estimate: Estimate| planned.iter().map(|option| option.additional.at(estimate)).sum::<Places>();
        let dearest = projects.iter().filter_map(|project| options(project).map(|option| option.cost).max());
        vec![
            Cell::text(&instance[line].id),
            projects.len().into(),
            all.len().into(),
            planned.len().into(),
            added(Estimate::Low).into(),
            added(Estimate::High).into(),
            planned.iter().map(|option| option.cost).sum::<crate::domain::Money>().into(),
            dearest.sum::<crate::domain::Money>().into(),
        ]
    });
    Table::new("lines", &LINES, rows.collect())
}
