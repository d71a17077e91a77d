//! Converts plain tables of a selection problem, which other solvers read too, so that all solve the very same one.
//!
//! ```text
//! projects.csv   project, site, option_group, programme_line, region, x_miles, y_miles, places, cost_m, y1 … y4
//! demand.csv     centre, region, x_miles, y_miles, places_needed
//! distances.csv  site, centre, miles: the pairs within reach
//! budget.toml    total, years, lines, region_min_places, radius_miles
//! ```
//!
//! In words: at most one project of a site is funded; spend within the total, each year's and each line's budget, in £m
//! with two decimals; the places funded in each region are at least its minimum; the most places in use within reach.
//!
//! A row there is an option here, and the rows of a site are the options of one project. A programme line there belongs
//! to an option and here to a project, so it is told by the year in which an option starts, of which nothing else is
//! asked: line `L2` starts in 2012-13, and spends later.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::instance::{Area, Demand, Ground, Instance, Line, Offer, Point, Project, year};
use super::model::{self, Model};

/// How far things are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metric {
    /// As `distances.csv` says.
    Matrix,
    /// In a straight line between the points of the tables.
    StraightLine,
}

/// The only care type.
const CARE: &str = "open";
/// The first year of spend, and the year that stands for the first line.
const FIRST_SPEND: i64 = 2025;
const FIRST_LINE: i64 = 2010;
/// What is added to eastings and northings, so that points left of and below the first are in England too.
const SHIFT: Point = Point { easting: 150_000, northing: 80_000 };

#[derive(Deserialize)]
struct ProjectRow {
    project: String,
    site: String,
    programme_line: String,
    region: String,
    x_miles: String,
    y_miles: String,
    places: i64,
    y1: String,
    y2: String,
    y3: String,
    y4: String,
}

#[derive(Deserialize)]
struct DemandRow {
    centre: String,
    region: String,
    x_miles: String,
    y_miles: String,
    places_needed: i64,
}

#[derive(Deserialize)]
struct DistanceRow {
    site: String,
    centre: String,
    miles: String,
}

#[derive(Deserialize)]
struct Budget {
    total: f64,
    years: Vec<f64>,
    lines: Vec<f64>,
    region_min_places: Vec<f64>,
    radius_miles: f64,
}

/// The instance that the tables in `from` are.
pub(super) fn instance(from: &Path, metric: Metric) -> anyhow::Result<Instance> {
    let projects: Vec<ProjectRow> = rows(&from.join("projects.csv"))?;
    let demand: Vec<DemandRow> = rows(&from.join("demand.csv"))?;
    let file = from.join("budget.toml");
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let budget: Budget = toml::from_str(&text).with_context(|| format!("cannot understand {}", file.display()))?;
    let miles = match metric {
        Metric::Matrix => Some(miles(&from.join("distances.csv"))?),
        Metric::StraightLine => None,
    };
    let areas = areas(&demand, &projects)?;
    let bids = bids(&projects, &areas)?;
    let needs = demand.iter().map(|row| Demand {
        area: row.centre.clone(),
        care_type: CARE.to_owned(),
        children: row.places_needed,
    });
    Ok(Instance {
        care_types: vec![CARE.to_owned()],
        lines: vec![Line { id: CARE.to_owned(), home_type: "open" }],
        demand: needs.collect(),
        areas,
        homes: Vec::new(),
        projects: bids,
        links: Vec::new(),
        miles,
        model: model(&budget, metric)?,
    })
}

/// The rows of a table.
fn rows<T: for<'a> Deserialize<'a>>(file: &Path) -> anyhow::Result<Vec<T>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("cannot open {}", file.display()))?;
    reader.deserialize().collect::<Result<_, _>>().with_context(|| format!("cannot understand {}", file.display()))
}

/// The areas: the centres, and where a project's region has none, one without children at its site.
fn areas(demand: &[DemandRow], projects: &[ProjectRow]) -> anyhow::Result<Vec<Area>> {
    let area = |id: String, region: &str, centre| Area { id, region: region.to_owned(), centre, match_limit: None };
    let mut areas = Vec::new();
    for row in demand {
        areas.push(area(row.centre.clone(), &row.region, point(&row.x_miles, &row.y_miles)?));
    }
    let mut known: BTreeSet<&str> = demand.iter().map(|row| row.region.as_str()).collect();
    for row in projects {
        if known.insert(&row.region) {
            areas.push(area(format!("none-{}", row.region), &row.region, point(&row.x_miles, &row.y_miles)?));
        }
    }
    Ok(areas)
}

/// The projects: one a site, with an option for each row, bid for by the nearest area of its region.
fn bids(rows: &[ProjectRow], areas: &[Area]) -> anyhow::Result<Vec<Project>> {
    let mut sites: BTreeMap<&str, Vec<&ProjectRow>> = BTreeMap::new();
    for row in rows {
        sites.entry(&row.site).or_default().push(row);
    }
    let bid = |(site, rows): (&str, Vec<&ProjectRow>)| {
        let first = rows[0];
        let own = point(&first.x_miles, &first.y_miles)?;
        if rows.iter().any(|row| row.region != first.region) {
            bail!("the projects of {site} are of two regions");
        }
        let near = areas.iter().filter(|area| area.region == first.region);
        let area = near.min_by_key(|area| area.centre.square_to(own)).expect("every region has an area");
        let options = rows.into_iter().map(offer).collect::<anyhow::Result<_>>()?;
        let (id, line, area) = (site.to_owned(), CARE.to_owned(), area.id.clone());
        Ok(Project { id, line, area, ground: Ground::New(own), options })
    };
    sites.into_iter().map(bid).collect()
}

/// A row as an option.
fn offer(row: &ProjectRow) -> anyhow::Result<Offer> {
    let mut spend = Vec::new();
    for (at, text) in (FIRST_SPEND..).zip([&row.y1, &row.y2, &row.y3, &row.y4]) {
        let pounds = thousandths(text)? * 1_000;
        if pounds != 0 {
            spend.push((at, pounds));
        }
    }
    let line: i64 = row.programme_line.trim_start_matches('L').parse().context("a programme line is L and a number")?;
    Ok(Offer {
        id: row.project.clone(),
        care_type: CARE.to_owned(),
        starts: FIRST_LINE + line,
        opens: FIRST_SPEND + 3,
        local_match: 0,
        additional: [row.places; 3],
        protected: 0,
        improved: 0,
        planned: false,
        spend,
    })
}

/// The miles given, to the nearest tenth; halves go up.
fn miles(file: &Path) -> anyhow::Result<Vec<(String, String, i64)>> {
    let tenths = |row: DistanceRow| Ok((row.site, row.centre, (thousandths(&row.miles)? + 50) / 100));
    rows(file)?.into_iter().map(tenths).collect()
}

/// What is asked.
fn model(budget: &Budget, metric: Metric) -> anyhow::Result<Model> {
    let metric = match metric {
        Metric::Matrix => model::Metric::Matrix,
        Metric::StraightLine => model::Metric::StraightLine,
    };
    let mut asked = Model::new("What can be had of a made-up dataset?", pounds(budget.total)?, metric);
    asked.reach(CARE, &[(whole(budget.radius_miles)?, 100)]);
    for (at, most) in (FIRST_SPEND..).zip(&budget.years) {
        let rest = format!("years = \"{}\"\nat_most_gbp = {}", year(at), pounds(*most)?);
        asked.rule(&format!("year-{at}"), "cost", &rest);
    }
    for (at, most) in (0..).zip(&budget.lines) {
        let rest = format!("where.starts = \"{}\"\nat_most_gbp = {}", year(FIRST_LINE + at), pounds(*most)?);
        asked.rule(&format!("line-{at}"), "cost", &rest);
    }
    for (at, least) in budget.region_min_places.iter().enumerate().filter(|(_, least)| **least > 0.0) {
        let rest = format!("where.region = \"R{at}\"\nat_least = {}", whole(*least)?);
        asked.rule(&format!("region-{at}"), "additional-likely", &rest);
    }
    Ok(asked)
}

/// A point from miles east and north.
fn point(x_miles: &str, y_miles: &str) -> anyhow::Result<Point> {
    let metres =
        |miles: &str| Ok::<_, anyhow::Error>((thousandths(miles)? * 1_609_344 + 500_000).div_euclid(1_000_000));
    Ok(Point { easting: SHIFT.easting + metres(x_miles)?, northing: SHIFT.northing + metres(y_miles)? })
}

/// A number with at most three decimals, in thousandths.
fn thousandths(text: &str) -> anyhow::Result<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (units, part) = digits.split_once('.').unwrap_or((digits, ""));
    let read = (part.len() <= 3).then(|| format!("{units}{part:0<3}").parse::<i64>().ok()).flatten();
    read.map(|number| sign * number).with_context(|| format!("{text} is not a number with at most three decimals"))
}

/// £m with two decimals, in pounds.
fn pounds(millions: f64) -> anyhow::Result<i64> {
    Ok(thousandths(&format!("{millions:.2}"))? * 1_000)
}

/// A whole number.
fn whole(number: f64) -> anyhow::Result<i64> {
    let thousandths = thousandths(&format!("{number:.3}"))?;
    if thousandths % 1_000 != 0 {
        bail!("{number} should be whole");
    }
    Ok(thousandths / 1_000)
}
