//! The tiny dataset, read.

use std::path::Path;

use placewell::domain::{
    Area, Demand, Estimate, Index, Instance, LinkKind, Money, PlaceRange, Places, Point, ProjectOption, Published,
    RiskKind, RoadEdge, RoadMap,
};
use placewell::read::{Basis, Dataset, Parsed, Roads, Strictness, read_dataset};

use super::folder::tiny;

fn dataset() -> Dataset {
    let reading = read_dataset(&tiny(), Roads::Needed, Strictness::Strict);
    assert_eq!(reading.mistakes, []);
    reading.dataset.expect("no mistakes")
}

fn point(easting: u32, northing: u32) -> Point {
    Point::new(easting, northing).expect("in England")
}

fn option<'p>(instance: &'p Instance, project: &str, id: &str) -> &'p ProjectOption {
    let found = instance.options().iter().find(|option| {
        let of = &instance[option.project];
        of.id.as_str() == project && option.id.as_str() == id
    });
    found.expect("an option of the tiny dataset")
}

#[test]
fn areas_and_their_demand_are_as_written() {
    let instance = dataset().instance;
    let bristol = Area {
        id: "E06000023".parse().expect("an id"),
        name: "Bristol, City of".to_owned(),
        region: "South West".to_owned(),
        centre: point(359_000, 173_500),
        match_limit: Some(Money::from_pounds(2_500_000)),
    };
    assert_eq!(instance.areas()[0], bristol);
    assert_eq!(instance.areas()[1].match_limit, None, "a blank limit is not known");
    assert_eq!(instance.areas()[2].match_limit, Some(Money::from_pounds(1_000_000)));
    let demand =
        |area, care_type, children| Demand { area: Index::new(area), care_type: Index::new(care_type), children };
    assert_eq!(
        instance.demand(),
        [(0, 0, 7), (0, 1, 2), (1, 0, 25), (2, 1, 3)].map(|(a, c, n)| demand(a, c, Places::new(n)))
    );
    assert_eq!(instance.care_types()[1].name, "Secure welfare place");
}

#[test]
fn lines_and_homes_are_as_written() {
    let instance = dataset().instance;
    let rebuild = &instance.lines()[1];
    assert_eq!((rebuild.id.as_str(), rebuild.row, rebuild.home_type.as_str()), ("secure-rebuild", 2, "secure"));
    let published = Published {
        projects: 3,
        homes: 3,
        additional_low: Places::new(34),
        additional_high: Places::new(38),
        done_by: "2026, 2029, 2029".to_owned(),
        cost: Money::from_pounds(188_000_000),
        source: "Made for the tests".to_owned(),
    };
    assert_eq!(rebuild.published, Some(published));
    assert_eq!(instance.lines()[2].published, None);

    let home = &instance.homes()[0];
    assert_eq!((home.id.as_str(), home.area, home.care_type), ("atkinson", Index::new(2), Index::new(1)));
    assert_eq!((home.places, home.at_risk), (Places::new(12), Places::new(8)));
    assert_eq!(home.at_risk_from.map(|year| year.to_string()).as_deref(), Some("2027-28"));
    assert_eq!(instance.homes()[1].at_risk_from, None);
}

#[test]
fn a_site_is_a_home_or_the_ground_of_a_new_one() {
    let instance = dataset().instance;
    let sites: Vec<(&str, Point, Option<Index<_>>)> =
        instance.sites().iter().map(|site| (site.id.as_str(), site.point, site.home)).collect();
    assert_eq!(
        sites,
        [
            ("atkinson", point(292_000, 92_000), Some(Index::new(0))),
            ("open-bham", point(405_000, 290_000), None),
            ("open-bristol", point(360_000, 174_000), None),
            ("vinney", point(365_800, 177_600), Some(Index::new(1))),
        ]
    );
    let at: Vec<&str> = instance.projects().iter().map(|project| instance[project.site].id.as_str()).collect();
    assert_eq!(at, ["open-bham", "open-bristol", "atkinson"]);
}

#[test]
fn projects_have_their_options_and_options_their_spend() {
    let instance = dataset().instance;
    let ranges: Vec<_> = instance.projects().iter().map(|project| project.options.clone()).collect();
    assert_eq!(ranges, [0..2, 2..3, 3..5]);
    let large = option(&instance, "rebuild-devon", "large");
    assert_eq!(large.scope, "Rebuild, with four more beds");
    assert_eq!((large.cost, large.local_match), (Money::from_pounds(60_000_000), Money::ZERO));
    assert_eq!(Some(large.additional), PlaceRange::new(Places::new(2), Places::new(4), Places::new(6)));
    assert_eq!(large.additional.at(Estimate::Likely), Places::new(4));
    assert_eq!((large.protected, large.improved), (Places::new(8), Places::new(4)));
    assert_eq!((large.starts.to_string(), large.opens.to_string()), ("2026-27".to_owned(), "2028-29".to_owned()));
    let spend: Vec<(String, i64)> =
        large.spend.iter().map(|(year, money)| (year.to_string(), money.pounds())).collect();
    let years = [("2026-27", 10_000_000), ("2027-28", 30_000_000), ("2028-29", 20_000_000)];
    assert_eq!(spend, years.map(|(year, pounds)| (year.to_owned(), pounds)));
    let planned: Vec<bool> = instance.options().iter().map(|option| option.planned).collect();
    assert_eq!(planned, [true, false, false, true, false]);
}

#[test]
fn links_are_between_projects() {
    let instance = dataset().instance;
    let [bham, bristol, devon] = [0, 1, 2].map(Index::new);
    let kinds: Vec<&LinkKind> = instance.links().iter().map(|link| &link.kind).collect();
    let expected =
        [LinkKind::Requires(bham, bristol), LinkKind::OneOf(vec![bham, bristol]), LinkKind::Excludes(bristol, devon)];
    assert_eq!(kinds, expected.iter().collect::<Vec<_>>());
}

#[test]
fn roads_are_by_junction_number_and_land_has_holes() {
    let RoadMap { nodes, edges, land } = dataset().road_map.expect("roads were needed");
    assert_eq!(nodes, [point(290_000, 93_000), point(360_000, 175_000), point(406_000, 288_000)]);
    let road = |from, to, metres| RoadEdge { from, to, metres };
    assert_eq!(edges, [road(0, 1, 124_000), road(1, 2, 140_000)]);
    assert_eq!(land.polygons.len(), 2);
    assert_eq!((land.polygons[0].outer.len(), land.polygons[0].holes.len()), (5, 1));
    assert_eq!(land.polygons[1].outer[0], point(380_000, 230_000), "to the nearest metre");
}

#[test]
fn sources_and_assumptions_are_kept_for_the_report() {
    let dataset = dataset();
    assert_eq!(dataset.sources.len(), 14);
    let limit = dataset.sources.iter().find(|source| source.column == "match_limit_gbp").expect("a source");
    assert_eq!((limit.kind, limit.note.as_str()), (Basis::Modelled, "Blank where not known"));
    assert_eq!(dataset.assumptions.len(), 1);
    assert_eq!((dataset.assumptions[0].id.as_str(), dataset.assumptions[0].range.as_str()), ("demand", "30 to 45"));
    assert_eq!(dataset.warnings, []);
}

#[test]
fn risks_are_kept_in_order_and_a_dataset_may_do_without_them() {
    let risks = dataset().risks;
    let kinds: Vec<RiskKind> = risks.iter().map(|risk| risk.kind).collect();
    let demand = RiskKind::Demand(Index::new(1));
    assert_eq!(kinds, [RiskKind::CostOverrun(Index::new(0)), RiskKind::MatchWithdrawn, demand]);
    assert_eq!((risks[2].chance, risks[2].low, risks[2].high, risks[2].shared), (100, -20, 10, 100));
    let folder = super::folder::Folder::lenient();
    std::fs::remove_file(folder.path("risks.csv")).expect("the file was there");
    folder.edit("sources.csv", "risks.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n", "");
    assert_eq!(folder.mistakes(), Vec::<String>::new());
}

#[test]
fn every_file_that_was_parsed_is_known_by_its_digest() {
    let parsed = read_dataset(&tiny(), Roads::Needed, Strictness::Strict).parsed;
    assert_eq!(parsed.len(), 16);
    let care_types = Parsed {
        file: "care_types.csv".to_owned(),
        sha256: "dde639709d9c5986210cab689f8c416feccc6e63df5cde751bea5add0ad1ceed".to_owned(),
        bytes: 102,
    };
    assert_eq!(parsed.iter().find(|parsed| parsed.file == "care_types.csv"), Some(&care_types));
}

#[test]
fn without_roads_their_files_need_not_be_there() {
    let folder = super::folder::Folder::new();
    for file in ["road_nodes.csv", "road_edges.csv", "land.geojson"] {
        std::fs::remove_file(folder.path(file)).expect("the file was there");
    }
    let reading = read_dataset(Path::new(&folder.path("")), Roads::NotNeeded, Strictness::Strict);
    assert_eq!(reading.mistakes, []);
    assert_eq!(reading.parsed.len(), 13);
    let dataset = reading.dataset.expect("no mistakes");
    assert_eq!(dataset.road_map, None);
    assert_eq!(dataset.instance, self::dataset().instance);
}
