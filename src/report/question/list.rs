//! What a case holds, thing by thing, with the ids by which everything else goes: for whoever looks for one.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::domain::{Area, Estimate, Group, Home, Index, Instance, Project, ProjectOption, Site};
use crate::model::{AnyClause, Bound, Measure, Model, Rule, Sense};
use crate::read::{nearest, nearest_or_all, plain};
use crate::table::{Cell, Column, Table};

/// The most values of a column that are told one by one.
const MOST_TOLD: usize = 20;

const PROJECTS: [Column; 15] = [
    Column::id("project", "Project"),
    Column::words("name", "Name"),
    Column::words("line", "Line"),
    Column::files_only("line_name"),
    Column::words("region", "Region"),
    Column::files_only("area"),
    Column::files_only("area_name"),
    Column::files_only("home"),
    Column::files_only("home_name"),
    Column::files_only("status"),
    Column::files_only("planned"),
    Column::files_only("options"),
    Column::millions("cost_least_gbp", "From,\n£m"),
    Column::millions("cost_most_gbp", "To,\n£m"),
    Column::number("additional_most", "Places,\nat most"),
];

const AREAS: [Column; 7] = [
    Column::id("area", "Area"),
    Column::words("name", "Name"),
    Column::words("region", "Region"),
    Column::number("children", "Children"),
    Column::number("homes", "Homes"),
    Column::number("projects", "Projects"),
    Column::millions("match_limit_gbp", "Match\nlimit, £m"),
];

const GROUPS: [Column; 6] = [
    Column::id("group", "Group"),
    Column::words("name", "Name"),
    Column::number("areas", "Areas"),
    Column::number("children", "Children"),
    Column::number("projects", "Projects"),
    Column::files_only("source"),
];

const HOMES: [Column; 10] = [
    Column::id("home", "Home"),
    Column::words("name", "Name"),
    Column::words("care_type", "Care type"),
    Column::files_only("care_type_name"),
    Column::words("region", "Region"),
    Column::files_only("area"),
    Column::files_only("area_name"),
    Column::number("places", "Places"),
    Column::number("places_at_risk", "At\nrisk"),
    Column::number("projects", "Projects"),
];

const SITES: [Column; 8] = [
    Column::id("site", "Site"),
    Column::words("name", "Name"),
    Column::words("kind", "Kind"),
    Column::words("region", "Region"),
    Column::files_only("area"),
    Column::files_only("area_name"),
    Column::number("easting", "Easting"),
    Column::number("northing", "Northing"),
];

const RULES: [Column; 6] = [
    Column::id("rule", "Rule"),
    Column::words("measure", "Sum of"),
    Column::words("of", "Of"),
    Column::words("comparison", "Must be"),
    Column::number("bound", "Bound"),
    Column::files_only("source"),
];

/// A row for each project, by id.
#[must_use]
pub fn projects(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    Table::new("projects", &PROJECTS, instance.projects().iter().map(|project| of_project(instance, project)).collect())
}

fn of_project(instance: &Instance, project: &Project) -> Vec<Cell> {
    let options: Vec<&ProjectOption> = project.option_indices().map(|option| &instance[option]).collect();
    let costs = || options.iter().map(|option| option.cost);
    let home = instance[project.site].home.map(|home| &instance[home]);
    let (line, area) = (&instance[project.line], &instance[project.area]);
    vec![
        Cell::text(&project.id),
        Cell::text(&project.name),
        Cell::text(&line.id),
        Cell::text(&line.name),
        Cell::text(&area.region),
        Cell::text(&area.id),
        Cell::text(&area.name),
        home.map_or(Cell::Empty, |home| Cell::text(&home.id)),
        home.map_or(Cell::Empty, |home| Cell::text(&home.name)),
        project.status.map_or(Cell::Empty, |status| Cell::text(&status)),
        options.iter().any(|option| option.planned).into(),
        options.len().into(),
        costs().min().into(),
        costs().max().into(),
        options.iter().map(|option| option.additional.at(Estimate::High)).max().into(),
    ]
}

/// A row for each area, by id.
#[must_use]
pub fn areas(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let row = |(area, index): (&Area, Index<Area>)| {
        let mut needs = instance.demand().iter().filter(|need| need.area == index).peekable();
        let is_known = needs.peek().is_some();
        let children: u64 = needs.map(|need| u64::from(need.children.count())).sum();
        vec![
            Cell::text(&area.id),
            Cell::text(&area.name),
            Cell::text(&area.region),
            is_known.then_some(children).into(),
            instance.homes().iter().filter(|home| home.area == index).count().into(),
            instance.projects().iter().filter(|project| project.area == index).count().into(),
            area.match_limit.into(),
        ]
    };
    Table::new("areas", &AREAS, instance.areas().iter().zip(instance.area_indices()).map(row).collect())
}

/// A row for each group of areas, by id.
#[must_use]
pub fn groups(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let row = |group: &Group| {
        let needs = || instance.demand().iter().filter(|need| group.areas.contains(&need.area));
        let children: u64 = needs().map(|need| u64::from(need.children.count())).sum();
        vec![
            Cell::text(&group.id),
            Cell::text(&group.name),
            group.areas.len().into(),
            needs().next().map(|_| children).into(),
            instance.projects().iter().filter(|project| group.areas.contains(&project.area)).count().into(),
            Cell::text(&group.source),
        ]
    };
    Table::new("groups", &GROUPS, instance.groups().iter().map(row).collect())
}

/// A row for each home, by id.
#[must_use]
pub fn homes(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let row = |home: &Home| {
        let area = &instance[home.area];
        let is_there = |project: &&Project| instance[project.site].home.is_some_and(|at| instance[at].id == home.id);
        vec![
            Cell::text(&home.id),
            Cell::text(&home.name),
            Cell::text(&instance[home.care_type].id),
            Cell::text(&instance[home.care_type].name),
            Cell::text(&area.region),
            Cell::text(&area.id),
            Cell::text(&area.name),
            home.places.into(),
            home.at_risk.into(),
            instance.projects().iter().filter(is_there).count().into(),
        ]
    };
    Table::new("homes", &HOMES, instance.homes().iter().map(row).collect())
}

/// A row for each site, by id: the homes there are, and the ground of new ones.
#[must_use]
pub fn sites(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let row = |(site, index): (&Site, Index<Site>)| {
        let area = &instance[site.area];
        let bid = || instance.projects().iter().find(|project| project.site == index).map(|bid| bid.name.as_str());
        let name = site.home.map(|home| instance[home].name.as_str()).or_else(bid);
        vec![
            Cell::text(&site.id),
            name.map_or(Cell::Empty, Cell::text),
            Cell::text(if site.home.is_some() { "home" } else { "new" }),
            Cell::text(&area.region),
            Cell::text(&area.id),
            Cell::text(&area.name),
            u64::from(site.point.easting()).into(),
            u64::from(site.point.northing()).into(),
        ]
    };
    Table::new("sites", &SITES, instance.sites().iter().zip(instance.site_indices()).map(row).collect())
}

/// A row for each rule of the model, in its order, and then for each of its clauses, which is of what its sentence says.
#[must_use]
pub fn rules(model: &Model) -> Table {
    let row = |id: &str, measure: &Measure, of: &str, (sense, bound): (Sense, Bound), source: &str| {
        let bound = match bound {
            Bound::Money(money) => Cell::Money(money),
            Bound::Count(count) => u64::from(count).into(),
        };
        let sense = match sense {
            Sense::AtLeast => "at least",
            Sense::AtMost => "at most",
        };
        vec![Cell::text(id), Cell::text(measure.word()), Cell::text(of), Cell::text(sense), bound, Cell::text(source)]
    };
    let rule = |rule: &Rule| {
        let of = rule.selector.to_string();
        row(rule.id.as_str(), &rule.measure, &of, (rule.sense, rule.bound), &rule.source)
    };
    let clause = |clause: &AnyClause| {
        let limit = (clause.sense(), clause.bound());
        row(clause.family().name, &clause.measure(), &clause.sentence(), limit, clause.source())
    };
    Table::new("rules", &RULES, model.rules.iter().map(rule).chain(model.clauses.iter().map(clause)).collect())
}

/// The rows of `table` that have each value in the column of its key, spaces and capitals aside. What goes by an id in one column and
/// by a name in another, as `area` and `area_name`, may be given by either, and so may what a row itself goes by.
///
/// # Errors
///
/// That there is no such column, with what was probably meant.
pub fn matching(mut table: Table, wanted: &[(String, String)]) -> Result<Table, String> {
    let all = table.clone();
    for (key, value) in wanted {
        let named = format!("{key}_name");
        let is_own = table.columns[0].name == key;
        let of_key = |(_, column): &(usize, &Column)| {
            column.name == key || column.name == named || is_own && column.name == "name"
        };
        let columns: Vec<usize> = table.columns.iter().enumerate().filter(of_key).map(|(at, _)| at).collect();
        if columns.is_empty() {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let hint = nearest_or_all(key, &known, "there are");
            return Err(format!("{} have no `{key}`; {hint}", table.name));
        }
        let (given, value) = (value.trim(), plain(value));
        let has = |row: &Vec<Cell>| columns.iter().any(|at| plain(&row[*at].in_files()) == value);
        if !all.rows.iter().any(has) {
            let known = all.rows.iter().flat_map(|row| columns.iter().map(|at| row[*at].in_files()));
            let known: BTreeSet<String> = known.filter(|value| !value.is_empty()).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = match nearest(given, known.iter().copied()) {
                None if known.len() > MOST_TOLD => {
                    format!("{} others are there, which --format csv shows", known.len())
                }
                _ => nearest_or_all(given, &known, "there are"),
            };
            return Err(format!("none of the {} has {key} `{given}`; {hint}", table.name));
        }
        table.rows.retain(has);
    }
    Ok(table)
}
