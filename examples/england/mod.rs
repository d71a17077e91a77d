//! The generator of `inputs/england`: facts → places → bids → tables.

mod areas;
mod assumptions;
mod bid;
mod facts;
mod homes;
mod improvements;
mod links;
mod open_bids;
mod points;
mod prices;
mod random;
mod reserve;
mod secure_bids;
mod share;
mod spend;
mod tables;
mod variants;

use std::path::Path;

use assumptions::Assumptions;
use facts::Facts;

/// Reads the facts and writes every table that is made from them.
///
/// # Errors
///
/// If a fact cannot be read or a table cannot be written.
pub(crate) fn write(facts: &Path, folder: &Path) -> anyhow::Result<()> {
    let known = Facts::read(facts)?;
    let assumed = Assumptions::read(&facts.join("assumptions.csv"))?;
    let mut bids = open_bids::planned(&known, &assumed);
    bids.extend(reserve::bids(&known, &assumed, &bids));
    bids.extend(secure_bids::bids(&known, &assumed));
    bids.extend(improvements::bids(&known, &assumed));
    bids.sort_by(|a, b| a.project.cmp(&b.project));
    let homes = homes::homes(&known, &assumed, &bids);
    let links = links::links(&bids);

    tables::care_types(folder)?;
    tables::lines(folder, &known)?;
    tables::areas(folder, &areas::areas(&known, &assumed, &bids))?;
    tables::demand(folder, &areas::demand(&known, &assumed))?;
    tables::homes(folder, &homes)?;
    tables::projects(folder, &bids)?;
    tables::options(folder, &bids)?;
    tables::spend(folder, &bids)?;
    tables::links(folder, &links)?;
    tables::copy(&facts.join("sources.csv"), &folder.join("sources.csv"))?;
    tables::copy(&facts.join("assumptions.csv"), &folder.join("assumptions.csv"))
}
