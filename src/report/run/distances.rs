//! How far each site is from each area, and what could not be measured: `distances.csv`, `snaps.csv`, `no_way.csv`.

use serde_json::json;

use crate::case::Case;
use crate::domain::{Index, Miles, Point, counted};
use crate::roads::{Place, Snap};
use crate::runs::MANIFEST;
use crate::table::{Cell, Column, Table, wrapped};

/// A snap of this many miles or more is named in the summary.
const LONG_SNAP: Miles = Miles::from_tenths(50);

const DISTANCES: [Column; 7] = [
    Column::words("site", "Site"),
    Column::words("area", "Area"),
    Column::words("area_name", "Name"),
    Column::number("miles", "Miles"),
    Column::words("metric", "Metric"),
    Column::number("straight_line_miles", "Straight line"),
    Column::number("circuity_percent", "Per cent of it"),
];

const SNAPS: [Column; 4] = [
    Column::words("kind", "Kind"),
    Column::words("id", "Id"),
    Column::words("name", "Name"),
    Column::number("miles_to_junction", "Miles to the nearest junction"),
];

const NO_WAY: [Column; 4] = [
    Column::words("site", "Site"),
    Column::words("area", "Area"),
    Column::words("area_name", "Name"),
    Column::number("straight_line_miles", "Miles in a straight line"),
];

/// Every pair within the longest reach, by site and then area.
fn distances(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let pairs = instance.site_indices().flat_map(|site| {
        let row = case.survey.distances.from_site(site).iter();
        row.map(move |&(area, miles)| (&instance[site], &instance[area], miles))
    });
    let rows = pairs.map(|(site, area, miles)| {
        let straight = straight(site.point, area.centre);
        vec![
            Cell::text(&site.id),
            Cell::text(&area.id),
            Cell::text(&area.name),
            miles.into(),
            Cell::text(case.model.metric.word()),
            straight.into(),
            Cell::share(miles.tenths().into(), straight.tenths().into()),
        ]
    });
    Table::new("distances", &DISTANCES, rows.collect())
}

/// How far each point stands from the road network: sites, then areas.
fn snaps(case: &Case) -> Table {
    let rows = case.survey.snaps.iter().map(|snap| snap_row(case, snap)).collect();
    Table::new("snaps", &SNAPS, rows)
}

fn snap_row(case: &Case, snap: &Snap) -> Vec<Cell> {
    let instance = &case.dataset.instance;
    let (kind, id, name) = match snap.place {
        Place::Site(site) => {
            let site = &instance[site];
            let home = site.home.map(|home| instance[home].name.as_str());
            let own = instance.projects().iter().find(|project| instance[project.site].id == site.id);
            ("site", site.id.to_string(), home.or_else(|| own.map(|project| project.name.as_str())).unwrap_or_default())
        }
        Place::Area(area) => ("area", instance[area].id.to_string(), instance[area].name.as_str()),
    };
    vec![Cell::text(kind), Cell::Text(id), Cell::text(name), Miles::from_metres(snap.metres).into()]
}

/// The pairs that no road joins, though they are near enough in a straight line.
fn no_way(case: &Case) -> Table {
    let instance = &case.dataset.instance;
    let rows = case.survey.no_way.iter().map(|&(site, area)| {
        let (site, area) = (&instance[site], &instance[area]);
        let straight = straight(site.point, area.centre);
        vec![Cell::text(&site.id), Cell::text(&area.id), Cell::text(&area.name), straight.into()]
    });
    Table::new("no_way", &NO_WAY, rows.collect())
}

fn straight(from: Point, to: Point) -> Miles {
    Miles::from_metres(from.metres_to(to))
}

/// The files of the distances, by name, for [`write_folder`](crate::runs::write_folder).
#[must_use]
pub fn files(case: &Case) -> Vec<(String, Vec<u8>)> {
    let tables = [distances(case), snaps(case), no_way(case)];
    let inputs = case.parsed.iter().map(|parsed| json!({"sha256": parsed.sha256, "bytes": parsed.bytes}));
    let manifest = json!({
        "tool": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "model_name": case.model.name,
        "metric": case.model.metric.word(),
        "inputs": inputs.collect::<Vec<_>>(),
    });
    let tables = tables.into_iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
    tables.chain([(MANIFEST.to_owned(), format!("{manifest:#}\n").into_bytes())]).collect()
}

/// What is worth knowing of the distances, as text of at most `columns`.
#[must_use]
pub fn summary(case: &Case, columns: u16) -> String {
    let paragraph = |text: &str| wrapped(text, columns.into(), 0) + "\n";
    let instance = &case.dataset.instance;
    let pairs: usize = instance.site_indices().map(|site| case.survey.distances.from_site(site).len()).sum();
    let mut parts = vec![paragraph(&format!(
        "{}, {}: {} within reach, by the metric {}",
        counted(instance.sites().len(), "site", "sites"),
        counted(instance.areas().len(), "area", "areas"),
        counted(pairs, "pair", "pairs"),
        case.model.metric.word(),
    ))];
    let long: Vec<&Snap> =
        case.survey.snaps.iter().filter(|snap| Miles::from_metres(snap.metres) >= LONG_SNAP).collect();
    if !long.is_empty() {
        let heading = format!("Points {LONG_SNAP} miles or more from the nearest junction:");
        parts.push(format!("\n{}\n", paragraph(&heading)));
        let rows = long.iter().map(|snap| snap_row(case, snap)).collect();
        parts.push(Table::new("snaps", &SNAPS, rows).to_text(columns));
    }
    let cut_off = cut_off(case);
    if !cut_off.rows.is_empty() {
        let heading = "Areas to which some sites have no way by road, though they are near enough:";
        parts.push(format!("\n{}\n", paragraph(heading)));
        parts.push(cut_off.to_text(columns));
    }
    parts.concat()
}

/// The areas of the pairs without a way, with how many sites each.
fn cut_off(case: &Case) -> Table {
    let mut areas = std::collections::BTreeMap::new();
    for &(_, area) in &case.survey.no_way {
        *areas.entry(area).or_insert(0_u64) += 1;
    }
    let columns = [Column::words("area", "Area"), Column::words("area_name", "Name"), Column::number("sites", "Sites")];
    let rows = areas.into_iter().map(|(area, sites): (Index<_>, u64)| {
        vec![Cell::text(&case.dataset.instance[area].id), Cell::text(&case.dataset.instance[area].name), sites.into()]
    });
    Table::new("cut_off", &columns, rows.collect())
}
