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
    /// By year, where it is told by year: the first of them is that of all years before.
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

/// The table of each year that is told, and of all before them. Every area has its last row until then, which may be the one
/// without a year; where it has none until then, its first.
fn by_year(rows: &[(Option<FinancialYear>, Demand)]) -> Told {
    let mut told: BTreeMap<_, BTreeMap<Option<FinancialYear>, Demand>> = BTreeMap::new();
    for &(year, need) in rows {
        told.entry((need.area, need.care_type)).or_default().insert(year, need);
    }
    let table = |until: Option<FinancialYear>| -> Vec<Demand> {
        let row =
            |own: &BTreeMap<_, Demand>| Some(*own.range(..=until).next_back().or_else(|| own.first_key_value())?.1);
        told.values().filter_map(row).collect()
    };
    let years: BTreeSet<FinancialYear> = rows.iter().filter_map(|(year, _)| *year).collect();
    let before = (!years.is_empty()).then(|| (FinancialYear::FIRST, table(None)));
    let from: BTreeMap<_, _> =
        before.into_iter().chain(years.into_iter().map(|year| (year, table(Some(year))))).collect();
    let demand = from.last_key_value().map_or_else(|| table(None), |(_, last)| last.clone());
    Told { demand, from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Index;

    #[test]
    fn a_row_without_a_year_holds_until_the_first_and_without_one_the_first_row_does() {
        let row = |area, year: &str, children| {
            let need = Demand { area: Index::new(area), care_type: Index::new(0), children: Places::new(children) };
            ((!year.is_empty()).then(|| year.parse().expect("a year")), need)
        };
        let told = by_year(&[row(0, "2027-28", 16), row(0, "", 14), row(1, "2026-27", 3), row(1, "2028-29", 2)]);
        let children = |demand: &[Demand]| demand.iter().map(|need| need.children.count()).collect::<Vec<_>>();
        let found: Vec<_> = told.from.iter().map(|(year, demand)| (year.to_string(), children(demand))).collect();
        let expected = [("2000-01", [14, 3]), ("2026-27", [14, 3]), ("2027-28", [16, 3]), ("2028-29", [16, 2])];
        assert_eq!(found, expected.map(|(year, children)| (year.to_owned(), children.to_vec())));
        assert_eq!(children(&told.demand), [16, 2]);
        assert!(by_year(&[row(0, "", 14)]).from.is_empty(), "it is not told by year");
    }
}
