//! The layers of demand sum to what their sources say, worked out here from the facts alone.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Row, by, table};

/// The children of a layer by region, in the rows of this year; a blank one is of every year.
fn by_region(layer: &str, year: &str) -> BTreeMap<String, i64> {
    let areas = by("areas.csv", "area");
    let mut sums = BTreeMap::new();
    for row in table("demand_layers.csv").iter().filter(|row| row.is("layer", layer) && row.is("year", year)) {
        *sums.entry(areas[row.text("area")].text("region").to_owned()).or_insert(0) += row.number("children");
    }
    sums
}

fn all(layer: &str, year: &str) -> i64 {
    by_region(layer, year).values().sum()
}

#[test]
fn the_ends_of_complex_need_stand_where_demand_does_and_sum_to_what_is_published() {
    assert_eq!([all("complex-low", ""), all("complex-high", "")], [547, 1_280]);
    let open: BTreeSet<String> = table("demand.csv")
        .iter()
        .filter(|row| row.is("care_type", "open-high-risk"))
        .map(|row| row.text("area").to_owned())
        .collect();
    for layer in ["complex-low", "complex-high"] {
        let rows: Vec<Row> = table("demand_layers.csv").into_iter().filter(|row| row.is("layer", layer)).collect();
        assert!(rows.iter().all(|row| row.is("effect", "replace") && row.is("care_type", "open-high-risk")));
        assert_eq!(rows.iter().map(|row| row.text("area").to_owned()).collect::<BTreeSet<_>>(), open);
    }
}

#[test]
fn unaccompanied_children_are_a_twentieth_of_those_who_were_transferred_to_each_region() {
    let there = by_region("unaccompanied", "");
    let published = by("facts/published_unaccompanied.csv", "region");
    assert_eq!(there.keys().collect::<Vec<_>>(), published.keys().collect::<Vec<_>>());
    for (region, row) in &published {
        let twentieths = row.number("transferred_2020_24");
        assert!((there[region] * 20 - twentieths).abs() < 20, "{region}: {} of {twentieths}", there[region]);
    }
    // 5,519 were transferred, of which a twentieth is 275.95.
    assert_eq!(there.values().sum::<i64>(), 276);
}

#[test]
fn the_trend_goes_on_as_each_region_went_from_2021_to_2025() {
    let homes: BTreeMap<(String, i64), i64> = table("facts/children_in_homes.csv")
        .iter()
        .map(|row| ((row.text("region").to_owned(), row.number("march")), row.number("children")))
        .collect();
    let areas = by("areas.csv", "area");
    let mut need: BTreeMap<String, i64> = BTreeMap::new();
    for row in table("demand.csv").iter().filter(|row| row.is("care_type", "open-high-risk")) {
        *need.entry(areas[row.text("area")].text("region").to_owned()).or_insert(0) += row.number("children");
    }
    for (year, years) in [("2024-25", 1), ("2025-26", 2), ("2026-27", 3), ("2027-28", 4), ("2028-29", 5)] {
        for (region, more) in by_region("trend-2029", year) {
            let at = |march| homes[&(region.clone(), march)];
            // A quarter of what four years brought, for each year, as a part of 2024: within half a child.
            let (exact, whole) = (need[&region] * (at(2025) - at(2021)) * years, 4 * at(2024));
            assert!((2 * (more * whole - exact)).abs() <= whole, "{region}, {year}: {more}");
        }
    }
    assert_eq!(
        ["2024-25", "2025-26", "2026-27", "2027-28", "2028-29"].map(|year| all("trend-2029", year)),
        [57, 115, 173, 231, 288]
    );
}
