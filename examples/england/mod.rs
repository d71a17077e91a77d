//! The generator of `inputs/england`: facts → places → bids → tables.

mod areas;
mod assumptions;
mod bid;
mod draft;
mod facts;
mod followers;
mod homes;
mod improvements;
mod layers;
mod links;
mod open_bids;
mod points;
mod prices;
mod random;
mod reserve;
mod secure_bids;
mod share;
mod spend;
mod status;
mod tables;
mod variants;

use std::path::Path;

use facts::Facts;

/// Reads the facts and writes every table that is made from them.
///
/// # Errors
///
/// If a fact cannot be read or a table cannot be written.
pub(crate) fn write(facts: &Path, folder: &Path) -> anyhow::Result<()> {
    let known = Facts::read(facts)?;
    let mut bids = open_bids::planned(&known);
    bids.extend(reserve::bids(&known, &bids));
    bids.extend(secure_bids::bids(&known));
    bids.extend(improvements::bids(&known));
    bids.sort_by(|a, b| a.project.cmp(&b.project));
    let homes = homes::homes(&known, &bids);
    let links = links::links(&bids);

    tables::care_types(folder)?;
    tables::lines(folder, &known)?;
    tables::areas(folder, &areas::areas(&known, &bids))?;
    let demand = areas::demand(&known);
    tables::demand(folder, &demand)?;
    tables::layers(folder, &layers::layers(&known, &demand))?;
    tables::homes(folder, &homes)?;
    tables::projects(folder, &known, &bids)?;
    tables::options(folder, &bids)?;
    tables::spend(folder, &bids)?;
    tables::links(folder, &links)?;
    tables::copy(&facts.join("sources.csv"), &folder.join("sources.csv"))?;
    tables::copy(&facts.join("dataset.csv"), &folder.join("dataset.csv"))?;
    tables::copy(&facts.join("groups.csv"), &folder.join("groups.csv"))?;
    tables::copy(&facts.join("assumptions.csv"), &folder.join("assumptions.csv"))
}
