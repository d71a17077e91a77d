//! There is a real choice among the bids, and the published plan can be paid for.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Row, by, options, planned, sum, table};

#[test]
fn there_are_about_350_projects_and_1500_options_half_of_them_in_reserve() {
    let options = options();
    let projects = table("projects.csv").len();
    let planned = planned().len();
    assert!((340..=365).contains(&projects), "{projects} projects");
    assert!((1_400..=1_600).contains(&options.len()), "{} options", options.len());
    assert_eq!(planned, 178);
    assert!((170..=185).contains(&(projects - planned)), "{} in reserve", projects - planned);
    let mut each: BTreeMap<&str, u32> = BTreeMap::new();
    for (project, _) in &options {
        *each.entry(project.text("project")).or_default() += 1;
    }
    assert!(each.values().all(|ways| (1..=6).contains(ways)));
}

#[test]
fn the_reserve_has_every_line_and_every_region() {
    let areas = by("areas.csv", "area");
    let planned: BTreeSet<String> = planned().iter().map(|(project, _)| project.text("project").to_owned()).collect();
    let reserve: Vec<Row> =
        table("projects.csv").into_iter().filter(|project| !planned.contains(project.text("project"))).collect();
    let lines: BTreeSet<&str> = reserve.iter().map(|project| project.text("line")).collect();
    let regions: BTreeSet<&str> = reserve.iter().map(|project| areas[project.text("area")].text("region")).collect();
    assert_eq!((lines.len(), regions.len()), (5, 9));
    assert_eq!(areas.len(), 153);
}

#[test]
fn some_reserve_bids_cost_less_a_place_than_some_planned_ones() {
    for line in ["open-expand", "open-new", "secure-new", "secure-rebuild"] {
        let costs = |is_planned: &str| -> BTreeSet<i64> {
            let own = options().into_iter().filter(|(project, option)| {
                let is_as_bid = option.text("option").starts_with("as-bid") || line.starts_with("secure");
                project.is("line", line) && option.is("planned", is_planned) && is_as_bid
            });
            let places = |option: &Row| option.number("additional_likely") + option.number("protected");
            own.map(|(_, option)| option.number("dfe_cost_gbp") / places(&option)).collect()
        };
        let [planned, others] = ["yes", "no"].map(costs);
        assert!(others.first() < planned.last(), "{line}");
        assert!(others.last() > planned.last(), "{line}");
    }
}

#[test]
fn places_cost_what_the_published_schemes_cost() {
    // Louth: over £2m, half of it the department's, for six places. East Sussex: five secure beds for £9m.
    for (line, least, most) in [("open-expand", 80_000, 250_000), ("open-new", 160_000, 420_000)] {
        for (project, option) in planned().iter().filter(|(project, _)| project.is("line", line)) {
            let each = option.number("dfe_cost_gbp") / option.number("additional_likely");
            assert!((least..=most).contains(&each), "{}: £{each} a place", project.text("project"));
        }
    }
    for (project, option) in planned().iter().filter(|(project, _)| project.is("line", "secure-improve")) {
        let beds = option.number("additional_likely");
        let each = option.number("dfe_cost_gbp").checked_div(beds).unwrap_or(1_800_000);
        assert!((1_200_000..=2_400_000).contains(&each), "{}: £{each} a bed", project.text("project"));
    }
}

#[test]
fn nearly_equal_bids_exist() {
    let links = table("links.csv");
    let mut cost: BTreeMap<String, i64> = BTreeMap::new();
    for (project, option) in options().iter().filter(|(_, option)| option.text("option").starts_with("as-bid")) {
        cost.entry(project.text("project").to_owned()).or_insert(option.number("dfe_cost_gbp"));
    }
    let alternatives =
        links.iter().filter(|link| link.is("kind", "excludes") && link.text("project").starts_with("open"));
    let apart: Vec<i64> =
        alternatives.map(|link| (cost[link.text("project")] - cost[link.text("other")]).abs()).collect();
    assert!(apart.len() >= 3 && apart.iter().all(|pounds| *pounds <= 3_000), "{apart:?}");
}

#[test]
fn the_published_plan_fits_every_match_limit_and_some_limits_bind_on_the_reserve() {
    let mut local: BTreeMap<String, i64> = BTreeMap::new();
    for (project, option) in planned() {
        *local.entry(project.text("area").to_owned()).or_default() += option.number("match_gbp");
    }
    let areas = by("areas.csv", "area");
    let limit = |area: &str| areas[area].text("match_limit_gbp").parse::<i64>().ok();
    for (area, pounds) in &local {
        assert!(limit(area).is_none_or(|limit| *pounds <= limit), "{area}: {pounds}");
    }
    let too_much = options().into_iter().filter(|(project, option)| {
        let area = project.text("area");
        let left = limit(area).map(|limit| limit - local.get(area).copied().unwrap_or(0));
        option.is("planned", "no") && left.is_some_and(|left| option.number("match_gbp") > left)
    });
    assert!(too_much.count() >= 20, "match limits would rule nothing out");
    let unknown = areas.values().filter(|area| area.is("match_limit_gbp", "")).map(|area| area.text("name"));
    assert_eq!(unknown.collect::<Vec<_>>(), ["Isles of Scilly"]);
}

#[test]
fn the_four_funds_can_pay_for_the_published_plan_in_the_years_in_which_it_pays() {
    // First and last financial year by the calendar year in which it starts, and pounds.
    let mut funds =
        [(2022, 2026, 259_000_000), (2023, 2027, 85_000_000), (2024, 2028, 165_000_000), (2026, 2028, 54_000_000)];
    let planned: BTreeSet<(String, String)> = planned().iter().map(|(_, option)| option.option()).collect();
    let spend: Vec<Row> = table("spend.csv").into_iter().filter(|row| planned.contains(&row.option())).collect();
    assert_eq!(sum(&spend, "spend_gbp"), 508_000_000);
    for year in 2022..=2028 {
        let name = format!("{year}-{:02}", (year + 1) % 100);
        let mut left = sum(spend.iter().filter(|row| row.is("year", &name)), "spend_gbp");
        // A fund that ends sooner pays first: for funds open without a break, no other order pays more.
        for (first, last, pounds) in &mut funds {
            if (*first..=*last).contains(&year) {
                let paid = left.min(*pounds);
                *pounds -= paid;
                left -= paid;
            }
        }
        assert_eq!(left, 0, "{name} cannot be paid");
    }
}

#[test]
fn modelled_sites_stand_within_a_few_kilometres_of_their_authoritys_centre() {
    let areas = by("areas.csv", "area");
    let homes = table("homes.csv").into_iter().filter(|home| home.is("care_type", "open-ordinary"));
    let sites = table("projects.csv").into_iter().filter(|row| row.is("line", "open-new"));
    for row in homes.chain(sites) {
        let apart = |column| (row.number(column) - areas[row.text("area")].number(column)).pow(2);
        assert!(apart("easting") + apart("northing") <= 10_000_i64.pow(2), "{row:?}");
    }
}
