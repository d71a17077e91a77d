//! Homes from a table of providers, as Ofsted publishes one.

use std::fs;

use tempfile::TempDir;

use super::{files, placewell, printed, rows, text};

/// Made-up rows in the layout of Ofsted's list of children's social care providers: a title above the heading, kinds of
/// provision that are no homes, one that has closed, places that are not told, and an authority that is not in the region.
const PROVIDERS: &str = "\
Children's social care in England: providers and places at 31 March,,,,,,
,,,,,,
URN,Provision type,Registration status,Setting name,Local authority,Region,Places
SC000001,Children's Home,Active,Elm House,Hartlepool,North East,4
SC000002,Children's home,Active,Oak Lodge,\"Durham, County\",North East,6.0
SC000003,Children's Home,Closed,Gone Lodge,Hartlepool,North East,5
SC000004,Independent Fostering Agency,Active,Homes for All,Hartlepool,North East,
SC000005,Children's Home,Active,Ash House,Darlington,North East,c
SC000006,Children's Home,Active,Sea View,Devon,South West,3
SC000007,Secure Children's Home,Active,High Wall,County Durham,North East,20
";

#[test]
fn homes_are_read_from_a_list_of_providers_and_what_is_left_out_or_refused_is_said() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "ne", "--from", "england", "--region", "North East"]);
    fs::write(desk.path().join("providers.csv"), PROVIDERS).expect("a file");
    let before = files(&desk.path().join("ne"));
    let import = ["import", "homes", "providers.csv", "--into", "ne", "--care-type", "open-high-risk"];
    let only = ["--where", "Provision type=Children's home"];
    let mixed = placewell(desk.path(), &import);
    assert_eq!(mixed.status.code(), Some(3));
    let why = "it has homes of the kinds `Children's Home` and `Secure Children's Home`: say with --where";
    assert!(text(&mixed.stderr).contains(why), "{}", text(&mixed.stderr));
    let wrong = PROVIDERS.replace("Hartlepool,North East,4", "Hartlepool,North East,3-4").replace("SC000002", "SC 2");
    fs::write(desk.path().join("wrong.csv"), wrong).expect("a file");
    let refused = placewell(desk.path(), &[&["import", "homes", "wrong.csv"], &import[3..], &only].concat());
    let said = text(&refused.stderr);
    assert!(said.contains("wrong.csv:4: G4: `3-4` is not a number of places"), "{said}");
    assert!(said.contains("wrong.csv:5: A5: `SC 2` is not the id of a home"), "{said}");
    assert_eq!(files(&desk.path().join("ne")), before, "nothing is written");

    let done = placewell(desk.path(), &[&import[..], &only].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let told = text(&done.stdout);
    assert!(told.contains("providers.csv: 2 homes with 10 places."), "{told}");
    assert!(told.contains("2 of them stand at the centre of their authority"), "{told}");
    for left_out in
        ["of no authority of the dataset", "of the status `Closed`", "(`c`: ", "2 rows not what --where asks for"]
    {
        assert!(told.contains(left_out), "{left_out}: {told}");
    }
    let homes = rows(&desk.path().join("ne/inputs/homes.csv"));
    let areas = rows(&desk.path().join("ne/inputs/areas.csv"));
    let elm = homes.iter().find(|home| home["home"] == "SC000001").expect("it is there");
    let hartlepool = areas.iter().find(|area| area["name"] == "Hartlepool").expect("it is there");
    assert_eq!((&elm["name"], &elm["places"], &elm["basis"]), (&"Elm House".into(), &"4".into(), &"observed".into()));
    assert_eq!((&elm["area"], &elm["easting"]), (&hartlepool["area"], &hartlepool["easting"]));
    let sources = rows(&desk.path().join("ne/inputs/sources.csv"));
    let said = |row: &std::collections::BTreeMap<String, String>| {
        row["file"] == "homes.csv" && row["source"] == "Imported from providers.csv"
    };
    assert!(sources.iter().any(said), "where they are from is kept");
    let again = placewell(desk.path(), &[&import[..], &only].concat());
    assert!(text(&again.stderr).contains("`SC000001` is in the dataset already; --replace"), "{}", text(&again.stderr));
}

#[test]
fn homes_without_ids_go_by_their_names_as_bids_do() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let import = ["import", "homes", "homes.csv", "--into", "mine", "--care-type", "open", "--replace"];
    let sheet = |rows: &str| {
        let heading = "Provider name,LA,Places,Easting,Northing\n";
        fs::write(desk.path().join("homes.csv"), format!("{heading}{rows}")).expect("a sheet");
    };
    sheet(
        "The Oaks,Ashfordshire,5,430000,330000\nThe Oaks,Coleby,4,470000,345000\nÉlan,Coleby,3,470000,345000\n,Coleby,3,470000,345000\n",
    );
    let refused = placewell(desk.path(), &import);
    assert!(
        text(&refused.stderr).contains("homes.csv:5: A5: this row has neither a name nor an id"),
        "{}",
        text(&refused.stderr)
    );
    // A bid of the dataset builds at Mill Lane, which goes by the id that its name makes.
    sheet(
        "The Oaks,Ashfordshire,5,430000,330000\nThe Oaks,Coleby,4,470000,345000\nMill Lane,Ashfordshire,4,431000,336000\n",
    );
    let told = text(&placewell(desk.path(), &import).stdout);
    assert!(told.contains("3 of them go by an id that is made of their name."), "{told}");
    let homes = rows(&desk.path().join("mine/inputs/homes.csv"));
    let open: Vec<(&str, &str)> = homes
        .iter()
        .filter(|home| home["care_type"] == "open")
        .map(|home| (home["home"].as_str(), home["area"].as_str()))
        .collect();
    assert_eq!(open, [("mill-lane", "ashfordshire"), ("the-oaks", "ashfordshire"), ("the-oaks-2", "coleby")]);
    sheet("The Oaks,Coleby,4,470000,345000\nThe Oaks,Coleby,4,470000,345000\n");
    let twice = text(&placewell(desk.path(), &import).stderr);
    assert!(twice.contains("homes.csv:3: A3: `The Oaks` is in row 2 already, with as many places"), "{twice}");
}

#[test]
fn an_authority_goes_by_the_same_headings_in_bids_homes_and_demand() {
    let desk = TempDir::new().expect("a folder");
    for heading in ["LA", "Council", "LA code", "Local authority", "Lead authority", "Area", "ONS code"] {
        fs::remove_dir_all(desk.path().join("mine")).ok();
        printed(desk.path(), &["new", "mine"]);
        let bid = "Name,LINE,Places,Total cost,2026-27,Lat,Long,".to_owned()
            + heading
            + "\nNorth,open-new,4,900000,900000,52.75,-1.25,beckton\n";
        fs::write(desk.path().join("bids.csv"), bid).expect("a sheet");
        fs::write(desk.path().join("demand.csv"), format!("{heading},Year,Children\nbeckton,2025,12\n"))
            .expect("a sheet");
        fs::write(desk.path().join("homes.csv"), format!("URN,{heading},Places\nSC1,beckton,4\n")).expect("a sheet");
        for what in [
            &["bids.csv"][..],
            &["demand", "demand.csv", "--care-type", "open"],
            &["homes", "homes.csv", "--care-type", "open"],
        ] {
            let words = [&["import"], what, &["--into", "mine", "--replace"]].concat();
            let done = placewell(desk.path(), &words);
            assert!(!text(&done.stderr).contains("heading"), "{heading}: {what:?}: {}", text(&done.stderr));
            assert!(text(&done.stdout).contains(&format!("`{heading}`")) || what[0] == "homes", "{heading}: {what:?}");
            assert!(!text(&done.stdout).contains("0 rows"), "nothing is said of nought rows: {}", text(&done.stdout));
        }
    }
}
