//! `demand.csv`: children who need a place, by area and care type.

use super::areas::Areas;
use super::care_types::CareTypes;
use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Demand, Places};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "demand.csv",
    noun: "an area's demand",
    columns: &["area", "care_type", "children", "basis"],
    optional: &[],
    defaults: &[Default::BASIS],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// Reads the demand, in order of area and care type.
pub(super) fn read(table: &Table, areas: &Areas, care_types: &CareTypes) -> Vec<Demand> {
    let mut seen = Seen::default();
    let mut demand: Vec<Demand> = table
        .rows()
        .filter_map(|row| {
            let area = row.find("area", &areas.keys);
            let care_type = row.find("care_type", &care_types.keys);
            let children = row.read::<Places>("children");
            let basis = row.read::<Basis>("basis");
            let row_of = Demand { area: area.ok()?, care_type: care_type.ok()?, children: children.ok()? };
            let key = format!("{}, {}", row.written("area"), row.written("care_type"));
            seen.meet(&row, "area", &key).and(basis).ok().map(|_| row_of)
        })
        .collect();
    demand.sort_by_key(|demand| (demand.area, demand.care_type));
    demand
}
