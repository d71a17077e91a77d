//! Whom the places of a plan serve, as the product writes it.

use std::path::Path;

use super::Mistakes;
use super::file::Parsed;
use super::findings::Findings;
use super::format::{Format, Tolerance};
use super::keys::Keys;
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Area, AreaId, CareType, CareTypeId, Flow, Instance, Places, Site, SiteId};

/// What the file holds, before columns that are for people.
const FORMAT: Format = Format {
    file: "the flows",
    noun: "a flow",
    columns: &["site", "area", "care_type", "places"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Allowed,
};

/// Reads the places used by the children of each area, in order of site, area and care type.
///
/// # Errors
///
/// Every mistake in the file.
pub fn read_flows(file: &Path, instance: &Instance) -> Result<(Vec<Flow>, Parsed), Mistakes> {
    let findings = Findings::default();
    let table = Table::open_file(&findings, file, &file.display().to_string(), &FORMAT);
    let sites: Keys<Site, SiteId> = Keys::named("the sites", instance.sites().iter().map(|site| site.id.as_str()));
    let areas: Keys<Area, AreaId> = Keys::named("areas.csv", instance.areas().iter().map(|area| area.id.as_str()));
    let care_types: Keys<CareType, CareTypeId> =
        Keys::named("care_types.csv", instance.care_types().iter().map(|care| care.id.as_str()));
    let (mut flows, mut seen) = (Vec::new(), Seen::default());
    for row in table.rows() {
        let (site, area) = (row.find("site", &sites), row.find("area", &areas));
        let (care_type, places) = (row.find("care_type", &care_types), row.read::<Places>("places"));
        let (Ok(site), Ok(area), Ok(care_type)) = (site, area, care_type) else { continue };
        let key = ["site", "area", "care_type"].map(|column| row.written(column)).join(", ");
        if let (Ok(places), Ok(())) = (places, seen.meet(&row, "site", &key)) {
            flows.push(Flow { site, area, care_type, places });
        }
    }
    drop(table);
    let parsed = findings.finish()?;
    flows.sort_unstable();
    Ok((flows, parsed))
}
