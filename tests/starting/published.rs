//! Tables as the Department and Ofsted publish them: their own headings, their own words for what is not known. Hartlepool in 2024 and
//! 2025 is as published; other rows are made up.

use std::fs;

use tempfile::TempDir;

use super::{placewell, printed, rows, text};

/// The headings of Ofsted's provider-level data on children's social care, in which names and postcodes are redacted.
const PROVIDERS: &str = "\
Web link,URN,Provision type,Registration date,Registration status,Name,Address 1,Town,Postcode,Ofsted Region,Government Office Region,Local authority,Sector,Places,Organisation which owns the provider,Event type,Inspection date,Publication date
report,SC100001,Children's home,01/06/2015,Active,REDACTED,REDACTED,REDACTED,REDACTED,\"North East, Yorkshire and The Humber\",North East,Durham,Private,4,Example Care Limited,Full inspection,01/08/2025,14/08/2025
report,SC100002,Children's home,02/07/2018,Active,REDACTED,REDACTED,REDACTED,REDACTED,\"North East, Yorkshire and The Humber\",North East,Hartlepool,Local Authority,6,Hartlepool Borough Council,Full inspection,03/08/2025,16/08/2025
report,SC100003,Children's home,02/07/2018,Resigned,REDACTED,REDACTED,REDACTED,REDACTED,\"North East, Yorkshire and The Humber\",North East,Hartlepool,Private,5,Example Care Limited,Full inspection,03/08/2024,16/08/2024
report,SC100004,Independent fostering agency,02/07/2018,Active,REDACTED,REDACTED,REDACTED,REDACTED,\"North East, Yorkshire and The Humber\",North East,Darlington,Private,,Example Care Limited,Full inspection,03/08/2025,16/08/2025
report,SC100005,Children's home,02/07/2018,Active,REDACTED,REDACTED,REDACTED,REDACTED,South West,South West,\"Bournemouth, Christchurch & Poole\",Private,3,Example Care Limited,Full inspection,03/08/2025,16/08/2025
";

/// The headings of Ofsted's list of social care providers for local authorities.
const FOR_AUTHORITIES: &str = "\
URN,Setting name,Provision type,Registration status,Sector,Owner ID,Owner name,Local authority,Region,Number of registered places
SC200001,Elm House,Children's home,Active,Private,RP1,Example Care Limited,Darlington,North East,4
";

/// The headings of the Department's children looked after in England, as in 2021 and as in 2025.
const IN_2021: &str = "\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,cla_group,characteristic,number,percentage
2021,Reporting year,National,E92000001,England,,,,,,Age group,Total,28440,100
2021,Reporting year,Regional,E92000001,England,E12000001,North East,,,,Age group,Total,1990,100
2021,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Age group,Total,31,100
2021,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Age group,10 to 15 years,9,30
2021,Reporting year,Local authority,E92000001,England,E12000001,North East,841,Darlington,E06000005,Age group,Total,c,c
";
const IN_2025: &str = "\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,characteristic,breakdown,children_count,children_percent
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Placement on 31 March,Secure homes and children's homes,46,k
2025,Reporting year,National,E92000001,England,,,,,,Placement on 31 March,Secure homes and children's homes,7650,9
2025,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Placement on 31 March,Secure homes and children's homes,48,k
2025,Reporting year,Local authority,E92000001,England,E12000001,North East,841,Darlington,E06000005,Placement on 31 March,Secure homes and children's homes,z,z
";

/// A desk with the North East of England.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "ne", "--from", "england", "--region", "North East"]);
    desk
}

/// What is told of a table that is imported as homes or demand.
fn import(desk: &TempDir, what: &str, table: &str, only: &[&str]) -> String {
    fs::write(desk.path().join("table.csv"), table).expect("a file");
    let into = ["import", what, "table.csv", "--into", "ne", "--care-type", "open-high-risk"];
    let replace: &[&str] = if what == "demand" { &["--replace"] } else { &[] };
    let done = placewell(desk.path(), &[&into[..], only, replace].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    text(&done.stdout)
}

#[test]
fn ofsteds_tables_of_providers_are_read_by_their_own_headings_and_redacted_cells_are_not_known() {
    let desk = desk();
    let told = import(&desk, "homes", PROVIDERS, &[]);
    assert!(told.contains("2 homes with 10 places."), "{told}");
    for left_out in
        ["of no authority of the dataset", "of the status `Resigned`", "stand at the centre of their authority"]
    {
        assert!(told.contains(left_out), "{left_out}: {told}");
    }
    let homes = rows(&desk.path().join("ne/inputs/homes.csv"));
    let imported: Vec<_> = homes.iter().filter(|home| home["home"].starts_with("SC10")).collect();
    assert_eq!(imported.len(), 2);
    assert!(imported.iter().all(|home| home["name"] == home["home"]), "a redacted name is none: {imported:?}");
    let areas = rows(&desk.path().join("ne/inputs/areas.csv"));
    let durham = areas.iter().find(|area| area["name"] == "County Durham").expect("it is there");
    assert_eq!(imported[0]["area"], durham["area"], "Ofsted calls it Durham");

    let told = import(&desk, "homes", FOR_AUTHORITIES, &[]);
    assert!(told.contains("1 home with 4 places."), "{told}");
    let homes = rows(&desk.path().join("ne/inputs/homes.csv"));
    assert!(homes.iter().any(|home| home["home"] == "SC200001" && home["name"] == "Elm House"), "{homes:?}");
}

#[test]
fn the_departments_children_looked_after_are_read_by_the_headings_of_2021_and_of_2025() {
    let desk = desk();
    let children = || {
        let demand = rows(&desk.path().join("ne/inputs/demand.csv"));
        let open = demand.into_iter().filter(|row| row["care_type"] == "open-high-risk");
        open.map(|row| (row["area"].clone(), row["children"].clone())).collect::<Vec<_>>()
    };
    let told = import(&desk, "demand", IN_2021, &["--where", "characteristic=Total"]);
    assert!(told.contains("2 rows of regions and of England left out"), "{told}");
    assert!(told.contains("Darlington (E06000005)"), "who is not known is told by name: {told}");
    assert_eq!(children(), [("E06000001".to_owned(), "31".to_owned())]);
    let told = import(&desk, "demand", IN_2025, &[]);
    assert!(told.contains("only 2025 is read, and 1 row of other years left out"), "{told}");
    assert_eq!(children(), [("E06000001".to_owned(), "48".to_owned())]);
}
