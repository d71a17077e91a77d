//! `demand.csv`: children who need a place, by area and care type, and by year where it has that column.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::Areas;
use super::care_types::CareTypes;
use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Demand, FinancialYear, Places};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "demand.csv",
    noun: "an area's demand",
    columns: &["area", "care_type", "year", "children", "basis"],
    optional: &["year"],
    defaults: &[Default::BASIS],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// Demand as it is told: of every year, and from the end of each of these years on.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// That of every year of which nothing else is told; where it is told by year, of the last of them.
    pub demand: Vec<Demand>,
    /// By year, where it is told by year; what is told of no year is of the first that there is.
    pub from: BTreeMap<FinancialYear, Vec<Demand>>,
}

/// Reads the demand, each table of it in order of area and care type.
pub(super) fn read(table: &Table, areas: &Areas, care_types: &CareTypes) -> Told {
    let mut seen = Seen::default();
    let rows = table.rows().filter_map(|row| {
        let area = row.find("area", &areas.keys);
        let care_type = row.find("care_type", &care_types.keys);
        let year = row.read_if_there::<FinancialYear>("year");
        let children = row.read::<Places>("children");
        let basis = row.read::<Basis>("basis");
        let need = Demand { area: area.ok()?, care_type: care_type.ok()?, children: children.ok()? };
        let key = ["area", "care_type", "year"].map(|column| row.written(column)).join(", ");
        seen.meet(&row, "area", key.trim_end_matches(", ")).and(basis).ok()?;
        Some((year.ok()?, need))
    });
    by_year(&rows.collect::<Vec<_>>())
}

/// The table of each year that is told, in which every area has its last row until then, or the one without a year.
fn by_year(rows: &[(Option<FinancialYear>, Demand)]) -> Told {
    let years: BTreeSet<FinancialYear> = rows.iter().filter_map(|(year, _)| *year).collect();
    let table = |until: Option<FinancialYear>| {
        let mut latest: BTreeMap<_, (Option<FinancialYear>, Demand)> = BTreeMap::new();
        for &(year, need) in rows.iter().filter(|(year, _)| *year <= until) {
            let last = latest.entry((need.area, need.care_type)).or_insert((year, need));
            if year >= last.0 {
                *last = (year, need);
            }
        }
        latest.into_values().map(|(_, need)| need).collect::<Vec<Demand>>()
    };
    let mut from: BTreeMap<_, _> = years.into_iter().map(|year| (year, table(Some(year)))).collect();
    let before = table(None);
    if !from.is_empty() && !before.is_empty() {
        from.entry(FinancialYear::FIRST).or_insert(before);
    }
    let demand = from.last_key_value().map_or_else(|| table(None), |(_, last)| last.clone());
    Told { demand, from }
}
