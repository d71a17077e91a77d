//! An instance as files: RFC 4180, CRLF, rows in order, and the model beside them.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::instance::{Area, Ground, Home, Instance, Link, Offer, Project, year};

/// A row of text.
type Row = Vec<String>;

/// Every row that is made up says so.
const MODELLED: &str = "modelled";

/// The tables whose source is told.
const TABLES: [&str; 9] = [
    "care_types.csv",
    "areas.csv",
    "demand.csv",
    "lines.csv",
    "homes.csv",
    "projects.csv",
    "options.csv",
    "spend.csv",
    "links.csv",
];

/// Writes every table to `folder`, and the model beside it under the same name.
pub(super) fn write(instance: &Instance, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let name = folder.file_name().and_then(|name| name.to_str()).context("the folder has no name")?;
    let table = |name: &str, header: &str, rows: Vec<Row>| table(folder, name, header, rows);
    let care_types = instance.care_types.iter().map(|id| row(&[id, id])).collect();
    table("care_types.csv", "care_type,name", care_types)?;
    table("lines.csv", LINES, lines(instance))?;
    table("areas.csv", "area,name,region,easting,northing,match_limit_gbp", areas(instance))?;
    let demand = instance.demand.iter().map(|need| {
        let children = need.children.to_string();
        row(&[&need.area, &need.care_type, &children, MODELLED])
    });
    table("demand.csv", "area,care_type,children,basis", demand.collect())?;
    table("homes.csv", HOMES, homes(instance))?;
    table("projects.csv", "project,name,line,area,home,easting,northing,basis,source", projects(instance))?;
    table("options.csv", OPTIONS, options(instance))?;
    table("spend.csv", "project,option,year,spend_gbp", spend(instance))?;
    table("links.csv", "link,kind,project,other", links(instance))?;
    let sources = TABLES.iter().map(|file| row(&[file, "*", MODELLED, "Made up", "2026-01-01", "OGL 3.0", ""]));
    table("sources.csv", "file,column,kind,source,date,licence,note", sources.collect())?;
    table("assumptions.csv", "id,what,value,range,basis,owner,effect", Vec::new())?;
    if let Some(miles) = &instance.miles {
        let given = miles.iter().map(|(site, area, tenths)| row(&[site, area, &written(*tenths)]));
        table("miles.csv", "site,area,miles", given.collect())?;
    }
    let model = folder.with_file_name(format!("{name}.toml"));
    fs::write(&model, instance.model.text(name)).with_context(|| format!("cannot write {}", model.display()))
}

const LINES: &str = "line,row,name,home_type,published_projects,published_homes,published_places_low,\
                     published_places_high,published_done_by,published_cost_gbp";

const HOMES: &str = "home,name,area,care_type,easting,northing,places,places_at_risk,at_risk_from,basis";

const OPTIONS: &str = "project,option,scope,care_type,starts,opens,dfe_cost_gbp,match_gbp,additional_low,\
                       additional_likely,additional_high,protected,improved,planned";

fn lines(instance: &Instance) -> Vec<Row> {
    let numbered = (1..).zip(&instance.lines);
    numbered
        .map(|(at, line)| row(&[&line.id, &format!("{at}"), &line.id, line.home_type, "", "", "", "", "", ""]))
        .collect()
}

fn areas(instance: &Instance) -> Vec<Row> {
    let one = |area: &Area| {
        let limit = area.match_limit.map_or_else(String::new, |pounds| pounds.to_string());
        let [easting, northing] = [area.centre.easting, area.centre.northing].map(|metres| metres.to_string());
        row(&[&area.id, &area.id, &area.region, &easting, &northing, &limit])
    };
    instance.areas.iter().map(one).collect()
}

fn homes(instance: &Instance) -> Vec<Row> {
    let one = |home: &Home| {
        let at_risk = if home.is_at_risk { home.places } else { 0 };
        let numbers = [home.point.easting, home.point.northing, home.places, at_risk].map(|number| number.to_string());
        let from = if home.is_at_risk { year(super::generate::FIRST) } else { String::new() };
        let [easting, northing, places, at_risk] = &numbers;
        row(&[&home.id, &home.id, &home.area, &home.care_type, easting, northing, places, at_risk, &from, MODELLED])
    };
    instance.homes.iter().map(one).collect()
}

fn projects(instance: &Instance) -> Vec<Row> {
    let one = |project: &Project| {
        let [home, easting, northing] = match &project.ground {
            Ground::Home(home) => [home.clone(), String::new(), String::new()],
            Ground::New(point) => [String::new(), point.easting.to_string(), point.northing.to_string()],
        };
        let Project { id, line, area, .. } = project;
        row(&[id, id, line, area, &home, &easting, &northing, MODELLED, "Made up"])
    };
    instance.projects.iter().map(one).collect()
}

fn options(instance: &Instance) -> Vec<Row> {
    let one = |(project, offer): (&Project, &Offer)| {
        let [low, likely, high] = offer.additional;
        let numbers = [offer.cost(), offer.local_match, low, likely, high, offer.protected, offer.improved];
        let texts = [&project.id, &offer.id, &offer.id, &offer.care_type, &year(offer.starts), &year(offer.opens)];
        let planned = if offer.planned { "yes" } else { "no" };
        let numbers = numbers.map(|number| number.to_string());
        texts.map(String::clone).into_iter().chain(numbers).chain([planned.to_owned()]).collect()
    };
    offers(instance).map(one).collect()
}

fn spend(instance: &Instance) -> Vec<Row> {
    let of = |(project, offer): (&Project, &Offer)| {
        let one = |(at, pounds): &(i64, i64)| row(&[&project.id, &offer.id, &year(*at), &pounds.to_string()]);
        offer.spend.iter().map(one).collect::<Vec<_>>()
    };
    offers(instance).flat_map(of).collect()
}

fn links(instance: &Instance) -> Vec<Row> {
    let of = |(at, link): (i32, &Link)| {
        let id = format!("link-{at:04}");
        let one = |project: &str, other: &str| row(&[&id, link.kind, project, other]);
        match link.kind {
            "one-of" => vec![one(&link.project, ""), one(&link.other, "")],
            _ => vec![one(&link.project, &link.other)],
        }
    };
    (1..).zip(&instance.links).flat_map(of).collect()
}

fn offers(instance: &Instance) -> impl Iterator<Item = (&Project, &Offer)> {
    instance.projects.iter().flat_map(|project| project.options.iter().map(move |offer| (project, offer)))
}

fn row(cells: &[&str]) -> Row {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

/// Tenths of a mile as they are written.
fn written(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn table(folder: &Path, name: &str, header: &str, mut rows: Vec<Row>) -> anyhow::Result<()> {
    let file = folder.join(name);
    let mut builder = csv::WriterBuilder::new();
    let builder = builder.terminator(csv::Terminator::CRLF);
    let mut writer = builder.from_path(&file).with_context(|| format!("cannot write {}", file.display()))?;
    writer.write_record(header.split(','))?;
    rows.sort();
    for row in rows {
        writer.write_record(&row)?;
    }
    Ok(writer.flush()?)
}
