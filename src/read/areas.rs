//! `areas.csv`: upper-tier local authorities.

use std::collections::BTreeSet;

use super::codes::no_authority;
use super::format::{Default, Format, Tolerance};
use super::seen::Seen;
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{Area, AreaId, Money};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "areas.csv",
    noun: "an area",
    columns: &["area", "name", "region", "easting", "northing", "match_limit_gbp"],
    optional: &[],
    defaults: &[Default::this("match_limit_gbp", "", "no authority has a limit on its match")],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// The areas read.
pub(super) type Areas<'f> = Sheet<'f, Area, AreaId>;

/// Reads the areas.
pub(super) fn read(table: Table<'_>) -> Areas<'_> {
    let (mut regions, mut spelt) = (BTreeSet::new(), Seen::default());
    Sheet::read(table, "area", |row, id| {
        let id = id.and_then(|id| match no_authority(row.written("area")) {
            Some(what) => Err(row.say("area", &format!("`{id}` is {what}: keep the rows of authorities alone"))),
            None => Ok(id),
        });
        let name = row.text("name");
        let region = row.text("region").and_then(|region| {
            // Two spellings of one region would each have a coverage floor of its own.
            if regions.insert(region.clone()) {
                spelt.meet(row, "region", &region).map(|()| region)
            } else {
                Ok(region)
            }
        });
        let centre = row.point();
        let match_limit = row.read_or_blank::<Money>("match_limit_gbp");
        Ok(Area { id: id?, name: name?, region: region?, centre: centre?, match_limit: match_limit? })
    })
}
