//! The long table: one result to a row, that can be summed as it is.

use std::collections::{BTreeMap, BTreeSet};

use placewell::report::run::Totals;

use super::given::{Given, Tiny, digits, read_back, table};

#[test]
fn the_rows_of_a_metric_add_up_to_the_headline() {
    for given in [Given::published(), &Given::decided(Tiny::new("").case())] {
        let run = given.run();
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for row in read_back(&table(&run, "results_long")) {
            let hundredths = if row["metric"] == "well_located_places" { 1 } else { 100 };
            if !row["value"].is_empty() {
                *sums.entry(row["metric"].clone()).or_default() += digits(&row["value"]) * hundredths;
            }
        }
        let totals = Totals::of(&run.question, run.plan);
        let count = |count: u64| i64::try_from(count).expect("a count") * 100;
        let projects = i64::try_from(totals.projects).expect("a count") * 100;
        let expected = [
            ("dfe_spend_gbp", totals.cost.pounds() * 100),
            ("match_gbp", totals.local_match.pounds() * 100),
            ("projects_starting", projects),
            ("projects_opening", projects),
            ("additional_low", count(totals.additional_low.count().into())),
            ("additional_likely", count(totals.additional_likely.count().into())),
            ("additional_high", count(totals.additional_high.count().into())),
            ("protected", count(totals.protected.count().into())),
            ("children", count(totals.children)),
            ("places_used", count(totals.used.count().into())),
            ("places_within_20_miles", count(totals.near.count().into())),
            ("well_located_places", i64::try_from(totals.well_located.hundredths()).expect("a count")),
        ];
        for (metric, sum) in expected {
            assert_eq!(sums.get(metric).copied().unwrap_or_default(), sum, "{metric}");
        }
    }
}

#[test]
fn nothing_is_said_twice_and_every_row_names_its_run() {
    let rows = read_back(&table(&Given::published().run(), "results_long"));
    let keys = ["metric", "area", "year", "line", "care_type"];
    let seen: BTreeSet<Vec<&String>> = rows.iter().map(|row| keys.iter().map(|key| &row[*key]).collect()).collect();
    assert_eq!(seen.len(), rows.len());
    assert!(rows.len() > 1_000, "{} rows", rows.len());
    assert!(rows.iter().all(|row| row["run"] == "figure-11" && !row["unit"].is_empty()));
}

#[test]
fn need_that_is_not_known_is_empty_in_the_long_table_too() {
    let rows = read_back(&table(&Given::decided(Tiny::new("").case()).run(), "results_long"));
    let unknown = rows.iter().filter(|row| row["value"].is_empty());
    let of: BTreeSet<_> = unknown.map(|row| (row["area_name"].as_str(), row["care_type"].as_str())).collect();
    assert_eq!(of.into_iter().collect::<Vec<_>>(), [("Birmingham", "secure-welfare"), ("Devon", "open-high-risk")]);
}
