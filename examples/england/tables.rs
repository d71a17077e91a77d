//! Tables as files: RFC 4180, CRLF, sorted rows.

use std::path::Path;

use anyhow::Context;

use super::areas::{Area, Demand};
use super::bid::{Bid, Ground, Offer};
use super::facts::Facts;
use super::homes::Home;
use super::layers::LayerRow;
use super::links::Link;
use super::{spend, status};

/// A row of text.
type Row = Vec<String>;

/// Writes `care_types.csv`.
pub(super) fn care_types(folder: &Path) -> anyhow::Result<()> {
    let rows = [
        ["open-high-risk", "Open home, complex needs"],
        ["open-ordinary", "Open home, places in ordinary use"],
        ["secure", "Secure children's home"],
    ];
    write(folder, "care_types.csv", "care_type,name", sorted(rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()))
}

/// Writes `lines.csv` in the order of the published table.
pub(super) fn lines(folder: &Path, facts: &Facts) -> anyhow::Result<()> {
    let header = "line,row,name,home_type,published_projects,published_homes,published_places_low,\
                  published_places_high,published_done_by,published_cost_gbp";
    let rows = facts.lines.iter().map(|line| {
        let texts = [&line.line, &line.row.to_string(), &line.name, &line.home_type].map(String::clone);
        let numbers = [line.projects, line.homes, line.places_low, line.places_high].map(|number| number.to_string());
        let last = [line.done_by.clone(), line.cost_gbp.to_string()];
        texts.into_iter().chain(numbers).chain(last).collect()
    });
    write(folder, "lines.csv", header, rows.collect())
}

/// Writes `areas.csv`.
pub(super) fn areas(folder: &Path, areas: &[Area<'_>]) -> anyhow::Result<()> {
    let rows = areas.iter().map(|Area { authority, match_limit }| {
        let limit = match_limit.map_or_else(String::new, |pounds| pounds.to_string());
        let texts = [&authority.code, &authority.name, &authority.region].map(String::clone);
        let numbers = [authority.easting, authority.northing].map(|metres| metres.to_string());
        texts.into_iter().chain(numbers).chain([limit]).collect()
    });
    write(folder, "areas.csv", "area,name,region,easting,northing,match_limit_gbp", sorted(rows.collect()))
}

/// Writes `demand.csv`.
pub(super) fn demand(folder: &Path, demand: &[Demand<'_>]) -> anyhow::Result<()> {
    let rows = demand.iter().map(|Demand { area, care_type, children }| {
        vec![(*area).to_owned(), (*care_type).to_owned(), children.to_string(), "modelled".to_owned()]
    });
    write(folder, "demand.csv", "area,care_type,children,basis", sorted(rows.collect()))
}

/// Writes `demand_layers.csv`.
pub(super) fn layers(folder: &Path, layers: &[LayerRow<'_>]) -> anyhow::Result<()> {
    let rows = layers.iter().map(|LayerRow { layer, effect, area, care_type, year, children, source }| {
        let texts = [*layer, *effect, *area, *care_type].map(str::to_owned);
        let year = year.map_or_else(String::new, |year| year.to_string());
        let last = [year, children.to_string(), "modelled".to_owned(), (*source).to_owned()];
        texts.into_iter().chain(last).collect()
    });
    write(folder, "demand_layers.csv", "layer,effect,area,care_type,year,children,basis,source", sorted(rows.collect()))
}

/// Writes `homes.csv`.
pub(super) fn homes(folder: &Path, homes: &[Home]) -> anyhow::Result<()> {
    let header = "home,name,area,care_type,easting,northing,places,places_at_risk,at_risk_from,basis";
    let rows = homes.iter().map(|home| {
        let texts = [&home.id, &home.name, &home.area, home.care_type].map(str::to_owned);
        let numbers = [home.point.easting, home.point.northing, home.places, home.at_risk].map(|n| n.to_string());
        let from = home.at_risk_from.clone().unwrap_or_default();
        texts.into_iter().chain(numbers).chain([from, home.basis.to_owned()]).collect()
    });
    write(folder, "homes.csv", header, sorted(rows.collect()))
}

/// Writes `projects.csv`.
pub(super) fn projects(folder: &Path, facts: &Facts, bids: &[Bid]) -> anyhow::Result<()> {
    let rows = bids.iter().map(|bid| {
        let [home, easting, northing] = match &bid.ground {
            Ground::Home(home) => [home.clone(), String::new(), String::new()],
            Ground::New(point) => [String::new(), point.easting.to_string(), point.northing.to_string()],
        };
        let texts = [&bid.project, &bid.name, bid.line, &bid.area].map(str::to_owned);
        let status = status::of(bid, facts).to_owned();
        let last = [home, easting, northing, bid.basis.clone(), bid.source.clone(), status];
        texts.into_iter().chain(last).collect()
    });
    let header = "project,name,line,area,home,easting,northing,basis,source,status";
    write(folder, "projects.csv", header, sorted(rows.collect()))
}

/// Writes `options.csv`.
pub(super) fn options(folder: &Path, bids: &[Bid]) -> anyhow::Result<()> {
    let header = "project,option,scope,care_type,starts,opens,dfe_cost_gbp,match_gbp,additional_low,\
                  additional_likely,additional_high,protected,improved,planned";
    let rows = bids.iter().flat_map(|bid| bid.offers.iter().map(|offer| option(bid, offer)));
    write(folder, "options.csv", header, sorted(rows.collect()))
}

fn option(bid: &Bid, offer: &Offer) -> Row {
    let texts = [&bid.project, &offer.option, &offer.scope, bid.care_type()].map(str::to_owned);
    let years = [offer.starts, offer.opens].map(|year| year.to_string());
    let [low, likely, high] = offer.additional;
    let numbers =
        [offer.cost, offer.local_match, low, likely, high, offer.protected, offer.improved].map(|n| n.to_string());
    let planned = if offer.planned { "yes" } else { "no" };
    texts.into_iter().chain(years).chain(numbers).chain([planned.to_owned()]).collect()
}

/// Writes `spend.csv`.
pub(super) fn spend(folder: &Path, bids: &[Bid]) -> anyhow::Result<()> {
    let offers = bids.iter().flat_map(|bid| bid.offers.iter().map(move |offer| (bid, offer)));
    let rows = offers.flat_map(|(bid, offer)| {
        let row = |(year, pounds)| [bid.project.clone(), offer.option.clone(), format!("{year}"), format!("{pounds}")];
        spend::by_year(offer).into_iter().map(move |cell| row(cell).to_vec())
    });
    write(folder, "spend.csv", "project,option,year,spend_gbp", sorted(rows.collect()))
}

/// Writes `links.csv`.
pub(super) fn links(folder: &Path, links: &[Link]) -> anyhow::Result<()> {
    let rows = links.iter().map(|link| link.to_vec()).collect();
    write(folder, "links.csv", "link,kind,project,other", sorted(rows))
}

/// Writes a table of the facts as it stands, in the form of the others.
pub(super) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut reader = csv::Reader::from_path(from).with_context(|| format!("cannot open {}", from.display()))?;
    let mut writer = writer(to)?;
    writer.write_record(reader.headers()?)?;
    for row in reader.records() {
        writer.write_record(&row?)?;
    }
    Ok(writer.flush()?)
}

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort();
    rows
}

fn write(folder: &Path, name: &str, header: &str, rows: Vec<Row>) -> anyhow::Result<()> {
    let mut writer = writer(&folder.join(name))?;
    writer.write_record(header.split(','))?;
    for row in rows {
        writer.write_record(&row)?;
    }
    Ok(writer.flush()?)
}

fn writer(to: &Path) -> anyhow::Result<csv::Writer<std::fs::File>> {
    let mut builder = csv::WriterBuilder::new();
    let builder = builder.terminator(csv::Terminator::CRLF);
    builder.from_path(to).with_context(|| format!("cannot write {}", to.display()))
}
