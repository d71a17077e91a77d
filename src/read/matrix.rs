//! A table of given distances.

use std::collections::BTreeMap;
use std::path::Path;

use super::Mistakes;
use super::file::Parsed;
use super::findings::Findings;
use super::format::{Format, Tolerance};
use super::keys::Keys;
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Area, AreaId, Distances, Index, Instance, Miles, Site, SiteId};

/// What the file holds.
const FORMAT: Format = Format {
    file: "the matrix",
    noun: "a distance",
    columns: &["site", "area", "miles"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// Reads the miles from sites to areas; a pair that is not there is out of reach.
///
/// # Errors
///
/// Every mistake in the file.
pub fn read_matrix(file: &Path, instance: &Instance) -> Result<(Distances, Parsed), Mistakes> {
    let findings = Findings::default();
    let table = Table::open_file(&findings, file, &file.display().to_string(), &FORMAT);
    let sites: Keys<Site, SiteId> = Keys::named("the sites", instance.sites().iter().map(|site| site.id.as_str()));
    let areas: Keys<Area, AreaId> = Keys::named("areas.csv", instance.areas().iter().map(|area| area.id.as_str()));
    let mut rows: BTreeMap<Index<Site>, Vec<(Index<Area>, Miles)>> = BTreeMap::new();
    let mut seen = Seen::default();
    for row in table.rows() {
        let site = row.find("site", &sites);
        let area = row.find("area", &areas);
        let miles = row.read::<Miles>("miles");
        let (Ok(site), Ok(area)) = (site, area) else { continue };
        let unique = seen.meet(&row, "site", &format!("{}, {}", row.written("site"), row.written("area")));
        if let (Ok(miles), Ok(())) = (miles, unique) {
            rows.entry(site).or_default().push((area, miles));
        }
    }
    drop(table);
    let parsed = findings.finish()?;
    let distances = instance.site_indices().map(|site| rows.remove(&site).unwrap_or_default()).collect();
    Ok((Distances::new(distances), parsed))
}
